//! The services of the server, which the super service alone sees.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use owt::{Answer, Ask, NewService, Service, ServiceId, ServiceKey, made_service};

use super::{Client, Notice, Panel, Place};
use crate::{browser::random, owt_panel::client::Trouble};

/// A service that was just made, with the key that nobody can read again.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeService {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: ServiceId,
    /// What it signs with.
    pub key: ServiceKey,
}

/// Why a service wasn't made.
#[derive(Clone, Debug, PartialEq)]
pub enum NotMade {
    /// The server said so, or didn't answer, and it isn't there.
    Trouble(Trouble),
    /// The browser has nothing to make a key of.
    NoChance,
}

/// The services, as they were read last. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct ServiceList {
    /// Whether whoever signed in is the super service.
    is_super: RwSignal<bool>,
    services: RwSignal<Arc<[Service]>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// The service whose key is on the screen.
    made: RwSignal<Option<MadeService>>,
    /// Which reading is the newest: an older one's answer isn't believed.
    reading: StoredValue<u32>,
}

impl ServiceList {
    /// Whether there are services to see.
    pub fn is_super(self) -> ReadSignal<bool> {
        self.is_super.read_only()
    }

    /// All services.
    pub fn services(self) -> ReadSignal<Arc<[Service]>> {
        self.services.read_only()
    }

    /// Whether they are being read.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why they couldn't be read.
    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    /// The service whose key is on the screen; `None` = none.
    pub fn made(self) -> ReadSignal<Option<MadeService>> {
        self.made.read_only()
    }

    /// Forgets the key.
    pub fn forget_key(self) {
        self.made.set(None);
    }

    /// Takes what signing in told of it.
    pub(super) fn begin(self, services: Option<Vec<Service>>) {
        self.is_super.set(services.is_some());
        self.services.set(services.unwrap_or_default().into());
    }

    pub(super) fn clear(self) {
        self.reading
            .update_value(|reading| *reading = reading.wrapping_add(1));
        self.begin(None);
        self.busy.set(false);
        self.trouble.set(None);
        self.made.set(None);
    }

    /// Reads them anew; `None` = an older reading than another, or it failed.
    async fn read(self, client: &Client) -> Option<Arc<[Service]>> {
        let reading = self.reading.get_value().wrapping_add(1);
        self.reading.set_value(reading);
        self.busy.set(true);
        let answer = client.ask(&Ask::ListServices).await;
        if self.reading.get_value() != reading {
            return None;
        }
        self.busy.set(false);
        match answer {
            Ok(Answer::Services(services)) => {
                let services: Arc<[Service]> = services.into();
                self.services.set(Arc::clone(&services));
                self.trouble.set(None);
                Some(services)
            }
            Ok(_) => None,
            Err(trouble) => {
                self.trouble.set(Some(trouble));
                None
            }
        }
    }
}

impl Panel {
    /// Goes to the services.
    pub fn show_services(self) {
        self.place.set(Place::Services);
        self.read_services();
    }

    /// Goes back to the rooms.
    pub fn show_rooms(self) {
        self.services.forget_key();
        self.place.set(Place::Rooms);
        self.read_rooms();
    }

    /// Returns whether a service is the one that signed in. Not followed.
    pub fn is_own_service(self, id: &ServiceId) -> bool {
        self.client().is_some_and(|client| client.service() == id)
    }

    /// Reads the services anew.
    pub fn read_services(self) {
        if let Some(client) = self.client() {
            spawn_local(async move {
                self.services.read(&client).await;
            });
        }
    }

    /// Makes a service, with a key that the page makes. `on_end` is told why it wasn't made.
    pub fn create_service(self, name: String, on_end: impl Fn(Option<NotMade>) + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        let Some(bytes) = random::secret_bytes() else {
            return on_end(Some(NotMade::NoChance));
        };
        let key = ServiceKey::of_bytes(&bytes);
        let before = self.services.services.get_untracked();
        spawn_local(async move {
            let new = NewService {
                name: name.clone(),
                key: key.clone(),
            };
            let answer = client.ask(&Ask::CreateService(new)).await;
            let after = self.services.read(&client).await;
            let (made, trouble) = match answer {
                Ok(Answer::Service(made)) => (Some(made.id), None),
                Err(trouble @ Trouble::Refused(_)) => (None, Some(trouble)),
                // It may be there all the same, and nobody else knows its key: the list tells.
                Ok(_) => (made_service(&before, after.as_deref(), &name), None),
                Err(trouble) => (
                    made_service(&before, after.as_deref(), &name),
                    Some(trouble),
                ),
            };
            // Signed out meanwhile: nobody is to see the key.
            let is_same = self.client().as_ref() == Some(&client);
            match (made, trouble) {
                (Some(id), _) if is_same => {
                    self.services.made.set(Some(MadeService { name, id, key }));
                    on_end(None);
                }
                (_, trouble) => on_end(trouble.map(NotMade::Trouble)),
            }
        });
    }

    /// Deletes a service; its rooms are lost with it.
    pub fn delete_service(self, id: ServiceId, name: String, on_end: impl Fn() + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let ask = Ask::DeleteService(id.clone());
            let mut trouble = client.ask(&ask).await.err();
            let after = self.services.read(&client).await;
            let may_be_gone = match &trouble {
                None => false,
                Some(Trouble::Refused(refusal)) => ask.is_settled_by_reading(refusal),
                Some(Trouble::NoAnswer(_)) => true,
            };
            // Whoever asks a second time is refused what was done, and an answer may be lost: the list tells.
            if may_be_gone
                && let Some(after) = after
                && !after.iter().any(|service| service.id == id)
            {
                trouble = None;
            }
            self.notices.tell(match trouble {
                None => Notice::Deleted(name),
                Some(trouble) => Notice::NotDeleted(name, trouble),
            });
            on_end();
        });
    }
}
