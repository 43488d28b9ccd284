//! Menus: a button that opens a list of things to do, worked by keyboard as well as by mouse.

use std::{cell::RefCell, time::Duration};

use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    button::Button,
    el::{El, Held, Said, div, el, held, the},
};
use crate::i18n::lower;
use crate::reactive::{Callback, Give, Kept, RwSignal, follow, on_cleanup, set_timeout};

/// Between the menu and its button, or the edge of the window, in pixels.
const GAP: f64 = 4.0;
/// Letters typed within this time of each other make a word.
const WORD_MS: f64 = 700.0;

/// One thing to do.
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: Said,
    /// Why it can't be done now.
    pub refused: Said,
    /// It can't be undone.
    pub danger: bool,
    /// Does it. The menu is closed by then and the focus is back on its button.
    pub on_pick: Callback<()>,
}

impl MenuItem {
    /// An item that may always be picked.
    pub fn new(label: impl Into<Said>, on_pick: impl Into<Callback<()>>) -> Self {
        Self {
            label: label.into(),
            refused: Said::Nothing,
            danger: false,
            on_pick: on_pick.into(),
        }
    }

    /// The same, refused while there is a reason.
    pub fn refused(mut self, why: impl Into<Said>) -> Self {
        self.refused = why.into();
        self
    }

    /// The same, marked as not to be undone.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A button and its menu, both named by the button's label. The items are made when it opens, so that a thousand closed menus cost
/// nothing.
pub fn menu(
    label: impl Into<Said>,
    items: impl Fn() -> Vec<MenuItem> + 'static,
    dress: impl FnOnce(Button) -> Button,
) -> El {
    let label = label.into();
    let items: Box<dyn Give<Vec<MenuItem>>> = Box::new(items);
    // `Some(last)`: open, starting at the first item or at the last.
    let open = RwSignal::new(None::<bool>);
    let button = held();
    let toggle = move || {
        open.set(match open.get_untracked() {
            Some(_) => None,
            None => Some(false),
        });
    };
    let opener = dress(Button::new(label.clone(), toggle))
        .class("menu-button")
        .hold(button)
        .el();
    host(label, items, open, button, opener)
}

fn host(
    label: Said,
    items: Box<dyn Give<Vec<MenuItem>>>,
    open: RwSignal<Option<bool>>,
    button: Held,
    opener: El,
) -> El {
    let keys = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        let up = event.key() == "ArrowUp";
        let closed = open.get_untracked().is_none();
        if closed && (up || event.key() == "ArrowDown") {
            event.prevent_default();
            event.stop_propagation();
            open.set(Some(up));
        }
    };
    let opener = opener
        .attr("aria-haspopup", "menu")
        .bind("aria-expanded", move || open.with(Option::is_some));
    el("span")
        .class("menu-host")
        .on("keydown", keys)
        .child(opener)
        .view_of(move || {
            let last = open.get()?;
            let items = crate::reactive::untrack(|| items.give());
            Some(opened(label.clone(), items, last, open, button))
        })
}

