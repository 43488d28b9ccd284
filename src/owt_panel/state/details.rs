//! One thing of the server, read when somebody asks for it.

use leptos::{prelude::*, task::spawn_local};
use owt::{Answer, Ask, InRoom, ServiceId};

use super::{Client, Live, Panel};
use crate::owt_panel::client::Trouble;

/// Something whose details are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// What asks for it.
    pub ask: Ask,
    /// What it was called when it was asked for.
    pub name: String,
}

impl Thing {
    /// Makes one of the room that is watched; `None` = none is. Not followed.
    pub fn in_room(live: Live, ask: InRoom, name: String) -> Option<Self> {
        let room = live
            .room()
            .with_untracked(|room| Some(room.as_ref()?.id.clone()))?;
        let ask = Ask::In(room, ask);
        Some(Self { ask, name })
    }
}

/// Why something couldn't be read.
#[derive(Clone, Debug, PartialEq)]
pub enum NotRead {
    /// The server's list doesn't have it any more.
    NotListed,
    /// The server's no, or no answer.
    Trouble(Trouble),
}

impl Panel {
    /// Reads one thing as it is now. `on_end` is told what was answered.
    pub fn read_one(self, ask: Ask, on_end: impl FnOnce(Result<Answer, NotRead>) + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let listed = match &ask {
                Ask::GetService(id) => is_listed(&client, id).await,
                _ => Ok(true),
            };
            on_end(match listed {
                Ok(true) => client.ask(&ask).await.map_err(NotRead::Trouble),
                Ok(false) => Err(NotRead::NotListed),
                Err(trouble) => Err(NotRead::Trouble(trouble)),
            });
        });
    }
}

/// Returns whether a service is in the list of them: the server's process ends where it is asked for one that is gone.
async fn is_listed(client: &Client, id: &ServiceId) -> Result<bool, Trouble> {
    let answer = client.ask(&Ask::ListServices).await?;
    Ok(match answer {
        Answer::Services(services) => services.iter().any(|service| service.id == *id),
        _ => false,
    })
}
