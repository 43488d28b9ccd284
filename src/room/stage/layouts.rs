//! The layouts to choose from.

use conference::LayoutName;
use leptos::prelude::*;

use super::drawing::LayoutOutline;
use crate::{
    i18n::{td_string, use_locale},
    room::words,
    state::use_meeting,
};

/// All layouts, one of them chosen.
#[component]
pub fn LayoutChoice() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    view! {
        <div class="layouts" role="radiogroup" aria-label=td_string!(locale, editor.layout)>
            <For each=move || stage.layouts().get() key=LayoutName::clone let(layout)>
                <LayoutCard layout />
            </For>
        </div>
    }
}

#[component]
fn LayoutCard(
    /// The layout.
    layout: LayoutName,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let name = layout.as_str().to_owned();
    let lack = Signal::derive({
        let layout = layout.clone();
        move || {
            let edition = meeting.powers.with(|powers| powers.edition)?;
            let is_lacking = !edition.has_layout(&layout);
            is_lacking.then(|| words::lack(locale, edition, &layout))
        }
    });
    let is_chosen = {
        let layout = layout.clone();
        Signal::derive(move || stage.staged().layout == layout)
    };
    let choose = {
        let layout = layout.clone();
        move |_| stage.edit(|plan| plan.layout = layout.clone())
    };
    view! {
        <label class="layout">
            <input
                type="radio"
                name="editor-layout"
                aria-label=name.clone()
                title=lack
                prop:checked=is_chosen
                on:change=choose
            />
            <LayoutOutline layout />
            <span>{name}</span>
        </label>
    }
}
