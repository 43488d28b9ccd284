//! Menus: a button that opens a list of things to do, worked by keyboard as well as by mouse.

mod focus;
mod list;
mod place;

use leptos::{ev, html, prelude::*};

use super::{
    button::{Button, Look},
    dom::true_or_false,
    icon::Icon,
};

/// One thing to do.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it does.
    pub label: Signal<String>,
    /// Why it can't be done now.
    pub refusal: MaybeProp<String>,
    /// Whether it can't be undone.
    pub danger: bool,
    /// Does it. The menu is closed by then and the focus is back on its button.
    pub on_choose: Callback<()>,
    /// Instead of doing something: what it unfolds below itself.
    pub unfolds: Vec<MenuItem>,
}

impl MenuItem {
    /// Creates an item that may always be chosen.
    pub fn new(label: impl Into<Signal<String>>, on_choose: impl Into<Callback<()>>) -> Self {
        Self {
            label: label.into(),
            refusal: MaybeProp::default(),
            danger: false,
            on_choose: on_choose.into(),
            unfolds: Vec::new(),
        }
    }

    /// Creates an item that unfolds others below itself, and folds them again: what is seldom used doesn't make the menu long.
    pub fn unfolding(label: impl Into<Signal<String>>, items: Vec<Self>) -> Self {
        Self {
            unfolds: items,
            ..Self::new(label, || {})
        }
    }

    /// Refuses it while there is a reason.
    #[must_use]
    pub fn refusal(mut self, reason: impl Into<MaybeProp<String>>) -> Self {
        self.refusal = reason.into();
        self
    }

    /// Marks it as not to be undone.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// Which item has the focus when a menu opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    First,
    Last,
}

/// A button and its menu, both named by the button's label.
#[component]
pub fn Menu(
    /// The button's name, and the menu's.
    #[prop(into)]
    label: Signal<String>,
    /// Makes the items. Called when it opens, so that a thousand closed menus cost nothing.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
    /// The button's picture.
    #[prop(optional, into)]
    icon: Option<Signal<Icon>>,
    /// Shows the picture only.
    #[prop(optional)]
    icon_only: bool,
    /// How the button looks.
    #[prop(optional)]
    look: Look,
) -> impl IntoView {
    let open = RwSignal::new(None::<Start>);
    let button = NodeRef::<html::Button>::new();
    let toggle = move || {
        let start = match open.get_untracked() {
            Some(_) => None,
            None => Some(Start::First),
        };
        open.set(start);
    };
    let keys = move |event: ev::KeyboardEvent| {
        let start = match event.key().as_str() {
            "ArrowDown" => Start::First,
            "ArrowUp" => Start::Last,
            _ => return,
        };
        if open.get_untracked().is_none() {
            event.prevent_default();
            event.stop_propagation();
            open.set(Some(start));
        }
    };
    let list = move || {
        let start = open.get()?;
        Some(untrack(|| {
            list::opened(label, items.run(()), start, open, button)
        }))
    };
    let is_open = Signal::derive(move || open.with(Option::is_some));
    view! {
        <span class="menu-host" on:keydown=keys>
            <Button
                label=label
                on_press=toggle
                nostrip:icon=icon
                icon_only=icon_only
                look=look
                class="menu-button"
                node_ref=button
                attr:aria-haspopup="menu"
                attr:aria-expanded=true_or_false(is_open)
            />
            {move || list()}
        </span>
    }
    .into_any()
}
