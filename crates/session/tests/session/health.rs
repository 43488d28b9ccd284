//! What a session knows about how it fares.

use crate::script::{Script, id};
use crate::server::Fate;
use conference::{Command, Kind};
use session::{Health, Support};

fn health(it: &Script) -> Health {
    it.session.health(it.now)
}

#[test]
fn what_the_server_was_seen_to_offer() {
    let check = |command: Command, fate: Option<Fate>, expect: Option<Support>| {
        let mut it = Script::live();
        if let Some(fate) = fate {
            it.server.takes("mute", fate, 1);
        }
        let kind = command.kind();
        it.does(command);
        it.runs_s(40);
        assert_eq!(health(&it).support(kind), expect, "{fate:?}");
        assert_eq!(health(&it).support(Kind::Lock), None);
    };
    let mute = || Command::Mute(id("ann"));
    check(mute(), None, Some(Support::Works));
    check(
        mute(),
        Some(Fate::Refused(403, "No")),
        Some(Support::Refused(403)),
    );
    check(mute(), Some(Fate::Liar), Some(Support::NoEffect));
    check(mute(), Some(Fate::Hangs), Some(Support::NoAnswer));
    check(
        mute(),
        Some(Fate::Refused(501, "")),
        Some(Support::NotOffered),
    );
    check(Command::Mute(id("nobody")), None, None);
}

#[test]
fn numbers() {
    let mut it = Script::live();
    let now = health(&it);
    assert_eq!((now.refreshes, now.refreshes_failed), (0, 0));
    assert_eq!((now.streams, now.rejoins), (1, 0));
    assert_eq!((now.token_age_ms, now.token_life_ms), (1_000, 120_000));
    assert!(now.lists_people);

    it.server
        .takes("refresh_session", Fate::Refused(503, ""), 1);
    it.runs_s(60);
    it.cut();
    it.runs_s(2);
    let now = health(&it);
    assert_eq!((now.refreshes, now.refreshes_failed), (1, 1));
    assert_eq!((now.streams, now.rejoins), (2, 0));
    assert!(now.token_age_ms < 30_000);

    it.server.token = None;
    it.cut();
    it.runs_s(10);
    let now = health(&it);
    assert_eq!(now.rejoins, 1);
    assert_eq!(now.response_times.count, 0);

    it.server.takes("mute", Fate::Slow(300), 1);
    it.does(Command::Mute(id("ann")));
    it.runs_s(1);
    let times = health(&it).response_times;
    assert_eq!((times.count, times.last_ms, times.mean_ms()), (1, 300, 300));
}

#[test]
fn quirks() {
    let mut it = Script::live();
    it.server.tell("Message", "{\"payload\":\"hi\"}");
    it.server.tell("partcipant_update", "{\"uuid\":\"ann\"}");
    it.server.tell("layout", "{\"view\":");
    it.server.tell("refer", "{}");
    it.server.tell("refer", "{}");
    it.server
        .takes("overlaytext", Fate::Refused(404, "what"), u32::MAX);
    it.does(Command::OverlayText(id("ann"), "x".into()));
    it.runs_s(1);
    let now = health(&it);
    let spellings: Vec<_> = now.spellings.iter().map(|name| &**name).collect();
    assert_eq!(spellings, ["Message", "partcipant_update"]);
    let unread: Vec<_> = now
        .unread_events
        .iter()
        .map(|one| (one.name.as_deref(), one.malformed, one.count))
        .collect();
    assert_eq!(
        unread,
        [(Some("layout"), true, 1), (Some("refer"), false, 2)]
    );
    assert!(now.dialect.override_text && !now.dialect.plus_n_refused);
}

#[test]
fn a_private_edition_lists_nobody_on_the_stream() {
    let mut server = crate::server::Server::new();
    server.private = true;
    let it = Script::live_with(server);
    let now = health(&it);
    assert!(!now.lists_people);
    assert_eq!(now.participants, Some(Support::Works));
}
