//! The layout editor: a view's picture as it is to be next, beside the one that is on air.
//!
//! The server arranges pictures by itself until it is given a layout; from then on it keeps that one. It fills regions that are left
//! free with whoever is mixed in and stands nowhere. Two who only change places are said by one region, and then it goes on arranging.

use super::{BadLayout, Layout, Region, Slot};
use crate::ask::MixedUpdate;
use crate::id::StreamId;

/// What is staged for a view, and what was on air before the last take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutEditor {
    /// `None` = next is what is on air.
    staged: Option<Vec<Slot>>,
    before: Option<Vec<Slot>>,
}

/// What is to be other than it is on air.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutChanges {
    /// Whether there are other regions.
    pub layout: bool,
    /// The places that somebody else stands in, from 0 on.
    pub slots: Vec<usize>,
}

impl LayoutChanges {
    /// Returns how many things differ: the layout is one, each place another.
    pub fn count(&self) -> usize {
        usize::from(self.layout) + self.slots.len()
    }
}

impl LayoutEditor {
    /// Returns the picture as it is to be next.
    pub fn next<'a>(&'a self, on_air: &'a [Slot]) -> &'a [Slot] {
        self.staged.as_deref().unwrap_or(on_air)
    }

    /// Takes other regions: whoever stands somewhere keeps their turn, as far as there is room.
    pub fn choose(&mut self, on_air: &[Slot], regions: &[Region]) {
        self.edit(on_air, |slots| {
            if is_same_layout(slots.iter().map(|slot| &slot.region), regions) {
                return;
            }
            let streams: Vec<_> = slots
                .iter()
                .filter_map(|slot| slot.stream.clone())
                .collect();
            // What is on air stands in the order in which the server told it.
            let is_on_air = is_same_layout(on_air.iter().map(|slot| &slot.region), regions);
            let regions: Vec<_> = match is_on_air {
                true => on_air.iter().map(|slot| slot.region.clone()).collect(),
                false => regions.to_vec(),
            };
            let streams = streams.into_iter().map(Some).chain(std::iter::repeat(None));
            let slot = |(region, stream)| Slot { region, stream };
            *slots = regions.into_iter().zip(streams).map(slot).collect();
        });
    }

    /// Puts a stream at a place. Where it stood before stands whoever was there.
    pub fn put(&mut self, on_air: &[Slot], at: usize, stream: &StreamId) {
        self.edit(on_air, |slots| {
            let from = slots
                .iter()
                .position(|slot| slot.stream.as_ref() == Some(stream));
            let Some(slot) = slots.get_mut(at) else {
                return;
            };
            let other = slot.stream.replace(stream.clone());
            if let Some(from) = from.filter(|from| *from != at)
                && let Some(slot) = slots.get_mut(from)
            {
                slot.stream = other;
            }
        });
    }

    /// Frees a place.
    pub fn clear(&mut self, on_air: &[Slot], at: usize) {
        self.edit(on_air, |slots| {
            if let Some(slot) = slots.get_mut(at) {
                slot.stream = None;
            }
        });
    }

    /// Lets two places change who stands there.
    pub fn swap(&mut self, on_air: &[Slot], one: usize, other: usize) {
        self.edit(on_air, |slots| {
            let stream = |at: usize| slots.get(at).map(|slot| slot.stream.clone());
            if let (Some(first), Some(second)) = (stream(one), stream(other)) {
                for (at, stream) in [(one, second), (other, first)] {
                    if let Some(slot) = slots.get_mut(at) {
                        slot.stream = stream;
                    }
                }
            }
        });
    }

    /// Forgets what is staged.
    pub fn reset(&mut self) {
        self.staged = None;
    }

    /// Returns what of the next picture differs from the one on air.
    pub fn changes(&self, on_air: &[Slot]) -> LayoutChanges {
        let Some(staged) = &self.staged else {
            return LayoutChanges::default();
        };
        let differs = |(at, slot): (usize, &Slot)| {
            let now = on_air.get(at).and_then(|slot| slot.stream.as_ref());
            (now != slot.stream.as_ref()).then_some(at)
        };
        LayoutChanges {
            layout: !is_same_arrangement(staged, on_air),
            slots: staged.iter().enumerate().filter_map(differs).collect(),
        }
    }

