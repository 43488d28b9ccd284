//! Recording and going live. In the public edition they are calls to an RTMP target that the configuration names, and whether
//! one is under way is read off the roster; the private edition has commands for them, and tells it in the meeting's state.

use conference::{Command, Kind, ParticipantId, StreamKind};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Button, Icon},
};

/// What is under way.
#[derive(Clone, PartialEq)]
enum Running {
    No,
    /// As this row.
    Row(ParticipantId),
    /// As the meeting's state says.
    State,
}

/// A recording or a live stream, and what starts or stops it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stream {
    meeting: Meeting,
    locale: Locale,
    kind: StreamKind,
    row: Memo<Option<ParticipantId>>,
    running: Memo<Running>,
    has_switches: Memo<bool>,
}

impl Stream {
    /// Returns one of the two. It is followed for as long as the current owner lives.
    pub fn of(meeting: Meeting, locale: Locale, kind: StreamKind) -> Self {
        let row = running_stream(meeting, kind);
        let running = Memo::new(move |_| match row.get() {
            Some(id) => Running::Row(id),
            None if meeting.settings.with(|is| kind.state_in(is)) == Some(true) => Running::State,
            None => Running::No,
        });
        Self {
            meeting,
            locale,
            kind,
            row,
            running,
            has_switches: Memo::new(move |_| has_switches(meeting, kind)),
        }
    }

    /// Returns what a press does; followed.
    pub fn label(self) -> &'static str {
        label(self.locale, self.kind, self.running.get() != Running::No)
    }

    /// Returns why it can't be pressed now; followed.
    pub fn refusal(self) -> Option<String> {
        let Self {
            meeting,
            locale,
            kind,
            ..
        } = self;
        let [start, stop] = kind.switches();
        let mut needs_target = false;
        let refusal = match self.running.get() {
            Running::Row(id) => {
                meeting.refusal_for(Kind::Disconnect, meeting.roster.person(&id).as_deref())
            }
            Running::State => meeting.refusal(stop.kind()),
            Running::No if self.has_switches.get() => meeting.refusal(start.kind()),
            Running::No => {
                needs_target = target_of(meeting, kind).is_none();
                meeting.refusal(kind.capability())
            }
        };
        refusal
            .map(|refusal| words::refusal(locale, refusal))
            .or_else(|| needs_target.then(|| no_target(locale, kind)))
            .map(str::to_owned)
    }

    /// Returns whether it is being started or stopped; followed.
    pub fn is_pending(self) -> bool {
        let row = self.row.get();
        self.meeting.commands.pending().with(|all| {
            let pending = all.iter().map(|(_, command)| command);
            self.kind.is_pending(row.as_ref(), pending)
        })
    }

    /// Starts or stops it.
    pub fn press(self) {
        let [start, stop] = self.kind.switches();
        let command = match self.running.get_untracked() {
            Running::Row(id) => Some(Command::Disconnect(id)),
            Running::State => Some(stop),
            Running::No if self.has_switches.get_untracked() => Some(start),
            Running::No => {
                target_of(self.meeting, self.kind).map(|target| self.kind.start_command(&target))
            }
        };
        if let Some(command) = command {
            self.meeting.commands.send(command);
        }
    }
}

/// The button that starts or stops a recording or a live stream.
#[component]
pub fn StreamButton(
    /// Which of the two.
    kind: StreamKind,
) -> impl IntoView {
    let stream = Stream::of(use_meeting(), use_locale(), kind);
    view! {
        <Button
            label=Signal::derive(move || stream.label().to_owned())
            icon=match kind {
                StreamKind::Recording => Icon::Record,
                StreamKind::Live => Icon::Live,
            }
            refusal=Signal::derive(move || stream.refusal())
            pending=Signal::derive(move || stream.is_pending())
            on_press=move || stream.press()
        />
    }
}

/// Whether this server has commands for it: it tells how it stands, as only the private edition does, and hasn't refused them.
fn has_switches(meeting: Meeting, kind: StreamKind) -> bool {
    let [start, _] = kind.switches();
    let is_told = meeting.settings.with(|is| kind.state_in(is).is_some());
    let is_missing = meeting
        .powers
        .with(|powers| powers.unsupported.contains(&start.kind()));
    is_told && !is_missing
}

/// The row of a recorder or a live stream, if one is there.
fn running_stream(meeting: Meeting, kind: StreamKind) -> Memo<Option<ParticipantId>> {
    Memo::new(move |_| {
        if meeting.roster.counts().with(|counts| counts.helpers) == 0 {
            return None;
        }
        meeting.roster.revision().track();
        let order = meeting.roster.order().get();
        let people = order
            .iter()
            .filter_map(|id| meeting.roster.person_untracked(id));
        let people: Vec<_> = people.collect();
        kind.find_row(people.iter().map(|person| &**person))
            .cloned()
    })
}

fn target_of(meeting: Meeting, kind: StreamKind) -> Option<String> {
    meeting.stream_targets.with_value(|targets| match kind {
        StreamKind::Recording => targets.recording.clone(),
        StreamKind::Live => targets.live.clone(),
    })
}

fn label(locale: Locale, kind: StreamKind, is_running: bool) -> &'static str {
    match (kind, is_running) {
        (StreamKind::Recording, false) => td_string!(locale, dial.record),
        (StreamKind::Recording, true) => td_string!(locale, dial.record_stop),
        (StreamKind::Live, false) => td_string!(locale, dial.live),
        (StreamKind::Live, true) => td_string!(locale, dial.live_stop),
    }
}

fn no_target(locale: Locale, kind: StreamKind) -> &'static str {
    match kind {
        StreamKind::Recording => td_string!(locale, dial.no_record_target),
        StreamKind::Live => td_string!(locale, dial.no_live_target),
    }
}
