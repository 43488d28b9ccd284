//! The answer to `service_status`.

use super::{Refusal, Reply};
use crate::event::ServiceStatus;
use conference::ServicePatch;

/// Reads the answer to `service_status`. It may carry only some fields.
///
/// # Errors
/// When it was refused, or isn't an object.
pub fn read_service_status(reply: &Reply<'_>) -> Result<ServicePatch, Refusal> {
    reply.result::<ServiceStatus>().map(Into::into)
}
