//! The page's life: hidden, frozen, asleep, offline, closing.

use crate::requests::Purpose;
use crate::{Life, Notice, Now, Page, Session};

/// Ticks come once a second even when the page is hidden; a longer pause means that it was frozen or asleep, ms.
const FROZEN_MS: u64 = 20_000;
/// What was sent this lately was sent on the network that is there now, ms.
const YOUNG_MS: u64 = 2_000;
/// A browser that says that it has no network is put to the test this often, ms.
const OFFLINE_TRY_MS: u64 = 30_000;
/// An absence that is worth telling, ms.
const WORTH_TELLING_MS: u64 = 90_000;

impl Session {
    /// Looks at the clock before anything else: after a pause nothing of what is shown can be trusted.
    pub(crate) fn notice_absence(&mut self, now: Now) {
        let Some(last) = self.page.last_input else {
            return;
        };
        let gap = now.since(last);
        // While nothing is due the session asks for no tick, so only a pause beyond what it asked for counts.
        let expected = self
            .outbox
            .asked_for_tick()
            .map_or(0, |at| at.saturating_sub(last.mono_ms));
        if self.life != Life::Live || gap < expected.saturating_add(FROZEN_MS) {
            return;
        }
        if gap >= WORTH_TELLING_MS {
            self.outbox.notice(Notice::WereAway(gap));
        }
        self.open_stream_now();
    }

    pub(crate) fn page_changed(&mut self, now: Now, page: Page) {
        match page {
            Page::Hidden => {}
            Page::Visible => self.hurry(now),
            Page::Online => {
                self.page.offline = false;
                // Old news: nothing has changed that would make the server well again.
                if std::mem::take(&mut self.page.is_proved) {
                    return self.probe_if_not_fresh(now);
                }
                self.drop_old_requests(now);
                self.network_changed(now);
                self.hurry(now);
            }
            Page::Offline => {
                self.page.offline = true;
                self.page.is_proved = false;
                self.page.offline_since = now.mono_ms;
                self.page.try_at = now.mono_ms + OFFLINE_TRY_MS;
                if self.life == Life::Live {
                    self.open_stream_now();
                }
            }
            Page::Resumed => {
                if self.life == Life::Live {
                    self.open_stream_now();
                }
                self.hurry(now);
            }
            Page::Leaving => {
                if self.life == Life::Live {
                    self.send_held(now);
                    self.leave_media_calls();
                    self.send_end();
                    self.page_left();
                }
            }
        }
    }

    /// Returns when something may be tried, whatever the browser says of the network, monotonic ms.
    pub(crate) fn offline_try_at(&self) -> u64 {
        if self.page.offline {
            self.page.try_at
        } else {
            0
        }
    }

    /// Something is tried, whether there is a network or not.
    pub(crate) fn tried_offline(&mut self, now: Now) {
        self.page.try_at = now.mono_ms + OFFLINE_TRY_MS;
    }

    /// The server has answered what was asked at `sent`: there is a network, whatever the browser says.
    pub(crate) fn network_proved(&mut self, sent: Now) {
        if self.page.offline && sent.mono_ms > self.page.offline_since {
            self.page.offline = false;
            self.page.is_proved = true;
        }
    }

    /// The network is another one: what was asked on the old one won't be answered.
    fn drop_old_requests(&mut self, now: Now) {
        for purpose in [Purpose::NewSession, Purpose::Refresh] {
            let sent = self.requests.sent_at(purpose);
            let is_old = sent.is_some_and(|sent| now.mono_ms >= sent + YOUNG_MS);
            if is_old && matches!(self.life, Life::Live | Life::Recovering { .. }) {
                self.abort(purpose);
            }
        }
    }

    /// The network or the page is back: at once, as far as a gentle client may.
    fn hurry(&mut self, now: Now) {
        if self.page.offline || matches!(self.life, Life::Ended(_)) {
            return;
        }
        // First, so that the request that needn't wait is the one that helps.
        self.drop_dead_stream(now);
        self.rate_limit.hurry(now.mono_ms);
        self.probe_if_not_fresh(now);
        if matches!(self.life, Life::Recovering { .. }) {
            self.rejoining.set_page_left(false);
        }
    }
}
