//! Elements that are all of one type.
//!
//! `view!` gives every piece of a page a type of its own, and the program a copy of the machinery for each: a room made so would weigh
//! more than everything else. It is made of these instead. What follows a signal is a closure here as there, run by Leptos's effects;
//! what stands in an element is kept by it and ends with it.

mod known;
mod mount;
mod region;
mod said;

use std::{borrow::Cow, cell::RefCell};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement};

pub use mount::Ready;
pub use region::{Item, Piece, view_of, when};
pub use said::{Said, Say, Text};

use crate::reactive::{Following, Give, Memo, RwSignal, Signal, document};
use region::{Entry, Region};

/// Where an element is kept for who has to move the focus.
pub type Held = RwSignal<Option<HtmlElement>>;

/// A place for an element.
pub fn held() -> Held {
    RwSignal::new(None)
}

/// The element, while it is in the page.
pub fn the(held: Held) -> Option<HtmlElement> {
    held.get_untracked()
}

/// An element with all that belongs to it. It does things for as long as it is kept. One pointer, so that a chain of calls passes on
/// nothing more.
pub struct El(Box<Made>);

struct Made {
    node: Element,
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "kept for what they do when they are dropped")]
enum Kept {
    Effect(Following),
    Listener(Listener),
    Element(Box<Made>),
    Region(Region<Option<Kept>>),
    List(Region<Vec<Entry>>),
}

impl Kept {
    /// Takes it out of the page.
    fn leave(&self) {
        match self {
            Self::Element(made) => made.node.remove(),
            Self::Region(region) => region.leave(),
            Self::List(list) => list.leave(),
            Self::Effect(_) | Self::Listener(_) => {}
        }
    }
}

struct Listener {
    target: Element,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

/// An element of this name.
pub fn el(tag: &'static str) -> El {
    made(known::make(tag))
}

/// A drawing's element of this name.
pub fn svg(tag: &'static str) -> El {
    made(known::make_svg(tag))
}

/// An element of this name and class.
pub fn div(class: &'static str) -> El {
    el("div").class(class)
}

fn made(node: Element) -> El {
    El(Box::new(Made {
        node,
        kept: Vec::new(),
    }))
}

impl El {
    /// Its classes.
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// An attribute that stays, with a word of the program's.
    pub fn attr(self, name: &'static str, value: &'static str) -> Self {
        known::write(&self.0.node, name, &Some(Cow::Borrowed(value)));
        self
    }

    /// An attribute that stays, with a text made here.
    pub fn attr_of(self, name: &'static str, value: impl Into<String>) -> Self {
        known::write(&self.0.node, name, &Some(Cow::Owned(value.into())));
        self
    }

    /// An attribute that follows.
    pub fn bind(self, name: &'static str, value: impl Into<Said>) -> Self {
        self.bind_said(name, value.into())
    }

    fn bind_said(self, name: &'static str, value: Said) -> Self {
        let node = self.0.node.clone();
        self.follow_said(
            value,
            Box::new(move |value| known::write(&node, name, value)),
        )
    }

    /// Several attributes that follow, with one follower for all: a long list's rows are made of these.
    pub fn bind_all<const N: usize>(
        self,
        names: &'static [&'static str; N],
        values: impl Fn() -> [Text; N] + 'static,
    ) -> Self {
        self.bind_each(names, Box::new(move || values().into()))
    }

