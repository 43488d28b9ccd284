//! An element as a view of Leptos's, for mounting.

use leptos::{
    __reexports::send_wrapper::SendWrapper,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        no_attrs,
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};
use web_sys::{Element, Node};

use super::{El, Made};

/// An element on its way into the page.
pub struct Ready(SendWrapper<Box<Made>>);

/// An element in the page.
pub struct Shown(Box<Made>);

impl From<El> for Ready {
    fn from(element: El) -> Self {
        Self(SendWrapper::new(element.0))
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.0.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.0.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.0.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.0.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.0.node.clone()]
    }
}

impl Render for Ready {
    type State = Shown;

    fn build(self) -> Shown {
        Shown(self.0.take())
    }

    fn rebuild(self, state: &mut Shown) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

no_attrs!(Ready);

/// Made in browsers only: there is no text of it to write and none to take over.
impl RenderHtml for Ready {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
