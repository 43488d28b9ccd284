//! A meeting to try the room in: events go through the conference and the state, as they do in the panel.

use std::{cell::RefCell, rc::Rc};

use conference::{
    Command, CommandId, Conference, Event, ParticipantId, ParticipantPatch, Powers, Protocol,
    Reachability, Role, Service,
};
use gavel::{
    app::Page,
    config::Config,
    i18n::{Locale, LocaleExt},
    link::Link,
    state::{
        self, MeetingState, Meetings, OpenMeeting, Preferences, RoomInfo, SignInForm, SignInState,
    },
};
use leptos::prelude::*;
use session::{CommandStatus, Connection, Input, Life, Notice};
use web_sys::HtmlElement;

use crate::page::{Page, attribute, frame, settled};

/// When the tests' meetings happen.
pub const NOW_MS: u64 = 1_800_000_000_000;

/// What is known of the meeting from the start.
pub fn info() -> RoomInfo {
    RoomInfo {
        meeting_name: "Weekly review".into(),
        room: "1234".into(),
        came_from: None,
        own_name: "Host".into(),
        joined_ms: NOW_MS - 62_000,
        is_insecure: false,
        is_demo: false,
        node: "".into(),
    }
}

/// The meetings of a tab that has this one alone.
pub fn only(meeting: state::Meeting, sign_in: SignInState, form: SignInForm) -> Meetings {
    Meetings::new(move |number| OpenMeeting {
        number,
        meeting,
        sign_in,
        form,
    })
}

pub struct Meeting {
    pub page: Page,
    pub state: MeetingState,
    pub preferences: Preferences,
    pub conference: Conference,
    inputs: Rc<RefCell<Vec<Input>>>,
}

impl Meeting {
    pub async fn open() -> Self {
        Self::open_in(Locale::en).await
    }

    /// As a host, live, and alone.
    pub async fn open_in(locale: Locale) -> Self {
        let owner = Owner::new();
        let link = Link {
            language: Some(locale.as_str().into()),
            ..Link::default()
        };
        let config = Config::default();
        let (state, preferences, sign_in, form) = owner.with(|| {
            (
                MeetingState::new(&config),
                Preferences::load(&link, &config),
                SignInState::default(),
                SignInForm::new(&link, &config),
            )
        });
        let meeting = state.meeting();
        let meetings = owner.with(|| only(meeting, sign_in, form));
        // As long as the page, like the app's.
        std::mem::forget(owner);
        let inputs = Rc::new(RefCell::new(Vec::new()));
        let sent = inputs.clone();
        meeting
            .commands
            .connect(move |input| sent.borrow_mut().push(input));
        meeting.media_calls.connect(drop);
        sign_in.show(&Life::Live);
        sign_in.open_room();
        let page = Page::show(move || {
            provide_context(meetings);
            provide_context(preferences);
            view! { <Page /> }
        })
        .await;
        let room = Self {
            page,
            state,
            preferences,
            conference: Conference::default(),
            inputs,
        };
        room.style_list();
        room.state.show_time(NOW_MS);
        room.state.show_connection(Connection::Live);
        room.state.show_powers(host());
        room.state.show_info(info());
        settled().await;
        room
    }

    /// The style sheet is not in this page.
    pub fn style_list(&self) {
        let list = self.page.find(".vlist");
        let style = web_sys::HtmlElement::style(&list);
        for (name, value) in [
            ("height", "440px"),
            ("overflow-y", "auto"),
            ("position", "relative"),
        ] {
            style.set_property(name, value).unwrap();
        }
    }

    pub async fn hear(&mut self, events: impl IntoIterator<Item = Event>) {
        let mut changes = Vec::new();
        for event in events {
            self.conference.apply(NOW_MS, event, &mut changes);
        }
        self.state.add_changes(changes);
        self.state.show(&self.conference);
        settled().await;
        frame().await;
    }

    pub async fn join(&mut self, id: &str, name: &str) {
        self.hear([came(id, name)]).await;
    }

    pub async fn update(&mut self, id: &str, news: impl FnOnce(&mut ParticipantPatch)) {
        self.hear([updated(id, news)]).await;
    }

    /// Shows what became of a command, as the driver does: to who waits for it, and to the host.
    pub async fn finish(&self, (id, command): (CommandId, Command), status: CommandStatus) {
        self.state
            .show_command_status(id, status.clone(), &self.conference);
        self.state.show_notice(Notice::Command {
            id,
            kind: command.kind(),
            name: None,
            status,
        });
        settled().await;
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

    /// What the host has asked of the session, in order, by its name.
    pub fn inputs(&self) -> Vec<String> {
        let inputs = self.inputs.borrow();
        inputs.iter().map(|input| format!("{input:?}")).collect()
    }

    /// The commands that the host has given, in order, each with its id.
    pub fn sent(&self) -> Vec<(CommandId, Command)> {
        let commands = |input: &Input| match input {
            Input::Command { id, command } => vec![(*id, command.clone())],
            Input::CommandQueue(commands) => commands.clone(),
            other => panic!("{other:?}"),
        };
        self.inputs.borrow().iter().flat_map(commands).collect()
    }

    /// The same without ids.
    pub fn acted(&self) -> Vec<Command> {
        self.sent()
            .into_iter()
            .map(|(_, command)| command)
            .collect()
    }
}

/// What a host may do while the server can be heard.
pub fn host() -> Powers {
    Powers {
        role: Role::Host,
        reachability: Reachability::Reachable,
        ..Powers::default()
    }
}

pub fn id(id: &str) -> ParticipantId {
    ParticipantId::new(id)
}

pub fn came(id: &str, name: &str) -> Event {
    let mut patch = ParticipantPatch::new(ParticipantId::new(id));
    patch.name = Some(name.into());
    patch.address = Some(format!("sip:{id}@example.com").into());
    patch.protocol = Some(Protocol::Sip);
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
