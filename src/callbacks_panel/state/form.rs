//! What is typed to connect. The token lives in memory only, and the field forgets it when it was taken.

use callbacks::Token;
use leptos::prelude::*;

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
    /// The gateway's address.
    pub gateway: ServerAddress,
    /// The access token.
    pub token: RwSignal<String>,
    /// Sent once: from now on what is wrong is said while it is typed.
    pub tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) problem: RwSignal<Option<Trouble>>,
}

impl SignInForm {
    /// Returns a form filled in from the link, else with what this browser remembers, else with the configuration's first gateway.
    pub fn new(link: &Link, config: &Config) -> Self {
        Self {
            config_problems: StoredValue::new(config.problems.clone()),
            gateway: ServerAddress::new(ServerKind::Callbacks, link, config),
            token: RwSignal::default(),
            tried: RwSignal::default(),
            busy: RwSignal::default(),
            problem: RwSignal::default(),
        }
    }

    /// Takes over a link that is opened later. A token that was typed is for no other gateway.
    pub fn fill(self, link: &Link) {
        if self.gateway.fill(link) {
            self.token.set(String::new());
            self.tried.set(false);
            self.problem.set(None);
        }
    }

    /// Returns where to connect, and with what; `None` = something is wrong with it. Followed.
    pub fn typed(self) -> Option<(String, Token)> {
        Some((self.gateway.parse().ok()?, self.token()?))
    }

    /// Returns the token; `None` = what is typed is none. Followed.
    pub fn token(self) -> Option<Token> {
        self.token.with(|token| Token::parse(token))
    }

    /// Whether an answer is waited for.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why connecting didn't work.
    pub fn problem(self) -> ReadSignal<Option<Trouble>> {
        self.problem.read_only()
    }

    /// It worked: the gateway is remembered, the token is forgotten.
    pub(super) fn worked(self, gateway: &str) {
        self.gateway.remember(gateway);
        self.token.set(String::new());
        self.tried.set(false);
    }
}
