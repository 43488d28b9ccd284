//! What happened while the host was away.

use std::sync::Arc;

use conference::{AbsenceWatch, Change, Conference, Digest};
use leptos::prelude::*;
use session::Connection;

use super::Attendance;

/// The digest that is due, and the watch that it comes from. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Absences {
    watch: StoredValue<AbsenceWatch, LocalStorage>,
    due: RwSignal<Option<Arc<Digest>>>,
    /// The digest is being shown.
    pub is_open: RwSignal<bool>,
    attendance: Attendance,
}

impl Absences {
    pub(super) fn new(attendance: Attendance) -> Self {
        Self {
            watch: StoredValue::new_local(AbsenceWatch::default()),
            due: RwSignal::default(),
            is_open: RwSignal::default(),
            attendance,
        }
    }

    /// What the host hasn't been told yet, or is being told.
    pub fn due(self) -> ReadSignal<Option<Arc<Digest>>> {
        self.due.read_only()
    }

    /// The host has read it.
    pub fn dismiss(self) {
        self.watch.update_value(AbsenceWatch::dismiss);
        self.is_open.set(false);
        self.due.set(None);
    }

    pub(super) fn observe(self, changes: &[Change]) {
        self.watch.update_value(|watch| watch.observe(changes));
    }

    pub(super) fn show_page(self, is_hidden: bool, now_ms: u64, meeting: &Conference) {
        self.watch_for_end(now_ms, meeting, |watch| {
            watch.show_page(is_hidden, now_ms, meeting)
        });
    }

    pub(super) fn show_connection(self, now: &Connection, now_ms: u64, meeting: &Conference) {
        let lost_since_ms = match now {
            Connection::Live | Connection::ByReading { .. } => None,
            Connection::Stale { since_ms }
            | Connection::Offline { since_ms }
            | Connection::Rejoining { since_ms } => Some(*since_ms),
            Connection::CatchingUp => Some(now_ms),
            // Another meeting, or none.
            Connection::Idle | Connection::Connecting | Connection::Ended(_) => {
                return self.clear();
            }
        };
        self.watch_for_end(now_ms, meeting, |watch| {
            watch.hear(lost_since_ms, now_ms, meeting)
        });
    }

    fn watch_for_end(
        self,
        now_ms: u64,
        meeting: &Conference,
        tell: impl FnOnce(&mut AbsenceWatch) -> bool,
    ) {
        if self.watch.try_update_value(tell).unwrap_or_default() {
            let digest = self.watch.with_value(|watch| {
                self.attendance
                    .with(|record| watch.digest(now_ms, meeting, record))
            });
            match digest {
                Some(digest) => self.due.set(Some(Arc::new(digest))),
                None => self.dismiss(),
            }
        }
    }

    pub(super) fn clear(self) {
        self.watch.set_value(AbsenceWatch::default());
        super::set_if_changed(self.is_open, false);
        super::set_if_changed(self.due, None);
    }
}
