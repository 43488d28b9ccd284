//! Commands that a server doesn't offer, or knows by another spelling: told, remembered, and forgotten again.

use crate::commands::{dial, layout, mute, refused, transfer};
use crate::entry::by_server;
use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::{Command, Edition, Kind, Refusal, Role};
use session::{CommandError, CommandStatus, Input};

#[test]
fn what_a_server_does_not_offer() {
    let check = |command: Command, status: u16, expect: &[Kind]| {
        let mut it = Script::live();
        let kind = command.kind();
        it.server.down = Some(Fate::Refused(status, "nope"));
        it.does(command.clone());
        it.runs_ms(200);
        assert_eq!(it.session.powers().unsupported, expect, "{kind:?} {status}");
        let told = if expect.is_empty() {
            refused(status, "nope")
        } else {
            failed(CommandError::NotOffered)
        };
        it.tells(&[told]);
        if !expect.is_empty() {
            it.does(command);
            assert_eq!(
                it.statuses()[1],
                failed(CommandError::NotAllowed(Refusal::NotOffered))
            );
        }
    };
    check(Command::SpotlightOn(id("ann")), 404, &[Kind::SpotlightOn]);
    check(Command::Admit(id("cat")), 404, &[Kind::Admit]);
    check(layout(false), 404, &[Kind::OverrideLayout]);
    check(mute(), 403, &[]);
    check(mute(), 404, &[Kind::Mute]);
    check(mute(), 405, &[Kind::Mute]);
    check(Command::Disconnect(id("ann")), 404, &[Kind::Disconnect]);
    check(dial(), 404, &[Kind::Dial]);
    check(dial(), 501, &[Kind::Dial]);
    for (command, kind) in [
        (Command::StartService, Kind::StartService),
        (Command::Lock, Kind::Lock),
        (Command::Unlock, Kind::Unlock),
        (Command::MuteGuests, Kind::MuteGuests),
        (Command::UnmuteGuests, Kind::UnmuteGuests),
        (Command::DisconnectAll, Kind::DisconnectAll),
        (Command::Message("hi".into()), Kind::Message),
        (Command::SpotlightOff(id("ann")), Kind::SpotlightOff),
        (Command::Unmute(id("ann")), Kind::Unmute),
        (
            Command::AllowPresentation(id("ann")),
            Kind::AllowPresentation,
        ),
        (Command::DenyPresentation(id("ann")), Kind::DenyPresentation),
        (Command::Dtmf(id("ann"), "1".into()), Kind::Dtmf),
        (Command::SetRole(id("ann"), Role::Host), Kind::SetRole),
        (Command::Transfer(id("ann"), transfer()), Kind::Transfer),
        (
            Command::OverlayText(id("ann"), "x".into()),
            Kind::OverlayText,
        ),
        (Command::BlockCamera(id("ann")), Kind::BlockCamera),
        (Command::AllowCamera(id("ann")), Kind::AllowCamera),
        (Command::Deafen(id("ann")), Kind::Deafen),
        (Command::Undeafen(id("ann")), Kind::Undeafen),
        (Command::Hold(id("ann")), Kind::Hold),
        (Command::Resume(id("ann")), Kind::Resume),
        (Command::PinInPicture(id("ann")), Kind::PinInPicture),
        (Command::UnpinFromPicture(id("ann")), Kind::UnpinFromPicture),
        (Command::LowerHand(id("ann")), Kind::LowerHand),
        (Command::LowerAllHands, Kind::LowerAllHands),
    ] {
        for status in [404, 405, 501] {
            check(command.clone(), status, &[kind]);
        }
    }
}

#[test]
fn a_404_about_somebody_who_has_left_says_nothing_about_the_command() {
    let mut it = Script::live();
    it.server.takes("role", Fate::Slow(200), 1);
    it.server.takes("spotlighton", Fate::Slow(200), 1);
    it.server.people.retain(|person| person.uuid != "ann");
    it.does(Command::SpotlightOn(id("ann")));
    it.runs_ms(50);
    it.server.tell("participant_delete", "{\"uuid\":\"ann\"}");
    it.runs_s(1);
    assert!(it.session.powers().unsupported.is_empty());
}

