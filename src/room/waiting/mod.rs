//! Who waits to be let in. There only while somebody does.

mod always;
mod news;
mod person;
mod switches;

use conference::{
    BulkAction, BulkRefusal, Kind, ParticipantId, WaitingLine, admit_all_commands,
    admit_all_refusal, bulk_refusal, waiting_lines,
};
use leptos::prelude::*;

use super::words;
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{LISTED, Meeting, use_meeting},
    ui::{Button, KeyedLines, Look, ShowIf},
};
use person::WaitingPerson;

pub use always::AlwaysAdmittedList;
pub use news::KnockNews;
pub use switches::{NotificationSwitch, SoundSwitch};

/// The waiting room.
#[component]
pub fn WaitingRoom() -> impl IntoView {
    let meeting = use_meeting();
    let somebody_waits =
        Memo::new(move |_| meeting.roster.waiting().with(|waiting| !waiting.is_empty()));
    view! {
        <ShowIf when=somebody_waits>
            <WaitingList />
        </ShowIf>
    }
}

#[component]
fn WaitingList() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let waiting = meeting.roster.waiting();
    let panel = meeting.panels.waiting;
    let count = Memo::new(move |_| waiting.with(|waiting| waiting.len()));
    let pointed = RwSignal::new(false);
    let lines = Memo::new(move |before: Option<&Vec<WaitingLine>>| {
        let before = before.map_or(&[][..], |before| before);
        let most = panel.listed.get();
        let listed: Vec<_> = waiting.with(|waiting| waiting.iter().take(most).cloned().collect());
        waiting_lines(before, &listed, pointed.get())
    });
    let line = move |line: WaitingLine| {
        // Nothing is above a line that it could have these of.
        provide_context(meeting);
        provide_context(locale);
        match line {
            WaitingLine::Person(id) => view! { <WaitingPerson id /> }.into_any(),
            WaitingLine::Gap(_) => {
                view! { <li class="person" role="presentation" aria-hidden="true"></li> }.into_any()
            }
        }
    };
    view! {
        <section class="panel waiting" role="region" aria-labelledby="waiting-title">
            <div class="panel-head">
                <h2 class="panel-title" id="waiting-title">
                    {td_string!(locale, room.waiting_room)}
                </h2>
                <span class="panel-count">{count}</span>
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, waiting.admit_selected)
                    refusal=selected_refusal(meeting, locale)
                    on_press=move || admit(meeting, true)
                />
                <Button
                    label=td_string!(locale, room.admit_all)
                    refusal=all_refusal(meeting, locale)
                    on_press=move || admit(meeting, false)
                />
            </div>
            <ul
                class="panel-scroll"
                tabindex="0"
                aria-labelledby="waiting-title"
                on:pointerenter=move |_| pointed.set(true)
                // A list that is being taken out of the page hears of it as well.
                on:pointerleave=move |_| {
                    let _ = pointed.try_set(false);
                }
            >
                <KeyedLines lines key=WaitingLine::clone line />
            </ul>
            <Unlisted count />
            <div class="panel-foot waiting-foot">
                <SoundSwitch />
                <NotificationSwitch />
                <AlwaysCount />
            </div>
        </section>
    }
}

/// Lists more of those who wait: of hundreds the first are listed.
#[component]
fn Unlisted(
    /// How many wait.
    count: Memo<usize>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let listed = meeting.panels.waiting.listed;
    let unlisted = Memo::new(move |_| count.get().saturating_sub(listed.get()));
    let are_too_many = Signal::derive(move || unlisted.get() > 0);
    let words = Signal::derive(move || td_string!(locale, room.more_wait, count = unlisted.get()));
    let label = Signal::derive(move || {
        td_string!(
            locale,
            waiting.show_more,
            count = unlisted.get().min(LISTED)
        )
    });
    view! {
        <ShowIf when=are_too_many>
            <div class="panel-foot">
                <span>{words}</span>
                <Button
                    label=label
                    look=Look::Quiet
                    class="end"
                    on_press=move || listed.update(|listed| *listed += LISTED)
                />
            </div>
        </ShowIf>
    }
}

/// How many are always admitted, while any are; who that is stands in the settings.
#[component]
fn AlwaysCount() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let count = Memo::new(move |_| {
        let room = meeting.waiting_room;
        room.with_always(|always| always.regulars().len())
    });
    let are_some = Signal::derive(move || count.get() > 0);
    let label =
        Signal::derive(move || td_string!(locale, waiting.always_count, count = count.get()));
    view! {
        <ShowIf when=are_some>
            <Button
                label=label
                look=Look::Quiet
                class="end"
                on_press=move || meeting.panels.settings_open.set(true)
            />
        </ShowIf>
    }
}

/// Why nobody who waits may be admitted.
fn all_refusal(meeting: Meeting, locale: Locale) -> Signal<Option<String>> {
    let waiting = meeting.roster.waiting();
    Signal::derive(move || {
        let refusal = waiting.with(|waiting| {
            meeting.powers.with(|powers| {
                meeting
                    .roster
                    .with_people(|person_of| admit_all_refusal(waiting, powers, person_of))
            })
        });
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    })
}

/// Why nobody who is ticked may be admitted.
fn selected_refusal(meeting: Meeting, locale: Locale) -> Signal<Option<String>> {
    let waiting = meeting.roster.waiting();
    let selection = meeting.panels.waiting.selection;
    Signal::derive(move || {
        let refusal = waiting.with(|waiting| {
            selection.with(|selection| {
                let ticked = selection.in_order(waiting);
                meeting.powers.with(|powers| {
                    meeting.roster.with_people(|person_of| {
                        bulk_refusal(BulkAction::Admit, ticked, powers, person_of)
                    })
                })
            })
        });
        let is_nobody = selection.with(|selection| selection.is_empty());
        refusal.map(|refusal| match refusal {
            BulkRefusal::NotAllowed(refusal) if !is_nobody => {
                words::refusal(locale, refusal).to_owned()
            }
            _ => td_string!(locale, waiting.nobody).to_owned(),
        })
    })
}

/// One command for each who waits, or is ticked of them, and isn't being admitted already.
pub fn admit(meeting: Meeting, only_ticked: bool) {
    let waiting = meeting.roster.waiting().get_untracked();
    let asked: Vec<ParticipantId> = meeting
        .panels
        .waiting
        .selection
        .with_untracked(|selection| {
            let is_asked = |id: &&ParticipantId| !only_ticked || selection.contains(id);
            waiting.iter().filter(is_asked).cloned().collect()
        });
    let is_pending = |id: &ParticipantId| {
        untrack(|| meeting.commands.is_pending_for(id)) || meeting.bulk.is_open_for(Kind::Admit, id)
    };
    let commands = meeting.powers.with_untracked(|powers| {
        meeting
            .roster
            .with_people(|person_of| admit_all_commands(&asked, powers, is_pending, person_of))
    });
    meeting.bulk.run(commands);
}
