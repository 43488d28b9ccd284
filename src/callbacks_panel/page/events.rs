//! Events: those that were looked for, and those that come.

use std::sync::Arc;

use callbacks::{Entry, Search, to_csv, to_json};
use leptos::prelude::*;

use super::{
    super::{state::use_panel, words},
    entry_dialog::EntryDialog,
    filters::EventFilters,
};
use crate::{
    browser::files,
    i18n::{td_string, use_locale},
    room::{csv_file, screen::use_screen, time},
    sign_in::Alert,
    ui::{Button, Icon, Look, ShowIf, VirtualList},
};

/// The event whose content is shown. Cheap to copy.
#[derive(Clone, Copy)]
struct EventsContext {
    opened: RwSignal<Option<Arc<Entry>>>,
}

/// The table "Events".
#[component]
pub fn Events() -> impl IntoView {
    let (panel, locale, screen) = (use_panel(), use_locale(), use_screen());
    let history = panel.history;
    let opened = RwSignal::new(None);
    provide_context(EventsContext { opened });
    let (entries, waiting, trouble) = (history.entries(), history.waiting(), history.trouble());
    let keys: Memo<Arc<[i64]>> =
        Memo::new(move |_| entries.with(|all| all.iter().map(|entry| entry.id).collect()));
    let total = Memo::new(move |_| entries.with(|entries| entries.len()));
    let found_by = history.found_by();
    let is_empty = Signal::derive(move || total.get() == 0 && found_by.with(Option::is_some));
    let none = move || match found_by.get() == Some(Search::default()) {
        true => td_string!(locale, callbacks.events.none_yet),
        false => td_string!(locale, callbacks.events.none),
    };
    let problem = Signal::derive(move || trouble.get().map(|why| words::trouble(locale, why)));
    let waiting_words = move || match waiting.get() {
        0 => String::new(),
        count => td_string!(locale, callbacks.events.waiting, count = count),
    };
    let head = [
        td_string!(locale, callbacks.heads.time),
        td_string!(locale, callbacks.heads.vendor),
        td_string!(locale, callbacks.heads.kind),
        td_string!(locale, callbacks.heads.room),
        td_string!(locale, callbacks.heads.user),
        td_string!(locale, callbacks.heads.content),
    ];
    let head = head.map(|text| view! { <span role="columnheader">{text}</span> });
    view! {
        <section
            class="panel callbacks-panel callbacks-events"
            role="region"
            aria-label=td_string!(locale, callbacks.page.events)
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, callbacks.page.events)}</h2>
                <span class="panel-count">{total}</span>
                <span class="callbacks-waiting" role="status">
                    {waiting_words}
                </span>
                <span class="end">
                    <Export />
                </span>
            </div>
            <EventFilters />
            <Alert problem />
            <div class="callbacks-wide" tabindex="0" role="group" aria-label=td_string!(locale, callbacks.events.scroll)>
                <div
                    class="callbacks-list"
                    role="table"
                    aria-label=td_string!(locale, callbacks.page.events)
                    aria-rowcount=move || total.get() + 1
                    on:pointermove=move |_| history.hold()
                    on:pointerleave=move |_| history.release()
                >
                    <div role="rowgroup" class="callbacks-head">
                        <div role="row" class="callbacks-row" aria-rowindex="1">
                            {head.into_iter().collect_view()}
                            <span role="columnheader">
                                <span class="visually-hidden">
                                    {td_string!(locale, callbacks.heads.actions)}
                                </span>
                            </span>
                        </div>
                    </div>
                    <VirtualList
                        keys=keys.into()
                        row_height=screen.row_height
                        reveal=RwSignal::new(None)
                        row=|id, index| view! { <Row id=id index /> }.into_any()
                    />
                </div>
            </div>
            <ShowIf when=is_empty>
                <p class="empty callbacks-empty">{none}</p>
            </ShowIf>
            <div class="panel-foot">
                <ShowIf when=history.may_have_more()>
                    <Button
                        label=td_string!(locale, callbacks.events.more)
                        look=Look::Quiet
                        pending=history.busy()
                        on_press=move || history.read_more()
                    />
                </ShowIf>
            </div>
            <EntryDialog opened />
        </section>
    }
}

