//! The server's refusals, with the codes that it really sends: 1201 and 1301 are the other way round in its document.

use crate::world::request::Reply;
use serde_json::json;

/// Returns a refusal as all of them are: `{"error":{"code","message"}}`.
pub fn refusal(status: u16, code: u16, message: impl Into<String>) -> Reply {
    let message = message.into();
    Reply::json(status, json!({"error": {"code": code, "message": message}}))
}

/// Returns the answer to a path that isn't there.
pub fn no_such_path() -> Reply {
    refusal(404, 1001, "Resource not found")
}

/// Returns the answer for a service that isn't there.
pub fn no_such_service() -> Reply {
    refusal(404, 1002, "Service not found")
}

/// Returns the answer for a room that isn't there, or is another service's.
pub fn no_such_room() -> Reply {
    refusal(404, 1003, "Room not found")
}

/// Returns the answer to a question for a stream that isn't there.
pub fn no_such_stream() -> Reply {
    refusal(404, 1004, "Stream not found")
}

/// Returns the answer to a question for a participant who isn't there.
pub fn no_such_participant() -> Reply {
    refusal(404, 1005, "Participant not found")
}

/// Returns the answer to a request that isn't signed as it should be.
pub fn not_signed() -> Reply {
    let challenge = "WWW-Authenticate: MAuth realm=\"http://marte3.dit.upm.es\"";
    refusal(401, 1101, challenge)
}

/// Returns the answer to a service that may not.
pub fn not_permitted() -> Reply {
    refusal(403, 1102, "Permission denied")
}

/// Returns the answer to a body that can't be used.
pub fn bad_request(message: impl Into<String>) -> Reply {
    refusal(400, 1201, message)
}

/// Returns the answer where the cluster failed.
pub fn cluster_failed(message: impl Into<String>) -> Reply {
    refusal(500, 1301, message)
}

/// Returns the answer to nearly every failure of a live operation.
pub fn operation_failed() -> Reply {
    cluster_failed("Operation failed")
}

/// Returns the answer where the server's code threw something.
pub fn unexpected(message: impl Into<String>) -> Reply {
    refusal(500, 2001, message)
}
