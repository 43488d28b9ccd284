//! What is typed.

use std::sync::Arc;

use leptos::prelude::*;
use phone::ClientId;

use crate::{
    browser::storage,
    config::Config,
    kind::{ServerKind, server_address::ServerAddress},
    link::Link,
};

/// Under this a browser remembers the client's id. It is no secret.
pub(super) const CLIENT_KEY: &str = "phone-client";

/// What is wrong with a client's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientProblem {
    /// None is typed.
    Empty,
    /// It can't be one.
    Unfit,
}

/// The sign-in form, field by field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SignInForm {
    /// What couldn't be used in config.json, as paths.
    pub config_problems: StoredValue<Vec<String>>,
    /// The server's address.
    pub server: ServerAddress,
    /// The client's id.
    pub client: RwSignal<String>,
    /// Sent once: from now on what is wrong is said while it is typed.
    pub tried: RwSignal<bool>,
}

impl SignInForm {
    /// Returns a form filled in from the link, else with what this browser remembers, else with the configuration's first server.
    pub fn new(link: &Link, config: &Config) -> Self {
        Self {
            config_problems: StoredValue::new(config.problems.clone()),
            server: ServerAddress::new(ServerKind::Phone, link, config),
            client: RwSignal::new(storage::get(CLIENT_KEY).unwrap_or_default()),
            tried: RwSignal::default(),
        }
    }

    /// Returns the client's id. Followed.
    ///
    /// # Errors
    /// [`ClientProblem`] says what is wrong with it.
    pub fn client(self) -> Result<ClientId, ClientProblem> {
        self.client.with(|typed| match typed.trim() {
            "" => Err(ClientProblem::Empty),
            typed => ClientId::new(typed).ok_or(ClientProblem::Unfit),
        })
    }
}

/// What is typed and chosen in the room: it stays when the language changes. Cheap to copy.
#[derive(Clone, Copy)]
pub struct InviteForm {
    /// Numbers to call.
    pub numbers: RwSignal<String>,
    /// A conference that is there.
    pub conference: RwSignal<String>,
    /// Whom the list of people is searched for.
    pub query: RwSignal<String>,
    /// What the log is searched for.
    pub log_query: RwSignal<String>,
    /// The attendance is shown in the log's place.
    pub shows_attendance: RwSignal<bool>,
    /// It is asked whether the conference of this number is to be dismissed.
    pub dismissing: RwSignal<Option<Arc<str>>>,
}

impl InviteForm {
    pub(super) fn new() -> Self {
        Self {
            numbers: RwSignal::default(),
            conference: RwSignal::default(),
            query: RwSignal::default(),
            log_query: RwSignal::default(),
            shows_attendance: RwSignal::default(),
            dismissing: RwSignal::default(),
        }
    }

    pub(super) fn clear(self) {
        for text in [self.numbers, self.conference, self.query, self.log_query] {
            text.set(String::new());
        }
        self.dismissing.set(None);
    }
}
