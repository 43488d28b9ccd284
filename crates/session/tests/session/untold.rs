//! What rows need not tell: who is on hold, and who is pinned in the picture. Where they do tell it, they confirm the command; where
//! they don't, the server's answer is all there is.

use crate::commands::refused;
use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::{Fate, Person};
use conference::Command;
use session::{CommandError, CommandStatus};

/// A command whose effect Ann's row tells as this, or not at all.
fn check(command: Command, told: Option<bool>, fate: Option<Fate>, expect: CommandStatus) {
    let mut it = Script::live();
    it.server.change("ann", |ann| match command {
        Command::Hold(_) | Command::Resume(_) => ann.held = told,
        _ => ann.pinned = told,
    });
    it.runs_ms(100);
    if let Some(fate) = fate {
        let path = wire_word(&command);
        it.server.takes(path, fate, 1);
    }
    it.does(command);
    it.runs_s(40);
    it.tells(&[expect]);
    it.is_live();
}

fn wire_word(command: &Command) -> &'static str {
    match command {
        Command::Hold(_) => "hold",
        Command::Resume(_) => "resume",
        Command::PinInPicture(_) => "/stick",
        _ => "unstick",
    }
}

fn all() -> [(Command, bool); 4] {
    [
        (Command::Hold(id("ann")), true),
        (Command::Resume(id("ann")), false),
        (Command::PinInPicture(id("ann")), true),
        (Command::UnpinFromPicture(id("ann")), false),
    ]
}

#[test]
fn confirmed_by_the_row_where_it_tells_and_by_the_answer_where_it_does_not() {
    for (command, wanted) in all() {
        for told in [None, Some(!wanted)] {
            check(command.clone(), told, None, CommandStatus::Confirmed);
        }
        // Only reading shows it.
        check(
            command.clone(),
            Some(!wanted),
            Some(Fate::Mute),
            CommandStatus::Confirmed,
        );
    }
}

#[test]
fn a_yes_without_effect_is_seen_where_the_row_tells() {
    for (command, wanted) in all() {
        let no_effect = failed(CommandError::NoEffect);
        check(command.clone(), Some(!wanted), Some(Fate::Liar), no_effect);
        // Nobody can see it.
        check(command, None, Some(Fate::Liar), CommandStatus::Confirmed);
    }
}

#[test]
fn refused_in_the_servers_words() {
    for (command, wanted) in all() {
        for told in [None, Some(!wanted)] {
            let no = Fate::Refused(400, "They are busy");
            check(
                command.clone(),
                told,
                Some(no),
                refused(400, "They are busy"),
            );
            check(command.clone(), told, Some(Fate::False), refused(200, ""));
        }
    }
}

#[test]
fn unknown_without_an_answer() {
    for (command, _) in all() {
        let mut it = Script::live();
        it.server.takes(wire_word(&command), Fate::Hangs, 1);
        it.does(command);
        it.runs_s(40);
        it.tells(&[CommandStatus::Checking, failed(CommandError::Unknown)]);
    }
}

/// A server whose rows tell it only while it is so.
#[test]
fn a_row_that_stops_telling_leaves_the_answer() {
    let gone = |forget: fn(&mut Person)| {
        let mut it = Script::live();
        it.server.change("ann", |ann| {
            (ann.held, ann.pinned) = (Some(true), Some(true));
        });
        it.runs_ms(100);
        let ann = it.server.people.iter_mut().find(|one| one.uuid == "ann");
        forget(ann.unwrap());
        it
    };
    let mut it = gone(|ann| ann.held = None);
    it.does(Command::Resume(id("ann")));
    it.runs_s(40);
    it.tells(&[CommandStatus::Confirmed]);
    let mut it = gone(|ann| ann.pinned = None);
    it.does(Command::UnpinFromPicture(id("ann")));
    it.runs_s(40);
    it.tells(&[CommandStatus::Confirmed]);
}
