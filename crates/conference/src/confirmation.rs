//! When a command has really happened: the state it asks for is the server's state.

use crate::{
    Audience, Command, Conference, LayoutRequest, Participant, ParticipantId, clean_name,
    shows_actors,
};

/// What tells that a command was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The meeting's state shows it (or doesn't yet).
    State(bool),
    /// Nothing in the state can show it: the server's answer has to do.
    Answer,
}

/// Returns whether the meeting shows what `command` asks for. `layout_events_before` is [`Conference::layout_event_count`] at the time
/// it was sent.
pub fn confirmation(
    command: &Command,
    meeting: &Conference,
    layout_events_before: u32,
) -> Confirmation {
    let person = command.target().and_then(|id| meeting.person(id));
    let about = |is_so: fn(&Participant) -> bool| Confirmation::State(person.is_none_or(is_so));
    // What rows need not tell: where they don't, only the answer can.
    let told = |fact: fn(&Participant) -> Option<bool>, wanted: bool| match person.map(fact) {
        Some(None) => Confirmation::Answer,
        Some(Some(is_so)) => Confirmation::State(is_so == wanted),
        None => Confirmation::State(true),
    };
    match command {
        Command::Lock => Confirmation::State(meeting.meeting().locked == Some(true)),
        Command::Unlock => Confirmation::State(meeting.meeting().locked == Some(false)),
        Command::MuteGuests => Confirmation::State(meeting.meeting().guests_muted == Some(true)),
        Command::UnmuteGuests => Confirmation::State(meeting.meeting().guests_muted == Some(false)),
        Command::Disconnect(_) | Command::Transfer(..) => Confirmation::State(person.is_none()),
        Command::Mute(_) => about(|person| person.muted),
        Command::Unmute(_) => about(|person| !person.muted),
        Command::AllowPresentation(_) => about(|person| person.rx_presentation),
        Command::DenyPresentation(_) => about(|person| !person.rx_presentation),
        Command::SpotlightOn(_) => about(|person| person.spotlight.is_some()),
        Command::SpotlightOff(_) => about(|person| person.spotlight.is_none()),
        Command::BlockCamera(_) => about(|person| person.camera_blocked),
        Command::AllowCamera(_) => about(|person| !person.camera_blocked),
        Command::Deafen(_) => told(|person| person.deafened, true),
        Command::Undeafen(_) => told(|person| person.deafened, false),
        Command::Hold(_) => told(|person| person.on_hold, true),
        Command::Resume(_) => told(|person| person.on_hold, false),
        Command::PinInPicture(_) => told(|person| person.pinned_in_picture, true),
        Command::UnpinFromPicture(_) => told(|person| person.pinned_in_picture, false),
        Command::LowerHand(_) => about(|person| !person.hand_raised),
        Command::LowerAllHands => {
            Confirmation::State(!meeting.people().any(|person| person.hand_raised))
        }
        Command::Admit(_) => about(|person| person.service.is_in_meeting()),
        Command::SetRole(_, role) => {
            Confirmation::State(person.is_none_or(|person| person.role == *role))
        }
        Command::OverlayText(_, text) => Confirmation::State(
            person.is_none_or(|person| *person.overlay_text == *clean_name(text)),
        ),
        Command::OverrideLayout(asked) => Confirmation::State(
            meeting.layout_event_count() != layout_events_before && is_on_air(asked, meeting),
        ),
        Command::StartRecording => Confirmation::State(meeting.meeting().recording == Some(true)),
        Command::StopRecording => Confirmation::State(meeting.meeting().recording != Some(true)),
        Command::StartLive => Confirmation::State(meeting.meeting().live == Some(true)),
        Command::StopLive => Confirmation::State(meeting.meeting().live != Some(true)),
        Command::StartService if let Some(started) = meeting.meeting().started => {
            Confirmation::State(started)
        }
        // Opened, it keeps nobody waiting; a locked one may all the same.
        Command::StartService if meeting.meeting().locked != Some(true) => {
            Confirmation::State(meeting.waiting().is_empty())
        }
        Command::StartService
        | Command::DisconnectAll
        | Command::Message(_)
        | Command::Dial(_)
        | Command::Dtmf(..) => Confirmation::Answer,
    }
}

/// Returns whether the picture on air is what was `asked` for: the layouts, and who stands where as far as that is told. It is told to hosts,
/// about their own picture (a server that tells all the same may mean the guests').
pub fn is_on_air(asked: &[LayoutRequest], meeting: &Conference) -> bool {
    let air = meeting.picture();
    let is_present = |id: &ParticipantId| {
        let person = meeting.person(id);
        person.is_some_and(|person| person.service.is_in_meeting())
    };
    let shown = |asked: &LayoutRequest| shows_actors(&asked.actors, &air.slots, is_present);
    let guests = |asked: &&LayoutRequest| {
        asked.audience == Audience::Guests && !asked.actors.is_empty() && shown(asked)
    };
    let hosts = |asked: &LayoutRequest| asked.audience == Audience::Guests || shown(asked);
    asked
        .iter()
        .all(|asked| air.layout(asked.audience) == Some(&asked.layout))
        && (air.slots.is_empty() || asked.iter().all(hosts) || asked.iter().any(|one| guests(&one)))
}
