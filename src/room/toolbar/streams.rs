//! Recording and going live: calls to an RTMP target that the configuration names. Whether one is under way is read off the roster.

use conference::{Command, Kind, ParticipantId, StreamKind};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Button, Icon},
};

/// The button that starts or stops a recording or a live stream.
#[component]
pub fn StreamButton(
    /// Which of the two.
    kind: StreamKind,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let target = StoredValue::new(target_of(meeting, kind));
    let running = running_stream(meeting, kind);
    let label = Signal::derive(move || label(locale, kind, running.get().is_some()).to_owned());
    let press = move |()| match (running.get_untracked(), target.get_value()) {
        (Some(id), _) => {
            meeting.commands.send(Command::Disconnect(id));
        }
        (None, Some(target)) => {
            meeting.commands.send(kind.start_command(&target));
        }
        (None, None) => {}
    };
    let refusal = Signal::derive(move || {
        let refusal = match running.get() {
            Some(id) => {
                meeting.refusal_for(Kind::Disconnect, meeting.roster.person(&id).as_deref())
            }
            None => meeting.refusal(kind.capability()),
        };
        let has_target = running.get().is_some() || target.with_value(Option::is_some);
        refusal
            .map(|refusal| words::refusal(locale, refusal))
            .or_else(|| (!has_target).then(|| no_target(locale, kind)))
            .map(str::to_owned)
    });
    let pending = Signal::derive(move || {
        let running = running.get();
        meeting.commands.pending().with(|all| {
            all.iter().any(|(_, command)| match command {
                Command::Dial(dial) => dial.name.as_deref() == Some(kind.row_name()),
                Command::Disconnect(id) => running.as_ref() == Some(id),
                _ => false,
            })
        })
    });
    view! {
        <Button
            label=label
            icon=match kind {
                StreamKind::Recording => Icon::Record,
                StreamKind::Live => Icon::Live,
            }
            refusal=refusal
            pending=pending
            on_press=press
        />
    }
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
