//! What the page shows, as signals, and whoever writes them.

mod form;
mod history;
mod live;
mod refused;
mod rows;
mod watch;

use std::sync::Arc;

use callbacks::{Ask, read_status};
use leptos::{prelude::*, task::spawn_local};

use super::client::{Client, Trouble};
use crate::{config::Config, link::Link};

pub use form::SignInForm;
pub use history::History;
pub use live::Live;
pub use refused::Refusals;

/// All that is known and typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Panel {
    /// The sign-in form.
    pub form: SignInForm,
    /// What is known now.
    pub live: Live,
    /// Events that were looked for.
    pub history: History,
    /// Requests that were refused.
    pub refusals: Refusals,
    client: RwSignal<Option<Client>>,
    is_connected: RwSignal<bool>,
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
        Self {
            form: SignInForm::new(link, config),
            live: Live::default(),
            history: History::new(),
            refusals: Refusals::default(),
            client: RwSignal::default(),
            is_connected: RwSignal::default(),
        }
    }

    /// Whether a gateway is watched, rather than the form shown.
    pub fn is_connected(self) -> ReadSignal<bool> {
        self.is_connected.read_only()
    }

    /// Returns the gateway's address; empty before somebody connected. Not followed.
    pub fn gateway(self) -> String {
        let gateway = |client: &Option<Client>| client.as_ref().map(|it| it.gateway().to_owned());
        self.client.with_untracked(gateway).unwrap_or_default()
    }

    /// Connects with what is typed. Returns whether it could be tried.
    pub fn connect(self) -> bool {
        self.form.tried.set(true);
        let Some((gateway, token)) = untrack(|| self.form.typed()) else {
            return false;
        };
        self.form.busy.set(true);
        self.form.problem.set(None);
        spawn_local(async move {
            let client = Client::new(&gateway, token);
            let answer = client.ask(&Ask::Status, true).await;
            let status = answer.and_then(|body| read_status(&body).map_err(Trouble::from));
            self.form.busy.set(false);
            match status {
                Ok(_) => {
                    self.form.worked(&gateway);
                    self.client.set(Some(client.clone()));
                    self.is_connected.set(true);
                    self.history.open(client.clone());
                    self.refusals.open(client.clone());
                    self.live.open(client, self.history, self.refusals);
                }
                Err(trouble) => self.form.problem.set(Some(trouble)),
            }
        });
        true
    }

    /// Forgets the token, and all that was read with it.
    pub fn disconnect(self) {
        self.live.close();
        self.history.close();
        self.refusals.close();
        self.client.set(None);
        self.is_connected.set(false);
    }
}

/// A list that is shown as a whole.
pub type List<T> = Arc<[T]>;
