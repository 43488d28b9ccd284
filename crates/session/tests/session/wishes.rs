//! Commands that a host may give, by the end of their path.

use conference::{Command, Dial, DialProtocol, ParticipantId, Role, Transfer};

/// The command of a path; whoever it is about is `who`.
pub fn command(path: &str, who: ParticipantId) -> Command {
    match path {
        "lock" => Command::Lock,
        "unlock" => Command::Unlock,
        "muteguests" => Command::MuteGuests,
        "mute" => Command::Mute(who),
        "unmute" => Command::Unmute(who),
        "spotlighton" => Command::SpotlightOn(who),
        "role" => Command::SetRole(who, Role::Host),
        "disconnect" => Command::Disconnect(who),
        "dtmf" => Command::Dtmf(who, "1".into()),
        "message" => Command::Message("hi".into()),
        "dial" => Command::Dial(Box::new(Dial::to("x", DialProtocol::Auto))),
        "transfer" => Command::Transfer(
            who,
            Box::new(Transfer {
                alias: "9".into(),
                role: Role::Guest,
                pin: None,
            }),
        ),
        other => panic!("no command is sent to {other}"),
    }
}
