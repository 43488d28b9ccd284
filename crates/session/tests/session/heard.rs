//! What a session heard of its requests and its stream, for who wants to judge it by that.

use crate::script::{Script, Sent};
use session::{Connection, Input, RequestId, StreamFailure};

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
    /// A reading for a stream that is dropped at the same moment: nobody waits for it any more.
    pub is_late: bool,
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
            Input::StreamFailed(..) if self.was_away() => return,
            Input::StreamFailed(_, StreamFailure::Status(status, after)) => (None, *status, *after),
            Input::StreamFailed(..) => (None, 0, None),
            _ => return,
        };
        let is_reading =
            |sent: &Sent| ["participants", "service_status"].contains(&sent.what.as_str());
        let sent = self.sent.iter().rev().find(|sent| Some(sent.id) == id);
        self.heard.push(Heard {
            at_ms: self.now.mono_ms,
            id,
            status,
            retry_after_s,
            is_late: self.was_away() && sent.is_some_and(is_reading),
        });
    }

    /// Whether the page was frozen or asleep: no tick came when one was due.
    pub fn was_away(&self) -> bool {
        let last = self.last_input;
        let expected = self.asked.map_or(0, |at| at.saturating_sub(last.mono_ms));
        self.now.since(last) >= expected + PAUSE_MS
    }

    /// The session waits no longer. It may have lost interest, or patience.
    pub fn gives_up(&mut self, id: RequestId) {
        let sent = self.sent.iter().rev().find(|sent| sent.id == id);
        let is_late = |sent: &Sent| {
            let probe = sent.what == "service_status";
            let limit = if probe { PROBE_LIMIT_MS } else { LIMIT_MS };
            self.now.mono_ms >= sent.at_ms + limit
        };
        // Without a network, after a pause or when the page closes what was asked about the stream is dropped; the rest is given up if
        // it is late.
        let stays = |sent: &Sent| ["refresh_session", "new_session"].contains(&sent.what.as_str());
        let is_dropped = self.goes_away && !sent.is_some_and(stays);
        if sent.is_some_and(is_late) && !is_dropped {
            self.hears_failure(Some(id));
        }
    }

    fn fails(&mut self, id: Option<RequestId>) {
        if !self.goes_away {
            self.hears_failure(id);
        }
    }

    fn hears_failure(&mut self, id: Option<RequestId>) {
        self.heard.push(Heard {
            at_ms: self.now.mono_ms,
            id,
            status: 0,
            retry_after_s: None,
            is_late: false,
        });
    }

    pub fn gives_up_stream(&mut self) {
        let now = self.now.mono_ms;
        let begun = self.streams.last().copied().unwrap_or(now);
        // One that is dropped with its token hasn't failed.
        let is_over = matches!(self.session.connection(), Connection::Rejoining { .. });
        if self.opened_ms.is_none() && now >= begun + LIMIT_MS && !is_over {
            self.fails(None);
        }
    }

    /// The session has dropped an open stream by itself. One that is only renewed isn't called stale.
    pub fn finds_dead(&mut self) {
        if matches!(self.session.connection(), Connection::Stale { .. }) {
            self.fails(None);
        }
    }
}
