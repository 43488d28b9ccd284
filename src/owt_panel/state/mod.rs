//! What the page shows, as signals, and whoever writes them.

mod details;
mod form;
mod live;
mod notices;
mod room_form;
mod rooms;
mod services;
mod stage;
mod tokens;

use leptos::{prelude::*, task::spawn_local};
use owt::{Ask, Standing, read_standing};

use super::client::{Client, Trouble};
use crate::{config::Config, kind::notices::Notices, link::Link};

pub use details::{NotRead, Thing};
pub use form::SignInForm;
pub use live::{Health, Ids, Live, LogEntry, LogKind, OpenRoom, Phase, Reading, Sent, Stale};
pub use notices::Notice;
pub use room_form::{NotSaved, RoomForm};
pub use rooms::RoomList;
pub use services::{MadeService, NotMade, ServiceList};
pub use stage::Stage;

/// What is in front.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Place {
    /// The form.
    #[default]
    SignIn,
    /// The rooms of the service.
    Rooms,
    /// One of them.
    Room,
    /// The form of a room.
    Form,
    /// The services of the server, for the super service.
    Services,
}

/// All that is known and typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Panel {
    /// The sign-in form.
    pub form: SignInForm,
    /// The rooms.
    pub rooms: RoomList,
    /// The form of a room.
    pub room_form: RoomForm,
    /// The services, for the super service.
    pub services: ServiceList,
    /// The room that is watched.
    pub live: Live,
    /// The mixed pictures of that room.
    pub stage: Stage,
    /// What is told in passing.
    pub notices: Notices<Notice>,
    place: RwSignal<Place>,
    client: RwSignal<Option<Client>>,
}

/// Returns the page's state.
///
/// # Panics
///
/// Outside of `<App/>`, which provides it.
pub fn use_panel() -> Panel {
    expect_context()
}

impl Panel {
    /// Returns the state of a page that was just opened.
    pub fn new(link: &Link, config: &Config) -> Self {
        let notices = Notices::default();
        let live = Live::new(notices);
        Self {
            form: SignInForm::new(link, config),
            rooms: RoomList::default(),
            room_form: RoomForm::default(),
            services: ServiceList::default(),
            live,
            stage: Stage::new(live),
            notices,
            place: RwSignal::default(),
            client: RwSignal::default(),
        }
    }

    /// What is in front.
    pub fn place(self) -> ReadSignal<Place> {
        self.place.read_only()
    }

    /// Returns the server's address; empty before somebody signed in. Not followed.
    pub fn server(self) -> String {
        let server = |client: &Option<Client>| client.as_ref().map(|it| it.server().to_owned());
        self.client.with_untracked(server).unwrap_or_default()
    }

    /// Returns what requests go out by. Not followed.
    pub(super) fn client(self) -> Option<Client> {
        self.client.get_untracked()
    }

    /// Signs in with what is typed. Returns whether it could be tried.
    pub fn sign_in(self) -> bool {
        self.form.tried.set(true);
        let Some((server, credentials)) = untrack(|| self.form.typed()) else {
            return false;
        };
        self.form.busy.set(true);
        self.form.problem.set(None);
        spawn_local(async move {
            let client = Client::new(&server, credentials);
            let standing = standing(&client).await;
            self.form.busy.set(false);
            match standing {
                Ok(standing) => {
                    self.form.worked(&server);
                    self.services.begin(match standing {
                        Standing::Super(services) => Some(services),
                        Standing::Ordinary => None,
                    });
                    self.client.set(Some(client));
                    self.place.set(Place::Rooms);
                    self.read_rooms();
                }
                Err(trouble) => self.form.problem.set(Some(trouble)),
            }
        });
        true
    }

    /// Forgets id and key, and all that was read with them.
    pub fn sign_out(self) {
        self.client.set(None);
        self.live.close();
        self.rooms.clear();
        self.services.clear();
        self.room_form.clear();
        self.notices.clear();
        self.place.set(Place::SignIn);
    }
}

async fn standing(client: &Client) -> Result<Standing, Trouble> {
    let answered = client.send(&Ask::ListServices, true).await;
    let answered = answered.map_err(Trouble::NoAnswer)?;
    read_standing(&answered.reply()).map_err(Trouble::Refused)
}
