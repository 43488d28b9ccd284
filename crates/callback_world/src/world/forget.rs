//! Rooms whose end nobody tells: NetEase has no event for it, and 叁体's is lost with its media server.

use super::{MAX_ROOMS, World};
use crate::event::{Event, EventKind};

/// The reason of an end that nobody told.
pub const FORGOTTEN: &str = "forgotten";

/// Returns the ends of rooms that are to be forgotten, at most `most` of them: those of which nothing was told since `before_ms`, those
/// with nobody in them of which nothing was told since `idle_ms`, and beyond [`MAX_ROOMS`] those of which nothing was told for longest.
/// They are events like others, so that whoever follows forgets the same rooms.
pub fn events(world: &World, before_ms: u64, idle_ms: u64, most: usize) -> Vec<Event> {
    let (mut over, mut others): (Vec<_>, Vec<_>) = world.rooms().partition(|room| {
        room.told_ms < before_ms || (room.told_ms < idle_ms && room.people.is_empty())
    });
    let excess = others.len().saturating_sub(MAX_ROOMS);
    if excess > 0 {
        others.sort_by_key(|room| room.told_ms);
        over.extend(others.into_iter().take(excess));
    }
    let over = over.into_iter().take(most);
    over.map(|room| Event {
        vendor: room.vendor,
        room: Some(room.room.clone()),
        user: None,
        kind: EventKind::Close {
            reason: Some(FORGOTTEN.to_owned()),
        },
        stamp: None,
        polled: true,
    })
    .collect()
}
