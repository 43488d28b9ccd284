//! The same done to many people: a few at a time, in order, and given up where it can't be done any more.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::{Command, CommandId, Refusal};
use session::{CommandError, CommandStatus, Input, Page, QueueProgress};

const AT_ONCE: usize = 8;

/// So many people, whose server tells what it did a second later.
fn crowd(many: usize) -> Script {
    let mut server = Server::new();
    for number in 0..many {
        server.joins(&format!("p{number}"));
    }
    let mut it = Script::live_with(server);
    it.late_ms = 1_000;
    it
}

fn mute(number: usize) -> Command {
    Command::Mute(id(&format!("p{number}")))
}

fn mutes_all(it: &mut Script, many: usize) -> Vec<CommandId> {
    it.queues((0..many).map(mute).collect())
}

fn path(number: usize) -> String {
    format!("participants/p{number}/mute")
}

fn progress(waiting: usize, not_sent: usize) -> QueueProgress {
    QueueProgress { waiting, not_sent }
}

/// The last status of these.
fn ends(it: &Script, ids: &[CommandId]) -> Vec<CommandStatus> {
    let last = |id: &CommandId| it.statuses.of(*id).last().unwrap().clone();
    ids.iter().map(last).collect()
}

#[test]
fn eight_at_once_and_in_order() {
    let mut it = crowd(20);
    let ids = mutes_all(&mut it, 20);
    assert_eq!(it.session.pending().count(), AT_ONCE);
    assert_eq!(it.session.queue(), progress(12, 0));
    while it.statuses.open() > 0 {
        assert!(it.session.pending().count() <= AT_ONCE);
        it.runs_ms(10);
    }
    let sent: Vec<_> = it.sent.iter().map(|sent| sent.what.clone()).collect();
    assert_eq!(sent, (0..20).map(path).collect::<Vec<_>>());
    let done = [CommandStatus::Pending, CommandStatus::Confirmed];
    assert!(ids.iter().all(|id| it.statuses.of(*id) == done));
    assert_eq!(it.session.queue(), progress(0, 0));
    it.shows_all();
}

#[test]
fn what_the_host_does_meanwhile_goes_at_once_and_counts() {
    let mut it = crowd(12);
    mutes_all(&mut it, 12);
    it.server.takes("lock", Fate::Slow(2_000), 1);
    let lock = it.does(Command::Lock);
    assert_eq!(it.count("lock"), 1);
    assert_eq!(it.session.pending().count(), AT_ONCE + 1);
    it.runs_s(3);
    assert_eq!(ends(&it, &[lock]), [CommandStatus::Confirmed]);
    // What waits in the queue can be done by hand; its own turn then finds it under way.
    let mut it = crowd(12);
    let ids = mutes_all(&mut it, 12);
    it.does(mute(11));
    it.runs_s(10);
    assert_eq!(
        it.statuses.of(ids[11]).last(),
        Some(&CommandStatus::Confirmed)
    );
}

#[test]
fn another_queue_goes_after_the_first() {
    let mut it = crowd(20);
    it.queues((0..10).map(mute).collect());
    it.queues((10..20).map(mute).collect());
    assert_eq!(it.session.queue(), progress(12, 0));
    it.runs_s(10);
    let sent: Vec<_> = it.sent.iter().map(|sent| sent.what.clone()).collect();
    assert_eq!(sent, (0..20).map(path).collect::<Vec<_>>());
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let mut it = crowd(12);
    it.server.takes("p3/mute", Fate::Refused(400, "busy"), 1);
    let ids = mutes_all(&mut it, 12);
    it.runs_s(10);
    let ends = ends(&it, &ids);
    let failed: Vec<_> = ends.iter().map(|end| end.error().is_some()).collect();
    assert_eq!(failed, (0..12).map(|at| at == 3).collect::<Vec<_>>());
    assert_eq!(it.session.queue(), progress(0, 0));
}

