//! Frames of the base protocol over standard input and output
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol>).
//!
//! The transport behind us ends at the first frame that it cannot decode. So frames are taken apart in here, by a thread
//! of its own: a sound message goes on, anything else is answered with an error, and the next frame is read. Both ends
//! deal in whole frames, which lets notifications be written from any thread.

use std::io::{self, BufRead, BufReader, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc as channel;
use std::task::{Context, Poll, ready};
use std::thread::JoinHandle;

use serde::Serialize;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::ls_types::notification::Notification;

use super::reader::{Unreadable, next_message};
use super::service::Opening;

/// The client's messages, each a sound frame.
pub(super) struct Incoming {
    frames: mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    /// Bytes of `current` that are read.
    done: usize,
    /// Told when there will be no more.
    ended: Option<oneshot::Sender<()>>,
}

/// The way to the client. Cheap to clone; whole frames from any thread.
#[derive(Clone)]
pub(super) struct Outgoing {
    frames: channel::Sender<Frame>,
    printer: Arc<std::sync::Mutex<Option<JoinHandle<()>>>>,
    opening: Arc<Opening>,
}

enum Frame {
    Bytes(Vec<u8>),
    End,
}

/// Standard input and output of this process as frames, and who learns that the input has ended.
/// `opening` is told of what the transport sends.
pub(super) fn stdio(opening: Arc<Opening>) -> (Incoming, Outgoing, oneshot::Receiver<()>) {
    let (send, frames) = channel::channel();
    let printer = std::thread::spawn(move || print(&frames));
    let outgoing = Outgoing { frames: send, printer: Arc::new(std::sync::Mutex::new(Some(printer))), opening };
    let (send, frames) = mpsc::channel(64);
    let answers = outgoing.clone();
    std::thread::spawn(move || {
        take_in(&mut BufReader::with_capacity(1 << 16, io::stdin()), &send, &answers);
    });
    let (ended, end) = oneshot::channel();
    (Incoming { frames, current: Vec::new(), done: 0, ended: Some(ended) }, outgoing, end)
}

/// Writes frames until the end; a client that no longer reads ends it too.
fn print(frames: &channel::Receiver<Frame>) {
    let mut out = io::stdout().lock();
    while let Ok(Frame::Bytes(bytes)) = frames.recv() {
        if out.write_all(&bytes).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

/// Hands on the sound messages of `input` until it ends, and answers the others.
fn take_in(input: &mut impl BufRead, sound: &mpsc::Sender<Vec<u8>>, answers: &Outgoing) {
    loop {
        let message = match next_message(input) {
            Ok(Some(body)) => body,
            Ok(None) | Err(Unreadable::Gone) => return,
            Err(Unreadable::Frame(reason)) => {
                answers.refuse(Id::Null, Error { message: reason.into(), ..Error::parse_error() });
                continue;
            }
        };
        match fault(&message) {
            None if sound.blocking_send(framed(&message)).is_err() => return,
            None => {}
            Some((id, error)) => answers.refuse(id, error),
        }
    }
}

/// Why a message cannot go on, and the id to answer under.
fn fault(message: &[u8]) -> Option<(Id, Error)> {
    if serde_json::from_slice::<Request>(message).is_ok() || serde_json::from_slice::<Response>(message).is_ok() {
        return None;
    }
    match serde_json::from_slice::<serde_json::Value>(message) {
        Err(error) => {
            let message = format!("this message is not JSON: {error}");
            Some((Id::Null, Error { message: message.into(), ..Error::parse_error() }))
        }
        Ok(json) => {
            let id = json.get("id").cloned().and_then(|id| serde_json::from_value(id).ok()).unwrap_or(Id::Null);
            let message = "this message is neither a request nor a response of JSON-RPC 2.0";
            Some((id, Error { message: message.into(), ..Error::invalid_request() }))
        }
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

impl AsyncRead for Incoming {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.done == this.current.len() {
            let Some(frame) = ready!(this.frames.poll_recv(context)) else {
                // Nobody need wait for it.
                let _ = this.ended.take().map(|ended| ended.send(()));
                return Poll::Ready(Ok(()));
            };
            (this.current, this.done) = (frame, 0);
        }
        let rest = &this.current[this.done..];
        let taken = rest.len().min(into.remaining());
        into.put_slice(&rest[..taken]);
        this.done += taken;
        Poll::Ready(Ok(()))
    }
}

/// The transport writes whole frames, one or several at a time.
impl AsyncWrite for Outgoing {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.send(bytes.to_vec());
        self.opening.answered();
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[derive(Serialize)]
struct Notice<'a, P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: &'a P,
}

/// A notification, ready to be sent.
pub(super) struct Prepared(Vec<u8>);

impl Prepared {
    /// Puts a notification into its frame.
    pub(super) fn new<N: Notification>(params: &N::Params) -> Self {
        Self::of(N::METHOD, params)
    }

    /// Puts a notification of `method` into its frame.
    pub(super) fn of(method: &'static str, params: &impl Serialize) -> Self {
        let notice = Notice { jsonrpc: "2.0", method, params };
        // Protocol types have string keys and no fallible serialisers, so this cannot fail; an empty body would be refused.
        Self(framed(&serde_json::to_vec(&notice).unwrap_or_default()))
    }
}

impl Outgoing {
    /// Sends a notification.
    pub(super) fn notify<N: Notification>(&self, params: &N::Params) {
        self.send_prepared(Prepared::new::<N>(params));
    }

    /// Sends a prepared notification.
    pub(super) fn send_prepared(&self, notification: Prepared) {
        self.send(notification.0);
    }

    /// Waits until everything sent so far is written; what is sent later is dropped.
    pub(super) fn finish(&self) {
        let _ = self.frames.send(Frame::End);
        let printer = self.printer.lock().ok().and_then(|mut printer| printer.take());
        let _ = printer.map(JoinHandle::join);
    }

    fn refuse(&self, id: Id, error: Error) {
        let body = serde_json::to_vec(&Response::from_error(id, error)).unwrap_or_default();
        self.send(framed(&body));
    }

    fn send(&self, bytes: Vec<u8>) {
        // The printer is gone only with the client; nobody is left to tell.
        let _ = self.frames.send(Frame::Bytes(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_message_is_a_request_or_a_response() {
        let code = |message: &str| fault(message.as_bytes()).map(|(_, error)| error.code.code());
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"x"}"#), None);
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"result":null}"#), None);
        assert_eq!(code("{"), Some(-32700));
        assert_eq!(code("\u{fffd}"), Some(-32700));
        assert_eq!((code("[]"), code(r#"{"id":1,"method":2}"#)), (Some(-32600), Some(-32600)));
    }
}