#[test]
fn a_404_is_thought_over_when_they_turn_out_to_have_left() {
    // Nothing tells that ann is gone but the roster, which is read for that.
    let mut it = Script::live();
    it.server.takes("mute", Fate::Refused(404, ""), 1);
    it.server.people.retain(|person| person.uuid != "ann");
    it.does(mute());
    it.runs_s(1);
    it.tells(&[failed(CommandError::NotOffered)]);
    assert_eq!(it.count("participants"), 1);
    assert!(it.session.powers().unsupported.is_empty());
    it.does(Command::Mute(id("bob")));
    it.runs_s(1);
    assert_eq!(it.statuses()[1], CommandStatus::Confirmed);
    // Who is still there later on was there: the command is what is missing.
    let mut it = Script::live();
    it.server.takes("mute", Fate::Refused(404, ""), 1);
    it.does(mute());
    it.runs_s(1);
    it.server.people.retain(|person| person.uuid != "ann");
    it.server.tell("participant_delete", "{\"uuid\":\"ann\"}");
    it.runs_s(1);
    assert_eq!(it.session.powers().unsupported, [Kind::Mute]);
}

#[test]
fn a_404_that_says_what_was_not_found_is_a_refusal() {
    let check = |command: Command, words: &'static str| {
        let mut it = Script::live();
        it.server.down = Some(Fate::Refused(404, words));
        it.does(command);
        it.runs_ms(200);
        it.tells(&[refused(404, words)]);
        assert!(it.session.powers().unsupported.is_empty());
    };
    check(mute(), "Participant not found");
    check(dial(), "Neither conference nor gateway found");
    check(Command::Transfer(id("ann"), transfer()), "No such alias");
}

#[test]
fn what_is_not_offered_is_asked_again_in_the_next_session() {
    let mut it = Script::live();
    it.server.takes("lock", Fate::Refused(501, ""), 1);
    it.does(Command::Lock);
    it.runs_s(1);
    assert_eq!(it.session.powers().unsupported, [Kind::Lock]);
    it.takes(Input::Leave);
    it.takes(Input::Rejoin);
    it.runs_s(2);
    it.is_live();
    assert!(it.session.powers().unsupported.is_empty());
    it.forgets();
    it.does(Command::Lock);
    it.runs_s(1);
    it.tells(&[CommandStatus::Confirmed]);
}

#[test]
fn the_other_spelling_of_a_caption_is_tried_once_and_remembered_if_it_works() {
    let text = |text: &str| Command::OverlayText(id("ann"), text.into());
    let mut it = Script::live();
    it.server
        .takes("overlaytext", Fate::Refused(404, "what"), u32::MAX);
    it.does(text("a"));
    it.runs_s(1);
    it.does(text("b"));
    it.runs_s(1);
    it.tells(&[CommandStatus::Confirmed, CommandStatus::Confirmed]);
    let (old, new) = (
        "participants/ann/overlaytext",
        "participants/ann/override_text",
    );
    it.sends(&[old, new, new]);
    // The event may come before the answer.
    let mut it = Script::live();
    it.server
        .takes("overlaytext", Fate::Refused(404, "what"), u32::MAX);
    it.server.takes("override_text", Fate::Slow(3_000), 1);
    it.does(text("a"));
    it.runs_s(1);
    it.does(text("b"));
    it.runs_s(5);
    it.tells(&[CommandStatus::Confirmed, CommandStatus::Confirmed]);
    it.sends(&[old, new, new]);
    // Where neither works nothing is learned.
    let mut it = Script::live();
    it.server
        .takes("overlaytext", Fate::Refused(404, "what"), 1);
    it.server
        .takes("override_text", Fate::Refused(404, "what"), 1);
    it.does(text("a"));
    it.runs_s(1);
    it.does(text("b"));
    it.runs_s(1);
    let not_allowed = failed(CommandError::NotAllowed(Refusal::NotOffered));
    it.tells(&[failed(CommandError::NotOffered), not_allowed]);
    assert_eq!(it.count(old) + it.count(new), 2);
}

#[test]
fn the_other_editions_camera_switch_is_tried_once_and_remembered_if_it_works() {
    let mut it = Script::live();
    for missing in ["hard_vmute", "hard_uvmute"] {
        it.server
            .takes(missing, Fate::Refused(404, "what"), u32::MAX);
    }
    for command in [Command::BlockCamera, Command::AllowCamera] {
        it.does(command(id("ann")));
        it.runs_s(1);
    }
    it.tells(&[CommandStatus::Confirmed, CommandStatus::Confirmed]);
    it.sends(&[
        "participants/ann/hard_vmute",
        "participants/ann/camera_disable",
        "participants/ann/camera_enable",
    ]);
    assert!(it.session.powers().unsupported.is_empty());
}

