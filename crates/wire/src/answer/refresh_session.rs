//! The answer to `refresh_session`.

use super::{Refusal, Reply, life_s};
use crate::lenient;
use crate::secret::{Token, token_of};
use conference::Role;
use serde::Deserialize;

/// A new token. API document: access, `refresh_session`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct RefreshSession {
    #[serde(deserialize_with = "lenient::word")]
    token: Option<String>,
    /// Seconds.
    #[serde(deserialize_with = "lenient::number")]
    expires: Option<f64>,
    /// Not in the document; servers send it when it has changed.
    #[serde(deserialize_with = "lenient::role")]
    role: Option<Role>,
}

/// A new token (`refresh_session`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// The new token.
    pub token: Token,
    /// How long it lives, seconds, 10…86,400.
    pub expires_s: u32,
    /// The role from now on, where told.
    pub role: Option<Role>,
}

/// Reads the answer to `refresh_session`.
///
/// # Errors
/// When it was refused, or has no token.
pub fn read_refresh(reply: &Reply<'_>) -> Result<Refreshed, Refusal> {
    let told: RefreshSession = reply.result()?;
    Ok(Refreshed {
        token: token_of(told.token).ok_or_else(|| reply.unreadable())?,
        expires_s: life_s(told.expires),
        role: told.role,
    })
}
