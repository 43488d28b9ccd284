//! Commands while the token is traded for another: none fails by it, and none goes out twice.

use crate::commands::{dial, mute};
use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::Command;
use session::{CommandError, CommandStatus, Input, Life, Page};

#[test]
fn an_invalid_token_during_a_refresh() {
    let twice = |command: Command, path: &'static str, expect: &[CommandStatus], sent: usize| {
        let mut it = Script::live();
        it.runs_s(38);
        it.server.takes("refresh_session", Fate::Slow(1_000), 1);
        it.runs_ms(1_100);
        it.server.token = Some(("token9".into(), u64::MAX));
        it.does(command);
        it.runs_ms(200);
        it.server.token = Some(("token2".into(), u64::MAX));
        it.runs_s(8);
        it.tells(expect);
        let sends = it.sent.iter().filter(|sent| sent.what.ends_with(path));
        assert_eq!(sends.count(), sent, "{path}");
    };
    let done = [CommandStatus::Confirmed];
    twice(mute(), "/mute", &done, 2);
    twice(Command::Lock, "lock", &done, 2);
    // What goes out once is held until the new token is there.
    twice(Command::Disconnect(id("ann")), "/disconnect", &done, 1);
    twice(dial(), "dial", &done, 1);
    twice(Command::Message("hi".into()), "message", &done, 1);
}

/// A command is under way when the token is a third of its life old.
#[test]
fn a_refresh_that_has_time_waits_for_what_goes_out_once() {
    let check = |command: Command, path: &'static str, fate: Fate, expect_ms: u64| {
        let mut it = Script::live();
        let from = it.now.mono_ms;
        it.server.takes(path, fate, 1);
        it.runs_s(38);
        it.does(command);
        it.runs_s(20);
        let refresh = it
            .sent
            .iter()
            .find(|sent| sent.what.ends_with("refresh_session"));
        let at_ms = refresh.map(|sent| sent.at_ms - from).unwrap_or_default();
        assert!(at_ms.abs_diff(expect_ms) < 300, "{path}, {fate:?}: {at_ms}");
        let sends = it.sent.iter().filter(|sent| sent.what.ends_with(path));
        assert_eq!(sends.count(), 1);
    };
    check(dial(), "dial", Fate::Slow(100), 39_000);
    check(dial(), "dial", Fate::Slow(6_000), 44_000);
    // Until it is known that there is no answer, or an event tells that it was done.
    check(dial(), "dial", Fate::Hangs, 48_000);
    let remove = Command::Disconnect(id("ann"));
    check(remove, "/disconnect", Fate::Slow(6_000), 39_000);
    // What may be repeated delays nothing.
    check(mute(), "/mute", Fate::Slow(6_000), 39_000);
}

/// A refresh is under way, and the host does something that goes out once.
#[test]
fn what_is_held_goes_out_before_the_host_goes() {
    let check = |goes: Input| {
        let mut it = Script::live();
        it.server.takes("refresh_session", Fate::Hangs, 1);
        it.runs_ms(39_100);
        it.does(Command::Disconnect(id("ann")));
        assert_eq!(it.count("participants/ann/disconnect"), 0, "held");
        it.takes(goes);
        assert_eq!(it.count("participants/ann/disconnect"), 1);
    };
    check(Input::Leave);
    check(Input::Page(Page::Leaving));
}

#[test]
fn a_meeting_whose_end_was_held_is_not_said_to_have_ended() {
    let mut it = Script::live();
    it.server
        .takes("refresh_session", Fate::Refused(403, "Invalid token"), 1);
    it.runs_ms(39_005);
    assert_eq!(it.count("refresh_session"), 1);
    it.does(Command::DisconnectAll);
    it.runs_s(2);
    it.tells(&[failed(CommandError::NotSent)]);
    assert_eq!(it.count("disconnect"), 0);
    assert_eq!(*it.session.life(), Life::Live, "joined again");
}

#[test]
fn what_is_asked_for_while_a_refresh_is_refused_goes_out_all_the_same() {
    let mut it = Script::live();
    it.server
        .takes("refresh_session", Fate::Refused(503, ""), 3);
    it.runs_s(39);
    it.does(Command::Disconnect(id("ann")));
    it.runs_s(10);
    it.tells(&[CommandStatus::Confirmed]);
    assert_eq!(it.count("participants/ann/disconnect"), 1);
}
