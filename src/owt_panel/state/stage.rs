//! The mixed pictures of a room: which view is looked at, what is staged for each, and what of it is taken.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use owt::{
    Answer, Ask, BadLayout, Fate, InRoom, LayoutEditor, MixedUpdate, RoomView, Slot, Stream,
    StreamId, StreamKind,
};
use rustc_hash::FxHashMap;

use super::{Live, Panel};

/// What is on air in a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The view's mixed stream.
    pub view: Arc<Stream>,
    /// Its regions, and who stands there.
    pub on_air: Vec<Slot>,
    /// The streams that it mixes pictures of.
    pub mixed: Vec<StreamId>,
}

/// The pictures. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stage {
    live: Live,
    /// Which view is looked at, by its mixed stream; one that isn't there stands for the first.
    pub chosen: RwSignal<Arc<str>>,
    editors: RwSignal<FxHashMap<Arc<str>, LayoutEditor>>,
    configured: RwSignal<Arc<[RoomView]>>,
}

impl Stage {
    pub(super) fn new(live: Live) -> Self {
        Self {
            live,
            chosen: RwSignal::new(Arc::from("")),
            editors: RwSignal::default(),
            configured: RwSignal::new(Arc::from([])),
        }
    }

    /// The room's views, as they are configured: what they may look like.
    pub fn configured(self) -> ReadSignal<Arc<[RoomView]>> {
        self.configured.read_only()
    }

    /// Returns the mixed streams that have a picture. Followed.
    pub fn views(self) -> Vec<Arc<Stream>> {
        self.live.streams.revision().track();
        let views = self.live.with_state(|room| {
            let is_view = |it: &&Arc<Stream>| {
                matches!(it.kind, StreamKind::Mixed { .. }) && it.video.is_some()
            };
            room.streams().filter(is_view).cloned().collect()
        });
        views.unwrap_or_default()
    }

    /// Returns what is on air in the view that is looked at. Followed.
    pub fn picture(self) -> Option<Picture> {
        let (views, chosen) = (self.views(), self.chosen.get());
        let is_chosen = |it: &&Arc<Stream>| it.id.as_str() == &*chosen;
        let view = views.iter().find(is_chosen).or(views.first())?;
        let StreamKind::Mixed { layout, .. } = &view.kind else {
            return None;
        };
        let mixed = self.live.with_state(|room| owt::mixed_into(room, view));
        Some(Picture {
            view: Arc::clone(view),
            on_air: layout.clone(),
            mixed: mixed.unwrap_or_default(),
        })
    }

    /// Reads what is staged for a view. Followed.
    pub fn with_editor<T>(self, view: &Stream, read: impl FnOnce(&LayoutEditor) -> T) -> T {
        self.editors.with(|editors| {
            let none = LayoutEditor::default();
            read(editors.get(view.id.as_str()).unwrap_or(&none))
        })
    }

    /// Changes what is staged for the view that is looked at, beside what is on air.
    pub fn edit(self, change: impl FnOnce(&mut LayoutEditor, &[Slot])) {
        if let Some(picture) = untrack(|| self.picture()) {
            let id = picture.view.id.shared();
            self.editors
                .update(|editors| change(editors.entry(id).or_default(), &picture.on_air));
        }
    }

    /// Puts what is staged on air.
    pub fn take(self) {
        let Some(picture) = untrack(|| self.picture()) else {
            return;
        };
        let (next, update) = untrack(|| {
            self.with_editor(&picture.view, |editor| {
                let update = editor.take(&picture.on_air, &picture.mixed);
                (editor.next(&picture.on_air).to_vec(), update)
            })
        });
        let before = picture.on_air.clone();
        self.send(&picture, update, move |editor| editor.taken(&next, before));
    }

    /// Brings back what was on air before the last take.
    pub fn undo(self) {
        let Some(picture) = untrack(|| self.picture()) else {
            return;
        };
        let update = untrack(|| {
            self.with_editor(&picture.view, |editor| {
                editor.undo(&picture.on_air, &picture.mixed)
            })
        });
        self.send(&picture, update, LayoutEditor::undone);
    }

    fn send(
        self,
        picture: &Picture,
        update: Result<Option<MixedUpdate>, BadLayout>,
        done: impl FnOnce(&mut LayoutEditor) + 'static,
    ) {
        let (Ok(Some(update)), StreamKind::Mixed { label, .. }) = (update, &picture.view.kind)
        else {
            return;
        };
        let ask = InRoom::PatchMixed(picture.view.id.clone(), update);
        let name = Arc::from(conference::clean_name(label.as_str()));
        let id = picture.view.id.shared();
        self.live.send_then(ask, name, move |fate| {
            if *fate == Fate::Done {
                self.editors
                    .update(|editors| done(editors.entry(id).or_default()));
            }
        });
    }

    /// Forgets all: another room is looked at.
    pub(super) fn clear(self) {
        self.chosen.set(Arc::from(""));
        self.editors.set(FxHashMap::default());
        self.configured.set(Arc::from([]));
    }
}

impl Panel {
    /// Reads what the room's views may look like. Without it the server's own layouts are offered.
    pub fn read_views(self) {
        let room = self.live.room().get_untracked();
        let (Some(client), Some(room)) = (self.client(), room) else {
            return;
        };
        spawn_local(async move {
            let answer = client.ask(&Ask::GetRoom(room.id.clone())).await;
            let is_same = self
                .live
                .room()
                .with_untracked(|now| now.as_ref() == Some(&room));
            if let (Ok(Answer::Room(read)), true) = (answer, is_same) {
                self.stage.configured.set(read.views().into());
            }
        });
    }
}
