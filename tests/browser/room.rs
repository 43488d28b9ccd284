//! A meeting to try the room in: events go through the conference and the store, as they do in the panel.

use conference::{
    Command, Conference, Event, ParticipantId, ParticipantPatch, Powers, Role, Service,
};
use gavel::{
    i18n::{Language, speak},
    reactive::{Callback, RwSignal},
    room::{Actions, room},
    state::{RoomInfo, Store},
};
use leptos::prelude::Owner;
use session::Connection;
use web_sys::HtmlElement;

use crate::page::{Page, attribute, frame, heard, settled};

/// When the tests' meetings happen.
pub const NOW_MS: u64 = 1_800_000_000_000;

pub struct Meeting {
    pub page: Page,
    pub store: Store,
    pub conference: Conference,
    pub acted: RwSignal<Vec<Command>>,
}

impl Meeting {
    pub async fn open() -> Self {
        Self::open_in(Language::En).await
    }

    /// As a host, live, and alone.
    pub async fn open_in(language: Language) -> Self {
        let owner = Owner::new();
        owner.set();
        std::mem::forget(owner);
        let store = Store::new();
        let (acted, act) = heard();
        let ignored = Callback::new(|()| {});
        let actions = Actions {
            act,
            call: Callback::new(|_| {}),
            leave: ignored,
            rejoin: ignored,
        };
        speak(language);
        let page = Page::show(move || room(store.view(), actions)).await;
        // The style sheet is not in this page.
        let list = page.find(".vlist").style();
        for (name, value) in [
            ("height", "440px"),
            ("overflow-y", "auto"),
            ("position", "relative"),
        ] {
            list.set_property(name, value).unwrap();
        }
        store.clock(NOW_MS);
        store.set_connection(Connection::Live);
        store.set_powers(Powers {
            role: Role::Host,
            live: true,
            ..Powers::default()
        });
        store.set_info(RoomInfo {
            meeting_name: "Weekly review".into(),
            room: "1234".into(),
            own_name: "Host".into(),
            joined_ms: NOW_MS - 62_000,
            started_s: None,
        });
        settled().await;
        Self {
            page,
            store,
            conference: Conference::default(),
            acted,
        }
    }

    pub async fn hear(&mut self, events: impl IntoIterator<Item = Event>) {
        let mut changes = Vec::new();
        for event in events {
            self.conference.apply(NOW_MS, event, &mut changes);
        }
        self.store.note(changes);
        self.store.show(&self.conference);
        settled().await;
        frame().await;
    }

    pub async fn join(&mut self, id: &str, name: &str) {
        self.hear([came(id, name)]).await;
    }

    pub async fn update(&mut self, id: &str, news: impl FnOnce(&mut ParticipantPatch)) {
        self.hear([updated(id, news)]).await;
    }

    pub fn row(&self, id: &str) -> HtmlElement {
        self.page.find(&format!("[role=row][data-uuid='{id}']"))
    }

    pub fn is(&self, id: &str, name: &str, expect: &str) {
        assert_eq!(
            attribute(&self.row(id), name).as_deref(),
            Some(expect),
            "{name} of {id}"
        );
    }

    /// Uuids in the order shown.
    pub fn order(&self) -> Vec<String> {
        let mut rows: Vec<_> = self
            .page
            .all("[role=row]")
            .iter()
            .map(|row| {
                let index: usize = attribute(row, "aria-rowindex").unwrap().parse().unwrap();
                (index, attribute(row, "data-uuid").unwrap())
            })
            .collect();
        rows.sort();
        rows.into_iter().map(|(_, uuid)| uuid).collect()
    }

    pub fn acted(&self) -> Vec<Command> {
        self.acted.get_untracked()
    }
}

pub fn id(id: &str) -> ParticipantId {
    ParticipantId::new(id)
}

pub fn came(id: &str, name: &str) -> Event {
    let mut patch = ParticipantPatch::new(ParticipantId::new(id));
    patch.name = Some(name.into());
    patch.address = Some(format!("sip:{id}@example.com").into());
    patch.protocol = Some("sip".into());
    Event::Created(Box::new(patch))
}

pub fn waits(id: &str, name: &str) -> Event {
    let Event::Created(mut patch) = came(id, name) else {
        unreachable!()
    };
    patch.service = Some(Service::WaitingRoom);
    Event::Created(patch)
}

pub fn updated(id: &str, news: impl FnOnce(&mut ParticipantPatch)) -> Event {
    let mut patch = ParticipantPatch::new(ParticipantId::new(id));
    news(&mut patch);
    Event::Updated(Box::new(patch))
}
