//! What becomes of a layout that is put on air.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::{Audience, Command, LayoutName, LayoutRequest, Slot};
use session::{CommandError, CommandStatus};

#[test]
fn a_layout_is_done_when_it_is_on_air() {
    let check = |actors: &[&str], event: Option<&str>, expect: CommandStatus| {
        let mut it = Script::live();
        it.server.takes("override_layout", Fate::Liar, 1);
        it.does(Command::OverrideLayout(vec![LayoutRequest {
            audience: Audience::Hosts,
            layout: LayoutName::new("1:7"),
            actors: actors
                .iter()
                .map(|who| Slot::Participant(id(who)))
                .collect(),
            vad_backfill: true,
            plus_n: actors.is_empty(),
            captions: true,
        }]));
        it.runs_s(1);
        if let Some(event) = event {
            it.server.tell("layout", event);
        }
        it.runs_s(40);
        it.tells(&[expect]);
    };
    check(&[], None, failed(CommandError::NoEffect));
    check(&[], Some(r#"{"view":"1:7"}"#), CommandStatus::Confirmed);
    check(
        &[],
        Some(r#"{"view":"4:0"}"#),
        failed(CommandError::Contradicted),
    );
    let shown = |who: &str| format!(r#"{{"view":"1:7","participants":["{who}"]}}"#);
    check(&["ann"], Some(&shown("ann")), CommandStatus::Confirmed);
    check(
        &["ann"],
        Some(&shown("bob")),
        failed(CommandError::Contradicted),
    );
    // Who has left isn't waited for, and nothing is said where who stands where isn't told.
    check(&["gone"], Some(&shown("bob")), CommandStatus::Confirmed);
    check(
        &["ann"],
        Some(r#"{"view":"1:7"}"#),
        CommandStatus::Confirmed,
    );
}