fn opened(
    label: Said,
    items: Vec<MenuItem>,
    last: bool,
    open: RwSignal<Option<bool>>,
    button: Held,
) -> El {
    let list = held();
    let typed = Kept::new(RefCell::new((String::new(), 0.0_f64)));
    let close = move |refocus: bool| {
        open.set(None);
        if refocus && let Some(button) = the(button) {
            let _ = button.focus();
        }
    };

    follow(move || {
        if let (Some(list), Some(button)) = (the(list), the(button)) {
            place(&list, &button);
            focus_at(&list, if last { -1 } else { 0 });
        }
    });
    // Anything outside that is pressed, scrolled or resized closes it.
    let outside = move |event: &web_sys::Event| {
        let target: Option<web_sys::Node> =
            event.target().and_then(|target| target.dyn_into().ok());
        let within = |element: Option<&web_sys::Node>| {
            element.is_some_and(|element| element.contains(target.as_ref()))
        };
        !within(the(list).as_deref().map(AsRef::as_ref))
            && !within(the(button).as_deref().map(AsRef::as_ref))
    };
    let listeners = [
        window_event_listener_untyped("pointerdown", move |event| {
            if outside(&event) {
                close(false);
            }
        }),
        window_event_listener_untyped("wheel", move |event| {
            if outside(&event) {
                close(false);
            }
        }),
        window_event_listener_untyped("resize", move |_| close(false)),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });

    let keys = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        let Some(list) = the(list) else {
            return;
        };
        let key = event.key();
        match key.as_str() {
            "Escape" => close(true),
            "Tab" => {
                close(true);
                return;
            }
            "ArrowDown" => focus_at(&list, current(&list).map_or(0, |at| at + 1)),
            "ArrowUp" => focus_at(&list, current(&list).map_or(-1, |at| at - 1)),
            "Home" => focus_at(&list, 0),
            "End" => focus_at(&list, -1),
            letter
                if is_letter(letter)
                    && !event.ctrl_key()
                    && !event.meta_key()
                    && !event.alt_key() =>
            {
                let Some(typed) = typed.get() else { return };
                let (word, when) = &mut *typed.borrow_mut();
                if event.time_stamp() - *when > WORD_MS {
                    word.clear();
                }
                *when = event.time_stamp();
                word.push_str(&lower(letter));
                focus_word(&list, word);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Before the focus moves on by itself: not for the click inside that is about to pick.
    let left = move |event: web_sys::Event| {
        let event: web_sys::FocusEvent = event.unchecked_into();
        let to: Option<web_sys::Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        let stays = to.is_none() || the(list).is_some_and(|list| list.contains(to.as_ref()));
        if !stays {
            set_timeout(move || close(false), Duration::ZERO);
        }
    };
    let mut menu = div("menu")
        .attr("role", "menu")
        .bind("aria-label", label)
        .on("keydown", keys)
        .on("focusout", left)
        .hold(list);
    for item in items {
        menu = menu.child(item_view(item, close));
    }
    menu
}

fn item_view(item: MenuItem, close: impl Fn(bool) + Copy + 'static) -> El {
    let MenuItem {
        label,
        refused,
        danger,
        on_pick,
    } = item;
    let judged = refused.clone();
    let pick = move |_| {
        if judged.get_untracked().is_none() {
            close(true);
            on_pick.run(());
        }
    };
    let id = super::id::unique("reason");
    let (described, is_refused, explained) = (id.clone(), refused.clone(), refused.clone());
    let reason = move || {
        refused.get().map(|reason| {
            el("span")
                .class("menu-item-reason")
                .attr_of("id", &id)
                .attr("aria-hidden", "true")
                .text(&reason)
        })
    };
    el("button")
        .attr("type", "button")
        .class(if danger {
            "menu-item menu-item-danger"
        } else {
            "menu-item"
        })
        .attr("role", "menuitem")
        .attr("tabindex", "-1")
        .bind("aria-disabled", move || {
            is_refused.is_there().then_some("true")
        })
        .bind("aria-describedby", move || {
            explained.is_there().then(|| described.clone())
        })
        .on("click", pick)
        .child(el("span").say(label))
        .view_of(reason)
}

fn is_letter(key: &str) -> bool {
    let mut characters = key.chars();
    characters
        .next()
        .is_some_and(|letter| !letter.is_whitespace())
        && characters.next().is_none()
}

fn at(list: &HtmlElement, index: i32) -> Option<HtmlElement> {
    list.children()
        .item(u32::try_from(index).ok()?)?
        .dyn_into()
        .ok()
}

fn count(list: &HtmlElement) -> i32 {
    i32::try_from(list.child_element_count()).unwrap_or_default()
}

/// The index of the item that has the focus.
fn current(list: &HtmlElement) -> Option<i32> {
    let focused = super::dialog::focused()?;
    (0..count(list)).find(|&index| at(list, index).is_some_and(|item| item == focused))
}

/// Going past an end comes in at the other.
fn focus_at(list: &HtmlElement, index: i32) {
    if let Some(index) = index.checked_rem_euclid(count(list))
        && let Some(item) = at(list, index)
    {
        let _ = item.focus();
    }
}

/// The next item that starts with what was typed. The same letter again and again goes through all that start with it.
fn focus_word(list: &HtmlElement, word: &str) {
    let mut letters = word.chars();
    let first = letters.next();
    let one_letter = letters.all(|letter| Some(letter) == first);
    let word: String = if one_letter {
        first.into_iter().collect()
    } else {
        word.to_owned()
    };
    let from = current(list).map_or(0, |at| if one_letter { at + 1 } else { at });
    for step in 0..count(list) {
        let Some(index) = (from + step).checked_rem_euclid(count(list)) else {
            return;
        };
        if let Some(item) = at(list, index)
            && lower(item.text_content().unwrap_or_default().trim()).starts_with(&word)
        {
            let _ = item.focus();
            return;
        }
    }
}

/// Under its button, or above it where there is no room; never past the window's edges.
fn place(list: &HtmlElement, button: &HtmlElement) {
    let window = web_sys::window();
    let size = |value: Option<wasm_bindgen::JsValue>| {
        value.and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let width = size(window.as_ref().and_then(|window| window.inner_width().ok()));
    let height = size(
        window
            .as_ref()
            .and_then(|window| window.inner_height().ok()),
    );
    let (anchor, own) = (
        button.get_bounding_client_rect(),
        list.get_bounding_client_rect(),
    );
    let below = anchor.bottom() + GAP;
    let top = if below + own.height() <= height {
        below
    } else {
        anchor.top() - GAP - own.height()
    };
    let left = (anchor.right() - own.width()).min(width - own.width() - GAP);
    let style = list.style();
    let _ = style.set_property("top", &pixels(top.max(GAP)));
    let _ = style.set_property("left", &pixels(left.max(GAP)));
}

/// A length for a style.
pub(super) fn pixels(length: f64) -> String {
    // Whole pixels: an integer's formatting is a tenth of a float's in the program's size.
    #[allow(clippy::cast_possible_truncation)]
    let whole = length.round() as i32;
    [&whole.to_string(), "px"].concat()
}
