//! Tabs: one of several things in the same place.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::el::{El, Said, div, el, held, the};
use crate::reactive::{Callback, Signal};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// What it is called in the program.
    pub id: &'static str,
    /// What stands on it.
    pub label: Said,
    /// How many things in it are new; none shows nothing.
    pub badge: Signal<usize>,
}

impl Tab {
    /// A tab without a badge.
    pub fn new(id: &'static str, label: impl Into<Said>) -> Self {
        Self {
            id,
            label: label.into(),
            badge: Signal::stored(0),
        }
    }

    /// The same with a badge.
    pub fn badge(mut self, count: impl Into<Signal<usize>>) -> Self {
        self.badge = count.into();
        self
    }
}

fn tab_id(group: &str, id: &str) -> String {
    ["tab-", group, "-", id].concat()
}

fn panel_id(group: &str, id: &str) -> String {
    ["panel-", group, "-", id].concat()
}

/// The row of tabs. Arrow keys go along it and choose at once; Tab leaves it for the panel.
/// `group` ties tabs to their panels and is used once in a page; `selected` is the `id` of the tab that is shown.
pub fn tabs(
    label: impl Into<Said>,
    group: &'static str,
    tabs: Vec<Tab>,
    selected: impl Into<Signal<&'static str>>,
    on_select: impl Into<Callback<&'static str>>,
) -> El {
    let (selected, on_select) = (selected.into(), on_select.into());
    let row = held();
    let ids: Vec<_> = tabs.iter().map(|tab| tab.id).collect();
    let keys = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        let now = selected.get_untracked();
        let at = ids.iter().position(|id| *id == now).unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1).checked_rem(ids.len()),
            "ArrowLeft" => (at + ids.len()).saturating_sub(1).checked_rem(ids.len()),
            "Home" => Some(0),
            "End" => ids.len().checked_sub(1),
            _ => None,
        };
        if let Some(to) = to
            && let Some(id) = ids.get(to)
        {
            event.prevent_default();
            on_select.run(id);
            let button = the(row).and_then(|row| row.children().item(u32::try_from(to).ok()?));
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    };
    let mut list = div("tabs")
        .attr("role", "tablist")
        .bind("aria-label", label)
        .on("keydown", keys)
        .hold(row);
    for tab in tabs {
        list = list.child(tab_view(tab, group, selected, on_select));
    }
    list
}

fn tab_view(
    tab: Tab,
    group: &'static str,
    selected: Signal<&'static str>,
    on_select: Callback<&'static str>,
) -> El {
    let Tab { id, label, badge } = tab;
    let mark = move || match badge.get() {
        0 => None,
        count => Some(el("span").class("tab-badge").text(&count.to_string())),
    };
    el("button")
        .attr("type", "button")
        .class("tab")
        .attr("role", "tab")
        .attr_of("id", tab_id(group, id))
        .attr_of("aria-controls", panel_id(group, id))
        .bind("aria-selected", move || selected.get() == id)
        .bind(
            "tabindex",
            move || if selected.get() == id { "0" } else { "-1" },
        )
        .on("click", move |_| on_select.run(id))
        .child(el("span").say(label))
        .view_of(mark)
}
