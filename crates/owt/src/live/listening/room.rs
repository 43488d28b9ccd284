//! What of a room's configuration matters to whoever listens.

use super::Tells;
use crate::answer::Rights;
use crate::room::Room;
use std::sync::Arc;

/// Returns how many may be in a room; `None` = as many as like.
pub(super) fn limit(room: &Room) -> Option<usize> {
    let limit = room.body().get("participantLimit")?.as_u64();
    usize::try_from(limit?).ok().filter(|limit| *limit > 0)
}

/// Returns what a room's portal tells of: everything, unless the room says otherwise.
pub(super) fn tells(room: &Room) -> Tells {
    let body = room.body();
    let flag = |path: &str| body.get(path)?.as_bool();
    Tells {
        people: flag("notifying.participantActivities").unwrap_or(true),
        streams: flag("notifying.streamChange").unwrap_or(true),
    }
}

/// Returns the role that may least: the panel sends nothing, and gets no media.
pub(super) fn quietest_role(room: &Room) -> Option<Arc<str>> {
    let roles = room.roles();
    let may = |rights: Rights| u8::from(rights.audio) + u8::from(rights.video);
    let quietest = roles
        .iter()
        .filter(|it| !it.role.is_empty())
        .min_by_key(|it| (may(it.publish), may(it.subscribe)));
    quietest.map(|it| Arc::clone(&it.role))
}
