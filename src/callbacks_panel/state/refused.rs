//! Requests that were refused. The stream doesn't tell them: they are read when the gateway counts more of them.

use std::sync::Arc;

use callbacks::{Ask, Refused, read_refused};
use leptos::{prelude::*, task::spawn_local};

use super::List;
use crate::callbacks_panel::client::{Client, Trouble};

/// Refused requests, newest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Refusals {
    client: StoredValue<Option<Client>>,
    list: RwSignal<List<Refused>>,
    /// How many the gateway counted when they were read.
    counted: StoredValue<Option<u64>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Default for Refusals {
    fn default() -> Self {
        Self {
            client: StoredValue::default(),
            list: RwSignal::new(Arc::from([])),
            counted: StoredValue::default(),
            busy: RwSignal::default(),
            trouble: RwSignal::default(),
        }
    }
}

impl Refusals {
    /// What was refused.
    pub fn list(self) -> ReadSignal<List<Refused>> {
        self.list.read_only()
    }

    /// Whether an answer is waited for.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why the gateway couldn't be asked.
    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    pub(super) fn open(self, client: Client) {
        self.client.set_value(Some(client));
    }

    pub(super) fn close(self) {
        self.client.set_value(None);
        self.counted.set_value(None);
        self.list.set(Arc::from([]));
        self.busy.set(false);
        self.trouble.set(None);
    }

    /// The gateway has counted so many since its start.
    pub(super) fn counted(self, count: u64) {
        if self.counted.get_value() != Some(count) {
            self.counted.set_value(Some(count));
            self.read();
        }
    }

    /// Reads them.
    pub fn read(self) {
        let Some(client) = self.client.get_value() else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let answer = client.ask(&Ask::Refused, false).await;
            // Another gateway, or none, by now.
            if self.client.try_get_value().flatten().as_ref() != Some(&client) {
                return;
            }
            self.busy.set(false);
            match answer.and_then(|body| Ok(read_refused(&body)?)) {
                Ok(list) => {
                    self.list.set(list.into());
                    self.trouble.set(None);
                }
                Err(trouble) => {
                    self.counted.set_value(None);
                    self.trouble.set(Some(trouble));
                }
            }
        });
    }
}