    /// Returns what has to be sent to put the next picture on air; `None` = nothing. `mixed` are the streams that the view mixes:
    /// others stand nowhere, for the server refuses a layout with one of them as a whole.
    ///
    /// # Errors
    /// [`BadLayout`] says why the server wouldn't take it.
    pub fn take(
        &self,
        on_air: &[Slot],
        mixed: &[StreamId],
    ) -> Result<Option<MixedUpdate>, BadLayout> {
        match &self.staged {
            None => Ok(None),
            Some(staged) => update(on_air, staged, mixed),
        }
    }

    /// The take of a picture was done: it isn't staged any more, unless it was edited meanwhile, and what was on air can be brought
    /// back.
    pub fn taken(&mut self, picture: &[Slot], before: Vec<Slot>) {
        if self.staged.as_deref() == Some(picture) {
            self.staged = None;
        }
        self.before = Some(before);
    }

    /// Returns whether there is a take to undo.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Returns what has to be sent to bring back what was on air before the last take, without whoever has left since; `None` = it is
    /// on air, or nothing was taken.
    ///
    /// # Errors
    /// [`BadLayout`] says why the server wouldn't take it.
    pub fn undo(
        &self,
        on_air: &[Slot],
        mixed: &[StreamId],
    ) -> Result<Option<MixedUpdate>, BadLayout> {
        match &self.before {
            None => Ok(None),
            Some(before) => update(on_air, before, mixed),
        }
    }

    /// What was on air before is so again.
    pub fn undone(&mut self) {
        self.before = None;
    }

    /// Returns how many free places of the next picture the server fills by itself.
    pub fn refills(&self, on_air: &[Slot], mixed: &[StreamId]) -> usize {
        let next = self.next(on_air);
        let stands = |stream: &&StreamId| {
            next.iter()
                .any(|slot| slot.stream.as_ref() == Some(*stream))
        };
        let waiting = mixed.iter().filter(|stream| !stands(stream)).count();
        let free = next.iter().filter(|slot| slot.stream.is_none()).count();
        free.min(waiting)
    }

    fn edit(&mut self, on_air: &[Slot], change: impl FnOnce(&mut Vec<Slot>)) {
        let mut slots = self.next(on_air).to_vec();
        change(&mut slots);
        self.staged = (slots != on_air).then_some(slots);
    }
}

/// Returns whether these are the same regions, in whatever order.
pub fn is_same_layout<'a>(
    regions: impl ExactSizeIterator<Item = &'a Region>,
    others: &[Region],
) -> bool {
    let mut regions = regions;
    regions.len() == others.len() && regions.all(|region| others.contains(region))
}

fn is_same_arrangement(slots: &[Slot], others: &[Slot]) -> bool {
    let regions =
        |slots: &[Slot]| -> Vec<Region> { slots.iter().map(|slot| slot.region.clone()).collect() };
    regions(slots) == regions(others)
}

fn update(
    on_air: &[Slot],
    wanted: &[Slot],
    mixed: &[StreamId],
) -> Result<Option<MixedUpdate>, BadLayout> {
    let without_others = |slot: &Slot| Slot {
        region: slot.region.clone(),
        stream: slot.stream.clone().filter(|stream| mixed.contains(stream)),
    };
    let wanted: Vec<_> = wanted.iter().map(without_others).collect();
    if wanted == on_air {
        return Ok(None);
    }
    let swap = exchange(on_air, &wanted);
    let update = swap.map_or_else(|| Layout::new(wanted).map(MixedUpdate::Layout), Ok);
    update.map(Some)
}

/// Returns the update for two who change places, and nothing else differs.
fn exchange(on_air: &[Slot], wanted: &[Slot]) -> Option<MixedUpdate> {
    if !is_same_arrangement(on_air, wanted) {
        return None;
    }
    let both = on_air.iter().zip(wanted).enumerate();
    let mut differ = both.filter(|(_, (now, next))| now.stream != next.stream);
    let (at, (now, next)) = differ.next()?;
    let (_, (other_now, other_next)) = differ.next()?;
    let is_exchange = differ.next().is_none()
        && now.stream.is_some()
        && now.stream == other_next.stream
        && other_now.stream == next.stream;
    let stream = next.stream.clone().filter(|_| is_exchange)?;
    Some(MixedUpdate::Region(at, stream))
}
