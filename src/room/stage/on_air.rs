//! What is on air: the layout of hosts or guests drawn to scale, with who stands where and who speaks.

use conference::LayoutName;
use leptos::prelude::*;

use super::on_air_slot::OnAirSlot;
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ShowIf,
};

/// The region "On air".
#[component]
pub fn OnAir() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let layout = Memo::new(move |_| stage.layout_on_air());
    let name = Signal::derive(move || {
        layout.with(|layout| layout.as_ref().map_or("", LayoutName::as_str).to_owned())
    });
    let is_untold = Memo::new(move |_| {
        let picture = stage.picture();
        picture.with(|picture| picture.guests.is_some() && picture.slots.is_empty())
            || !meeting.is_own_audience()
    });
    view! {
        <section
            class="stage-side stage-air"
            role="region"
            aria-label=td_string!(locale, room.on_air)
            data-layout=name
        >
            <div class="stage-head">
                <h3 class="panel-title">{td_string!(locale, room.on_air)}</h3>
                <bdi class="panel-count end">{name}</bdi>
            </div>
            // Drawn anew only with another layout; who stands where changes in place.
            {move || match layout.get().filter(|layout| !layout.as_str().is_empty()) {
                Some(layout) => view! { <Picture layout /> }.into_any(),
                None => view! { <NoPicture /> }.into_any(),
            }}
            <ShowIf when=is_untold>
                <p class="editor-hint">{td_string!(locale, room.slots_untold)}</p>
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
