//! The service that the transport talks to: the handlers, with what they need around them.
//!
//! Nothing is handed over while `initialize` is not answered, so that a client that sends the next message too early loses
//! none; a handler that panics costs one answer; requests are logged, and traced where the client asks for that.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::faults::{guarded, provoked};
use super::newer::Extended;
use super::server::failed;
use super::traced::Trace;

/// The handlers, guarded.
pub(super) struct Guarded {
    inner: Extended,
    opening: Arc<Opening>,
    trace: Arc<Trace>,
}

impl Guarded {
    /// Puts the guards around the handlers. `opening` must be told of the first frame that is sent.
    pub(super) fn new(inner: Extended, opening: Arc<Opening>, trace: Arc<Trace>) -> Self {
        Self { inner, opening, trace }
    }
}

/// Whether an `initialize` waits for its answer to be sent.
#[derive(Default)]
pub(super) struct Opening {
    is_pending: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl Opening {
    /// Something was sent to the client: as nothing else is under way, the answer to `initialize`.
    pub(super) fn answered(&self) {
        if self.is_pending.swap(false, Ordering::AcqRel) {
            let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
            waiting.into_iter().for_each(Waker::wake);
        }
    }

    fn poll(&self, context: &Context<'_>) -> Poll<()> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_pending.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        *waiting = Some(context.waker().clone());
        Poll::Pending
    }
}

type Answer = Result<Option<Response>, ExitedError>;
type Answering = Pin<Box<dyn Future<Output = Answer> + Send>>;

impl Service<Request> for Guarded {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answering;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        match self.opening.poll(context) {
            Poll::Ready(()) => self.inner.poll_ready(context),
            Poll::Pending => Poll::Pending,
        }
    }

    fn call(&mut self, request: Request) -> Answering {
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        if method == "initialize" && id.is_some() {
            self.opening.is_pending.store(true, Ordering::Release);
        }
        if method == "$/setTrace" {
            // Here, and not in a handler, so that it holds for the next message.
            self.trace.set_as_told(request.params());
        } else {
            self.trace.received(&method, id.as_ref(), request.params());
        }
        let trace = Arc::clone(&self.trace);
        let mut answering = match guarded(|| self.inner.call(request)) {
            Ok(answering) => answering,
            Err(fault) => return Box::pin(std::future::ready(answered(Err(fault), &method, id))),
        };
        let begun = Instant::now();
        Box::pin(async move {
            let poll = |context: &mut Context<'_>| {
                let polled = guarded(|| {
                    provoked(&method);
                    answering.as_mut().poll(context)
                });
                match polled {
                    Ok(Poll::Pending) => Poll::Pending,
                    Ok(Poll::Ready(answer)) => Poll::Ready(Ok(answer)),
                    Err(fault) => Poll::Ready(Err(fault)),
                }
            };
            let answer = std::future::poll_fn(poll).await;
            let answer = answered(answer, &method, id);
            if let Ok(Some(response)) = &answer {
                trace.sent(&method, response, begun.elapsed());
            }
            answer
        })
    }
}

/// The answer to a request, whatever became of its handler.
fn answered(answer: Result<Answer, String>, method: &str, id: Option<Id>) -> Answer {
    match (answer, id) {
        (Err(fault), id) => Ok(id.map(|id| Response::from_error(id, failed(&fault)))),
        // The transport is silent here; the protocol wants requests refused, and notifications passed over.
        (Ok(Ok(None)), Some(id)) if method.starts_with("$/") => {
            Ok(Some(Response::from_error(id, Error::method_not_found())))
        }
        (Ok(answer), _) => answer,
    }
}
