//! What is on air: the view's regions drawn to scale, with who stands where.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Region, StreamId};

use super::{StageContext, slot_text};
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::picture::{Place, rect},
    ui::ShowIf,
};

/// The region "On air".
#[component]
pub fn OnAir() -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let regions: Memo<Arc<[Region]>> = Memo::new(move |_| {
        context
            .on_air
            .with(|slots| slots.iter().map(|slot| slot.region.clone()).collect())
    });
    let undrawn = Memo::new(move |_| {
        let is_undrawn = |region: &&Region| rect(region).is_none();
        let undrawn = regions.with(|regions| {
            let ids = regions.iter().filter(is_undrawn).map(|region| &*region.id);
            ids.collect::<Vec<_>>().join(", ")
        });
        conference::clean_text(&undrawn, 200).into_owned()
    });
    let has_undrawn = Signal::derive(move || undrawn.with(|ids| !ids.is_empty()));
    let count = move || regions.with(|regions| regions.len().to_string());
    // Drawn anew only with another layout; who stands where changes in place.
    let slots = move || {
        let slots = regions.get();
        let drawn = slots.iter().enumerate().filter_map(|(at, region)| {
            let (id, place) = (region.id.to_string(), Place::of(rect(region)?));
            Some(view! { <OnAirSlot at id place /> })
        });
        drawn.collect_view()
    };
    let is_empty = Signal::derive(move || regions.with(|regions| regions.is_empty()));
    view! {
        <section
            class="stage-side stage-air"
            role="region"
            aria-label=td_string!(locale, room.on_air)
            data-regions=count
        >
            <div class="stage-head">
                <h3 class="panel-title">{td_string!(locale, room.on_air)}</h3>
            </div>
            <div class="air">
                <ol class="owt-air" aria-label=td_string!(locale, room.slots)>
                    {slots}
                </ol>
                <ShowIf when=is_empty>
                    <p class="empty">{td_string!(locale, owt.stage.no_regions)}</p>
                </ShowIf>
            </div>
            <ShowIf when=has_undrawn>
                <p class="editor-hint">
                    {move || td_string!(locale, owt.stage.undrawn, ids = undrawn.get())}
                </p>
            </ShowIf>
        </section>
    }
    .into_any()
}

#[component]
fn OnAirSlot(
    /// The slot, from 0.
    at: usize,
    /// The region's id.
    id: String,
    /// Where it is drawn.
    place: Place,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let stream = Memo::new(move |_| {
        context.on_air.with(|slots| {
            let stream = slots.get(at).and_then(|slot| slot.stream.as_ref());
            stream.map(StreamId::shared)
        })
    });
    let text = Memo::new(move |_| {
        context
            .on_air
            .with(|slots| slot_text(context, locale, slots.get(at)))
    });
    let text: Signal<String> = text.into();
    let shown = move || stream.with(|stream| stream.as_deref().unwrap_or_default().to_owned());
    let [left, top, width, height] = place.edges;
    view! {
        <li
            class="slot"
            class:slot-big=place.size.is_large
            class:slot-small=place.size.is_small
            class:slot-empty=move || stream.with(Option::is_none)
            data-slot=at.to_string()
            data-region=id
            data-uuid=shown
            title=text
            style:left=left
            style:top=top
            style:width=width
            style:height=height
        >
            <span class="visually-hidden">{td_string!(locale, room.slot, number = at + 1)}</span>
            <bdi class="slot-name" dir="auto">
                {text}
            </bdi>
        </li>
    }
}
