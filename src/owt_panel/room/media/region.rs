//! What the regions have in common: a heading with a button, and a list with what is known of it.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Fate, InRoom, List};

use super::{
    super::super::{
        state::{Ids, Reading, use_panel},
        words::trouble,
    },
    MediaContext,
    form::FormDialog,
    words,
};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, Icon, Look, ShowIf, scoped_memo},
};

/// A region: its heading with a button, what is there, and the form that starts something. What is typed is forgotten once the room shows it.
#[component]
pub fn MediaRegion(
    /// Its name.
    title: &'static str,
    /// What its button does, and what the form is called.
    start: &'static str,
    /// The word on that button; "Start" where none is said.
    #[prop(optional, into)]
    word: Option<&'static str>,
    /// The word on the form's button; "Start" where none is said.
    #[prop(optional, into)]
    submit: Option<&'static str>,
    /// What is on the region's button.
    icon: Icon,
    /// Of which list of the server's.
    list: List,
    /// Which entries, in order.
    #[prop(into)]
    keys: Signal<Ids>,
    /// Whether they were read.
    #[prop(into)]
    reading: Signal<Reading>,
    /// Says that there are none.
    none: &'static str,
    /// Draws an entry.
    item: fn(Arc<str>) -> AnyView,
    /// Set when somebody tries to send the form.
    tried: RwSignal<bool>,
    /// Returns what is typed as a command, not followed; `None` = something is missing, which is said beside the field.
    #[prop(into)]
    ask: Callback<(), Option<InRoom>>,
    /// Forgets what is typed.
    #[prop(into)]
    clear: Callback<()>,
    /// The form's fields, made each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let open = RwSignal::new(false);
    let plain = td_string!(locale, owt.media.start);
    // `None` also where the region is gone by now.
    let typed = move || untrack(|| ask.try_run(())).flatten();
    let on_submit = move |()| {
        let sent = typed();
        tried.set(sent.is_none());
        let Some(sent) = sent else {
            return false;
        };
        let name = words::start_name(&sent);
        let was_sent = sent.clone();
        live.send_then(sent, Arc::from(name), move |fate| {
            // The form may be open for the next one by now.
            if *fate == Fate::Done && typed().as_ref() == Some(&was_sent) {
                clear.try_run(());
            }
        });
        true
    };
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title keys start word=word.unwrap_or(plain) icon open />
            <MediaList title list keys reading none item />
            <FormDialog open title=start submit=submit.unwrap_or(plain) on_submit children />
        </section>
    }
    .into_any()
}

/// The line on top of a region.
#[component]
pub fn RegionHead(
    /// Its name.
    title: &'static str,
    /// How many entries it has; `None` = it has no list.
    #[prop(optional)]
    keys: Option<Signal<Ids>>,
    /// What its button does.
    start: &'static str,
    /// The word on it.
    word: &'static str,
    /// What is on the button.
    icon: Icon,
    /// Whether the button's dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let media: MediaContext = expect_context();
    let count = keys.map(|keys| {
        let count = Memo::new(move |_| keys.with(|keys| keys.len()));
        view! { <span class="panel-count">{count}</span> }
    });
    view! {
        <div class="panel-head">
            <h2 class="panel-title">{title}</h2>
            {count}
            <Button
                label=word
                name=start
                icon
                look=Look::Quiet
                class="end"
                refusal=MaybeProp::from(media.refusal)
                on_press=move || open.set(true)
            />
        </div>
    }
    .into_any()
}

/// The entries of a region, what is being started, and a sentence in place of none.
#[component]
fn MediaList(
    /// Its name.
    title: &'static str,
    /// Of which list of the server's.
    list: List,
    /// Which entries, in order.
    keys: Signal<Ids>,
    /// Whether they were read.
    reading: Signal<Reading>,
    /// Says that there are none.
    none: &'static str,
    /// Draws an entry.
    item: fn(Arc<str>) -> AnyView,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let pending = live.pending();
    let waiting = scoped_memo(move || {
        let is_starting = |ask: &&InRoom| ask.subject().is_none() && ask.shows_in() == Some(list);
        pending.with(|pending| {
            let starting = pending.iter().filter(is_starting);
            let texts = starting.map(|ask| words::waiting(locale, ask));
            texts.collect::<Vec<_>>()
        })
    });
    let starting = move || {
        let lines = waiting.get().into_iter();
        lines
            .map(|text| view! { <p class="media-waiting" dir="auto">{text}</p> })
            .collect_view()
    };
    let problem = scoped_memo(move || {
        reading.with(|reading| {
            let why = trouble(locale, reading.trouble.as_ref()?);
            Some(td_string!(locale, owt.media.not_read, why = why))
        })
    });
    let has_problem = Signal::derive(move || problem.with(Option::is_some));
    let is_empty = Signal::derive(move || {
        keys.with(|keys| keys.is_empty()) && !has_problem.get() && waiting.with(Vec::is_empty)
    });
    let has_some = Signal::derive(move || keys.with(|keys| !keys.is_empty()));
    let empty = scoped_memo(move || match reading.with(|reading| reading.is_known) {
        true => none,
        false => td_string!(locale, owt.media.reading),
    });
    view! {
        <ShowIf when=has_problem>
            <p class="note note-warn media-note" dir="auto">
                {problem}
            </p>
        </ShowIf>
        <ShowIf when=has_some>
            <ul class="media-list" aria-label=title>
                <For
                    each=move || keys.with(|keys| keys.to_vec())
                    key=|id| Arc::clone(id)
                    children=item
                />
            </ul>
        </ShowIf>
        <div role="status">{starting}</div>
        <ShowIf when=is_empty>
            <p class="media-none">{empty}</p>
        </ShowIf>
    }
    .into_any()
}
