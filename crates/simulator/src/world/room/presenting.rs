//! Who presents, and the slides that come by.

use super::Room;
use serde_json::{Value, json};

/// Between two slides at rate 1 (ms).
const SLIDE_MS: f64 = 2_500.0;

impl Room {
    /// Gives somebody the floor, and takes it from who had it.
    pub fn present(&mut self, uuid: &str) {
        let before = self.presentation.presenter.replace(uuid.to_owned());
        if let Some(before) = before.filter(|before| before != uuid) {
            self.mark_presenter(&before, false);
        }
        self.mark_presenter(uuid, true);
        self.presentation.begin(self.ids.bits());
        if let Some(start) = self.presentation_start() {
            self.emit("presentation_start", Some(&start));
        }
        self.next_frame();
    }

    /// Ends the presentation. Returns whether there was one.
    pub fn stop_presenting(&mut self) -> bool {
        let Some(uuid) = self.presentation.presenter.take() else {
            return false;
        };
        self.mark_presenter(&uuid, false);
        self.emit("presentation_stop", None);
        true
    }

    fn mark_presenter(&mut self, uuid: &str, presents: bool) {
        if let Some(person) = self.person_mut(uuid) {
            person.set("is_presenting", if presents { "YES" } else { "NO" });
            self.publish(uuid);
        }
    }

    /// Returns the data of `presentation_start`, if something is presented.
    pub fn presentation_start(&self) -> Option<Value> {
        let person = self.person(self.presentation.presenter.as_deref()?)?;
        Some(json!({
            "presenter_name": person.name(),
            "presenter_uri": person.text("uri"),
            "presenter_uuid": person.uuid(),
        }))
    }

    /// Shows the next slide to everybody.
    pub fn next_frame(&mut self) {
        self.presentation.next_slide();
        self.show_frame(None);
        let gap = SLIDE_MS / self.settings.rate.clamp(0.05, 10.0);
        self.presentation.next_at = self.now + gap as u64;
    }

    /// Announces the slide that is on, to one stream or to all. The private edition has no such event.
    pub fn show_frame(&mut self, only: Option<u64>) {
        if self.template.private || !self.presentation.has_slide() {
            return;
        }
        let id = self.next_event_id();
        self.presentation.add_frame(id);
        self.emit_frame(only, id);
    }

    /// Moves on to the next slide when its time has come. With rate 0 the first one stays.
    pub fn advance_presentation(&mut self) {
        let due = self.presentation.presenter.is_some() && self.now >= self.presentation.next_at;
        if due && self.settings.rate > 0.0 {
            self.next_frame();
        }
    }
}
