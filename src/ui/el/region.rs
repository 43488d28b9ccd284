//! Parts of a page that come, change and go.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use web_sys::{Comment, Node};

use super::{El, Kept, Made, flag};
use crate::reactive::{Following, Give, Signal, document, untrack};

/// What can stand in an element: another element, something that comes and goes, or nothing.
#[derive(Default)]
pub enum Piece {
    /// Nothing.
    #[default]
    Nothing,
    /// An element.
    Element(El),
    /// Made anew when what it reads changes.
    Region(Box<dyn Give<Piece>>),
    /// One for each of a list.
    List(Box<dyn Give<Vec<Item>>>),
}

impl From<El> for Piece {
    fn from(element: El) -> Self {
        Self::Element(element)
    }
}

impl<T: Into<Piece>> From<Option<T>> for Piece {
    fn from(piece: Option<T>) -> Self {
        piece.map_or(Self::Nothing, Into::into)
    }
}

/// One of a list.
pub struct Item {
    /// Tells it from the others.
    pub key: Arc<str>,
    /// Makes it, once.
    pub make: Box<dyn Give<El>>,
}

impl Item {
    /// An item under a key.
    pub fn new(key: impl Into<Arc<str>>, make: impl Fn() -> El + 'static) -> Self {
        Self {
            key: key.into(),
            make: Box::new(make),
        }
    }
}

/// A part that is made anew when what it reads changes.
pub fn view_of<P: Into<Piece>>(piece: impl Fn() -> P + 'static) -> Piece {
    Piece::Region(Box::new(move || piece().into()))
}

/// An element that is there while something is so.
pub fn when(is_so: impl Fn() -> bool + 'static, element: impl Fn() -> El + 'static) -> Piece {
    there_while(flag(is_so), Box::new(element))
}

fn there_while(is_so: Signal<bool>, element: Box<dyn Give<El>>) -> Piece {
    // What the element reads while it is made is its own matter.
    Piece::Region(Box::new(move || {
        is_so.get().then(|| untrack(|| element.give())).into()
    }))
}

impl Piece {
    /// Puts it into `parent`, before `next` or at the end. `None` where there is nothing to keep.
    pub(super) fn put(self, parent: &Node, next: Option<&Node>) -> Option<Kept> {
        match self {
            Self::Nothing => None,
            Self::Element(El(made)) => {
                let _ = parent.insert_before(&made.node, next);
                Some(Kept::Element(made))
            }
            Self::Region(make) => Some(Kept::Region(region(make, parent, next))),
            Self::List(items) => Some(Kept::List(list(items, parent, next))),
        }
    }
}

/// What stands before a mark in the page, and the effect that changes it. The effect goes first.
pub(super) struct Region<T> {
    _effect: Following,
    mark: Comment,
    inside: Rc<RefCell<T>>,
}

impl Region<Option<Kept>> {
    pub(super) fn leave(&self) {
        if let Some(inside) = &*self.inside.borrow() {
            inside.leave();
        }
        self.mark.remove();
    }
}

impl Region<Vec<Entry>> {
    pub(super) fn leave(&self) {
        for entry in self.inside.borrow().iter() {
            entry.made.node.remove();
        }
        self.mark.remove();
    }
}

fn mark(parent: &Node, next: Option<&Node>) -> Comment {
    let mark = document().create_comment("");
    let _ = parent.insert_before(&mark, next);
    mark
}

fn region(make: Box<dyn Give<Piece>>, parent: &Node, next: Option<&Node>) -> Region<Option<Kept>> {
    let mark = mark(parent, next);
    let inside = Rc::new(RefCell::new(None::<Kept>));
    let (place, shown) = (mark.clone(), inside.clone());
    let effect = Following::new(move || {
        if let Some(before) = shown.take() {
            before.leave();
        }
        let piece = make.give();
        if let Some(parent) = place.parent_node() {
            let now = piece.put(&parent, Some(&place));
            shown.replace(now);
        }
    });
    Region {
        _effect: effect,
        mark,
        inside,
    }
}

/// One of a list, in the page, with all that it owns.
pub(super) struct Entry {
    key: Arc<str>,
    made: Box<Made>,
    owner: Owner,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

fn list(items: Box<dyn Give<Vec<Item>>>, parent: &Node, next: Option<&Node>) -> Region<Vec<Entry>> {
    let mark = mark(parent, next);
    let inside = Rc::new(RefCell::new(Vec::<Entry>::new()));
    let (place, shown) = (mark.clone(), inside.clone());
    // Entries outlive a run of the effect, so they can't belong to it.
    let owner = Owner::current().unwrap_or_default();
    let mut spare = Vec::new();
    let effect = Following::new(move || {
        let items = items.give();
        let now = arrange(shown.take(), items, &owner, &mut spare);
        if let Some(parent) = place.parent_node() {
            settle(&now, &parent, &place);
        }
        shown.replace(now);
    });
    Region {
        _effect: effect,
        mark,
        inside,
    }
}

/// Those of `before` that stay, and new ones; the others leave the page. Their owners are used again (`spare`): an owner never forgets
/// one that was made in it.
fn arrange(
    before: Vec<Entry>,
    items: Vec<Item>,
    owner: &Owner,
    spare: &mut Vec<Owner>,
) -> Vec<Entry> {
    let mut stay = before;
    let now = items
        .into_iter()
        .map(|Item { key, make }| {
            // Mostly the first one: what stays keeps its order.
            match stay.iter().position(|entry| entry.key == key) {
                Some(at) => stay.remove(at),
                None => {
                    let owner = spare.pop().unwrap_or_else(|| owner.with(Owner::new));
                    let made = owner.with(|| untrack(|| make.give())).0;
                    Entry { key, made, owner }
                }
            }
        })
        .collect();
    for gone in stay {
        gone.made.node.remove();
        spare.push(gone.owner.clone());
    }
    now
}

/// Puts entries before `mark` in their order, from the last to the first; one that stands right isn't touched, for an element that
/// is moved loses the focus.
fn settle(entries: &[Entry], parent: &Node, mark: &Node) {
    let mut next = mark.clone();
    for entry in entries.iter().rev() {
        let node: &Node = entry.made.node.unchecked_ref();
        if node.next_sibling().as_ref() != Some(&next) {
            let _ = parent.insert_before(node, Some(&next));
        }
        next = node.clone();
    }
}
