//! The rooms of a service. The server tells a page of them at a time, and nowhere how many there are; it can't search, so whoever does
//! has all of them read once.

use std::{num::NonZeroU32, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use owt::{Answer, Ask, InRoom, NewRoom, Pages, Room, RoomId};

use super::{Notice, Panel};
use crate::{i18n::lower, owt_panel::client::Trouble};

/// Rooms of a page.
pub const PAGE_SIZE: NonZeroU32 = match NonZeroU32::new(50) {
    Some(size) => size,
    None => NonZeroU32::MIN,
};

/// What was read of the rooms.
#[derive(Clone, Default)]
struct Read {
    rooms: Arc<[Room]>,
    /// Which page they are, from 0 on; where it is all of them, the page to go back to.
    page: u32,
    /// All of them, rather than a page.
    is_all: bool,
}

/// The rooms, as they were read last. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct RoomList {
    /// What is searched for.
    pub query: RwSignal<String>,
    read: RwSignal<Read>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// Which reading is the newest: an older one's answer isn't believed.
    reading: StoredValue<u32>,
}

impl RoomList {
    /// Returns the rooms to show, at most a page of them, and how many more were found. Followed.
    pub fn shown(self) -> (Vec<Room>, usize) {
        let query = self.query.with(|query| lower(query.trim()));
        let most = usize::try_from(PAGE_SIZE.get()).unwrap_or(usize::MAX);
        self.read.with(|read| {
            let is_found = |room: &&Room| {
                query.is_empty()
                    || lower(room.name()).contains(&query)
                    || room.id().as_str() == query
            };
            let found = read.rooms.iter().filter(is_found);
            let count = found.clone().count();
            (
                found.take(most).cloned().collect(),
                count.saturating_sub(most),
            )
        })
    }

    /// Returns which page is shown, from 1 on; `None` = what was found. Followed.
    pub fn page(self) -> Option<u32> {
        let is_search = self.query.with(|query| !query.trim().is_empty());
        self.read
            .with(|read| (!is_search && !read.is_all).then_some(read.page + 1))
    }

    /// Returns whether there may be rooms behind this page: the server doesn't say. Followed.
    pub fn may_have_more(self) -> bool {
        let most = usize::try_from(PAGE_SIZE.get()).unwrap_or(usize::MAX);
        self.read
            .with(|read| !read.is_all && read.rooms.len() >= most)
    }

    /// Whether they are being read.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why they couldn't be read.
    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    pub(super) fn clear(self) {
        self.reading
            .update_value(|reading| *reading = reading.wrapping_add(1));
        self.query.set(String::new());
        self.read.set(Read::default());
        self.busy.set(false);
        self.trouble.set(None);
    }
}

impl Panel {
    /// Reads the rooms anew: the same page of them, or all while something is searched for.
    pub fn read_rooms(self) {
        self.read_page(self.rooms.read.with_untracked(|read| read.page));
    }

    fn read_page(self, page: u32) {
        let Some(client) = self.client() else {
            return;
        };
        let list = self.rooms;
        let is_all = list.query.with_untracked(|query| !query.trim().is_empty());
        let number = NonZeroU32::MIN.saturating_add(page);
        let pages = match is_all {
            true => Pages::All,
            false => Pages::Page {
                number,
                size: PAGE_SIZE,
            },
        };
        let reading = list.reading.get_value().wrapping_add(1);
        list.reading.set_value(reading);
        list.busy.set(true);
        spawn_local(async move {
            let answer = client.ask(&Ask::ListRooms(pages)).await;
            if list.reading.get_value() != reading {
                return;
            }
            list.busy.set(false);
            list.trouble.set(match answer {
                Ok(Answer::Rooms(rooms)) => {
                    list.read.set(Read {
                        rooms: rooms.into(),
                        page,
                        is_all,
                    });
                    None
                }
                Ok(_) => None,
                Err(trouble) => Some(trouble),
            });
        });
    }

    /// Looks for rooms. All are read once, when the search begins.
    pub fn find_rooms(self, query: String) {
        let list = self.rooms;
        let is_search = !query.trim().is_empty();
        let was_search = list.query.with_untracked(|query| !query.trim().is_empty());
        list.query.set(query);
        if is_search != was_search {
            self.read_rooms();
        }
    }

    /// Goes to another page, from 1 on.
    pub fn go_to_page(self, page: u32) {
        self.read_page(page.saturating_sub(1));
    }

    /// Makes a room with the server's defaults. `on_end` is told why it wasn't made.
    pub fn create_room(self, name: String, on_end: impl Fn(Option<Trouble>) + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let new = NewRoom {
                name: name.clone(),
                options: None,
            };
            let answer = client.ask(&Ask::CreateRoom(new)).await;
            // Also where there was no answer: the room may be there.
            self.read_rooms();
            match answer {
                Ok(_) => {
                    self.notices.tell(Notice::Made(name));
                    on_end(None);
                }
                Err(trouble) => on_end(Some(trouble)),
            }
        });
    }

    /// Counts who is in a room, without this panel.
    pub fn count_people(self, room: RoomId, on_end: impl Fn(Option<usize>) + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let answer = client.ask(&Ask::In(room, InRoom::ListParticipants)).await;
            on_end(match answer {
                Ok(Answer::Participants(people)) => {
                    let own_ids = self.live.own_ids;
                    Some(people.iter().filter(|it| !own_ids.has(&it.id)).count())
                }
                _ => None,
            });
        });
    }

    /// Deletes a room; whoever is in it is dropped.
    pub fn delete_room(self, room: RoomId, name: String, on_end: impl Fn() + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let ask = Ask::DeleteRoom(room.clone());
            let mut trouble = client.ask(&ask).await.err();
            let may_be_gone = match &trouble {
                None => false,
                Some(Trouble::Refused(refusal)) => ask.is_settled_by_reading(refusal),
                Some(Trouble::NoAnswer(_)) => true,
            };
            // Whoever asks a second time is refused what was done, and an answer may be lost: the room itself tells.
            if may_be_gone
                && let Err(Trouble::Refused(refusal)) = client.ask(&Ask::GetRoom(room)).await
                && refusal.says_gone()
            {
                trouble = None;
            }
            self.notices.tell(match trouble {
                None => Notice::Deleted(name),
                Some(trouble) => Notice::NotDeleted(name, trouble),
            });
            self.read_rooms();
            on_end();
        });
    }
}
