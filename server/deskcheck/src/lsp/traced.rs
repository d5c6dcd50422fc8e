//! What passes between client and server, for whoever looks into it: into the log, and to a client that asks for a trace
//! (`initialize`, `$/setTrace`).
//!
//! Neither holds what was said in a note, unless all of it is asked for: a log at the level `trace`, a trace that is
//! `verbose`.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Id, Response};
use tower_lsp::ls_types::notification::LogTrace;
use tower_lsp::ls_types::{LogTraceParams, SetTraceParams, TraceValue};

use super::frames::Outgoing;

/// The trace that the client wants.
pub(super) struct Trace {
    /// 0 off, 1 messages, 2 verbose.
    level: AtomicU8,
    outgoing: Outgoing,
}

impl Trace {
    /// None yet.
    pub(super) fn new(outgoing: Outgoing) -> Self {
        Self { level: AtomicU8::new(0), outgoing }
    }

    /// Takes what the client wants from now on.
    pub(super) fn set(&self, wanted: TraceValue) {
        let level = match wanted {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.level.store(level, Ordering::Relaxed);
    }

    /// Takes the parameters of `$/setTrace`; what makes no sense changes nothing.
    pub(super) fn set_as_told(&self, params: Option<&Value>) {
        if let Some(wanted) = params.and_then(|params| SetTraceParams::deserialize(params).ok()) {
            self.set(wanted.value);
        }
    }

    /// A message has come.
    pub(super) fn received(&self, method: &str, id: Option<&Id>, params: Option<&Value>) {
        tracing::trace!(method, "received {}", params.unwrap_or(&serde_json::Value::Null));
        self.tell(|| {
            let what =
                id.map_or_else(|| format!("notification '{method}'"), |id| format!("request '{method} - ({id})'"));
            (format!("Received {what}."), params.map(ToString::to_string))
        });
    }

    /// A request was answered.
    pub(super) fn sent(&self, method: &str, response: &Response, took: Duration) {
        let micros = took.as_micros();
        let code = response.error().map(|error| error.code.code());
        tracing::debug!(method, micros, code, "answered");
        self.tell(|| {
            let failed = code.map(|code| format!(" It failed with {code}.")).unwrap_or_default();
            let took = micros as f64 / 1000.0;
            let id = response.id();
            let message =
                format!("Sending response '{method} - ({id})'. Processing request took {took:.1} ms.{failed}");
            (message, response.result().map(ToString::to_string))
        });
    }

    fn tell(&self, say: impl FnOnce() -> (String, Option<String>)) {
        let level = self.level.load(Ordering::Relaxed);
        if level > 0 {
            let (message, verbose) = say();
            let verbose = verbose.filter(|_| level > 1);
            self.outgoing.notify::<LogTrace>(&LogTraceParams { message, verbose });
        }
    }
}
