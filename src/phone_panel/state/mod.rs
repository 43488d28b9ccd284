//! What the page shows, as signals, and whoever writes them.

mod calls;
mod commands;
mod facts;
mod form;
mod line;
mod live;
mod log;

use leptos::prelude::*;
use phone::socket_address;

use crate::{browser::storage, config::Config, link::Link};

pub use commands::{Notice, Until, Wait, Wanted};
pub use facts::{Connection, Facts};
pub use form::{ClientProblem, InviteForm, SignInForm};
pub use live::{Live, Place};
pub use log::{LogEntry, LogKind};

/// All that is known and typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Panel {
    /// The sign-in form.
    pub form: SignInForm,
    /// What is typed and chosen in the room.
    pub invite: InviteForm,
    /// The conference, and the connection to its server.
    pub live: Live,
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
            invite: InviteForm::new(),
            live: Live::new(),
        }
    }

    /// Connects with what is typed. Returns whether it could be tried.
    pub fn connect(self) -> bool {
        self.form.tried.set(true);
        let typed = untrack(|| Some((self.form.server.parse().ok()?, self.form.client().ok()?)));
        let Some((server, client)) = typed else {
            return false;
        };
        let address = socket_address(&server, &client);
        storage::set(form::CLIENT_KEY, client.as_str());
        self.form.server.remember(&server);
        self.live.connect(server, address);
        true
    }

    /// Leaves the server. The conference goes on.
    pub fn leave(self) {
        self.live.leave();
        self.invite.clear();
    }
}
