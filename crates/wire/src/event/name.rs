//! The names of events, in any letter case and in two families of spelling.

use std::borrow::Cow;

/// The name of the event that stands for one that was dropped because of its size.
pub const TOO_LARGE: &str = "gavel:too-large";

/// Names that a reader has to listen for one by one where it can't hear them all (the browser's `EventSource`): the
/// document's, and the other spellings that servers use.
pub const EVENT_NAMES: [&str; 25] = [
    "message",
    "Message",
    "message_received",
    "participant_create",
    "partcipant_create",
    "participant_update",
    "participant_delete",
    "participant_sync_begin",
    "participant_sync_end",
    "service_update",
    "Service_update",
    "conference_update",
    "layout",
    "stage",
    "Stage",
    "presentation_start",
    "presentation_stop",
    "presentation_frame",
    "call_disconnected",
    "disconnect",
    "Disconnect",
    "refresh_session",
    "refresh_token",
    "refer",
    "on_hold",
];

/// Returns whether a name is another spelling of one that the document has. `message_received` isn't: that is what servers call it,
/// and `message` is the document's word alone.
pub fn is_respelt(name: &str) -> bool {
    let plain = plain_name(name);
    !matches!(name, "" | "message_received") && plain != name && EVENT_NAMES.contains(&&*plain)
}

/// Returns the document's spelling of a name, in lower case.
pub(super) fn plain_name(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let name = if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    };
    match &*name {
        "" | "message_received" => Cow::Borrowed("message"),
        "conference_update" => Cow::Borrowed("service_update"),
        "refresh_token" => Cow::Borrowed("refresh_session"),
        _ => match name.strip_prefix("partcipant_") {
            Some(rest) => Cow::Owned(format!("participant_{rest}")),
            None => name,
        },
    }
}
