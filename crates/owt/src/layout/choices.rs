//! What a view's picture can be made of: layouts to choose from, and streams to put into them.

use super::{Region, Slot, Template, is_same_layout, templates};
use crate::answer::{Stream, StreamKind};
use crate::id::StreamId;
use crate::live::LiveRoom;
use std::sync::Arc;

/// The standard layouts that are offered to every view have at most as many regions, as a view has by itself.
const USUAL: u32 = 16;

/// Where a layout comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LayoutSource {
    /// It is one of the server's templates.
    Template(Template),
    /// The room has it as its own.
    Own,
    /// It is on air, and nowhere else.
    OnAir,
}

/// A layout to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutChoice {
    /// Where it comes from.
    pub source: LayoutSource,
    /// Its regions.
    pub regions: Vec<Region>,
}

/// Returns the layouts to choose from: what is on air if it is none of them, the view's own, and the server's templates.
pub fn layout_choices(view: &[Vec<Region>], on_air: &[Slot]) -> Vec<LayoutChoice> {
    let usual = |base| templates(base, USUAL, &[]);
    let mut all: Vec<LayoutChoice> = Vec::new();
    let mut add = |source, regions: &[Region]| {
        let is_there = |it: &LayoutChoice| is_same_layout(it.regions.iter(), regions);
        if !regions.is_empty() && !all.iter().any(is_there) {
            let regions = regions.to_vec();
            all.push(LayoutChoice { source, regions });
        }
    };
    for regions in view {
        add(source_of(regions), regions);
    }
    for base in [Template::Fluid, Template::Lecture] {
        for regions in usual(base) {
            add(LayoutSource::Template(base), &regions);
        }
    }
    let now: Vec<_> = on_air.iter().map(|slot| slot.region.clone()).collect();
    let is_known = all.iter().any(|it| is_same_layout(it.regions.iter(), &now));
    if !is_known && !now.is_empty() {
        all.insert(
            0,
            LayoutChoice {
                source: LayoutSource::OnAir,
                regions: now,
            },
        );
    }
    all
}

fn source_of(regions: &[Region]) -> LayoutSource {
    let most = u32::try_from(regions.len()).unwrap_or(u32::MAX);
    let is_of = |base: &Template| {
        let all = templates(*base, most.saturating_mul(2), &[]);
        all.iter().any(|it| it.as_slice() == regions)
    };
    let base = [Template::Fluid, Template::Lecture].into_iter().find(is_of);
    base.map_or(LayoutSource::Own, LayoutSource::Template)
}

/// Where a stream stands towards a view's picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InView {
    /// It is in the picture.
    OnAir,
    /// It is mixed in, and there was no room for it.
    Waits,
    /// It isn't mixed into the view: it has to be before it can be in the picture.
    NotMixed,
}

/// A stream that may be put into a view's picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Which.
    pub stream: Arc<Stream>,
    /// Where it stands.
    pub in_view: InView,
}

/// Returns all streams that have a picture, and where they stand towards a view, in the server's order.
pub fn candidates(room: &LiveRoom, view: &Stream) -> Vec<Candidate> {
    let StreamKind::Mixed { label, layout, .. } = &view.kind else {
        return Vec::new();
    };
    let candidate = |stream: &Arc<Stream>| {
        let StreamKind::Forward { in_views, .. } = &stream.kind else {
            return None;
        };
        stream.video.as_ref()?;
        let is_shown = |slot: &Slot| slot.stream.as_ref() == Some(&stream.id);
        let in_view = if layout.iter().any(is_shown) {
            InView::OnAir
        } else if in_views.contains(label) {
            InView::Waits
        } else {
            InView::NotMixed
        };
        Some(Candidate {
            stream: Arc::clone(stream),
            in_view,
        })
    };
    room.streams().filter_map(candidate).collect()
}

/// Returns the streams that a view mixes pictures of.
pub fn mixed_into(room: &LiveRoom, view: &Stream) -> Vec<StreamId> {
    let all = candidates(room, view).into_iter();
    let mixed = all.filter(|it| it.in_view != InView::NotMixed);
    mixed.map(|it| it.stream.id.clone()).collect()
}
