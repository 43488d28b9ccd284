//! Tabs: one of several things in the same place.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{dom::true_or_false, show_if::ShowIf};

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab<T> {
    /// What it stands for.
    pub id: T,
    /// What it is called in the ids of the page's elements.
    pub word: &'static str,
    /// What stands on it.
    pub label: String,
    /// How many things in it are new; none shows nothing.
    pub badge: Option<Signal<usize>>,
}

impl<T> Tab<T> {
    /// Creates a tab without a badge.
    pub fn new(id: T, word: &'static str, label: impl Into<String>) -> Self {
        Self {
            id,
            word,
            label: label.into(),
            badge: None,
        }
    }

    /// Adds a badge.
    #[must_use]
    pub fn badge(mut self, count: impl Into<Signal<usize>>) -> Self {
        self.badge = Some(count.into());
        self
    }
}

/// The row of tabs.
///
/// Arrow keys go along it and choose at once; Tab leaves it for the panel. The tab of a word has the id `tab-GROUP-WORD` and says
/// that it controls `panel-GROUP-WORD`.
#[component]
pub fn Tabs<T>(
    /// What the tabs are about.
    #[prop(into)]
    label: Signal<String>,
    /// Ties tabs to their panels; used once in a page.
    group: &'static str,
    /// The tabs.
    tabs: Vec<Tab<T>>,
    /// The tab that is shown.
    #[prop(into)]
    selected: Signal<T>,
    /// Another one was chosen.
    #[prop(into)]
    on_select: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let ids: Vec<T> = tabs.iter().map(|tab| tab.id).collect();
    let count = ids.len();
    let position = {
        let ids = ids.clone();
        Memo::new(move |_| ids.iter().position(|id| *id == selected.get()))
    };
    let select = Callback::new(move |index: usize| {
        if let Some(id) = ids.get(index) {
            on_select.run(*id);
        }
    });
    let tabs = tabs
        .into_iter()
        .enumerate()
        .map(|(index, tab)| {
            let ids = (
                ["tab-", group, "-", tab.word].concat(),
                ["panel-", group, "-", tab.word].concat(),
            );
            let is_selected = Signal::derive(move || position.get() == Some(index));
            let press = Callback::new(move |()| select.run(index));
            tab_view(ids, tab.label, tab.badge, is_selected, press)
        })
        .collect_view();
    row(label, count, position, select, tabs.into_any())
}

fn row(
    label: Signal<String>,
    count: usize,
    position: Memo<Option<usize>>,
    select: Callback<usize>,
    tabs: AnyView,
) -> AnyView {
    let row = NodeRef::<html::Div>::new();
    let keys = move |event: ev::KeyboardEvent| {
        let now = position.get_untracked().unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (now + 1).checked_rem(count),
            "ArrowLeft" => (now + count).saturating_sub(1).checked_rem(count),
            "Home" => Some(0),
            "End" => count.checked_sub(1),
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            select.run(to);
            focus_child(row, to);
        }
    };
    view! {
        <div node_ref=row class="tabs" role="tablist" aria-label=label on:keydown=keys>
            {tabs}
        </div>
    }
    .into_any()
}

fn focus_child(row: NodeRef<html::Div>, index: usize) {
    let child = row
        .get_untracked()
        .and_then(|row| row.children().item(u32::try_from(index).ok()?))
        .and_then(|child| child.dyn_into::<HtmlElement>().ok());
    if let Some(child) = child {
        let _ = child.focus();
    }
}

fn tab_view(
    (id, panel): (String, String),
    label: String,
    badge: Option<Signal<usize>>,
    is_selected: Signal<bool>,
    press: Callback<()>,
) -> AnyView {
    let badge = badge.map(|count| {
        let has_some = Signal::derive(move || count.get() > 0);
        let number = Signal::derive(move || count.get().to_string());
        view! {
            <ShowIf when=has_some>
                <span class="tab-badge">{number}</span>
            </ShowIf>
        }
    });
    let tab_index = Signal::derive(move || if is_selected.get() { "0" } else { "-1" });
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            id=id
            aria-controls=panel
            aria-selected=true_or_false(is_selected)
            tabindex=tab_index
            on:click=move |_| press.run(())
        >
            <span>{label}</span>
            {badge}
        </button>
    }
    .into_any()
}
