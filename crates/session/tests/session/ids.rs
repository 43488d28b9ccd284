//! Each gesture of the host's learns its own fate, whatever else is under way or is told.

use crate::commands::{layout, mute, refused};
use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::{Command, CommandId, Refusal};
use session::{CommandError, CommandStatus, Ending, Input, Notice};

const PENDING: CommandStatus = CommandStatus::Pending;
const CHECKING: CommandStatus = CommandStatus::Checking;
const CONFIRMED: CommandStatus = CommandStatus::Confirmed;

fn unmute() -> Command {
    Command::Unmute(id("ann"))
}

/// What two gestures are told, one right after the other, and how often the host is told.
fn check(
    fate: Fate,
    [first, second]: [Command; 2],
    expect: [&[CommandStatus]; 2],
    notices: usize,
    sent: usize,
) {
    let mut it = Script::live();
    it.server.takes("mute", fate, 1);
    let ids = [it.does(first), it.does(second)];
    it.runs_s(40);
    for (id, expect) in ids.into_iter().zip(expect) {
        assert_eq!(it.statuses.of(id), expect);
    }
    assert_eq!(it.notices.len(), notices);
    let is_command = |sent: &&crate::script::Sent| sent.what.contains("mute");
    assert_eq!(it.sent.iter().filter(is_command).count(), sent);
}

#[test]
fn a_doubled_gesture_has_the_fate_of_the_first() {
    let twice = || [mute(), mute()];
    let done = [PENDING, CONFIRMED];
    check(Fate::Slow(1_000), twice(), [&done, &done], 1, 1);
    let no = [PENDING, refused(403, "No")];
    check(Fate::Refused(403, "No"), twice(), [&no, &no], 1, 1);
    let lost = [PENDING, CHECKING, failed(CommandError::Unknown)];
    check(Fate::Hangs, twice(), [&lost, &lost], 2, 1);
}

#[test]
fn a_gesture_doubled_while_the_first_is_being_checked() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Hangs, 1);
    it.server.takes("participants", Fate::Hangs, 1);
    it.does(mute());
    it.runs_s(11);
    let late = it.does(mute());
    assert_eq!(it.statuses.of(late), [CHECKING]);
    it.runs_s(40);
    let unknown = failed(CommandError::Unknown);
    assert_eq!(it.statuses.of(late), [CHECKING, unknown]);
}

#[test]
fn the_opposite_is_busy() {
    let done = [PENDING, CONFIRMED];
    let busy = [failed(CommandError::Busy)];
    check(Fate::Slow(1_000), [mute(), unmute()], [&done, &busy], 1, 1);
    // When the first is done, it isn't any more.
    let mut it = Script::live();
    it.does(mute());
    it.runs_s(1);
    let second = it.does(unmute());
    it.runs_s(1);
    assert_eq!(it.statuses.of(second), done);
}

#[test]
fn what_may_not_be_done_is_told_at_once() {
    let mut it = Script::live();
    let gone = it.does(Command::Mute(id("nobody")));
    let status = failed(CommandError::NotAllowed(Refusal::Gone));
    assert_eq!(it.statuses.of(gone), std::slice::from_ref(&status));
    let told = |notice: &Notice| match notice {
        Notice::Command { id, status, .. } => Some((*id, status.clone())),
        _ => None,
    };
    let told: Vec<_> = it.notices.iter().filter_map(told).collect();
    assert_eq!(told, [(gone, status)]);
}

#[test]
fn five_failures_do_not_hide_that_a_layout_went_on_air() {
    let mut it = Script::live();
    it.server.takes("dtmf", Fate::Refused(403, "No"), 5);
    for _ in 0..5 {
        it.does(Command::Dtmf(id("ann"), "1".into()));
        it.runs_s(1);
    }
    let layout = it.does(layout(false));
    it.runs_s(10);
    assert_eq!(it.statuses().len(), 6);
    assert_eq!(it.statuses.of(layout), [PENDING, CONFIRMED]);
}

#[test]
fn pending_commands_go_by_their_ids() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Slow(1_000), 1);
    it.server.takes("lock", Fate::Slow(1_000), 1);
    let ids = [it.does(Command::Lock), it.does(mute())];
    it.does(mute());
    let pending: Vec<(CommandId, &Command)> = it.session.pending().collect();
    assert_eq!(pending, [(ids[0], &Command::Lock), (ids[1], &mute())]);
}

#[test]
fn the_end_of_a_session_is_the_end_of_every_gesture() {
    let unknown = failed(CommandError::Unknown);
    let check = |end: fn(&mut Script), expect: &CommandStatus| {
        let mut it = Script::live();
        it.server.takes("mute", Fate::Hangs, 1);
        let gesture = it.does(mute());
        end(&mut it);
        it.runs_s(1);
        assert_eq!(it.statuses.of(gesture), [PENDING, expect.clone()]);
        assert_eq!((it.statuses.open(), it.notices.len()), (0, 0));
    };
    check(|it| it.takes(Input::Leave), &unknown);
    check(|it| it.server.tell("disconnect", "{}"), &unknown);
    check(
        |it| {
            let end = it.does(Command::DisconnectAll);
            it.runs_s(1);
            it.ended(Ending::EndedForAll);
            assert_eq!(it.statuses.of(end), [PENDING, CONFIRMED]);
        },
        &unknown,
    );
}
