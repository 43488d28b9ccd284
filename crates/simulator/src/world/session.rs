//! A control session: whose it is, and how long its token lives.

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
