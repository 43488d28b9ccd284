//! Layouts as they are asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{at, token};
use conference::{Audience, Command, LayoutName, LayoutRequest, ParticipantId, Slot};
use wire::*;

fn send(what: Command, dialect: Dialect) -> Request {
    command(&at(), &token(), &what, &dialect)
}

#[test]
fn layouts_in_both_editions() {
    let check = |audience: Audience,
                 actors: Vec<Slot>,
                 plus_n: bool,
                 refused: bool,
                 expect: (&str, &str)| {
        let layout = LayoutRequest {
            audience,
            layout: LayoutName::new("1:5"),
            actors,
            vad_backfill: false,
            plus_n,
            captions: true,
        };
        let dialect = Dialect {
            plus_n_refused: refused,
            ..Dialect::default()
        };
        let request = send(Command::OverrideLayout(vec![layout]), dialect);
        let audience = if audience == Audience::Hosts {
            "hosts"
        } else {
            ""
        };
        let (actors, plus_n) = expect;
        assert_eq!(
            request.body,
            Some(format!(
                r#"{{"layouts":[{{"audience":"{audience}","actors":[{actors}],"vad_backfill":false,"layout":"1:5","plus_n":"{plus_n}","actors_overlay_text":"auto"}}]}}"#
            ))
        );
    };
    let slots = vec![
        Slot::Participant(ParticipantId::new("a")),
        Slot::Speaker,
        Slot::Rotate,
        Slot::Automatic,
        Slot::Empty,
    ];
    check(Audience::Hosts, vec![], true, false, ("", "auto"));
    check(Audience::Hosts, vec![], true, true, ("", "off"));
    check(Audience::Guests, vec![], true, true, ("", "auto"));
    check(Audience::Guests, vec![], false, false, ("", "off"));
    check(
        Audience::Guests,
        slots,
        true,
        false,
        (r#""a","1010","-2","0","-1""#, "off"),
    );
}
