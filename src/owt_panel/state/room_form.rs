//! A room's whole configuration, as it is edited: fields, and the same as JSON.

use leptos::{prelude::*, task::spawn_local};
use owt::{Answer, Ask, NewRoom, Room, RoomBody, SaveSeen};

use super::{Notice, Panel, Place};
use crate::owt_panel::client::Trouble;

/// Why a room wasn't saved.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// The server's no, or nobody knows.
    Trouble(Trouble),
    /// The browser didn't let the request out: the server doesn't allow it to pages of other addresses. The room is as it was.
    Blocked,
    /// There was no answer, and the room is as it was.
    Unchanged(Trouble),
    /// There was no answer, and the room is other, but not as it was to be.
    Other(Trouble),
}

/// The form. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct RoomForm {
    /// The room as it was read; `None` = a new one.
    room: RwSignal<Option<Room>>,
    body: RwSignal<RoomBody>,
    /// JSON as it is typed, while it is none.
    broken_json: RwSignal<Option<String>>,
    /// Sent once: from now on it is said what is missing.
    pub tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    not_saved: RwSignal<Option<NotSaved>>,
}

impl RoomForm {
    /// The room as it was read; `None` = a new one.
    pub fn room(self) -> ReadSignal<Option<Room>> {
        self.room.read_only()
    }

    /// What is typed.
    pub fn body(self) -> ReadSignal<RoomBody> {
        self.body.read_only()
    }

    /// Whether an answer is waited for.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why it wasn't saved.
    pub fn not_saved(self) -> ReadSignal<Option<NotSaved>> {
        self.not_saved.read_only()
    }

    /// Whether what is typed as JSON is none.
    pub fn is_broken(self) -> bool {
        self.broken_json.with(Option::is_some)
    }

    /// Returns the JSON. Followed.
    pub fn json(self) -> String {
        let broken = self.broken_json.get();
        broken.unwrap_or_else(|| self.body.with(RoomBody::to_shown_json))
    }

    /// Takes JSON that was typed.
    pub fn set_json(self, json: String) {
        let body = self.body.with_untracked(|body| body.parse_shown(&json));
        match body {
            Some(body) => {
                self.broken_json.set(None);
                self.body.set(body);
            }
            None => self.broken_json.set(Some(json)),
        }
    }

    /// Changes what is typed.
    pub fn edit(self, change: impl FnOnce(&mut RoomBody)) {
        self.broken_json.set(None);
        self.body.update(change);
    }

    /// Returns whether there is something to save. Followed.
    pub fn is_changed(self) -> bool {
        self.room.with(|room| match room {
            None => true,
            Some(room) => self.body.with(|body| !room.changes(body).is_empty()),
        })
    }

    /// Returns the names of fields that were taken out and stay in the room all the same. Followed.
    pub fn kept(self) -> Vec<String> {
        self.room.with(|room| {
            let kept = |room: &Room| {
                self.body.with(|body| {
                    let kept = room.kept(body).into_iter();
                    kept.map(|key| conference::clean_name(key).into_owned())
                        .collect()
                })
            };
            room.as_ref().map(kept).unwrap_or_default()
        })
    }

    fn begin(self, room: Option<Room>) {
        self.body
            .set(room.as_ref().map(Room::body).unwrap_or_default());
        self.room.set(room);
        self.broken_json.set(None);
        self.tried.set(false);
        self.busy.set(false);
        self.not_saved.set(None);
    }

    pub(super) fn clear(self) {
        self.begin(None);
    }
}

impl Panel {
    /// Opens the form of a room.
    pub fn edit_room(self, room: Room) {
        self.room_form.begin(Some(room));
        self.place.set(Place::Form);
    }

    /// Opens the form of a room that isn't there yet.
    pub fn new_room(self) {
        self.room_form.begin(None);
        self.place.set(Place::Form);
    }

    /// Returns whether the server has another address than the page: then its own headers say what the browser lets out. Not
    /// followed.
    pub fn is_elsewhere(self) -> bool {
        let origin = window().location().origin().unwrap_or_default();
        let rest = self.server();
        let rest = rest.strip_prefix(&origin);
        !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Saves what is typed: makes the room, or changes of it what is other.
    pub fn save_room(self) {
        let (form, Some(client)) = (self.room_form, self.client()) else {
            return;
        };
        let (room, mut body) = (form.room.get_untracked(), form.body.get_untracked());
        let name = body.get("name").and_then(|name| name.as_str());
        let name = name.unwrap_or_default().trim().to_owned();
        let shown = conference::clean_name(&name).into_owned();
        form.busy.set(true);
        form.not_saved.set(None);
        spawn_local(async move {
            let (notice, trouble) = match &room {
                None => {
                    body.remove("name");
                    let options = (!body.is_empty()).then_some(body);
                    let ask = Ask::CreateRoom(NewRoom { name, options });
                    let trouble = client.ask(&ask).await.err();
                    (Notice::Made(shown), trouble.map(NotSaved::Trouble))
                }
                Some(room) => {
                    let sent = room.changes(&body);
                    let ask = Ask::PutRoom(room.id().clone(), sent.clone());
                    let trouble = match client.ask(&ask).await {
                        Ok(_) => None,
                        Err(trouble @ Trouble::Refused(_)) => Some(NotSaved::Trouble(trouble)),
                        Err(trouble) => {
                            let now = client.ask(&Ask::GetRoom(room.id().clone())).await;
                            match now {
                                Ok(Answer::Room(now)) => self.told(room.seen(&sent, &now), trouble),
                                _ => Some(NotSaved::Trouble(trouble)),
                            }
                        }
                    };
                    (Notice::Saved(shown), trouble)
                }
            };
            // Signed out, or another room is edited by now.
            let is_same = form.room.with_untracked(|now| *now == room)
                && form.busy.get_untracked()
                && self.place.get_untracked() == Place::Form;
            if !is_same {
                return;
            }
            form.busy.set(false);
            match trouble {
                None => {
                    self.notices.tell(notice);
                    self.show_rooms();
                }
                trouble => form.not_saved.set(trouble),
            }
        });
    }

    fn told(self, seen: SaveSeen, trouble: Trouble) -> Option<NotSaved> {
        match seen {
            SaveSeen::Saved => None,
            SaveSeen::Unchanged if self.is_elsewhere() => Some(NotSaved::Blocked),
            SaveSeen::Unchanged => Some(NotSaved::Unchanged(trouble)),
            SaveSeen::Other => Some(NotSaved::Other(trouble)),
        }
    }
}
