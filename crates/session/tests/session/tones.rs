//! Tones: what is typed for somebody's voice menu arrives in the order in which it was typed.

use crate::expect::failed;
use crate::script::{Script, Sent, id};
use crate::server::Fate;
use conference::Command;
use session::{CommandError, CommandStatus};

fn tones(who: &str, digits: &str) -> Command {
    Command::Dtmf(id(who), digits.into())
}

#[test]
fn tones_to_one_person_go_out_in_order() {
    let mut it = Script::live();
    it.server.takes("ann/dtmf", Fate::Slow(3_000), 2);
    for digits in ["1", "2", "2"] {
        it.does(tones("ann", digits));
    }
    it.does(tones("bob", "9"));
    assert_eq!(it.session.pending().count(), 4);
    it.runs_ms(500);
    // One to each; the others wait for the answer.
    it.sends(&["participants/ann/dtmf", "participants/bob/dtmf"]);
    it.runs_s(10);
    let times = it.times("participants/ann/dtmf", 0);
    assert_eq!(times.len(), 3);
    assert!(times.windows(2).all(|two| two[1] - two[0] >= 3_000));
    let of_ann = |sent: &&Sent| sent.what.contains("ann");
    let digits: Vec<_> = it
        .sent
        .iter()
        .filter(of_ann)
        .map(|sent| &*sent.body)
        .collect();
    assert_eq!(
        digits,
        [
            r#"{"digits":"1"}"#,
            r#"{"digits":"2"}"#,
            r#"{"digits":"2"}"#
        ]
    );
    it.tells(&[
        CommandStatus::Confirmed,
        CommandStatus::Confirmed,
        CommandStatus::Confirmed,
        CommandStatus::Confirmed,
    ]);
}

#[test]
fn after_tones_that_failed_the_rest_is_not_sent() {
    let check = |fate: Fate, expect: &[CommandStatus]| {
        let mut it = Script::live();
        it.server.takes("dtmf", fate, 1);
        for digits in ["1", "2", "3"] {
            it.does(tones("ann", digits));
        }
        it.runs_s(40);
        assert_eq!(it.count("participants/ann/dtmf"), 1);
        it.tells(expect);
        assert_eq!(it.session.pending().count(), 0);
        // The next ones are a new beginning.
        it.does(tones("ann", "4"));
        it.runs_s(1);
        assert_eq!(it.statuses().last(), Some(&CommandStatus::Confirmed));
    };
    let (lost, no) = (
        failed(CommandError::NotSent),
        failed(CommandError::Refused {
            status: 403,
            words: "No".into(),
        }),
    );
    check(Fate::Refused(403, "No"), &[lost.clone(), lost.clone(), no]);
    let unknown = [
        CommandStatus::Checking,
        lost.clone(),
        lost,
        failed(CommandError::Unknown),
    ];
    check(Fate::Lost, &unknown);
}
