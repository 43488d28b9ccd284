//! Who dropped out and came back: what they had is given back with one press.

use std::sync::Arc;

use conference::{Kind, Missing, Participant, can, clean_text, is_other_address};
use leptos::prelude::*;

use super::{
    person::{Avatar, PersonName},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, ReturnedCard, use_meeting},
    ui::{Button, Look, ShowIf},
};

/// More than these are counted, not listed.
const MAX_LISTED: usize = 20;
/// So many characters of an address are shown.
const MAX_ADDRESS: usize = 60;

/// The cards. There only while there are some.
#[component]
pub fn ReturnedPeople() -> impl IntoView {
    let meeting = use_meeting();
    let cards = meeting.returned.cards();
    let is_there = Signal::derive(move || cards.with(|cards| !cards.is_empty()));
    view! {
        <ShowIf when=is_there>
            <Cards />
        </ShowIf>
    }
    .into_any()
}

#[component]
fn Cards() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let cards = meeting.returned.cards();
    let list = move || {
        let cards = cards.get();
        let shown = cards.iter().take(MAX_LISTED);
        shown
            .map(|card| card_view(meeting, locale, card))
            .collect_view()
    };
    let more = move || {
        let more = cards.with(Vec::len).saturating_sub(MAX_LISTED);
        (more > 0).then(|| td_string!(locale, returned.more, count = more))
    };
    let are_several = Signal::derive(move || cards.with(|cards| cards.len() > 1));
    view! {
        <section class="panel returned" role="region" aria-labelledby="returned-title">
            <div class="panel-head">
                <h2 class="panel-title" id="returned-title">
                    {td_string!(locale, returned.title)}
                </h2>
                <span class="panel-count">{move || cards.with(Vec::len)}</span>
                <span class="spacer"></span>
                <ShowIf when=are_several>
                    <Button
                        label=td_string!(locale, returned.dismiss_all)
                        look=Look::Quiet
                        on_press=move || meeting.returned.dismiss_all()
                    />
                </ShowIf>
            </div>
            <ul class="panel-scroll" tabindex="0" aria-labelledby="returned-title">
                {list}
            </ul>
            <p class="panel-line">{more}</p>
        </section>
    }
    .into_any()
}

fn card_view(meeting: Meeting, locale: Locale, card: &ReturnedCard) -> AnyView {
    let now = card.now.clone();
    let name = now.name.to_string();
    let (id, shown) = (now.id.clone(), name.clone());
    let dismiss = move || meeting.returned.dismiss(&id);
    let doubt = match &*card.before {
        [(before, _)] => other_address(locale, before, &now),
        _ => None,
    };
    let (said, act) = match &*card.before {
        [(before, missing)] => (
            what(locale, before, *missing),
            restore_button(meeting, locale, now, *missing),
        ),
        several => {
            let choices = several.iter().map(|(before, missing)| {
                let (id, before_id) = (now.id.clone(), before.id.clone());
                let label = [
                    &*before.name,
                    " · ",
                    before.id.short(),
                    " · ",
                    &what(locale, before, *missing),
                ]
                .concat();
                view! {
                    <Button
                        label
                        on_press=move || meeting.returned.choose(&id, &before_id)
                    />
                }
            });
            let ask = td_string!(locale, returned.which).to_owned();
            (ask, choices.collect_view().into_any())
        }
    };
    view! {
        <li class="returned-card" data-uuid=card.now.id.as_str().to_owned()>
            <Avatar name=Signal::stored(shown.clone()) />
            <span class="person-text">
                <PersonName name=Signal::stored(shown) />
                <span class="returned-what">{said}</span>
                {doubt.map(|words| view! { <span class="returned-doubt">{words}</span> })}
            </span>
            <span class="returned-actions">
                {act}
                <Button
                    label=td_string!(locale, ui.dismiss)
                    look=Look::Quiet
                    on_press=dismiss
                />
            </span>
        </li>
    }
    .into_any()
}

/// Returns what to look at before somebody is given something who comes by another address.
fn other_address(locale: Locale, before: &Participant, now: &Participant) -> Option<String> {
    let shown = |person: &Participant| match &*person.address {
        "" => td_string!(locale, returned.no_address).to_owned(),
        address => clean_text(address, MAX_ADDRESS).into_owned(),
    };
    is_other_address(before, now).then(|| {
        let (now, before) = (shown(now), shown(before));
        td_string!(locale, returned.other_address, now = now, before = before)
    })
}

fn restore_button(
    meeting: Meeting,
    locale: Locale,
    now: Arc<Participant>,
    missing: Missing,
) -> AnyView {
    let person = now.clone();
    // Nothing of it may be given back.
    let refusal = move || {
        meeting.powers.with(|powers| {
            let mut last = None;
            for kind in missing.kinds() {
                last = Some(can(kind, powers, Some(&person)).err()?);
            }
            last.map(|refusal| words::refusal(locale, refusal).to_owned())
        })
    };
    let id = now.id.clone();
    let pending = Signal::derive(move || {
        meeting.commands.is_pending_for(&id)
            || (missing.slot && meeting.commands.is_pending(&[Kind::OverrideLayout]))
    });
    let name = td_string!(locale, returned.restore, name = now.name.to_string());
    let restore = move || {
        let powers = meeting.powers.get_untracked();
        meeting.returned.restore(&now.id, &powers);
    };
    view! {
        <Button
            label=name
            look=Look::Primary
            refusal=MaybeProp::derive(refusal)
            pending
            on_press=restore
        />
    }
    .into_any()
}

/// What they had, in words.
fn what(locale: Locale, before: &Participant, missing: Missing) -> String {
    let mut had = Vec::new();
    if missing.role {
        had.push(td_string!(locale, returned.role).to_owned());
    }
    if missing.slot {
        had.push(td_string!(locale, returned.slot).to_owned());
    }
    if missing.spotlight {
        had.push(td_string!(locale, returned.spotlight).to_owned());
    }
    if missing.caption {
        let caption = before.overlay_text.to_string();
        had.push(td_string!(locale, returned.caption, caption = caption));
    }
    if had.is_empty() {
        had.push(td_string!(locale, returned.nothing).to_owned());
    }
    had.join(" · ")
}
