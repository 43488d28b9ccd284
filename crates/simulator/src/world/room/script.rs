//! The believable meeting: what people in a lively room do by themselves, from a seed.

use super::Room;
use crate::world::names;
use crate::world::person::Person;
use crate::world::script::Script;

/// Milliseconds between two changes of a voice's loudness at rate 1.
const VOICE_MS: u64 = 700;
/// Time that was slept through is caught up by no more than this (ms).
const MAX_CATCH_UP_MS: u64 = 20_000;
/// How many may wait at the door.
const MAX_WAITING: usize = 4;

impl Script {
    /// Plays everything that is due at the room's time.
    pub fn run(&mut self, room: &mut Room) {
        let rate = room.settings.rate;
        if rate <= 0.0 {
            return;
        }
        let earliest = room.now.saturating_sub(MAX_CATCH_UP_MS);
        self.next_action_at = self.next_action_at.max(earliest);
        self.next_voice_at = self.next_voice_at.max(earliest);
        while self.next_voice_at <= room.now {
            self.step_voice(room);
            self.next_voice_at += divide_by_rate(VOICE_MS, rate);
        }
        while self.next_action_at <= room.now {
            self.step_action(room);
            self.next_action_at += divide_by_rate(self.random.between(700, 2_600), rate);
        }
    }

    /// Changes who speaks, or how loud.
    fn step_voice(&mut self, room: &mut Room) {
        let present = |room: &Room, uuid: &str| {
            room.person(uuid)
                .is_some_and(|p| p.scripted && p.on_stage() && !p.flag("is_muted"))
        };
        if let Some(uuid) = self.speaker.clone() {
            if self.steps_left > 0 && present(room, &uuid) {
                self.steps_left -= 1;
                let vad = self.random.between(25, 101);
                room.speak(&uuid, vad);
                return;
            }
            self.speaker = None;
            if room.stage.has(&uuid) {
                room.speak(&uuid, 0);
            }
            return;
        }
        if self.random.chance(30) {
            return; // a silence
        }
        // Mostly somebody who spoke lately: a meeting is a talk among few.
        let recent: Vec<String> = room
            .stage
            .order()
            .take(6)
            .filter(|uuid| present(room, uuid))
            .map(str::to_owned)
            .collect();
        let next = if self.random.chance(75) {
            self.random.pick(&recent).cloned()
        } else {
            self.pick_person(room, |p| p.on_stage() && !p.flag("is_muted"))
        };
        if let Some(uuid) = next {
            self.steps_left = self.random.between(3, 14);
            let vad = self.random.between(40, 101);
            room.speak(&uuid, vad);
            self.speaker = Some(uuid);
        }
    }

    /// Lets somebody do one thing.
    fn step_action(&mut self, room: &mut Room) {
        let inside = room.people.iter().filter(|p| p.is_in()).count();
        if inside < self.typical_size / 2 {
            return self.arrive(room);
        }
        match self.random.below(100) {
            0..14 if inside < self.typical_size + self.typical_size / 6 + 2 => self.arrive(room),
            14..25 if inside > self.typical_size.saturating_sub(self.typical_size / 6 + 2) => {
                self.leave(room)
            }
            25..33 => self.change_waiting(room),
            33..58 => self.toggle_microphone(room),
            58..84 => self.write_chat(room),
            84..90 => self.change_presenter(room),
            _ => {}
        }
    }

    /// Picks any scripted person that fits.
    fn pick_person(&mut self, room: &Room, fits: impl Fn(&Person) -> bool) -> Option<String> {
        let count = room.people.len() as u64;
        // A few darts, then a search from a random place on: no list of thousands for one pick.
        let start = usize::try_from(self.random.below(count)).unwrap_or(0);
        let ok = |p: &&Person| p.scripted && fits(p);
        let after = room.people.iter().skip(start).find(ok);
        let found = after.or_else(|| room.people.iter().take(start).find(ok));
        found.map(|p| p.uuid().to_owned())
    }

    fn arrive(&mut self, room: &mut Room) {
        let mut person = room.new_person(&mut self.random);
        person.scripted = true;
        // Without any host the meeting would never open again.
        if !room.people.iter().any(|p| p.on_stage() && p.is_host()) {
            person.set("role", "chair");
        } else if room.locked || !room.started {
            person.set("service_type", "waiting_room");
        }
        if room.guests_muted && !person.is_host() {
            person.set("is_muted", "YES");
        }
        room.add(vec![person]);
    }

    fn leave(&mut self, room: &mut Room) {
        let presenter = room.presentation.presenter.clone();
        let gone = self.pick_person(room, |p| {
            p.is_in() && !p.is_host() && presenter.as_deref() != Some(p.uuid())
        });
        if let Some(uuid) = gone {
            room.remove(&uuid);
        }
    }

    /// Lets somebody come to the waiting room, or leave it.
    fn change_waiting(&mut self, room: &mut Room) {
        let waiting = room.people.iter().filter(|p| p.waits()).count();
        if waiting < MAX_WAITING && self.random.chance(70) {
            let mut person = room.new_person(&mut self.random);
            person.scripted = true;
            person.set("service_type", "waiting_room");
            room.add(vec![person]);
        } else if let Some(uuid) = self.pick_person(room, Person::waits) {
            room.remove(&uuid);
        }
    }

    fn toggle_microphone(&mut self, room: &mut Room) {
        let guests_muted = room.guests_muted;
        let mute = self.random.chance(50);
        let uuid = self.pick_person(room, |p| {
            p.is_in() && p.flag("is_muted") != mute && (mute || p.is_host() || !guests_muted)
        });
        if let Some(uuid) = uuid {
            if let Some(person) = room.person_mut(&uuid) {
                person.set("is_muted", if mute { "YES" } else { "NO" });
            }
            room.publish(&uuid);
        }
    }

    fn write_chat(&mut self, room: &mut Room) {
        let Some(uuid) = self.pick_person(room, |p| p.is_in() && p.text("protocol") == "webrtc")
        else {
            return;
        };
        let line = names::CHAT
            .get(self.lines_written % names::CHAT.len())
            .copied();
        self.lines_written += 1;
        room.chat(&uuid, "text/plain", line.unwrap_or(""));
    }

    fn change_presenter(&mut self, room: &mut Room) {
        if room.presentation.presenter.is_some() && self.random.chance(50) {
            room.stop_presenting();
            return;
        }
        let next = self.pick_person(room, |p| p.on_stage() && p.flag("presentation_supported"));
        if let Some(uuid) = next {
            room.present(&uuid);
        }
    }
}

/// `ms` divided by the rate, at least one.
fn divide_by_rate(ms: u64, rate: f64) -> u64 {
    ((ms as f64 / rate) as u64).max(1)
}
