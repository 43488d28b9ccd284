//! Tokens: what somebody joins a room with. One is handed to whoever asked for it, and kept nowhere here.

use leptos::task::spawn_local;
use owt::{Answer, Ask, InRoom, NewToken, PortalToken, Room, RoomId};

use super::{super::client::Trouble, Panel};

impl Panel {
    /// Makes a token. `on_end` gets it, or why there is none.
    pub fn create_token(
        self,
        room: RoomId,
        new: NewToken,
        on_end: impl Fn(Result<PortalToken, Trouble>) + 'static,
    ) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            let answer = client.ask(&Ask::In(room, InRoom::CreateToken(new))).await;
            match answer {
                Ok(Answer::Token(token)) => on_end(Ok(token)),
                // The answer to this question is of no other kind.
                Ok(_) => {}
                Err(trouble) => on_end(Err(trouble)),
            }
        });
    }

    /// Reads how a room is configured.
    pub fn read_room(self, room: RoomId, on_end: impl Fn(Result<Room, Trouble>) + 'static) {
        let Some(client) = self.client() else {
            return;
        };
        spawn_local(async move {
            match client.ask(&Ask::GetRoom(room)).await {
                Ok(Answer::Room(room)) => on_end(Ok(room)),
                Ok(_) => {}
                Err(trouble) => on_end(Err(trouble)),
            }
        });
    }
}