/// The meeting's state has fields that only the private edition has; what it is called there goes out first.
#[test]
fn the_edition_is_presumed_by_its_fields_and_never_forbids_anything() {
    let check = |missing: &'static str, expect: &[&str]| {
        let mut server = Server::new();
        server.states = vec![("Record_status", false)];
        let mut it = Script::live_with(server);
        it.server
            .takes(missing, Fate::Refused(404, "what"), u32::MAX);
        it.does(Command::BlockCamera(id("ann")));
        it.runs_s(1);
        it.tells(&[CommandStatus::Confirmed]);
        let sent: Vec<_> = it.sent.iter().map(|sent| sent.what.as_str()).collect();
        assert_eq!(sent, expect);
    };
    let (private, public) = (
        "participants/ann/camera_disable",
        "participants/ann/hard_vmute",
    );
    check("hard_vmute", &[private]);
    check("camera_disable", &[private, public]);
}

#[test]
fn the_edition_is_told_where_fields_tell_it() {
    let check = |states: &[(&'static str, bool)], expect: Option<Edition>| {
        let mut server = Server::new();
        server.states = states.to_vec();
        let it = Script::live_with(server);
        assert_eq!(it.session.powers().edition, expect, "{states:?}");
    };
    check(&[], None);
    check(&[("Record_status", false)], Some(Edition::Private));
}

#[test]
fn a_yes_that_no_state_follows_is_no_success_beyond_the_document_either() {
    let check = |command: Command, path: &'static str| {
        let mut it = Script::live();
        it.server.change("ann", |ann| ann.hand = true);
        it.runs_s(1);
        it.server.takes(path, Fate::Liar, 1);
        it.does(command);
        it.runs_s(40);
        it.tells(&[failed(CommandError::NoEffect)]);
    };
    check(Command::BlockCamera(id("ann")), "hard_vmute");
    check(Command::Deafen(id("ann")), "mutear");
    check(Command::LowerHand(id("ann")), "clearhand");
    check(Command::LowerAllHands, "clearallhand");
}

/// What the meeting's state alone tells: no event follows, so that it is asked.
#[test]
fn the_private_editions_streams_and_the_start_are_done_when_the_state_shows_it() {
    let check = |command: Command, fate: Option<Fate>, states: &[(&'static str, bool)], expect| {
        let mut server = Server::new();
        server.states = states.to_vec();
        let mut it = Script::idle(server);
        it.joins(by_server(), None);
        it.runs_s(1);
        let what = format!("{command:?} {fate:?}");
        if let Some(fate) = fate {
            for path in ["record", "live", "start_service"] {
                it.server.takes(path, fate, 1);
            }
        }
        it.does(command);
        it.runs_s(40);
        assert_eq!(it.statuses().last(), Some(&expect), "{what}");
    };
    let done = CommandStatus::Confirmed;
    let nothing = failed(CommandError::NoEffect);
    let liar = Some(Fate::Liar);
    let states = [
        ("Record_status", false),
        ("Live_status", false),
        ("started", false),
    ];
    for command in [
        Command::StartRecording,
        Command::StartLive,
        Command::StartService,
    ] {
        check(command.clone(), None, &states, done.clone());
        check(command.clone(), liar, &states, nothing.clone());
    }
    let running = [("Record_status", true), ("Live_status", true)];
    check(Command::StopRecording, None, &running, done.clone());
    check(Command::StopLive, None, &running, done.clone());
}

#[test]
fn plus_n_is_left_out_where_it_is_refused() {
    let mut it = Script::live();
    it.server
        .takes("override_layout", Fate::Refused(400, "plus_n"), 1);
    it.does(layout(true));
    it.runs_s(1);
    it.does(layout(true));
    it.runs_s(1);
    it.tells(&[CommandStatus::Confirmed, CommandStatus::Confirmed]);
    let auto: Vec<_> = it
        .sent
        .iter()
        .map(|sent| sent.body.contains("\"auto\",\"actors_over"))
        .collect();
    assert_eq!(auto, [true, false, false]);
}
