//! Which layout hosts and guests get, and who stands in which slot.

use super::person::Person;
use super::stage::Stage;

/// The layouts of the public edition.
pub const PUBLIC_LAYOUTS: &[&str] = &["1:0", "4:0", "1:7", "1:21", "2:21"];
/// The layouts of the private edition.
pub const PRIVATE_LAYOUTS: &[&str] = &["1:0", "2:0", "3:0", "4:0", "1:5", "1:7", "1:12"];

/// What one audience sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The layout's name, "1:7".
    pub layout: String,
    /// Who was put there, in slot order; empty = anybody. Uuids or the private edition's codes.
    pub actors: Vec<String>,
    /// Whether slots without an actor are filled with those who spoke last.
    pub backfill: bool,
}

impl Picture {
    /// Returns the picture that a layout gives by itself.
    pub fn automatic(layout: &str) -> Picture {
        Picture {
            layout: layout.to_owned(),
            actors: Vec::new(),
            backfill: true,
        }
    }

    /// Returns how many slots it has: the sum of the numbers in its name.
    pub fn slots(&self) -> usize {
        self.layout
            .split(':')
            .filter_map(|part| part.parse::<usize>().ok())
            .sum::<usize>()
            .max(1)
    }

    /// Returns who is in the picture, in slot order. `rotation` moves the rotating slots on.
    pub fn fill(&self, people: &[Person], stage: &Stage, rotation: usize) -> Vec<String> {
        let present = |uuid: &str| people.iter().any(|p| p.uuid() == uuid && p.on_stage());
        let queue = queue(people, stage, self.slots() + self.actors.len());
        let mut chosen: Vec<String> = Vec::new();
        let mut rotating = queue.iter().cycle().skip(rotation);
        for actor in self.actors.iter().take(self.slots()) {
            let pick = match actor.as_str() {
                "-1" => None,
                "-2" => rotating.find(|uuid| !chosen.contains(uuid) || queue.len() <= chosen.len()),
                "1010" => queue
                    .iter()
                    .find(|uuid| stage.speaker() == Some(uuid.as_str())),
                "0" => queue
                    .iter()
                    .find(|uuid| !chosen.contains(uuid) && !self.actors.contains(uuid)),
                uuid => Some(actor).filter(|_| present(uuid)),
            };
            if let Some(uuid) = pick.filter(|uuid| !chosen.contains(uuid)) {
                chosen.push(uuid.clone());
            }
        }
        if self.actors.is_empty() || self.backfill {
            for uuid in &queue {
                if chosen.len() >= self.slots() {
                    break;
                }
                if !chosen.contains(uuid) {
                    chosen.push(uuid.clone());
                }
            }
        }
        chosen
    }
}

/// Returns everybody in order of importance: spotlighted by stamp, then by voice, then as they came. At most `limit`.
fn queue(people: &[Person], stage: &Stage, limit: usize) -> Vec<String> {
    let mut spotlit: Vec<&Person> = people
        .iter()
        .filter(|p| p.spotlight() > 0.0 && p.on_stage())
        .collect();
    spotlit.sort_by(|a, b| a.spotlight().total_cmp(&b.spotlight()));
    let mut queue: Vec<String> = spotlit.iter().map(|p| p.uuid().to_owned()).collect();
    // Only people who are in are on the stage: the room takes care of it.
    let spoken = stage.order();
    let rest = people.iter().filter(|p| p.on_stage()).map(Person::uuid);
    for uuid in spoken.chain(rest) {
        if queue.len() >= limit {
            break;
        }
        if !queue.iter().any(|known| known == uuid) {
            queue.push(uuid.to_owned());
        }
    }
    queue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> (Vec<Person>, Stage) {
        let people: Vec<Person> = ["a", "b", "c", "d"]
            .iter()
            .map(|uuid| Person::new(uuid, uuid, "", 0))
            .collect();
        let mut stage = Stage::default();
        stage.speak("c", 50);
        (people, stage)
    }

    fn check(layout: &str, actors: &[&str], backfill: bool, expected: &[&str]) {
        let (people, stage) = people();
        let picture = Picture {
            layout: layout.to_owned(),
            actors: actors.iter().map(|a| (*a).to_owned()).collect(),
            backfill,
        };
        assert_eq!(
            picture.fill(&people, &stage, 0),
            expected,
            "{layout} {actors:?}"
        );
    }

    #[test]
    fn slots_are_filled() {
        check("1:0", &[], true, &["c"]);
        check("1:7", &[], true, &["c", "a", "b", "d"]);
        check("1:7", &["d", "gone", "b"], false, &["d", "b"]);
        check("1:7", &["d", "gone"], true, &["d", "c", "a", "b"]);
        check("2:0", &["1010", "0"], false, &["c", "a"]);
        check("2:0", &["-1", "b"], false, &["b"]);
        check("2:0", &["-2", "-2"], false, &["c", "a"]);
    }

    #[test]
    fn spotlights_come_first_by_stamp() {
        let (mut people, stage) = people();
        people[1].set("spotlight", 20);
        people[3].set("spotlight", 10);
        let order = Picture::automatic("4:0").fill(&people, &stage, 0);
        assert_eq!(order, ["d", "b", "c", "a"]);
    }
}