#[test]
fn who_has_left_is_left_out() {
    let mut it = crowd(12);
    it.server.leaves("p10");
    let ids = mutes_all(&mut it, 12);
    it.runs_s(10);
    assert_eq!(it.count(&path(10)), 0);
    let gone = failed(CommandError::NotAllowed(Refusal::Gone));
    assert_eq!(ends(&it, &ids[10..11]), [gone]);
    assert_eq!(ends(&it, &ids[11..]), [CommandStatus::Confirmed]);
    // Nobody is told about it, and nothing was given up.
    let bad = |status: &CommandStatus| status.error().is_some();
    assert!(!it.statuses().iter().any(bad));
    assert_eq!(it.session.queue(), progress(0, 0));
}

#[test]
fn who_was_admitted_meanwhile_is_left_out() {
    let mut it = crowd(12);
    for number in 0..12 {
        it.server
            .change(&format!("p{number}"), |person| person.waits = true);
    }
    it.runs_s(3);
    let admit = || (0..12).map(|number| Command::Admit(id(&format!("p{number}"))));
    // "Admit all", pressed twice.
    let first = it.queues(admit().collect());
    it.queues(admit().collect());
    it.runs_s(20);
    assert_eq!(ends(&it, &first), vec![CommandStatus::Confirmed; 12]);
    assert_eq!(it.statuses.open(), 0);
    for number in 0..12 {
        assert_eq!(it.count(&format!("participants/p{number}/unlock")), 1);
    }
    let bad = |status: &CommandStatus| status.error().is_some();
    assert!(!it.statuses().iter().any(bad));
}

#[test]
fn what_waits_can_be_cancelled() {
    let mut it = crowd(20);
    let ids = mutes_all(&mut it, 20);
    let others = it.queues(vec![Command::Lock]);
    it.takes(Input::CancelQueued(ids.clone()));
    // What was sent takes its course, and what is somebody else's as well.
    assert_eq!(it.session.queue(), progress(1, 0));
    it.runs_s(10);
    let mut expect = vec![CommandStatus::Confirmed; AT_ONCE];
    expect.extend(vec![failed(CommandError::NotSent); 12]);
    assert_eq!(ends(&it, &ids), expect);
    assert_eq!(ends(&it, &others), [CommandStatus::Confirmed]);
    assert!((AT_ONCE..20).all(|number| it.count(&path(number)) == 0));
    // Not one notice for each; and those that are over can't be taken back.
    assert!(!it.statuses().iter().any(|status| status.error().is_some()));
    it.takes(Input::CancelQueued(ids));
    assert_eq!(it.statuses.open(), 0);
}

#[test]
fn without_a_connection_the_rest_is_given_up() {
    let check = |breaks: fn(&mut Script)| {
        let mut it = crowd(20);
        let ids = mutes_all(&mut it, 20);
        it.server.down = Some(Fate::Unreachable);
        breaks(&mut it);
        assert_eq!(it.session.queue(), progress(0, 12));
        let not_sent = vec![failed(CommandError::NotSent); 12];
        assert_eq!(ends(&it, &ids[8..]), not_sent);
        assert_eq!(
            it.sent
                .iter()
                .filter(|sent| sent.what.ends_with("/mute"))
                .count(),
            8
        );
        // Not one notice for each.
        assert!(!it.statuses().contains(&not_sent[0]));
        it
    };
    check(Script::cut);
    check(|it| it.page(Page::Leaving));
    // Another session knows nothing of it.
    let mut it = check(|it| it.takes(Input::Leave));
    it.server.down = None;
    it.takes(Input::Rejoin);
    it.runs_until_live();
    assert_eq!(it.session.queue(), progress(0, 0));
    // The next one begins to count anew.
    let mut it = check(|it| it.page(Page::Offline));
    it.server.down = None;
    it.page(Page::Online);
    it.runs_until_live();
    let ids = it.queues(vec![mute(19)]);
    assert_eq!(it.session.queue(), progress(0, 0));
    it.runs_s(3);
    assert_eq!(ends(&it, &ids), [CommandStatus::Confirmed]);
}

#[test]
fn nothing_is_queued_while_nothing_can_be_known() {
    let mut it = crowd(3);
    it.server.down = Some(Fate::Unreachable);
    it.cut();
    let ids = mutes_all(&mut it, 3);
    assert_eq!(it.session.queue(), progress(0, 3));
    assert_eq!(ends(&it, &ids), vec![failed(CommandError::NotSent); 3]);
}
