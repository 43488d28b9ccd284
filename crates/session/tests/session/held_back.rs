//! A stream that an antivirus program or a proxy keeps.

use crate::script::{Script, id};
use crate::server::{Held, Server};
use conference::Command;
use session::{CommandStatus, Connection};

fn held_back(held: Held) -> Script {
    let mut server = Server::new();
    server.holds_back = Some(held);
    let mut it = Script::idle(server);
    it.joins_at_node();
    it.runs_s(45);
    it
}

fn is_read(it: &Script) -> bool {
    matches!(it.session.connection(), Connection::ByReading { .. })
}

#[test]
fn people_are_read_and_the_cause_is_known() {
    for held in [Held::Whole, Held::Body] {
        let mut it = held_back(held);
        assert!(is_read(&it), "{held:?}: {:?}", it.session.connection());
        it.shows_all();
        it.server.joins("dan");
        it.server.leaves("ann");
        it.runs_s(35);
        it.shows_all();
        assert!(is_read(&it));
    }
}

#[test]
fn commands_are_confirmed_by_reading() {
    for held in [Held::Whole, Held::Body] {
        let mut it = held_back(held);
        it.forgets();
        it.does(Command::Mute(id("bob")));
        it.runs_s(10);
        assert_eq!(it.count("participants/bob/mute"), 1);
        it.shows_all();
        it.tells(&[CommandStatus::Confirmed]);
    }
}

#[test]
fn it_stays_gentle() {
    for held in [Held::Whole, Held::Body] {
        let mut it = held_back(held);
        it.forgets();
        it.runs_s(600);
        let requests = it.sent.len() + it.streams.len();
        assert!(requests <= 62, "{held:?}: {requests} in ten minutes");
        assert!(is_read(&it));
    }
}

#[test]
fn a_stream_that_gets_through_ends_it() {
    for held in [Held::Whole, Held::Body] {
        let mut it = held_back(held);
        it.server.holds_back = None;
        it.runs_s(130);
        it.is_live();
    }
}
