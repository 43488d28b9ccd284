//! The address of a server, as it is typed to sign in.

use leptos::prelude::*;
use wire::{ApiServer, BadAddress, InsecureOrigins};

use super::ServerKind;
use crate::{
    browser::storage,
    config::{Config, Server},
    link::Link,
};

/// The address of a server, and what may be chosen in its place. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ServerAddress {
    kind: ServerKind,
    /// Servers to choose from.
    pub servers: StoredValue<Vec<Server>>,
    /// As it is typed.
    pub typed: RwSignal<String>,
    insecure: StoredValue<InsecureOrigins>,
}

impl ServerAddress {
    /// Returns the link's address, else what this browser remembers, else the configuration's first server of the kind.
    pub fn new(kind: ServerKind, link: &Link, config: &Config) -> Self {
        let servers = config.servers_of(kind);
        let first = servers.first().map(|server| server.url.clone());
        let remembered = || storage::get(&Self::key(kind));
        let typed = link.server_of(kind).or_else(remembered).or(first);
        Self {
            kind,
            servers: StoredValue::new(servers),
            typed: RwSignal::new(typed.unwrap_or_default()),
            insecure: StoredValue::new(config.insecure.clone()),
        }
    }

    /// Takes over the address of a link that is opened later, where it has one. Returns whether it is another one than before.
    pub fn fill(self, link: &Link) -> bool {
        let before = self.typed.get_untracked();
        let other = link.server_of(self.kind).filter(|other| *other != before);
        let is_other = other.is_some();
        if let Some(other) = other {
            self.typed.set(other);
        }
        is_other
    }

    /// Returns it put right. Followed.
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it.
    pub fn parse(self) -> Result<String, BadAddress> {
        let server = self.typed.with(|text| {
            let text = &*self.kind.as_web_address(text);
            self.insecure
                .with_value(|insecure| ApiServer::parse(text, insecure))
        });
        Ok(server?.as_str().to_owned())
    }

    /// Returns whether others in the network can read and change what is said to it: config.json allows it all the same. Followed.
    pub fn is_insecure(self) -> bool {
        self.typed.with(|text| self.names_insecure(text))
    }

    /// Returns the same of an address that isn't typed here.
    pub fn names_insecure(self, address: &str) -> bool {
        let address = &*self.kind.as_web_address(address);
        self.insecure
            .with_value(|insecure| insecure.names(address.trim()))
    }

    /// Remembers in this browser that `server` was signed in to.
    pub fn remember(self, server: &str) {
        storage::set(&Self::key(self.kind), server);
    }

    fn key(kind: ServerKind) -> String {
        format!("{}-server", kind.as_str())
    }
}
