//! A control session: whose it is, and how long its token lives.

use super::room::Room;

/// A token's owner.
#[derive(Clone, Debug)]
pub struct Session {
    /// The token that is valid now; a refresh replaces it.
    pub token: String,
    /// When it dies (ms).
    pub expires_at: u64,
    /// The uuid of the row in the participant list.
    pub person: String,
    /// Stands at the door.
    pub waits: bool,
}

impl Room {
    /// The session of a living token.
    pub fn session(&self, token: &str) -> Option<&Session> {
        self.sessions
            .iter()
            .find(|s| s.token == token && s.expires_at > self.now)
    }

    /// A new token for a session, whose old one dies at once. `None` where the old one is dead already.
    pub fn renew(&mut self, token: &str) -> Option<String> {
        let fresh = self.ids.token();
        let expires_at = self.token_end();
        let now = self.now;
        let session = self
            .sessions
            .iter_mut()
            .find(|s| s.token == token && s.expires_at > now)?;
        session.token.clone_from(&fresh);
        session.expires_at = expires_at;
        Some(fresh)
    }

    /// When a token made now will die (ms).
    pub fn token_end(&self) -> u64 {
        self.now + self.settings.expires * 1000
    }

    /// `expires` as it goes over the wire: seconds, as a string.
    pub fn expires(&self) -> String {
        self.settings.expires.to_string()
    }
}
