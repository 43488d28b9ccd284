//! What is typed to sign in. Id and key live in memory only, and are forgotten when they have been taken.

use leptos::prelude::*;
use owt::{BadCredentials, Credentials};

use super::super::client::Trouble;
use crate::{
    config::Config,
    kind::{ServerKind, server_address::ServerAddress},
    link::Link,
};

/// The sign-in form, field by field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SignInForm {
    /// What couldn't be used in config.json, as paths.
    pub config_problems: StoredValue<Vec<String>>,
    /// The server's address.
    pub server: ServerAddress,
    /// The service's id.
    pub service: RwSignal<String>,
    /// Its key.
    pub key: RwSignal<String>,
    /// Sent once: from now on what is wrong is said while it is typed.
    pub tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) problem: RwSignal<Option<Trouble>>,
}

impl SignInForm {
    /// Returns a form filled in from the link, else with what this browser remembers, else with the configuration's first server.
    pub fn new(link: &Link, config: &Config) -> Self {
        Self {
            config_problems: StoredValue::new(config.problems.clone()),
            server: ServerAddress::new(ServerKind::Owt, link, config),
            service: RwSignal::default(),
            key: RwSignal::default(),
            tried: RwSignal::default(),
            busy: RwSignal::default(),
            problem: RwSignal::default(),
        }
    }

    /// Takes over a link that is opened later. A key that was typed is for no other server.
    pub fn fill(self, link: &Link) {
        if self.server.fill(link) {
            self.key.set(String::new());
            self.tried.set(false);
            self.problem.set(None);
        }
    }

    /// Returns where to sign in, and as whom; `None` = something is wrong with it. Followed.
    pub fn typed(self) -> Option<(String, Credentials)> {
        Some((self.server.parse().ok()?, self.credentials().ok()?))
    }

    /// Returns what requests are to be signed with. Followed.
    ///
    /// # Errors
    /// [`BadCredentials`] says what is wrong with them.
    pub fn credentials(self) -> Result<Credentials, BadCredentials> {
        self.service
            .with(|id| self.key.with(|key| Credentials::new(id, key)))
    }

    /// Whether an answer is waited for.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why signing in didn't work.
    pub fn problem(self) -> ReadSignal<Option<Trouble>> {
        self.problem.read_only()
    }

    /// It worked: the server is remembered, id and key are forgotten.
    pub(super) fn worked(self, server: &str) {
        self.server.remember(server);
        self.service.set(String::new());
        self.key.set(String::new());
        self.tried.set(false);
    }
}
