//! What is looked at in the log and in the attendance.

use conference::TimelineView;
use leptos::prelude::*;

/// The log and the attendance. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LogPanel {
    /// The attendance is shown rather than the log.
    pub shows_attendance: RwSignal<bool>,
    /// What is searched for in the log.
    pub query: RwSignal<String>,
    /// The attendance is shown large.
    pub enlarged: RwSignal<bool>,
    /// What of the meeting the timeline shows.
    pub timeline: RwSignal<TimelineView>,
}

impl LogPanel {
    pub(super) fn new() -> Self {
        Self {
            shows_attendance: RwSignal::default(),
            query: RwSignal::default(),
            enlarged: RwSignal::default(),
            timeline: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        self.shows_attendance.set(false);
        self.query.set(String::new());
        self.enlarged.set(false);
        self.timeline.set(TimelineView::default());
    }
}
