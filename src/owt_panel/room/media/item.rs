//! An entry of a region: what it is called, facts in lines, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{super::super::state::use_panel, Changing, MediaContext, Stopping};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, Icon, Look, true_or_false},
};

/// An entry.
#[component]
pub fn MediaItem(
    /// Which.
    id: Arc<str>,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// What is known of it, a line each.
    #[prop(into)]
    facts: Signal<Vec<String>>,
    /// Returns what of it can be changed; `None` = it is gone.
    #[prop(optional, into)]
    change: Option<Callback<(), Option<Changing>>>,
    /// Why it can't be changed, whatever the server says.
    #[prop(optional, into)]
    fixed: MaybeProp<String>,
    /// What ends it, in words: "Stop NAME".
    #[prop(into)]
    stop_label: Signal<String>,
    /// What is on that button.
    #[prop(default = Icon::Cross)]
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
