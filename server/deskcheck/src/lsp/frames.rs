//! Frames of the base protocol over standard input and output
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol>).
//!
//! The transport behind us ends at the first frame that it cannot decode. So frames are taken apart in here, by a thread
//! of its own: a sound message goes on, anything else is answered with an error, and the next frame is read. Both ends
//! deal in whole frames, which lets notifications be written from any thread.

use std::io::{self, BufRead, BufReader, Read, Write};
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

use super::service::Opening;

/// The longest message that is taken in, in bytes.
const MAX_BYTES: usize = 256 << 20;

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

#[derive(Debug, PartialEq)]
enum Unreadable {
    /// The input has ended within a frame, or cannot be read.
    Gone,
    /// This frame makes no sense.
    Frame(&'static str),
}

/// The body of the next frame; none at the end of the input.
fn next_message(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Unreadable> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.by_ref().take(1 << 12).read_until(b'\n', &mut line).map_err(|_| Unreadable::Gone)?;
        if read == 0 {
            return Ok(None);
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            match length {
                Some(length) => break read_body(input, length).map(Some),
                // Blank lines between frames harm nobody.
                None => continue,
            }
        }
        if let Some(value) = content_length(header) {
            let number = str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok());
            length = Some(number.filter(|length| *length <= MAX_BYTES).ok_or(Unreadable::Frame(BAD_LENGTH))?);
        } else if length.is_none() && !header.to_ascii_lowercase().starts_with(b"content-type") {
            return Err(Unreadable::Frame(NO_HEADER));
        }
    }
}

const BAD_LENGTH: &str = "Content-Length is not a number of bytes that can be read";
const NO_HEADER: &str = "a message begins with a header Content-Length";

/// What stands behind `Content-Length:`, wherever in the line it begins: garbage may stand before it.
fn content_length(header: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"content-length:";
    let at = header.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
    Some(&header[at + NAME.len()..])
}

fn read_body(input: &mut impl BufRead, length: usize) -> Result<Vec<u8>, Unreadable> {
    let mut body = Vec::with_capacity(length.min(1 << 20));
    let read = input.by_ref().take(length as u64).read_to_end(&mut body).map_err(|_| Unreadable::Gone)?;
    if read == length { Ok(body) } else { Err(Unreadable::Gone) }
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
        let notice = Notice { jsonrpc: "2.0", method: N::METHOD, params };
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
    use super::{NO_HEADER, Unreadable, fault, next_message};

    fn check(input: &str, expected: &[Result<Option<&str>, Unreadable>]) {
        let mut input = input.as_bytes();
        for wanted in expected {
            let found = next_message(&mut input);
            let found = found.map(|body| body.map(|body| String::from_utf8_lossy(&body).into_owned()));
            assert_eq!(
                &found.as_ref().map(|body| body.as_deref()).map_err(|_| Unreadable::Gone),
                &wanted.as_ref().map(|body| *body).map_err(|_| Unreadable::Gone)
            );
        }
    }

    #[test]
    fn frames_follow_one_another() {
        check(
            "Content-Length: 2\r\n\r\n{}\r\ncontent-length:3\r\nContent-Type: x\r\n\r\n[1]",
            &[Ok(Some("{}")), Ok(Some("[1]")), Ok(None)],
        );
    }

    #[test]
    fn a_bad_frame_is_told_and_the_next_is_read() {
        check(
            "rubbish\r\nContent-Length: x\r\nxxContent-Length: 2\r\n\r\n{}Content-Length: 9\r\n\r\n{}",
            &[
                Err(Unreadable::Frame(NO_HEADER)),
                Err(Unreadable::Frame(NO_HEADER)),
                Ok(Some("{}")),
                Err(Unreadable::Gone),
            ],
        );
    }

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
