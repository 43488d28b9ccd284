//! Several people at once: who is selected, and what is done to all of them, one request each.

use conference::{BulkAction, BulkRefusal, PeopleRows, Selection, bulk_commands, bulk_refusal};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, Menu, MenuItem, ShowIf},
};

/// How many of those shown are selected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    None,
    Some,
    All,
}

/// Above the list: all of it, and what to do with those selected.
#[component]
pub fn SelectionBar(
    /// Who is shown.
    rows: Memo<PeopleRows>,
    /// What else stands in the line.
    children: Children,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let selection = meeting.panels.people.selection;
    let total = Memo::new(move |_| rows.with(PeopleRows::len));
    let share = Memo::new(move |_| {
        let count = |selection: &Selection| rows.with(|rows| selection.count_in(&rows.ids));
        match selection.with(|selection| {
            if selection.is_empty() {
                0
            } else {
                count(selection)
            }
        }) {
            0 => Share::None,
            count if count == total.get() => Share::All,
            _ => Share::Some,
        }
    });
    let is_all = Signal::derive(move || share.get() == Share::All);
    let is_some = Signal::derive(move || share.get() == Share::Some);
    let is_empty = Signal::derive(move || total.get() == 0);
    let has_selected = Memo::new(move |_| selection.with(|selection| !selection.is_empty()));
    let select_all = move |checked: bool| {
        let ids = rows.with_untracked(|rows| rows.ids.clone());
        let present = ids.iter().filter(|id| meeting.roster.has(id));
        selection.update(|selection| selection.set(present, checked));
    };
    view! {
        <div class="select-line">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_all
                    prop:indeterminate=is_some
                    prop:disabled=is_empty
                    on:change:target=move |event| select_all(event.target().checked())
                />
                <span>{td_string!(locale, select.all)}</span>
            </label>
            {children().into_any()}
            <ShowIf when=has_selected>
                <SelectionToolbar rows />
            </ShowIf>
        </div>
    }
}

#[component]
fn SelectionToolbar(
    /// Who is shown.
    rows: Memo<PeopleRows>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    // What is done is done to those as well whom nobody sees.
    let status = Signal::derive(move || {
        panel.selection.with(|selection| {
            let count = selection.len();
            let shown = rows.with(|rows| selection.count_in(&rows.ids));
            match count.saturating_sub(shown) {
                0 => td_string!(locale, select.count, count = count),
                hidden => td_string!(locale, select.count_hidden, count = count, hidden = hidden),
            }
        })
    });
    view! {
        <div class="select-tools" role="toolbar" aria-label=td_string!(locale, select.tools)>
            <span class="select-count" aria-live="polite">
                {status}
            </span>
            <Button
                label=td_string!(locale, select.clear)
                icon=Icon::Cross
                icon_only=true
                look=Look::Quiet
                on_press=move || panel.selection.update(Selection::clear)
            />
            <BulkButton action=BulkAction::Mute icon=Icon::MicOff />
            <BulkButton action=BulkAction::Unmute icon=Icon::Mic />
            <BulkButton action=BulkAction::Admit icon=Icon::Door />
            <BulkButton action=BulkAction::Spotlight icon=Icon::Spotlight />
            <RemoveButton />
            <Menu
                label=td_string!(locale, ui.more)
                items=move || Vec::from(MORE.map(|action| menu_item(meeting, locale, action)))
                icon=Icon::More
            />
        </div>
    }
}

/// What is done to many less often.
const MORE: [BulkAction; 6] = [
    BulkAction::SpotlightOff,
    BulkAction::AllowPresentation,
    BulkAction::BlockPresentation,
    BulkAction::MakeHost,
    BulkAction::MakeGuest,
    BulkAction::Refuse,
];

fn menu_item(meeting: Meeting, locale: Locale, action: BulkAction) -> MenuItem {
    let label = match action {
        BulkAction::MakeHost => td_string!(locale, room.make_host),
        BulkAction::MakeGuest => td_string!(locale, room.make_guest),
        BulkAction::Refuse => td_string!(locale, room.refuse),
        action => words::command(locale, action.kind()),
    };
    let refusal = refusal(meeting, locale, action);
    let busy = move || is_busy(meeting).then(|| td_string!(locale, ui.under_way).to_owned());
    let why = Signal::derive(move || refusal.get().or_else(busy));
    MenuItem::new(label, move || run(meeting, action)).refusal(why)
}

/// Whether something is being done to many.
fn is_busy(meeting: Meeting) -> bool {
    meeting.bulk.counts().with(|counts| !counts.is_over())
}

/// Does it to those selected to whom it may be done.
fn run(meeting: Meeting, action: BulkAction) {
    let order = meeting.roster.order().get_untracked();
    let commands = meeting.panels.people.selection.with_untracked(|selection| {
        meeting.powers.with_untracked(|powers| {
            meeting.roster.with_people(|person_of| {
                bulk_commands(action, selection.in_order(&order), powers, person_of)
            })
        })
    });
    meeting.bulk.run(commands);
}

/// Does something to all who are selected, and to whom it may be done.
#[component]
fn BulkButton(
    /// What it does.
    action: BulkAction,
    /// Its picture.
    icon: Icon,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let is_busy = Memo::new(move |_| is_busy(meeting));
    view! {
        <Button
            label=words::command(locale, action.kind())
            icon=icon
            refusal=refusal(meeting, locale, action)
            pending=is_busy
            on_press=move || run(meeting, action)
        />
    }
}

/// Asks first whether they are to be removed.
#[component]
fn RemoveButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let ask = move || {
        let order = meeting.roster.order().get_untracked();
        let asked = panel.selection.with_untracked(|selection| {
            meeting.powers.with_untracked(|powers| {
                let ids = selection.in_order(&order);
                meeting.roster.with_people(|person_of| {
                    let targets =
                        conference::bulk_targets(BulkAction::Remove, ids, powers, person_of);
                    targets.cloned().collect::<Vec<_>>()
                })
            })
        });
        let people = asked
            .iter()
            .filter_map(|id| meeting.roster.person_untracked(id));
        panel.removing.set(people.collect());
    };
    view! {
        <Button
            label=words::command(locale, BulkAction::Remove.kind())
            icon=Icon::Leave
            look=Look::Danger
            refusal=refusal(meeting, locale, BulkAction::Remove)
            on_press=ask
        />
    }
}

/// Why nothing can be done to anybody selected.
fn refusal(meeting: Meeting, locale: Locale, action: BulkAction) -> Signal<Option<String>> {
    let refusal = Memo::new(move |_| {
        // What decides about people changes with these.
        meeting.roster.revision().track();
        meeting.roster.spotlights().track();
        let order = meeting.roster.order().get();
        meeting.panels.people.selection.with(|selection| {
            meeting.powers.with(|powers| {
                meeting.roster.with_people(|person_of| {
                    bulk_refusal(action, selection.in_order(&order), powers, person_of)
                })
            })
        })
    });
    Signal::derive(move || {
        let words = refusal.get().map(|refusal| match refusal {
            BulkRefusal::NotAllowed(refusal) => words::refusal(locale, refusal),
            BulkRefusal::NothingToDo => td_string!(locale, select.nobody),
        });
        words.map(str::to_owned)
    })
}
