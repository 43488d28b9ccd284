//! Staying in: the token, and joining again when it is dead.

use crate::expect::failed;
use crate::script::{EPOCH_MS, Script, id};
use crate::server::{Fate, Server};
use conference::{Command, Role};
use session::{CommandError, CommandStatus, Connection, Ending, Input, Life, Notice, Page};

#[test]
fn the_token_is_refreshed_at_a_third_of_its_life() {
    for expires_s in [30_u32, 120, 3_600] {
        let mut server = Server::new();
        server.expires_s = expires_s;
        let mut it = Script::live_with(server);
        let begun = it.now.mono_ms - 1_000;
        it.runs_s(u64::from(expires_s) + 5);
        let times = it.times("refresh_session", begun);
        assert_eq!(times.len(), 3, "{times:?}");
        for (round, at) in times.iter().enumerate() {
            let due = (round as u64 + 1) * u64::from(expires_s) * 1_000 / 3;
            assert!(at.abs_diff(due) <= 200, "{at} {due}");
        }
        it.is_live();
    }
}

#[test]
fn one_refresh_at_a_time() {
    let mut it = Script::live();
    it.server.takes("refresh_session", Fate::Slow(5_000), 1);
    it.runs_s(38);
    for _ in 0..5 {
        it.server.tell("refresh_session", "{}");
        it.runs_ms(900);
    }
    assert_eq!(it.count("refresh_session"), 1);
    it.runs_s(5);
    it.is_live();
}

#[test]
fn the_server_may_ask_for_a_refresh_but_not_make_us_run() {
    let mut it = Script::live();
    it.runs_s(3);
    it.server.tell("refresh_token", "");
    it.runs_ms(100);
    assert_eq!(it.count("refresh_session"), 1);
    for _ in 0..100 {
        it.server.tell("refresh_session", "");
        it.runs_ms(100);
    }
    assert!(it.count("refresh_session") <= 6);
}

#[test]
fn a_refresh_that_fails_is_tried_again_while_the_token_lives() {
    let mut it = Script::live();
    it.runs_s(20);
    it.server
        .takes("refresh_session", Fate::Refused(503, "busy"), 6);
    it.runs_s(60);
    it.is_live();
    assert_eq!(it.notices, [Notice::RenewalFailing]);
    let times = it.times("refresh_session", 0);
    assert_eq!(times.len(), 7);
    let waits: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(
        waits.iter().all(|wait| (250..=5_000).contains(wait)),
        "{waits:?}"
    );
    assert!(waits.windows(2).any(|pair| pair[0] != pair[1]), "no jitter");
    // No sign of it in what is shown.
    assert!(it.shown.is_empty());
}

#[test]
fn a_refused_token_is_traded_for_a_new_session_once() {
    let mut it = Script::live();
    it.server
        .takes("refresh_session", Fate::Refused(403, "Invalid token"), 1);
    it.runs_s(45);
    it.is_live();
    assert_eq!(it.count("refresh_session"), 1);
    assert_eq!(it.count("new_session"), 1);
    assert_eq!(it.notices, [Notice::Rejoined]);
    assert!(
        it.shown
            .iter()
            .any(|(_, shown)| matches!(shown, Connection::Rejoining { .. }))
    );
    assert_eq!(it.session.conference().own(), Some(&id("me-2")));
}

#[test]
fn who_is_not_let_in_again_is_told() {
    let mut it = Script::live();
    it.server.token = None;
    it.server
        .takes("new_session", Fate::Refused(403, "You are banned"), 99);
    it.runs_s(60);
    it.ended(Ending::NotReadmitted("You are banned".into()));
    let sent = it.sent.len();
    it.runs_s(600);
    assert_eq!(it.sent.len(), sent);
    // The button works.
    it.server.fates.clear();
    it.takes(Input::Rejoin);
    // The room that is shown begins empty: whoever is known already would never come as somebody new.
    assert_eq!(it.session.conference().people_count(), 0);
    it.runs_s(1);
    it.is_live();
}

#[test]
fn sessions_that_die_young_are_not_renewed_for_ever() {
    let mut it = Script::live();
    it.server
        .takes("refresh_session", Fate::Refused(403, "no"), u32::MAX);
    it.runs_s(1_800);
    it.ended(Ending::NotReadmitted("".into()));
    assert_eq!(it.count("new_session"), 3);
}

/// It has to be silent for longer than its token lives: that it dies is nobody's fault.
#[test]
fn sessions_that_die_of_the_servers_silence_are_renewed() {
    let mut server = Server::new();
    server.private = true;
    server.expires_s = 33;
    let mut it = Script::live_with(server);
    it.server
        .takes("service_status", Fate::Later(503, 40), u32::MAX);
    it.cut();
    it.runs_s(600);
    assert!(it.count("new_session") > 5);
    it.server.fates.clear();
    it.runs_s(45);
    it.is_live();
}

