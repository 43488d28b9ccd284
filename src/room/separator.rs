//! Between two columns: moved by pointer or keyboard, it makes one of them wider and the other narrower.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use crate::{
    i18n::{td_string, use_locale},
    state::{SideColumn, use_meeting},
};

/// The narrowest and the widest, in pixels; the style sheet sees to it that the stage keeps some room.
const LIMITS: (u32, u32) = (240, 900);
/// What an arrow key does, in pixels.
const STEP: u32 = 24;

/// A column's edge beside the stage. It stands in the column.
#[component]
pub fn Separator(
    /// Which column.
    column: SideColumn,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let widths = meeting.panels.columns;
    let drag = StoredValue::new(None::<(i32, u32)>);
    let set = move |width: u32| widths.set(column, Some(width.clamp(LIMITS.0, LIMITS.1)));
    let reset = move || {
        widths.set(column, None);
        widths.save();
    };
    let begin = move |event: ev::PointerEvent| {
        let Some(element) = element(event.current_target()) else {
            return;
        };
        event.prevent_default();
        let _ = element.set_pointer_capture(event.pointer_id());
        drag.set_value(Some((event.client_x(), column_width(&element))));
    };
    let go_on = move |event: ev::PointerEvent| {
        if let Some((from, width)) = drag.get_value() {
            let by = event.client_x() - from;
            let by = if column == SideColumn::People {
                by
            } else {
                -by
            };
            set(width.saturating_add_signed(by));
        }
    };
    let end = move |_| {
        if drag.try_update_value(Option::take).flatten().is_some() {
            widths.save();
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let width = element(event.current_target()).map_or(0, |element| column_width(&element));
        let (wider, narrower) = match column {
            SideColumn::People => ("ArrowRight", "ArrowLeft"),
            SideColumn::Talk => ("ArrowLeft", "ArrowRight"),
        };
        match event.key() {
            key if key == wider => set(width + STEP),
            key if key == narrower => set(width.saturating_sub(STEP)),
            key if key == "Home" => set(LIMITS.0),
            key if key == "End" => set(LIMITS.1),
            key if key == "Enter" => reset(),
            _ => return,
        }
        event.prevent_default();
        widths.save();
    };
    let label = match column {
        SideColumn::People => td_string!(locale, columns.people),
        SideColumn::Talk => td_string!(locale, columns.talk),
    };
    let now = Signal::derive(move || widths.get(column).unwrap_or(400).to_string());
    view! {
        <div
            class="separator"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=label
            aria-valuemin=LIMITS.0
            aria-valuemax=LIMITS.1
            aria-valuenow=now
            title=td_string!(locale, columns.hint)
            on:pointerdown=begin
            on:pointermove=go_on
            on:pointerup=end
            on:pointercancel=end
            on:dblclick=move |_| reset()
            on:keydown=keys
        ></div>
    }
    .into_any()
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

/// How wide the separator's column is now, in pixels: as what stands in it, for the column may have a margin that it scrolls in.
fn column_width(separator: &Element) -> u32 {
    let before = separator.previous_element_sibling();
    let beside = before.or_else(|| separator.next_element_sibling());
    let beside = beside.and_then(|beside| beside.dyn_into::<HtmlElement>().ok());
    beside.map_or(0, |beside| beside.offset_width().unsigned_abs())
}
