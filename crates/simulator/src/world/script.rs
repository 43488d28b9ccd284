//! The believable meeting: what people in a lively room do by themselves, from a seed.

use super::names;
use super::person::Person;
use super::random::Random;
use super::room::Room;
use serde_json::json;

/// Milliseconds between two changes of a voice's loudness at rate 1.
const VOICE_MS: u64 = 700;
/// Time that was slept through is caught up by no more than this (ms).
const CATCH_UP_MS: u64 = 20_000;
/// How many may wait at the door.
const QUEUE: usize = 4;

/// A room's script.
#[derive(Clone, Debug)]
pub struct Script {
    random: Random,
    /// How many people the meeting hovers around.
    usual: usize,
    act_at: u64,
    voice_at: u64,
    speaker: Option<String>,
    words_left: u64,
    lines: usize,
}

impl Script {
    /// A script for about `usual` people that begins at `now` (ms).
    pub fn new(seed: u64, usual: usize, now: u64) -> Script {
        Script {
            random: Random::new(seed),
            usual,
            act_at: now + 1_500,
            voice_at: now + 400,
            speaker: None,
            words_left: 0,
            lines: 0,
        }
    }

    /// Plays everything that is due at the room's time.
    pub fn run(&mut self, room: &mut Room) {
        let rate = room.settings.rate;
        if rate <= 0.0 {
            return;
        }
        let earliest = room.now.saturating_sub(CATCH_UP_MS);
        self.act_at = self.act_at.max(earliest);
        self.voice_at = self.voice_at.max(earliest);
        while self.voice_at <= room.now {
            self.voice(room);
            self.voice_at += scaled(VOICE_MS, rate);
        }
        while self.act_at <= room.now {
            self.act(room);
            self.act_at += scaled(self.random.between(700, 2_600), rate);
        }
    }

    /// One step of who speaks, and how loud.
    fn voice(&mut self, room: &mut Room) {
        let present = |room: &Room, uuid: &str| {
            room.person(uuid)
                .is_some_and(|p| p.scripted && p.on_stage() && !p.flag("is_muted"))
        };
        if let Some(uuid) = self.speaker.clone() {
            if self.words_left > 0 && present(room, &uuid) {
                self.words_left -= 1;
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
            self.anybody(room, |p| p.on_stage() && !p.flag("is_muted"))
        };
        if let Some(uuid) = next {
            self.words_left = self.random.between(3, 14);
            let vad = self.random.between(40, 101);
            room.speak(&uuid, vad);
            self.speaker = Some(uuid);
        }
    }

    /// One thing that somebody does.
    fn act(&mut self, room: &mut Room) {
        let inside = room.people.iter().filter(|p| p.is_in()).count();
        if inside < self.usual / 2 {
            return self.arrive(room);
        }
        match self.random.below(100) {
            0..14 if inside < self.usual + self.usual / 6 + 2 => self.arrive(room),
            14..25 if inside > self.usual.saturating_sub(self.usual / 6 + 2) => self.leave(room),
            25..33 => self.knock(room),
            33..58 => self.touch_microphone(room),
            58..84 => self.write(room),
            84..90 => self.change_presenter(room),
            _ => {}
        }
    }

    /// Any person of the script's that fits.
    fn anybody(&mut self, room: &Room, fits: impl Fn(&Person) -> bool) -> Option<String> {
        let count = room.people.len() as u64;
        // A few darts, then a search from a random place on: no list of thousands for one pick.
        let start = usize::try_from(self.random.below(count)).unwrap_or(0);
        let ok = |p: &&Person| p.scripted && fits(p);
        let after = room.people.iter().skip(start).find(ok);
        let found = after.or_else(|| room.people.iter().take(start).find(ok));
        found.map(|p| p.uuid().to_owned())
    }

    fn arrive(&mut self, room: &mut Room) {
        let mut person = room.somebody(&mut self.random);
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
        let gone = self.anybody(room, |p| {
            p.is_in() && !p.is_host() && presenter.as_deref() != Some(p.uuid())
        });
        if let Some(uuid) = gone {
            room.remove(&uuid);
        }
    }

    /// Somebody comes to the door, or tires of waiting there.
    fn knock(&mut self, room: &mut Room) {
        let waiting = room.people.iter().filter(|p| p.waits()).count();
        if waiting < QUEUE && self.random.chance(70) {
            let mut person = room.somebody(&mut self.random);
            person.scripted = true;
            person.set("service_type", "waiting_room");
            room.add(vec![person]);
        } else if let Some(uuid) = self.anybody(room, Person::waits) {
            room.remove(&uuid);
        }
    }

    fn touch_microphone(&mut self, room: &mut Room) {
        let guests_muted = room.guests_muted;
        let mute = self.random.chance(50);
        let uuid = self.anybody(room, |p| {
            p.is_in() && p.flag("is_muted") != mute && (mute || p.is_host() || !guests_muted)
        });
        if let Some(uuid) = uuid {
            if let Some(person) = room.person_mut(&uuid) {
                person.set("is_muted", if mute { "YES" } else { "NO" });
            }
            room.publish(&uuid);
        }
    }

    fn write(&mut self, room: &mut Room) {
        let Some(uuid) = self.anybody(room, |p| p.is_in() && p.text("protocol") == "webrtc") else {
            return;
        };
        let line = names::CHAT.get(self.lines % names::CHAT.len()).copied();
        self.lines += 1;
        let origin = room.person(&uuid).map_or("", Person::name);
        let data = json!({
            "origin": origin,
            "type": "text/plain",
            "payload": line.unwrap_or(""),
            "uuid": uuid,
        });
        room.emit("message", Some(&data));
    }

    fn change_presenter(&mut self, room: &mut Room) {
        if room.presentation.presenter.is_some() && self.random.chance(50) {
            room.stop_presenting();
            return;
        }
        let next = self.anybody(room, |p| p.on_stage() && p.flag("presentation_supported"));
        if let Some(uuid) = next {
            room.present(&uuid);
        }
    }
}

/// `ms` divided by the rate, at least one.
fn scaled(ms: u64, rate: f64) -> u64 {
    ((ms as f64 / rate) as u64).max(1)
}