/// The turn in which a stream would be opened with it is better used for a new session.
#[test]
fn nothing_is_begun_with_a_token_that_is_about_to_die() {
    for seed in 0..20 {
        let mut server = Server::new();
        server.expires_s = 39;
        let mut it = Script::live_seeded(server, seed);
        let dies_ms = it.server.token.as_ref().unwrap().1;
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_ms(dies_ms - it.now.mono_ms - 10);
        it.server.down = None;
        it.page(Page::Visible);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn a_server_may_restart_as_often_as_it_likes() {
    // Whether or not the reader can say that the token was refused.
    let check = |says_nothing: bool| {
        let mut it = Script::live();
        it.says_nothing = says_nothing;
        for _ in 0..10 {
            it.runs_s(300);
            it.server.restart();
            it.cut();
            it.runs_s(6);
            it.is_live();
        }
        assert_eq!(it.count("new_session"), 10);
    };
    check(false);
    check(true);
}

#[test]
fn a_token_that_dies_offline_is_replaced_when_the_network_is_back() {
    let mut it = Script::live();
    it.page(Page::Offline);
    it.server.down = Some(Fate::Unreachable);
    it.runs_s(200);
    it.is(Connection::Offline {
        since_ms: EPOCH_MS + it_lived(&it),
    });
    // A try now and then, whatever the browser says.
    assert!(it.sent.len() + it.streams.len() <= 7);
    it.server.down = None;
    it.page(Page::Online);
    it.runs_s(1);
    it.is_live();
    assert_eq!(it.notices, [Notice::Rejoined]);
}

#[test]
fn a_token_is_as_old_as_the_question_for_it() {
    for mono_runs in [true, false] {
        let mut server = Server::new();
        server.expires_s = 30;
        let mut it = Script::live_with(server);
        it.server.takes("refresh_session", Fate::Slow(500), 1);
        it.runs_ms(9_300);
        assert_eq!(it.count("refresh_session"), 1);
        // Its answer lies about while the machine sleeps.
        it.sleeps_s(31, mono_runs);
        it.server.token = None;
        it.runs_ms(300);
        it.page(Page::Visible);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn a_token_that_dies_while_it_is_traded_is_not_given_up_for_it() {
    let check = |answered_ms: u64, sessions: usize| {
        let mut server = Server::new();
        server.expires_s = 30;
        let mut it = Script::live_with(server);
        it.page(Page::Offline);
        it.runs_ms(28_700);
        it.server
            .takes("refresh_session", Fate::Slow(answered_ms), 1);
        it.page(Page::Online);
        it.runs_s(3);
        it.is_live();
        assert_eq!(it.count("new_session"), sessions);
    };
    check(600, 0);
    // But nobody waits for it for long.
    check(5_000, 1);
}

/// When something was last heard before the line was lost, ms after the beginning.
fn it_lived(it: &Script) -> u64 {
    let Connection::Offline { since_ms } = it.session.connection() else {
        panic!("{:?}", it.session.connection());
    };
    assert!(since_ms <= EPOCH_MS + 1_000);
    since_ms - EPOCH_MS
}

#[test]
fn an_answer_to_an_old_token_says_nothing_about_the_new_one() {
    let mut it = Script::live();
    it.runs_s(38);
    it.server.takes(
        "mute",
        Fate::Says(401, "{\"status\":\"failed\",\"result\":\"Invalid token\"}"),
        1,
    );
    it.server.takes("refresh_session", Fate::Slow(20), 1);
    it.does(Command::Mute(id("ann")));
    it.runs_s(8);
    assert_eq!(it.count("participants/ann/mute"), 2);
    assert_eq!(it.count("refresh_session"), 1);
    it.tells(&[CommandStatus::Confirmed]);
    it.is_live();
}

#[test]
fn the_role_is_followed() {
    let mut it = Script::live();
    assert_eq!(it.session.powers().role, Role::Host);
    it.server.change("me-1", |person| person.host = false);
    it.runs_s(1);
    assert_eq!(it.session.powers().role, Role::Guest);
    assert_eq!(it.notices, [Notice::RoleChanged(Role::Guest)]);
    it.does(Command::Mute(id("ann")));
    it.tells(&[failed(CommandError::NotAllowed(
        conference::Refusal::HostsOnly,
    ))]);
    let body = "{\"status\":\"success\",\"result\":{\"token\":\"token1\",\"expires\":\"120\",\"role\":\"HOST\"}}";
    it.server.takes("refresh_session", Fate::Says(200, body), 1);
    it.server.token.as_mut().unwrap().1 += 1_000_000;
    it.runs_s(45);
    assert_eq!(it.session.powers().role, Role::Host);
}

#[test]
fn put_out_is_the_end() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Hangs, 1);
    it.does(Command::Mute(id("ann")));
    it.server.tell("disconnect", "{\"reason\":\"Removed\"}");
    it.server.token = None;
    it.runs_s(1);
    it.ended(Ending::PutOut("Removed".into()));
    let sent = it.sent.len();
    it.runs_s(3_600);
    assert_eq!(it.sent.len(), sent);
    assert!(it.notices.is_empty());
    assert_eq!(it.aborted, [it.sent[0].id]);
}

#[test]
fn somebody_else_put_out_is_not_us() {
    let mut it = Script::live();
    it.server
        .tell("disconnect", "{\"uuid\":\"ann\",\"reason\":\"Removed\"}");
    it.runs_s(1);
    it.is_live();
}

#[test]
fn leaving() {
    let mut it = Script::live();
    it.does(Command::Mute(id("ann")));
    it.takes(Input::Leave);
    it.ended(Ending::Left);
    it.sends(&["participants/ann/mute", "end_session"]);
    assert!(it.sent[1].keepalive);
    // Neither the goodbye nor what was still asked for is called back.
    assert!(it.aborted.is_empty());
    it.runs_s(600);
    assert_eq!(it.sent.len(), 2);
    it.takes(Input::Leave);
    assert_eq!(*it.session.life(), Life::Idle(None));
}
