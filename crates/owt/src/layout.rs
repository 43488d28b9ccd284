//! The mixed picture: its regions as shapes, and back to the body of `/info/layout`.
//!
//! API document: Streams, MixedInfo, Region, LayoutUpdate. The document has numbers for a region's area; the server tells and takes
//! texts ("1/3"), refuses a stream that stands twice, a region's id that stands twice, and a full region behind an empty one.

mod choices;
mod editor;
mod fraction;
mod templates;

pub use choices::{
    Candidate, InView, LayoutChoice, LayoutSource, candidates, layout_choices, mixed_into,
};
pub use editor::{LayoutChanges, LayoutEditor, is_same_layout};
pub use fraction::Fraction;
pub use templates::{Template, templates};

use crate::id::StreamId;
use crate::lenient::Object;
use std::sync::Arc;

/// Where a region lies in the picture, as shares of its width and height, from the left and the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the four measures of a rectangle")]
pub struct Shape {
    pub left: Fraction,
    pub top: Fraction,
    pub width: Fraction,
    pub height: Fraction,
}

impl Shape {
    /// The whole picture.
    pub const WHOLE: Self = Self {
        left: Fraction::ZERO,
        top: Fraction::ZERO,
        width: Fraction::ONE,
        height: Fraction::ONE,
    };

    /// Returns the shape that comes nearest to shares of one; `None` where they lie outside of the picture.
    pub fn near(left: f64, top: f64, width: f64, height: f64) -> Option<Self> {
        let shape = Self {
            left: Fraction::near(left)?,
            top: Fraction::near(top)?,
            width: Fraction::near(width)?,
            height: Fraction::near(height)?,
        };
        // What is rounded up at both ends may be a hair too much.
        let fits = |from: Fraction, size: Fraction| match from.plus(size) {
            Some(end) if end <= Fraction::ONE => Some(size),
            _ => {
                Fraction::near(1.0 - from.value()).filter(|_| from.value() + size.value() < 1.000_2)
            }
        };
        let shape = Self {
            width: fits(shape.left, shape.width)?,
            height: fits(shape.top, shape.height)?,
            ..shape
        };
        shape.is_inside().then_some(shape)
    }

    /// Returns left, top, width and height as numbers, for drawing.
    pub fn values(&self) -> [f64; 4] {
        [self.left, self.top, self.width, self.height].map(Fraction::value)
    }

    /// Returns whether it is something, and inside of the picture. Two shares whose sum can't be written are taken as numbers.
    fn is_inside(&self) -> bool {
        let ends = |from: Fraction, size: Fraction| match from.plus(size) {
            Some(end) => end <= Fraction::ONE,
            None => from.value() + size.value() <= 1.0 + 1e-9,
        };
        !self.width.is_zero()
            && !self.height.is_zero()
            && ends(self.left, self.width)
            && ends(self.top, self.height)
    }
}

/// A place in the mixed picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// What the server calls it.
    pub id: Arc<str>,
    /// `None` = a circle, or what isn't understood: shown by its id, and not to be sent.
    pub shape: Option<Shape>,
}

/// A region, and whose picture stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where.
    pub region: Region,
    /// `None` = it is empty.
    pub stream: Option<StreamId>,
}

/// Why the server would refuse a layout.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLayout {
    /// There is no region.
    #[error("there is no region")]
    Empty,
    /// A region without an id, or one that isn't a rectangle in the picture.
    #[error("region \"{0}\" is no rectangle in the picture")]
    Shape(Arc<str>),
    /// Two regions of one id.
    #[error("two regions are called \"{0}\"")]
    SameRegion(Arc<str>),
    /// A stream in two regions.
    #[error("a stream stands in two regions")]
    SameStream(StreamId),
}

/// A layout that the server takes: full regions first, each stream and each id once, all in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout(Vec<Slot>);

impl Layout {
    /// Takes regions as they are drawn. Empty ones go to the end, where alone the server takes them; the order of the others stays,
    /// for a later one lies on top.
    ///
    /// # Errors
    /// [`BadLayout`] says what the server would refuse; it says itself "Operation failed" and no more.
    pub fn new(slots: Vec<Slot>) -> Result<Self, BadLayout> {
        if slots.is_empty() {
            return Err(BadLayout::Empty);
        }
        for (at, slot) in slots.iter().enumerate() {
            let Region { id, shape } = &slot.region;
            if id.is_empty() || !shape.is_some_and(|shape| shape.is_inside()) {
                return Err(BadLayout::Shape(Arc::clone(id)));
            }
            let before = slots.get(..at).unwrap_or_default();
            if before.iter().any(|other| other.region.id == *id) {
                return Err(BadLayout::SameRegion(Arc::clone(id)));
            }
            if let Some(stream) = &slot.stream
                && before
                    .iter()
                    .any(|other| other.stream.as_ref() == Some(stream))
            {
                return Err(BadLayout::SameStream(stream.clone()));
            }
        }
        let (mut full, empty): (Vec<_>, Vec<_>) =
            slots.into_iter().partition(|slot| slot.stream.is_some());
        full.extend(empty);
        Ok(Self(full))
    }

    /// Returns its regions in the order in which they are sent.
    pub fn slots(&self) -> &[Slot] {
        &self.0
    }

    /// Returns whether a view whose picture is told as `told` has this layout: the same regions, and in the first of them whoever
    /// was named and is still there (`is_there`). The server fills free regions with others, moves up whoever stands behind
    /// somebody who leaves, and leaves free regions at the end untold once it has arranged something by itself.
    pub fn is_seen_as(&self, told: &[Slot], is_there: impl Fn(&StreamId) -> bool) -> bool {
        let is_whole = told.len() == self.0.len()
            || (told.len() < self.0.len() && told.iter().all(|slot| slot.stream.is_some()));
        let same_region = |(wanted, told): (&Slot, &Slot)| wanted.region == told.region;
        let named = self.0.iter().filter_map(|slot| slot.stream.as_ref());
        let named: Vec<_> = named.filter(|stream| is_there(stream)).collect();
        let told_streams = told.iter().map(|slot| slot.stream.as_ref());
        is_whole
            && !told.is_empty()
            && self.0.iter().zip(told).all(same_region)
            && named.len() <= told.len()
            && named
                .into_iter()
                .map(Some)
                .zip(told_streams)
                .all(|(wanted, told)| wanted == told)
    }
}

impl Region {
    /// Reads a region, as the server tells it.
    pub(crate) fn read(it: &Object<'_>) -> Self {
        let shape = |area: Object<'_>| {
            Some(Shape {
                left: area.fraction("left")?,
                top: area.fraction("top")?,
                width: area.fraction("width")?,
                height: area.fraction("height")?,
            })
        };
        Self {
            id: it.text("id").unwrap_or_default(),
            shape: it.object("area").and_then(shape),
        }
    }
}

impl Slot {
    /// Reads a region with who stands there, as the server tells it.
    pub(crate) fn read(it: &Object<'_>) -> Self {
        Self {
            region: Region::read(&it.object("region").unwrap_or_default()),
            stream: it.id("stream").map(StreamId::from),
        }
    }
}
