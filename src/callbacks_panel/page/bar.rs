//! The gateway, how true what is shown is, and how old its newest event.

use callbacks::{Phase, Vendor};
use leptos::prelude::*;

use super::super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    kind::insecure_note::InsecureNote,
    preference_buttons::LanguageAndTheme,
    room::time,
    ui::{Button, Icon, IconView, Look, ShowIf},
};

/// The bar on top.
#[component]
pub fn Bar() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let live = panel.live;
    let phase = live.phase();
    let pill = move || match phase.get() {
        Phase::Live => "pill pill-live",
        Phase::Stale { .. } => "pill pill-stale",
        Phase::Ended(_) => "pill pill-ended",
        Phase::Connecting => "pill pill-busy",
    };
    let words = Memo::new(move |_| words::phase(locale, phase.get()));
    let people = live.people();
    view! {
        <header class="room-bar">
            <h1 class="room-title">
                <bdi dir="auto" translate="no">
                    {panel.gateway()}
                </bdi>
            </h1>
            <div class="room-facts">
                <span role="status" data-count=people>
                    {move || td_string!(locale, callbacks.page.people, count = people.get())}
                </span>
                {Vendor::ALL.map(|vendor| view! { <NewestEvent vendor /> }).collect_view()}
            </div>
            <span class=pill role="status">
                {words}
            </span>
            <LanguageAndTheme>
                <Button
                    label=td_string!(locale, callbacks.page.disconnect)
                    icon=Icon::Leave
                    look=Look::Quiet
                    on_press=move || panel.disconnect()
                />
            </LanguageAndTheme>
        </header>
    }
}

/// How old a vendor's newest event is. It grows while nothing comes.
#[component]
fn NewestEvent(
    /// Whose.
    vendor: Vendor,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (newest, now_ms) = (live.newest(), live.now_ms());
    let text = Memo::new(move |_| {
        let name = words::vendor(locale, vendor.word());
        match newest.get().of(vendor) {
            None => td_string!(locale, callbacks.page.no_event, name = name),
            Some(ms) => {
                let age = words::age(locale, now_ms.get().saturating_sub(ms));
                td_string!(locale, callbacks.page.newest, name = name, age = age)
            }
        }
    });
    let at = move || newest.get().of(vendor).map(time::date_and_clock);
    view! {
        <span class="callbacks-newest" data-newest=vendor.word() title=at>
            {text}
        </span>
    }
}

/// Why what is shown isn't how things are, and what the gateway itself has trouble with.
#[component]
pub fn Notes() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let live = panel.live;
    let (phase, polling, unread, late) = (live.phase(), live.polling(), live.unread(), live.late());
    let stale = Memo::new(move |_| words::note(locale, phase.get()));
    let polling = Memo::new(move |_| {
        let error = polling.with(|polling| polling.as_ref()?.error.clone())?;
        let words = conference::clean_text(&error, 300).into_owned();
        Some(td_string!(locale, callbacks.page.polling, words = words))
    });
    let unread = Memo::new(move |_| match unread.get() {
        0 => None,
        count => Some(td_string!(locale, callbacks.page.unread, count = count)),
    });
    let late = Memo::new(move |_| match late.get() {
        0 => None,
        count => Some(td_string!(locale, callbacks.page.late, count = count)),
    });
    let is_bad = Signal::derive(move || matches!(phase.get(), Phase::Ended(_)));
    view! {
        <InsecureNote form=panel.form.gateway server=panel.gateway() />
        <Note text=stale is_bad role="alert" />
        <Note text=polling />
        <Note text=late />
        <Note text=unread />
    }
}

#[component]
fn Note(
    /// What it says; `None` = nothing.
    text: Memo<Option<String>>,
    /// Whether nothing will come of itself.
    #[prop(optional, into)]
    is_bad: Signal<bool>,
    /// How much it interrupts.
    #[prop(optional)]
    role: Option<&'static str>,
) -> impl IntoView {
    let is_shown = Signal::derive(move || text.with(Option::is_some));
    view! {
        <ShowIf when=is_shown>
            <p
                class="note"
                class:note-bad=is_bad
                class:note-warn=move || !is_bad.get()
                role=role.unwrap_or("status")
            >
                <IconView icon=Icon::Warning />
                <span dir="auto">{text}</span>
            </p>
        </ShowIf>
    }
}
