//! The stage: the picture that people get to see, and the layout editor for what comes next.

pub mod drag;
pub mod drawing;
mod editor;
mod layouts;
mod next;
mod on_air;
mod on_air_slot;
mod people_strip;
mod picker;
mod presets;
mod slot_list;
mod slot_name;
mod slot_text;

use conference::Audience;
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::{Tab, Tabs},
};
pub use drawing::LayoutOutline;
use editor::LayoutEditor;
pub use editor::undo_obstacle;
use on_air::OnAir;

/// The region "Stage": what is on air, what comes next, and whose picture both are.
#[component]
pub fn StagePanel() -> impl IntoView {
    let (audience, locale) = (use_meeting().stage.audience, use_locale());
    view! {
        <section
            class="panel panel-stage"
            role="region"
            aria-label=td_string!(locale, stage.title)
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, stage.title)}</h2>
                <AudienceTabs />
            </div>
            <div
                class="stage-sides"
                role="tabpanel"
                id=audience_id("panel-air-", audience)
                aria-labelledby=audience_id("tab-air-", audience)
            >
                <OnAir />
                <LayoutEditor />
            </div>
        </section>
    }
    .into_any()
}

/// Hosts or guests: whose picture is shown and edited.
#[component]
fn AudienceTabs() -> impl IntoView {
    let (selected, locale) = (use_meeting().stage.audience, use_locale());
    let tab =
        |audience: Audience| Tab::new(audience, audience.as_str(), audience_name(locale, audience));
    view! {
        <Tabs
            label=td_string!(locale, room.audience)
            group="air"
            tabs=Audience::ALL.map(tab).into()
            selected=selected
            on_select=move |audience| selected.set(audience)
        />
    }
}

/// Returns what an audience is called.
pub fn audience_name(locale: Locale, audience: Audience) -> &'static str {
    match audience {
        Audience::Hosts => td_string!(locale, room.hosts),
        Audience::Guests => td_string!(locale, room.guests),
    }
}

/// Returns the id of something that there is for each audience, such as a panel: `prefix`, then the audience's word. Followed.
fn audience_id(prefix: &'static str, selected: RwSignal<Audience>) -> Signal<String> {
    Signal::derive(move || [prefix, selected.get().as_str()].concat())
}
