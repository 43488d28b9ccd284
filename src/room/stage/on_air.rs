//! What is on air: the layout of hosts or guests drawn to scale, with who stands where and who speaks.

use conference::LayoutName;
use leptos::prelude::*;

use super::{AudienceTabs, audience_id, on_air_slot::OnAirSlot};
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ShowIf,
};

/// The region "On air".
#[component]
pub fn OnAirPanel() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let (picture, audience) = (stage.picture(), stage.audience);
    let layout = Memo::new(move |_| {
        let audience = audience.get();
        picture.with(|picture| picture.layout(audience).cloned())
    });
    let name = Signal::derive(move || {
        layout.with(|layout| layout.as_ref().map_or("", LayoutName::as_str).to_owned())
    });
    let shown_name = Signal::derive(move || match name.get() {
        name if name.is_empty() => name,
        name => td_string!(locale, room.layout, name = name),
    });
    let is_untold = Memo::new(move |_| {
        picture.with(|picture| picture.slots.is_empty() && picture.guests.is_some())
    });
    view! {
        <section
            class="panel panel-air"
            role="region"
            aria-label=td_string!(locale, room.on_air)
            data-layout=name
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.on_air)}</h2>
                <AudienceTabs />
                <span class="spacer"></span>
                <bdi class="panel-count">{shown_name}</bdi>
            </div>
            <div
                class="air-frame"
                role="tabpanel"
                id=audience_id("panel-air-", audience)
                aria-labelledby=audience_id("tab-air-", audience)
            >
                // Drawn anew only with another layout; who stands where changes in place.
                {move || match layout.get().filter(|layout| !layout.as_str().is_empty()) {
                    Some(layout) => view! { <Picture layout /> }.into_any(),
                    None => view! { <NoPicture /> }.into_any(),
                }}
            </div>
            <ShowIf when=is_untold>
                <p class="panel-line">{td_string!(locale, room.slots_untold)}</p>
            </ShowIf>
        </section>
    }
    .into_any()
}

#[component]
fn NoPicture() -> impl IntoView {
    view! {
        <div class="air">
            <p class="empty">{td_string!(use_locale(), room.no_layout)}</p>
        </div>
    }
}

/// The slots of a layout, each in its place.
#[component]
fn Picture(
    /// The layout.
    layout: LayoutName,
) -> impl IntoView {
    let slots = layout.rects().into_iter().enumerate();
    let slots = slots.map(|(at, rect)| view! { <OnAirSlot at rect /> });
    view! {
        <ol class="air" aria-label=td_string!(use_locale(), room.slots)>
            {slots.collect_view()}
        </ol>
    }
}
