//! The believable meeting: what people in a lively room do by themselves, from a seed.

use super::{Audience, Conference, Picture, Publication};
use crate::world::names;
use crate::world::random::Random;
use serde_json::json;

/// Milliseconds between two changes of who speaks, at rate 1.
const VOICE_MS: u64 = 2_500;
/// Time that was slept through is caught up by no more than this (ms).
const MAX_CATCH_UP_MS: u64 = 20_000;

/// A room's script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Where its chances come from.
    random: Random,
    /// Where ids come from: chances of their own, so that a story doesn't depend on them.
    ids: Random,
    /// How many people the meeting hovers around.
    typical_size: usize,
    rate: f64,
    next_action_at: u64,
    next_voice_at: u64,
    lines_written: usize,
}

impl Script {
    /// Returns a script for about `typical_size` people that begins at `now` (ms).
    pub fn new(seed: u64, ids: Random, typical_size: usize, rate: f64, now: u64) -> Script {
        Script {
            random: Random::new(seed),
            ids,
            typical_size,
            rate,
            next_action_at: now + 1_500,
            next_voice_at: now + 800,
            lines_written: 0,
        }
    }

    /// Fills the room.
    pub fn begin(&mut self, room: &mut Conference) {
        for _ in 0..self.typical_size {
            self.arrive(room);
        }
        // Whoever joins later sees them, and needn't be told of them.
        room.notifier.take();
    }

    /// Plays everything that is due.
    pub fn run(&mut self, room: &mut Conference, now: u64) {
        if self.rate <= 0.0 {
            return;
        }
        let earliest = now.saturating_sub(MAX_CATCH_UP_MS);
        self.next_action_at = self.next_action_at.max(earliest);
        self.next_voice_at = self.next_voice_at.max(earliest);
        while self.next_voice_at <= now {
            self.step_voice(room);
            self.next_voice_at += self.divided(VOICE_MS);
        }
        while self.next_action_at <= now {
            self.step_action(room);
            let pause = self.random.between(1_500, 5_000);
            self.next_action_at += self.divided(pause);
        }
    }

    fn divided(&self, ms: u64) -> u64 {
        ((ms as f64 / self.rate) as u64).max(1)
    }

    fn step_voice(&mut self, room: &mut Conference) {
        let is_heard = |room: &Conference, id: &String| {
            let track = room.stream(id).and_then(|s| s.track("audio"));
            track.is_some_and(|track| track.status == "active")
        };
        let streams = self.streams(room);
        let audible: Vec<&String> = streams.iter().filter(|id| is_heard(room, id)).collect();
        if let Some(id) = self.random.pick(&audible) {
            room.speak(id);
        }
    }

    fn step_action(&mut self, room: &mut Conference) {
        let size = room.participants.iter().filter(|p| p.scripted).count();
        match self.random.below(100) {
            _ if size < self.typical_size / 2 => self.arrive(room),
            0..16 if size < self.typical_size + 3 => self.arrive(room),
            16..30 if size + 3 > self.typical_size => self.depart(room),
            30..62 => self.switch(room),
            62..74 => self.share_screen(room),
            74..90 => self.write(room),
            _ => self.mix(room),
        }
    }

    /// Returns the streams of people whom the script acts for.
    fn streams(&self, room: &Conference) -> Vec<String> {
        let of_scripted = |owner: &str| room.participant(owner).is_some_and(|p| p.scripted);
        let streams = room.streams.iter().filter(|s| of_scripted(s.owner()));
        streams.map(|s| s.id.clone()).collect()
    }

    fn pick_person(&mut self, room: &Conference) -> Option<String> {
        let people = room.participants.iter().filter(|p| p.scripted);
        let ids: Vec<&str> = people.map(|p| p.id.as_str()).collect();
        self.random.pick(&ids).map(|id| (*id).to_owned())
    }

