//! The tour: a card beside one control after another. The room stays as it is meanwhile, to be tried.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::set_interval_with_handle, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    place::{Area, place},
    steps::{STEPS, Step, text},
};
use crate::{
    i18n::{td_string, use_locale},
    state::{set_if_changed, use_meeting},
    ui::{Button, Look, ShowIf, pixels, unique_id},
};

/// How often the card looks where its control has moved to.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// The card, while somebody takes the tour.
#[component]
pub fn Tour() -> impl IntoView {
    let meeting = use_meeting();
    let step = meeting.panels.tour;
    let is_on = Memo::new(move |_| meeting.is_demo() && step.with(Option::is_some));
    view! {
        <ShowIf when=is_on>
            <Card />
        </ShowIf>
    }
}

#[component]
fn Card() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panels = meeting.panels;
    let at = Memo::new(move |_| panels.tour.get().unwrap_or_default());
    let card = NodeRef::<html::Section>::new();
    let stands_at = RwSignal::new((0.0, 0.0));
    let shown = RwSignal::new(None::<Area>);
    let look = move || {
        let Some(card) = card.try_get_untracked().flatten() else {
            return;
        };
        let target = step(at.get_untracked()).and_then(target);
        let target = target.map(|target| area(&target.get_bounding_client_rect()));
        let own = card.get_bounding_client_rect();
        let place = place(target, (own.width(), own.height()), window_size());
        set_if_changed(stands_at, place);
        set_if_changed(shown, target);
    };
    let next_button = NodeRef::<html::Button>::new();
    Effect::new(move |before: Option<()>| {
        let step = step(at.get());
        if let Some(tab) = step.and_then(|step| step.tab) {
            set_if_changed(panels.tab, tab);
        }
        // Once it is in the page, and the tab as well.
        request_animation_frame(move || {
            if let Some(target) = step.and_then(target) {
                bring_into_sight(&target);
            }
            look();
            // Who starts it goes on by keyboard; later the focus stays where the host has put it.
            if before.is_none()
                && let Some(next) = next_button.try_get_untracked().flatten()
            {
                let _ = next.focus();
            }
        });
    });
    if let Ok(timer) = set_interval_with_handle(look, LOOK_AGAIN) {
        on_cleanup(move || timer.clear());
    }
    let next = move || {
        let next = at.get_untracked() + 1;
        panels.tour.set((next < STEPS.len()).then_some(next));
    };
    let skip = move || panels.tour.set(None);
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            skip();
        }
    };
    let ring =
        move |side: fn(Area) -> f64| Signal::derive(move || pixels(shown.get().map_or(0.0, side)));
    let heading = unique_id("tour");
    let title = Signal::derive(move || text(locale, at.get()).0);
    let words = Signal::derive(move || text(locale, at.get()).1);
    let count = Signal::derive(move || {
        td_string!(
            locale,
            demo.step,
            number = at.get() + 1,
            count = STEPS.len()
        )
    });
    view! {
        <div
            class="tour-ring"
            hidden=Signal::derive(move || shown.with(Option::is_none))
            style:left=ring(|area| area.left)
            style:top=ring(|area| area.top)
            style:width=ring(|area| area.width)
            style:height=ring(|area| area.height)
        ></div>
        <section
            node_ref=card
            class="tour"
            role="region"
            aria-labelledby=heading.clone()
            style:left=Signal::derive(move || pixels(stands_at.get().0))
            style:top=Signal::derive(move || pixels(stands_at.get().1))
            on:keydown=escape
        >
            <div role="status">
                <h2 class="tour-title" id=heading.clone() prop:textContent=title></h2>
                <p prop:textContent=words></p>
            </div>
            <div class="tour-foot">
                <span class="tour-count" prop:textContent=count></span>
                <Button label=td_string!(locale, demo.skip) look=Look::Quiet on_press=skip />
                <Button
                    label=td_string!(locale, demo.next)
                    look=Look::Primary
                    node_ref=next_button
                    on_press=next
                />
            </div>
        </section>
    }
}

fn step(at: usize) -> Option<Step> {
    STEPS.get(at).copied()
}

/// Returns what a step speaks of, if it is in the page and not hidden.
fn target(step: Step) -> Option<HtmlElement> {
    let page = document();
    step.targets.iter().find_map(|selector| {
        let found = page.query_selector(selector).ok().flatten()?;
        let is_shown = found.get_bounding_client_rect().width() > 0.0;
        found.dyn_into().ok().filter(|_| is_shown)
    })
}

fn bring_into_sight(target: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}

fn area(rect: &DomRect) -> Area {
    Area {
        left: rect.left(),
        top: rect.top(),
        width: rect.width(),
        height: rect.height(),
    }
}

fn window_size() -> (f64, f64) {
    let size = |size: Result<wasm_bindgen::JsValue, _>| {
        size.ok().and_then(|size| size.as_f64()).unwrap_or_default()
    };
    (size(window().inner_width()), size(window().inner_height()))
}
