//! What can be dragged onto a slot: streams, and other slots.

use leptos::prelude::{With, untrack};
use owt::{InView, StreamId};
use web_sys::Element;

use super::{StageContext, name_of};
use crate::room::drag::{DropZone, slot_of};

/// What is dragged.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A stream, out of a list.
    Stream(StreamId),
    /// Whoever stands in another slot.
    Slot(usize),
}

impl DropZone for StageContext {
    type Source = Source;
    /// Chips, rows of the streams and slots that are taken.
    const SOURCES: &'static str =
        "[data-chip], .people .tall-row[data-stream], .seat[data-taken=true]";
    const CONTROLS: &'static str = ".people button, .seat .menu-host";

    fn source(self, element: &Element) -> Option<(Source, String)> {
        if let Some(at) = slot_of(element) {
            let name = element.get_attribute("title");
            return Some((Source::Slot(at), name.unwrap_or_default()));
        }
        let id = element
            .get_attribute("data-chip")
            .or_else(|| element.get_attribute("data-stream"))?;
        let id = StreamId::new(&id);
        untrack(|| {
            let is_mixed = self.mixed.with(|mixed| mixed.contains(&id));
            is_mixed.then(|| Some((Source::Stream(id.clone()), name_of(self, &id)?)))?
        })
    }

    fn drop_on(self, at: usize, source: &Source) {
        self.stage.edit(|editor, on_air| match source {
            Source::Stream(stream) => editor.put(on_air, at, stream),
            Source::Slot(from) => editor.swap(on_air, *from, at),
        });
    }
}

/// Returns whether a stream may be put into the picture.
pub fn may_stand(in_view: InView) -> bool {
    in_view != InView::NotMixed
}
