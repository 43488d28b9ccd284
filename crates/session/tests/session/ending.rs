//! A host ends the meeting for everybody.

use crate::commands::{mute, refused};
use crate::script::Script;
use crate::server::Fate;
use conference::{Command, Reachability};
use session::Ending;

#[test]
fn ending_for_everybody() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Hangs, 1);
    it.does(mute());
    it.does(Command::DisconnectAll);
    it.runs_s(1);
    it.ended(Ending::EndedForAll);
    assert_eq!(it.session.powers().reachability, Reachability::Over);
    it.runs_s(600);
    it.sends(&["participants/ann/mute", "disconnect"]);
    assert!(it.notices.is_empty());
}

#[test]
fn ending_for_everybody_without_an_answer() {
    let mut it = Script::live();
    it.runs_s(38);
    it.server.takes("disconnect", Fate::Hangs, 1);
    it.does(Command::DisconnectAll);
    it.server.token = None;
    it.cut();
    it.runs_s(60);
    it.ended(Ending::EndedForAll);
    assert_eq!(it.count("new_session"), 0);
    assert_eq!(it.count("disconnect"), 1);
}

#[test]
fn ending_for_everybody_refused() {
    let mut it = Script::live();
    it.server.takes("disconnect", Fate::Refused(403, "No"), 1);
    it.does(Command::DisconnectAll);
    it.runs_s(60);
    it.tells(&[refused(403, "No")]);
    it.is_live();
}
