//! What becomes of a host's commands. What a server doesn't offer, or knows by another spelling, is in `offered.rs`.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::{
    Audience, Command, Dial, DialProtocol, LayoutName, LayoutRequest, Refusal, Role, Transfer,
};
use session::{CommandError, CommandStatus, Connection, Life, Notice};

pub fn refused(status: u16, words: &str) -> CommandStatus {
    failed(CommandError::Refused {
        status,
        words: words.into(),
    })
}

pub fn mute() -> Command {
    Command::Mute(id("ann"))
}

pub fn layout(plus_n: bool) -> Command {
    Command::OverrideLayout(vec![LayoutRequest {
        audience: Audience::Hosts,
        layout: LayoutName::new("1:7"),
        actors: Vec::new(),
        vad_backfill: true,
        plus_n,
        captions: true,
    }])
}

pub fn dial() -> Command {
    Command::Dial(Box::new(Dial::to("sip:x@y", DialProtocol::Sip)))
}

pub fn transfer() -> Box<Transfer> {
    Box::new(Transfer {
        alias: "board".into(),
        role: Role::Guest,
        pin: None,
    })
}

/// The whole story of one command: how the server takes it, and what is told, in order.
fn check(
    command: Command,
    path: &'static str,
    fate: Option<Fate>,
    expect: &[CommandStatus],
) -> Script {
    let mut it = Script::live();
    if let Some(fate) = fate {
        it.server.takes(path, fate, 1);
    }
    it.does(command);
    it.runs_s(40);
    it.tells(expect);
    assert_eq!(it.session.pending().count(), 0);
    it.is_live();
    it
}

#[test]
fn done() {
    let all: Vec<(Command, &'static str)> = vec![
        (Command::Lock, "lock"),
        (Command::Unlock, "unlock"),
        (Command::StartService, "start_service"),
        (Command::MuteGuests, "muteguests"),
        (Command::UnmuteGuests, "unmuteguests"),
        (Command::Message("hi".into()), "message"),
        (dial(), "dial"),
        (layout(true), "override_layout"),
        (
            Command::Disconnect(id("ann")),
            "participants/ann/disconnect",
        ),
        (mute(), "participants/ann/mute"),
        (Command::Unmute(id("ann")), "participants/ann/unmute"),
        (
            Command::SpotlightOn(id("ann")),
            "participants/ann/spotlighton",
        ),
        (
            Command::SpotlightOff(id("ann")),
            "participants/ann/spotlightoff",
        ),
        (
            Command::AllowPresentation(id("ann")),
            "participants/ann/allowrxpresentation",
        ),
        (Command::Admit(id("cat")), "participants/cat/unlock"),
        (
            Command::Dtmf(id("ann"), "1#".into()),
            "participants/ann/dtmf",
        ),
        (
            Command::SetRole(id("ann"), Role::Host),
            "participants/ann/role",
        ),
        (
            Command::OverlayText(id("ann"), "hello".into()),
            "participants/ann/overlaytext",
        ),
        (
            Command::BlockCamera(id("ann")),
            "participants/ann/hard_vmute",
        ),
        (
            Command::AllowCamera(id("ann")),
            "participants/ann/hard_uvmute",
        ),
        (Command::Deafen(id("ann")), "participants/ann/mutear"),
        (Command::Undeafen(id("ann")), "participants/ann/unmutear"),
        (Command::Hold(id("ann")), "participants/ann/hold"),
        (Command::Resume(id("ann")), "participants/ann/resume"),
        (Command::PinInPicture(id("ann")), "participants/ann/stick"),
        (
            Command::UnpinFromPicture(id("ann")),
            "participants/ann/unstick",
        ),
        (Command::LowerHand(id("ann")), "participants/ann/clearhand"),
        (Command::LowerAllHands, "clearallhand"),
    ];
    for (command, path) in all {
        let it = check(command, path, None, &[CommandStatus::Confirmed]);
        assert_eq!(it.count(path), 1, "{path}");
        assert_eq!(it.count("participants") + it.count("service_status"), 0);
    }
}

#[test]
fn done_by_the_event_before_the_answer() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Slow(3_000), 1);
    it.does(mute());
    it.runs_ms(100);
    it.tells(&[CommandStatus::Confirmed]);
    it.runs_s(20);
    it.tells(&[CommandStatus::Confirmed]);
    // A layout event may be anybody's: there the answer counts too.
    let mut it = Script::live();
    it.server.takes("override_layout", Fate::Slow(3_000), 1);
    it.does(layout(false));
    it.runs_ms(100);
    it.tells(&[]);
    it.runs_s(4);
    it.tells(&[CommandStatus::Confirmed]);
}

#[test]
fn refused_in_the_servers_words() {
    let words = "Participant is busy";
    check(
        mute(),
        "mute",
        Some(Fate::Refused(400, words)),
        &[refused(400, words)],
    );
    check(
        mute(),
        "mute",
        Some(Fate::Refused(403, "No")),
        &[refused(403, "No")],
    );
    check(
        dial(),
        "dial",
        Some(Fate::Refused(200, words)),
        &[refused(200, words)],
    );
    check(mute(), "mute", Some(Fate::False), &[refused(200, "")]);
    check(
        mute(),
        "mute",
        Some(Fate::Refused(503, "")),
        &[refused(503, "")],
    );
    check(
        mute(),
        "mute",
        Some(Fate::Says(200, "<html>")),
        &[refused(200, "")],
    );
}

