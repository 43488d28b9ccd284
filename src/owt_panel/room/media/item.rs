//! An entry of a region: what it is called, facts in lines, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{InRoom, Media};

use super::{
    super::super::state::{Live, use_panel},
    Changing, MediaContext, Stopping,
    change::Output,
    words::command,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Button, Icon, Look, scoped_memo, true_or_false},
};

/// Returns what of an entry goes out and can be changed; `None` = nothing.
type Changeable<T> = fn(&T) -> Option<(Output, Media)>;

/// An entry of one of the server's lists.
#[component]
pub fn MediaItem<T>(
    /// Which.
    id: Arc<str>,
    /// The entry itself; `None` = it is gone.
    entry: Memo<Option<Arc<T>>>,
    /// Returns what it is called. Followed.
    name: fn(Live, &T) -> String,
    /// Returns what is known of it, a line each. Followed.
    facts: fn(Live, Locale, &T) -> Vec<String>,
    /// Returns what goes out that can be changed; `None` = nothing.
    #[prop(optional)]
    change: Option<Changeable<T>>,
    /// Why it can't be changed, whatever the server says.
    #[prop(optional, into)]
    fixed: MaybeProp<String>,
    /// Returns what ends it.
    stop: fn(&T) -> InRoom,
    /// What is on that button.
    #[prop(default = Icon::Cross)]
    stop_icon: Icon,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let (live, locale) = (use_panel().live, use_locale());
    let name = scoped_memo(move || {
        entry.with(|it| it.as_deref().map(|it| name(live, it)).unwrap_or_default())
    });
    let facts = scoped_memo(move || {
        let facts = |it: &T| facts(live, locale, it);
        entry.with(|it| it.as_deref().map(facts).unwrap_or_default())
    });
    let change = change.map(|change| {
        Callback::new(move |()| {
            let (output, media) = entry.with_untracked(|it| change(it.as_deref()?))?;
            let name = name.get_untracked();
            Some(Changing {
                output,
                name,
                media,
            })
        })
    });
    let stop_label = scoped_memo(move || {
        let label = |it: &T| command(locale, &stop(it), &name.get());
        entry.with(|it| it.as_deref().and_then(label).unwrap_or_default())
    });
    let stop = move |()| {
        let ask = entry.with_untracked(|it| it.as_deref().map(stop))?;
        let name = name.get_untracked();
        Some(Stopping { ask, name })
    };
    view! { <Drawn id name facts change fixed stop_label stop_icon stop /> }
}

/// The same of any list.
#[component]
fn Drawn(
    /// Which.
    id: Arc<str>,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// What is known of it, a line each.
    #[prop(into)]
    facts: Signal<Vec<String>>,
    /// Returns what of it can be changed; `None` = it is gone.
    change: Option<Callback<(), Option<Changing>>>,
    /// Why it can't be changed, whatever the server says.
    fixed: MaybeProp<String>,
    /// What ends it, in words: "Stop NAME".
    #[prop(into)]
    stop_label: Signal<String>,
    /// What is on that button.
    stop_icon: Icon,
    /// Returns what ends it; `None` = it is gone.
    #[prop(into)]
    stop: Callback<(), Option<Stopping>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let media: MediaContext = expect_context();
    let is_pending = live.is_pending_for(Signal::stored(Arc::clone(&id)));
    let pending: Signal<bool> = is_pending.into();
    let change = change.map(|change| {
        let label =
            Signal::derive(move || td_string!(locale, owt.media.change_one, name = name.get()));
        let refusal = MaybeProp::derive(move || media.refusal.get().or_else(|| fixed.get()));
        let press = move || media.changing.set(change.run(()));
        view! {
            <Button
                label
                icon=Icon::Sliders
                icon_only=true
                look=Look::Quiet
                refusal
                pending
                on_press=press
            />
        }
    });
    let lines = move || {
        let facts = facts.get().into_iter();
        facts
            .map(|fact| view! { <p class="media-fact" dir="auto">{fact}</p> })
            .collect_view()
    };
    view! {
        <li class="media-item" data-entry=id.to_string() data-pending=true_or_false(is_pending)>
            <div class="media-line">
                <bdi class="media-name" dir="auto" translate="no" title=name>
                    {name}
                </bdi>
                {change}
                <Button
                    label=stop_label
                    icon=stop_icon
                    icon_only=true
                    look=Look::Quiet
                    refusal=MaybeProp::from(media.refusal)
                    pending
                    on_press=move || media.stopping.set(stop.run(()))
                />
            </div>
            {lines}
        </li>
    }
    .into_any()
}
