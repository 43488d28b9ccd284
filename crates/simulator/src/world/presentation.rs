//! What is presented: who, and its frames.

use super::room::Room;
use super::slide;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Milliseconds between two frames.
const FRAME_MS: f64 = 2_500.0;
/// How many frames can still be fetched.
const KEPT: usize = 100;

/// The floor, and the frames shown so far.
#[derive(Clone, Debug, Default)]
pub struct Presentation {
    /// Who has the floor.
    pub presenter: Option<String>,
    frames: VecDeque<(u64, u64)>,
    slide: u64,
    seed: u64,
    next_at: u64,
}

impl Presentation {
    /// The slide behind a frame's id; without an id, the latest. `None` for an unknown or forgotten one.
    pub fn frame(&self, id: Option<u64>) -> Option<Vec<u8>> {
        let mut frames = self.frames.iter();
        let (_, number) = match id {
            Some(id) => frames.find(|(known, _)| *known == id),
            None => frames.next_back(),
        }?;
        Some(slide::jpeg(self.seed, *number))
    }
}

impl Room {
    /// Gives somebody the floor, and takes it from who had it.
    pub fn present(&mut self, uuid: &str) {
        let before = self.presentation.presenter.replace(uuid.to_owned());
        if let Some(before) = before.filter(|before| before != uuid) {
            self.mark_presenter(&before, false);
        }
        self.mark_presenter(uuid, true);
        self.presentation.seed = self.ids.bits();
        self.presentation.slide = 0;
        self.presentation.frames.clear();
        if let Some(start) = self.presentation_start() {
            self.emit("presentation_start", Some(&start));
        }
        self.next_frame();
    }

    /// Ends the presentation. False where there is none.
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

    /// `presentation_start`'s data, if something is presented.
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
        self.presentation.slide += 1;
        self.show_frame(None);
        let gap = FRAME_MS / self.settings.rate.clamp(0.05, 10.0);
        self.presentation.next_at = self.now + gap as u64;
    }

    /// Announces the slide that is on, to one stream or to all. The private edition has no such event.
    pub fn show_frame(&mut self, only: Option<u64>) {
        if self.template.private || self.presentation.slide == 0 {
            return;
        }
        let id = self.next_event();
        let frames = &mut self.presentation.frames;
        frames.push_back((id, self.presentation.slide));
        if frames.len() > KEPT {
            frames.pop_front();
        }
        self.frame_event(only, id);
    }

    /// Moves on to the next slide when its time has come. With rate 0 the first one stays.
    pub fn tick_presentation(&mut self) {
        let due = self.presentation.presenter.is_some() && self.now >= self.presentation.next_at;
        if due && self.settings.rate > 0.0 {
            self.next_frame();
        }
    }
}