    fn bind_each(self, names: &'static [&'static str], values: Box<dyn Give<Vec<Text>>>) -> Self {
        let node = self.0.node.clone();
        let written = RefCell::new(vec![None; names.len()]);
        self.follow(Box::new(move || {
            let now = values.give();
            let mut written = written.borrow_mut();
            for ((name, before), now) in names.iter().zip(written.iter_mut()).zip(now) {
                if *before != now {
                    known::write(&node, name, &now);
                    *before = now;
                }
            }
        }))
    }

    /// A property that follows: what stands in a field.
    pub fn bind_property(self, name: &'static str, value: impl Into<Said>) -> Self {
        self.bind_value(name, value.into())
    }

    fn bind_value(self, name: &'static str, value: Said) -> Self {
        let node = self.0.node.clone();
        self.follow(Box::new(move || {
            let value = value
                .get()
                .map_or(JsValue::UNDEFINED, |value| JsValue::from_str(&value));
            known::set(&node, name, &value);
        }))
    }

    /// A property that is so or not.
    pub fn bind_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.bind_flag_of(name, Box::new(value))
    }

    fn bind_flag_of(self, name: &'static str, value: Box<dyn Give<bool>>) -> Self {
        let node = self.0.node.clone();
        self.follow(Box::new(move || {
            known::set(&node, name, &JsValue::from_bool(value.give()));
        }))
    }

    /// A style that follows. Set on the element itself: a strict policy forbids it in an attribute.
    pub fn style(self, name: &'static str, value: impl Into<Said>) -> Self {
        self.style_said(name, value.into())
    }

    fn style_said(self, name: &'static str, value: Said) -> Self {
        let node: HtmlElement = self.0.node.clone().unchecked_into();
        self.follow_said(
            value,
            Box::new(move |value| {
                let _ = node
                    .style()
                    .set_property(name, value.as_deref().unwrap_or_default());
            }),
        )
    }

    /// A text that stays.
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.node.append_child(&document().create_text_node(text));
        self
    }

    /// A text that follows.
    pub fn say(self, text: impl Into<Said>) -> Self {
        self.say_said(text.into())
    }

    fn say_said(self, text: Said) -> Self {
        let node = document().create_text_node("");
        let _ = self.0.node.append_child(&node);
        self.follow_said(
            text,
            Box::new(move |text| node.set_data(text.as_deref().unwrap_or_default())),
        )
    }

    /// Writes a text now, and whenever it has become another: what changes nothing in sight leaves the page alone. Nothing is written
    /// already.
    fn follow_said(self, text: Said, write: Box<dyn Fn(&Text)>) -> Self {
        let written = RefCell::new(None);
        self.follow(Box::new(move || {
            let text = text.get();
            if *written.borrow() != text {
                write(&text);
                written.replace(text);
            }
        }))
    }

    /// Something to do now, and whenever what it reads changes.
    fn follow(mut self, what: Box<dyn Give<()>>) -> Self {
        self.0
            .kept
            .push(Kept::Effect(Following::new(move || what.give())));
        self
    }

    /// Something at its end.
    pub fn child(self, piece: impl Into<Piece>) -> Self {
        self.put(piece.into())
    }

    fn put(mut self, piece: Piece) -> Self {
        let kept = piece.put(&self.0.node, None);
        self.0.kept.extend(kept);
        self
    }

    /// Something at its end that is made anew when what it reads changes.
    pub fn view_of<P: Into<Piece>>(self, piece: impl Fn() -> P + 'static) -> Self {
        self.put(view_of(piece))
    }

    /// An element at its end, there while something is so.
    pub fn when(
        self,
        is_so: impl Fn() -> bool + 'static,
        element: impl Fn() -> El + 'static,
    ) -> Self {
        self.put(when(is_so, element))
    }

    /// Elements at its end, one for each of a list; one whose key stays is kept.
    pub fn each(self, items: impl Fn() -> Vec<Item> + 'static) -> Self {
        self.put(Piece::List(Box::new(items)))
    }

    /// Hears an event.
    pub fn on(self, name: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        self.hear(name, Box::new(heard))
    }

    fn hear(mut self, name: &'static str, heard: Box<dyn FnMut(Event)>) -> Self {
        let listener = Listener {
            target: self.0.node.clone(),
            name,
            closure: Closure::wrap(heard),
        };
        let _ = listener
            .target
            .add_event_listener_with_callback(name, listener.closure.as_ref().unchecked_ref());
        self.0.kept.push(Kept::Listener(listener));
        self
    }

    /// The element itself, for who has to scroll or focus it.
    pub fn hold(self, place: Held) -> Self {
        place.set(self.0.node.clone().dyn_into().ok());
        self
    }

    /// As a view of Leptos's, to be mounted.
    pub fn ready(self) -> Ready {
        self.into()
    }
}

/// Whether something is so; who follows hears of it only when that changes.
pub fn flag(is_so: impl Fn() -> bool + 'static) -> Signal<bool> {
    kept(Box::new(is_so))
}

/// How many there are; who follows hears of it only when that changes.
pub fn count(of: impl Fn() -> usize + 'static) -> Signal<usize> {
    kept(Box::new(of))
}

/// A text; who follows hears of it only when it changes.
pub fn words(of: impl Fn() -> String + 'static) -> Signal<String> {
    kept(Box::new(of))
}

/// Boxed, so that the memo's part of it is compiled once a type and not once a use.
#[inline(never)]
fn kept<T: Clone + Default + PartialEq + 'static>(of: Box<dyn Give<T>>) -> Signal<T> {
    Memo::new(move |_| of.give()).into()
}
