//! Making a conference, going on with one, ending it.

use leptos::{ev, prelude::*};

use super::{
    super::state::{Wanted, use_panel},
    in_words,
};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, FieldKind, Icon, Look, ShowIf, TextField},
};

/// The conference's controls.
#[component]
pub fn Controls() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (live, facts) = (panel.live, panel.live.facts());
    let pending = live.pending();
    let is_wanted = move |wanted: Wanted| {
        Signal::derive(move || pending.with(|pending| pending.contains(&wanted)))
    };
    let ask_to_dismiss = move || {
        let id = facts.with_untracked(|facts| facts.id.clone());
        panel.invite.dismissing.set(id);
    };
    let is_closed = Signal::derive(move || facts.with(|facts| !facts.is_open()));
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, phone.room.controls)>
            <div
                class="phone-controls"
                role="toolbar"
                aria-label=td_string!(locale, phone.room.controls)
            >
                <Button
                    label=td_string!(locale, phone.room.create)
                    icon=Icon::Plus
                    look=Look::Primary
                    refusal=in_words(move || live.create_refusal())
                    pending=is_wanted(Wanted::Create)
                    on_press=move || live.create()
                />
                <Button
                    label=td_string!(locale, phone.room.dismiss)
                    icon=Icon::End
                    look=Look::Danger
                    refusal=in_words(move || live.conference_refusal())
                    pending=is_wanted(Wanted::Dismiss)
                    on_press=ask_to_dismiss
                />
            </div>
            <ShowIf when=is_closed>
                <Attach />
            </ShowIf>
        </section>
    }
}

/// Goes on with a conference that is there: the one that this browser ran last, unless another number is typed.
#[component]
fn Attach() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (live, number) = (panel.live, panel.invite.conference);
    let tried = RwSignal::new(false);
    let is_over = live.facts().with_untracked(|facts| facts.ending.is_some());
    if !is_over && number.with_untracked(String::is_empty) {
        number.set(live.last_conference().unwrap_or_default());
    }
    let error = Signal::derive(move || {
        let is_wrong = tried.get() && number.with(|text| text.trim().is_empty());
        is_wrong.then(|| td_string!(locale, phone.room.bad_conf).to_owned())
    });
    let refusal = in_words(move || live.create_refusal());
    let attach = move |event: ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if refusal.get_untracked().is_none() && live.attach(&number.get_untracked()) {
            number.set(String::new());
        }
    };
    view! {
        <form class="phone-attach" novalidate on:submit=attach>
            <TextField
                label=td_string!(locale, phone.room.attach_field)
                value=number
                kind=FieldKind::Number
                hint=td_string!(locale, phone.room.attach_hint)
                error
            />
            <Button
                label=td_string!(locale, phone.room.attach)
                refusal
                submit=true
                on_press=|| {}
            />
        </form>
    }
}