    fn arrive(&mut self, room: &mut Conference) {
        let who = names::random_identity(&mut self.random);
        let role = match self.random.below(10) {
            0..7 => "presenter",
            7..9 => "viewer",
            _ => "audio_only_presenter",
        };
        let id = super::super::ids::participant(&mut self.ids);
        if room.join(&id, &who.name, role).is_err() {
            return;
        }
        if let Some(person) = room.participants.last_mut() {
            person.scripted = true;
        }
        let may = |track| room.participant(&id).is_some_and(|p| p.may_publish(track));
        let (audio, video) = (may("audio"), may("video"));
        if !audio && !video {
            return;
        }
        let stream = super::super::ids::stream(&mut self.ids);
        let mut publication = Publication::of_browser(stream.clone(), id);
        publication.attributes = Some(json!({"from": who.name}));
        if !video {
            publication.picture = None;
        } else if self.random.chance(25)
            && let Some(picture) = &mut publication.picture
        {
            picture.simulcast = simulcast();
        }
        if room.publish(publication).is_err() {
            return;
        }
        let size = self
            .random
            .word(&["640x360", "1280x720", "1920x1080", "640x480"]);
        if let (true, Some((width, height))) = (video, size.split_once('x')) {
            room.resize(
                &stream,
                width.parse().unwrap_or(640),
                height.parse().unwrap_or(360),
            );
        }
        if self.random.chance(80) {
            self.mix_into_all(room, &stream);
        }
    }

    fn mix_into_all(&mut self, room: &mut Conference, stream: &str) {
        let labels: Vec<String> = room.mixers.iter().map(|m| m.label.clone()).collect();
        for label in labels {
            // A room may be configured so that it can't be.
            let _ = room.mix(stream, &label);
        }
    }

    fn depart(&mut self, room: &mut Conference) {
        if let Some(id) = self.pick_person(room) {
            room.leave(&id);
        }
    }

    fn switch(&mut self, room: &mut Conference) {
        let kind = if self.random.chance(75) {
            "audio"
        } else {
            "video"
        };
        let status = if self.random.chance(50) {
            "active"
        } else {
            "inactive"
        };
        let streams = self.streams(room);
        if let Some(id) = self.random.pick(&streams) {
            // It may have no such track.
            let _ = room.switch(id, kind, status);
        }
    }

    /// Lets somebody share their screen, or ends it.
    fn share_screen(&mut self, room: &mut Conference) {
        let is_screen = |id: &&String| {
            let track = room.stream(id).and_then(|s| s.track("video"));
            track.is_some_and(|track| track.source.as_deref() == Some("screen-cast"))
        };
        let streams = self.streams(room);
        if let Some(id) = streams.iter().find(is_screen) {
            room.remove_stream(id);
            return;
        }
        let Some(owner) = self.pick_person(room) else {
            return;
        };
        if !room
            .participant(&owner)
            .is_some_and(|p| p.may_publish("video"))
        {
            return;
        }
        let id = super::super::ids::stream(&mut self.ids);
        let mut publication = Publication::of_browser(id, owner);
        publication.audio = None;
        publication.picture = Some(Picture {
            format: json!({"codec": "vp9"}),
            parameters: Some(json!({"resolution": {"width": 1920, "height": 1080}})),
            source: Some("screen-cast".to_owned()),
            simulcast: Vec::new(),
        });
        // A room may take no more.
        let _ = room.publish(publication);
    }

    fn write(&mut self, room: &mut Conference) {
        let Some(from) = self.pick_person(room) else {
            return;
        };
        let line = names::CHAT.get(self.lines_written % names::CHAT.len());
        self.lines_written += 1;
        let told = json!({"from": from, "to": "all", "message": line.unwrap_or(&"")});
        room.notifier.tell(Audience::All, "text", told);
    }

    fn mix(&mut self, room: &mut Conference) {
        let streams = self.streams(room);
        let Some(id) = self.random.pick(&streams).cloned() else {
            return;
        };
        let Some(label) = room.mixers.first().map(|mixer| mixer.label.clone()) else {
            return;
        };
        if self.random.chance(60) || room.unmix(&id, &label).is_err() {
            self.mix_into_all(room, &id);
        }
    }
}

/// Three sizes of one picture.
fn simulcast() -> Vec<(String, serde_json::Value)> {
    let layer = |(rid, width): (&str, u64)| {
        (
            rid.to_owned(),
            json!({"width": width, "height": width * 9 / 16}),
        )
    };
    [("f", 1280), ("h", 640), ("q", 320)].map(layer).into()
}
