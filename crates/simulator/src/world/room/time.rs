//! What happens in a room because time passes.

use super::Room;
use crate::world::person::Ringing;
use crate::world::picture::Picture;
use crate::world::streams;

impl Room {
    /// Lets time pass up to `now` (ms).
    pub fn advance(&mut self, now: u64) {
        self.now = self.now.max(now);
        self.update_dialled();
        let expired: Vec<String> = self
            .sessions
            .iter()
            .filter(|s| s.expires_at <= self.now)
            .map(|s| s.person.clone())
            .collect();
        for uuid in expired {
            self.remove(&uuid);
        }
        if let Some(mut script) = self.script.take() {
            script.run(self);
            self.script = Some(script);
        }
        self.advance_presentation();
        self.rotate_slots();
        for stream in &mut self.streams {
            if stream.alive_at <= self.now {
                stream.alive_at = self.now + streams::KEEP_ALIVE_MS;
                stream.write(b":\n\n");
            }
        }
    }

    /// Lets those who are called answer, refuse or give up.
    fn update_dialled(&mut self) {
        let now = self.now;
        let due: Vec<(String, Ringing)> = self
            .people
            .iter()
            .filter_map(|p| Some((p.uuid().to_owned(), p.ringing?)))
            .filter(|(_, ringing)| match ringing {
                Ringing::Answers(at) | Ringing::Vanishes(at) => *at <= now,
            })
            .collect();
        for (uuid, ringing) in due {
            if matches!(ringing, Ringing::Vanishes(_)) {
                self.remove(&uuid);
                continue;
            }
            let service = self.service_type();
            let seconds = self.now / 1000;
            let muted = self.guests_muted;
            if let Some(person) = self.person_mut(&uuid) {
                person.ringing = None;
                person.set("service_type", service);
                person.set("has_media", true);
                person.set("start_time", seconds);
                if muted && !person.is_host() {
                    person.set("is_muted", "YES");
                }
            }
            self.publish(&uuid);
        }
    }

    /// Moves rotating slots (`-2`) on every ten seconds.
    fn rotate_slots(&mut self) {
        let rotates = |picture: &Picture| picture.actors.iter().any(|actor| actor == "-2");
        if self.pictures.iter().any(rotates) {
            let rotation = usize::try_from(self.now / 10_000).unwrap_or(0);
            if rotation != self.rotation {
                self.rotation = rotation;
                self.show_layout(false);
            }
        }
    }
}
