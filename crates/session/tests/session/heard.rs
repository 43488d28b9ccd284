//! What a session heard of its requests and its stream, for who wants to judge it by that.

use crate::script::{Script, Sent};
use session::{Input, RequestId, StreamFailure};

/// What isn't answered in this time is given up, ms.
const LIMIT_MS: u64 = 10_000;
/// … where it is only asked whether the server is there.
const PROBE_LIMIT_MS: u64 = 4_000;
/// A page without a tick for so long was frozen or asleep, ms.
const PAUSE_MS: u64 = 20_000;

/// Something that was heard of a request or of the stream, other than its bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    pub at_ms: u64,
    /// Of which request; `None` = of the stream.
    pub id: Option<RequestId>,
    /// HTTP status; 0 = there was no answer, or nonsense.
    pub status: u16,
    pub retry_after_s: Option<u32>,
}

impl Script {
    pub fn hears(&mut self, input: &Input) {
        let (id, status, retry_after_s) = match input {
            Input::StreamOpened(id) if self.stream == Some(id.0) => {
                self.opened_ms = Some(self.now.mono_ms);
                return;
            }
            Input::Response {
                id,
                status,
                retry_after_s,
                body,
            } => {
                let nonsense = *status == 200 && !body.starts_with(b"{");
                (
                    Some(*id),
                    if nonsense { 0 } else { *status },
                    *retry_after_s,
                )
            }
            Input::Failed { id, .. } => (Some(*id), 0, None),
            Input::StreamFailed(id, _) if self.stream != Some(id.0) => return,
            // After a pause the session drops the stream before it hears of its end.
            Input::StreamFailed(..) if self.now.since(self.last_input) >= PAUSE_MS => return,
            Input::StreamFailed(_, StreamFailure::Status(status, after)) => (None, *status, *after),
            Input::StreamFailed(..) => (None, 0, None),
            _ => return,
        };
        self.heard.push(Heard {
            at_ms: self.now.mono_ms,
            id,
            status,
            retry_after_s,
        });
    }

    /// The session waits no longer. It may have lost interest, or patience.
    pub fn gives_up(&mut self, id: RequestId) {
        let sent = self.sent.iter().rev().find(|sent| sent.id == id);
        let is_late = |sent: &Sent| {
            let probe = sent.what == "service_status";
            let limit = if probe { PROBE_LIMIT_MS } else { LIMIT_MS };
            self.now.mono_ms >= sent.at_ms + limit
        };
        if sent.is_some_and(is_late) {
            self.fails(Some(id));
        }
    }

    fn fails(&mut self, id: Option<RequestId>) {
        if self.goes_offline {
            return;
        }
        self.heard.push(Heard {
            at_ms: self.now.mono_ms,
            id,
            status: 0,
            retry_after_s: None,
        });
    }

    pub fn gives_up_stream(&mut self) {
        let now = self.now.mono_ms;
        let begun = self.streams.last().copied().unwrap_or(now);
        if self.opened_ms.is_none() && now >= begun + LIMIT_MS {
            self.fails(None);
        }
    }
}
