//! Tokens: whose they are, and how they are renewed.

use super::Room;
use crate::world::session::Session;

impl Room {
    /// Returns the session of a living token.
    pub fn session(&self, token: &str) -> Option<&Session> {
        self.sessions
            .iter()
            .find(|s| s.token == token && s.expires_at > self.now)
    }

    /// Gives a session a new token and returns it; the old one dies at once. `None` where that is dead already.
    pub fn renew_token(&mut self, token: &str) -> Option<String> {
        let fresh = self.ids.token();
        let expires_at = self.token_expiry();
        let now = self.now;
        let session = self
            .sessions
            .iter_mut()
            .find(|s| s.token == token && s.expires_at > now)?;
        session.token.clone_from(&fresh);
        session.expires_at = expires_at;
        Some(fresh)
    }

    /// Returns when a token made now will die (ms).
    pub fn token_expiry(&self) -> u64 {
        self.now + self.settings.expires * 1000
    }

    /// Returns `expires` as it goes over the wire: seconds, as a string.
    pub fn expires(&self) -> String {
        self.settings.expires.to_string()
    }
}