#[test]
fn accepted_but_nothing_shows_it() {
    let it = check(
        mute(),
        "mute",
        Some(Fate::Liar),
        &[failed(CommandError::NoEffect)],
    );
    let (sent, read) = (
        it.times("participants/ann/mute", 0)[0],
        it.times("participants", 0)[0],
    );
    assert!((5_000..5_100).contains(&(read - sent)));
    let it = check(
        Command::Lock,
        "lock",
        Some(Fate::Liar),
        &[failed(CommandError::NoEffect)],
    );
    assert_eq!(
        (it.count("service_status"), it.count("participants")),
        (1, 0)
    );
    // Somebody still waits in a meeting that is said to be open.
    let it = check(
        Command::StartService,
        "start_service",
        Some(Fate::Liar),
        &[failed(CommandError::NoEffect)],
    );
    assert_eq!(it.count("participants"), 1);
}

#[test]
fn accepted_and_only_reading_shows_it() {
    check(
        mute(),
        "mute",
        Some(Fate::Mute),
        &[CommandStatus::Confirmed],
    );
    check(
        Command::Lock,
        "lock",
        Some(Fate::Mute),
        &[CommandStatus::Confirmed],
    );
}

#[test]
fn accepted_and_the_state_cannot_be_read() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Liar, 1);
    it.server.takes("participants", Fate::Refused(503, ""), 1);
    it.does(mute());
    it.runs_s(20);
    it.tells(&[failed(CommandError::Unknown)]);
}

#[test]
fn no_answer() {
    let known = [CommandStatus::Checking, CommandStatus::Confirmed];
    let unknown = [CommandStatus::Checking, failed(CommandError::Unknown)];
    check(mute(), "mute", Some(Fate::Hangs), &unknown);
    check(mute(), "mute", Some(Fate::Unreachable), &unknown);
    check(dial(), "dial", Some(Fate::Hangs), &unknown);
    check(Command::Lock, "lock", Some(Fate::Hangs), &unknown);
    // The event tells it, long before the answer is given up.
    check(
        mute(),
        "mute",
        Some(Fate::Lost),
        &[CommandStatus::Confirmed],
    );
    let mut it = Script::live();
    it.server.takes("mute", Fate::Hangs, 1);
    it.does(mute());
    it.server.people[0].muted = true;
    it.runs_s(40);
    it.tells(&known);
}

#[test]
fn a_double_click_is_one_request() {
    let check = |first: Command, second: Command, sent: usize| {
        let mut it = Script::live();
        it.does(first);
        it.does(second);
        assert_eq!(it.sent.len(), sent);
    };
    check(mute(), mute(), 1);
    check(mute(), Command::Unmute(id("ann")), 1);
    check(mute(), Command::Mute(id("bob")), 2);
    check(Command::Lock, Command::Unlock, 1);
    check(Command::Hold(id("ann")), Command::Resume(id("ann")), 1);
    check(
        Command::PinInPicture(id("ann")),
        Command::UnpinFromPicture(id("ann")),
        1,
    );
    check(
        Command::Hold(id("ann")),
        Command::PinInPicture(id("ann")),
        2,
    );
    check(Command::Lock, Command::MuteGuests, 2);
    check(dial(), dial(), 1);
    check(layout(true), layout(false), 1);
    // Nothing that means something else is swallowed.
    check(mute(), Command::Disconnect(id("ann")), 2);
    check(
        Command::Message("a".into()),
        Command::Message("b".into()),
        2,
    );
}

#[test]
fn a_session_that_dies_takes_its_commands_along() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Hangs, 1);
    it.runs_s(38);
    it.does(mute());
    it.server.token = None;
    it.runs_s(10);
    it.tells(&[failed(CommandError::Unknown)]);
    it.is_live();
    assert_eq!(it.count("participants/ann/mute"), 1);
    assert!(it.notices.contains(&Notice::Rejoined));
}

#[test]
fn nothing_is_sent_while_nothing_can_be_known() {
    let mut it = Script::live();
    it.server.down = Some(Fate::Unreachable);
    it.cut();
    it.forgets();
    it.does(mute());
    it.tells(&[failed(CommandError::NotAllowed(Refusal::NotConnected))]);
    assert_eq!(it.count("participants/ann/mute"), 0);
}

#[test]
fn a_hosts_command_never_waits() {
    let mut it = Script::live_unrefreshed();
    it.forgets();
    for _ in 0..10 {
        it.does(mute());
        it.does(Command::Message("x".into()));
        assert_eq!(it.session.connection(), Connection::Live);
        it.runs_ms(100);
        it.does(Command::Unmute(id("ann")));
        it.runs_ms(100);
    }
    assert_eq!(it.statuses(), vec![CommandStatus::Confirmed; 30]);
    assert_eq!(*it.session.life(), Life::Live);
}
