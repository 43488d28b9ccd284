//! People who aren't there come and go while the host still types.
//!
//! A browser makes machine code of a function when it is first called, and good machine code when it has been called often. The first
//! people of a meeting would wait for both. So a few made-up ones go through the parser, the conference and the room that stands in
//! the page unseen, and are forgotten, a few times; then through the parser and the conference alone.

use std::time::Duration;

use conference::{Change, Conference};

use crate::{
    reactive::set_timeout,
    state::{Store, entrance::Entrance},
};

/// When the room has been made.
const AFTER: Duration = Duration::from_millis(100);
/// The rows are placed with the next frame.
const FRAME: Duration = Duration::from_millis(16);
/// More than a screen shows.
const PEOPLE: usize = 50;
/// In so many rounds they come into the room and leave it again, in turns;
const SHOWN: usize = 16;
/// all in all there are so many. Together they keep the processor busy for some 150 ms, one four times slower for 600, in pieces of 64
/// at most.
const ROUNDS: usize = 52;
/// Those who aren't shown come so many times in a round: good machine code is made after a few thousand people.
const TIMES: usize = 3;

const BEGIN: &str = "event:participant_sync_begin\n\n";
const SOMEBODY: &str = "event:participant_create\ndata:{\"uuid\":\"";
/// What tells one from the other stands before it. The name has letters of both scripts: a browser looks for fonts when it first
/// draws with them.
const REST: &str = "\",\"display_name\":\"王 Ann\",\"protocol\":\"webrtc\",\"role\":\"chair\",\"service_type\":\"conference\",\"is_muted\":\"NO\",\"start_time\":1.5,\"has_media\":true}\n\n";
const END: &str = "event:participant_sync_end\n\n";

/// Begins in a moment, and ends as soon as the host wants to join: whoever joins begins with an empty store.
pub fn rehearse(store: Store, entrance: Entrance) {
    set_timeout(move || go_on(store, entrance, 0), AFTER);
}

fn go_on(store: Store, entrance: Entrance, round: usize) {
    if round == ROUNDS || !entrance.is_quiet() {
        return;
    }
    let pause = if round >= SHOWN {
        for _ in 0..TIMES {
            hear(&mut Conference::default());
        }
        Duration::ZERO
    } else {
        let mut conference = Conference::default();
        let changes = hear(&mut conference);
        if round.is_multiple_of(2) {
            store.note(changes);
            store.show(&conference);
        } else {
            store.reset();
        }
        FRAME
    };
    set_timeout(move || go_on(store, entrance, round + 1), pause);
}

fn hear(conference: &mut Conference) -> Vec<Change> {
    let mut text = String::from(BEGIN);
    for number in 0..PEOPLE {
        text.push_str(&[SOMEBODY, &number.to_string(), REST].concat());
    }
    text.push_str(END);
    let mut changes = Vec::new();
    wire::Parser::new().push(text.as_bytes(), &mut |raw| {
        if let Some(event) = wire::read_event(raw) {
            conference.apply(0, event, &mut changes);
        }
    });
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_understood() {
        let mut conference = Conference::default();
        let changes = hear(&mut conference);
        assert_eq!(conference.people_count(), PEOPLE);
        assert_eq!(conference.not_understood(), 0);
        assert!(conference.is_complete());
        assert!(changes.len() >= PEOPLE);
    }
}
