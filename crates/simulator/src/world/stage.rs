//! Who speaks, and who spoke before: the order behind the `stage` event and the picture.

use serde_json::{Value, json};

/// How many the `stage` event names: the biggest layout has 23 slots.
pub const STAGE_SIZE: usize = 24;

/// The speaking order, the latest speaker first.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    places: Vec<(String, u64)>,
}

impl Stage {
    /// Puts somebody silent at the end, if there is room. Returns whether the stage changed.
    pub fn enter(&mut self, uuid: &str) -> bool {
        let new = self.places.len() < STAGE_SIZE && !self.has(uuid);
        if new {
            self.places.push((uuid.to_owned(), 0));
        }
        new
    }

    /// Takes somebody off. Returns whether they were on it.
    pub fn leave(&mut self, uuid: &str) -> bool {
        let before = self.places.len();
        self.places.retain(|(id, _)| id != uuid);
        before != self.places.len()
    }

    /// Sets how loud somebody speaks (0…100); who begins to speak comes to the front.
    pub fn speak(&mut self, uuid: &str, vad: u64) {
        let place = self.places.iter_mut().find(|(id, _)| id == uuid);
        match place {
            Some((_, level)) if *level > 0 || vad == 0 => *level = vad,
            None if vad == 0 => {}
            _ => {
                self.leave(uuid);
                self.places.insert(0, (uuid.to_owned(), vad));
                self.places.truncate(STAGE_SIZE);
            }
        }
    }

    /// Returns whether somebody is on it.
    pub fn has(&self, uuid: &str) -> bool {
        self.places.iter().any(|(id, _)| id == uuid)
    }

    /// Returns the ids in order.
    pub fn order(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|(uuid, _)| uuid.as_str())
    }

    /// Returns who speaks now, the latest first.
    pub fn speaker(&self) -> Option<&str> {
        self.places
            .iter()
            .find(|(_, vad)| *vad > 0)
            .map(|(uuid, _)| uuid.as_str())
    }

    /// Returns whether somebody speaks now.
    pub fn speaks(&self, uuid: &str) -> bool {
        self.places.iter().any(|(id, vad)| id == uuid && *vad > 0)
    }

    /// Returns the data of the `stage` event.
    pub fn to_json(&self) -> Value {
        self.places
            .iter()
            .enumerate()
            .map(|(index, (uuid, vad))| {
                json!({"stage_index": index, "participant_uuid": uuid, "vad": vad})
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_speaker_is_first() {
        let mut stage = Stage::default();
        for uuid in ["a", "b", "c"] {
            assert!(stage.enter(uuid));
        }
        stage.speak("b", 60);
        stage.speak("c", 80);
        stage.speak("b", 20); // goes on speaking: keeps the place
        assert_eq!(stage.order().collect::<Vec<_>>(), ["c", "b", "a"]);
        assert_eq!(stage.to_json()[1]["vad"], 20);
        stage.speak("c", 0);
        assert_eq!(stage.speaker(), Some("b"));
        assert!(stage.leave("b"));
        assert!(!stage.leave("b"));
        assert_eq!(stage.order().collect::<Vec<_>>(), ["c", "a"]);
    }
}