/// What is shown, as files.
#[component]
fn Export() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let entries = panel.history.entries();
    let shown = move || {
        let entries = entries.get_untracked();
        entries
            .iter()
            .map(|it| Entry::clone(it))
            .collect::<Vec<_>>()
    };
    let now_ms = move || panel.live.now_ms().get_untracked();
    let csv = move || {
        let columns = [
            td_string!(locale, callbacks.heads.time),
            td_string!(locale, callbacks.heads.vendor),
            td_string!(locale, callbacks.heads.kind),
            td_string!(locale, callbacks.heads.room),
            td_string!(locale, callbacks.heads.user),
            td_string!(locale, callbacks.heads.content),
        ];
        let time = |ms| time::date_and_clock(untrack(|| panel.live.local_ms(ms)));
        csv_file::save("callbacks", now_ms(), to_csv(&shown(), &columns, time));
    };
    let json = move || {
        let name = csv_file::file_name("callbacks", now_ms(), ".json");
        files::save(&name, "application/json", &to_json(&shown()));
    };
    view! {
        <Button
            label=td_string!(locale, callbacks.events.export_csv)
            look=Look::Quiet
            on_press=csv
        />
        <Button
            label=td_string!(locale, callbacks.events.export_json)
            look=Look::Quiet
            on_press=json
        />
    }
}

/// One event.
#[component]
fn Row(
    /// Which.
    #[prop(into)]
    id: Signal<i64>,
    /// Its place in the list.
    #[prop(into)]
    index: Signal<usize>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let opened = expect_context::<EventsContext>().opened;
    // An event never changes.
    let entry = Memo::new(move |_| panel.history.entry(id.get()));
    let text = move |read: fn(&Entry) -> &str, longest| {
        let text = entry.with(|entry| {
            let text = entry.as_deref().map(read).unwrap_or_default();
            conference::clean_text(text, longest).into_owned()
        });
        view! {
            <span role="cell" class="callbacks-cell">
                <bdi dir="auto" translate="no">
                    {text}
                </bdi>
            </span>
        }
    };
    let word = move |read: fn(&Entry) -> &str| {
        entry.with(|entry| entry.as_deref().map(read).unwrap_or_default().to_owned())
    };
    let at = move || {
        let at_ms = entry.with(|entry| entry.as_ref().map_or(0, |entry| entry.at_ms));
        time::date_and_clock(panel.live.local_ms(at_ms))
    };
    let name = Signal::derive(move || td_string!(locale, callbacks.events.show_one, id = id.get()));
    view! {
        <div
            role="row"
            class="callbacks-row callbacks-event"
            aria-rowindex=move || index.get() + 2
            data-event=id
            data-kind=move || word(|entry| &entry.kind)
        >
            <span role="cell" class="callbacks-cell">
                {at}
            </span>
            <span role="cell" class="callbacks-cell">
                {move || words::vendor(locale, &word(|entry| &entry.vendor))}
            </span>
            <span role="cell" class="callbacks-cell">
                {move || words::kind(locale, &word(|entry| &entry.kind))}
            </span>
            {move || text(|entry| entry.room.as_deref().unwrap_or_default(), 128)}
            {move || text(|entry| entry.user.as_deref().unwrap_or_default(), 128)}
            {move || text(|entry| &entry.raw, 400)}
            <span role="cell">
                <Button
                    label=name
                    icon=Icon::Info
                    icon_only=true
                    look=Look::Quiet
                    on_press=move || opened.set(entry.get_untracked())
                />
            </span>
        </div>
    }
}
