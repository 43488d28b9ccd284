//! Results and errors.

use crate::id::{CallId, ConfId};
use crate::lenient::{Object, entries, text, whole};
use conference::clean_text;
use std::sync::Arc;

/// What the telephone service answers when all is well.
const WELL: &str = "000000";
/// What it answers for a conference that isn't there.
const NO_CONFERENCE: u32 = 111_603;
/// Characters of a sentence that are kept.
const MAX_SENTENCE: usize = 300;

/// What a request was answered, whichever of the forms it came in: an object (as servers have it), a value alone or a pair (as the
/// document has it).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// A value alone: of `CreateConf` the conference, of `InviteJoinConf` the call.
    pub alone: Option<Arc<str>>,
    /// The conference.
    pub conf: Option<ConfId>,
    /// The call.
    pub call: Option<CallId>,
    /// A conference's state, by a number that no document explains.
    pub state: Option<Arc<str>>,
    /// How many are in it.
    pub count: Option<u32>,
}

/// The server's no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerError {
    /// JSON-RPC's code: -32601 = there is no such method, -32602 = not these parameters, -32603 = it failed.
    pub code: Option<i64>,
    /// The telephone service's code, where it is its no that is passed on.
    pub cause: Option<u32>,
    /// What the server says, safe to show. May be empty.
    pub message: Arc<str>,
}

impl Answer {
    pub(super) fn read(json: &str) -> Result<Self, ServerError> {
        let mut answer = Self::default();
        if let Some(object) = Object::read(json) {
            let status = object.text("statusCode").unwrap_or_default();
            if !matches!(status.trim(), "" | "0" | WELL) {
                return Err(ServerError {
                    code: None,
                    cause: status.trim().parse().ok(),
                    message: sentence(object.text("statusMsg").as_deref()),
                });
            }
            answer.take(&object);
        } else if let Some(list) = entries(json) {
            for (entry, name) in list.iter().zip(["state", "count"]) {
                match Object::read(entry) {
                    Some(object) => answer.take(&object),
                    None if name == "state" => answer.state = text(entry).map(|it| short(&it)),
                    None => answer.count = whole(entry).and_then(|it| u32::try_from(it).ok()),
                }
            }
        } else {
            answer.alone = text(json).map(|it| short(&it));
        }
        Ok(answer)
    }

    fn take(&mut self, object: &Object<'_>) {
        if let Some(conf) = object.text("confid") {
            self.conf = ConfId::new(&conf);
        }
        if let Some(call) = object.text("callid") {
            self.call = CallId::new(&call);
        }
        if let Some(state) = object.text("state") {
            self.state = Some(short(&state));
        }
        if let Some(count) = object.json("count").and_then(whole) {
            self.count = u32::try_from(count).ok();
        }
    }

    /// Returns the conference that `CreateConf` was answered.
    pub fn made_conf(&self) -> Option<ConfId> {
        let alone = || self.alone.as_deref().and_then(ConfId::new);
        self.conf.clone().or_else(alone)
    }

    /// Returns the call that `InviteJoinConf` was answered.
    pub fn made_call(&self) -> Option<CallId> {
        let alone = || self.alone.as_deref().and_then(CallId::new);
        self.call.clone().or_else(alone)
    }
}

impl ServerError {
    /// Returns whether it says that there is no such conference.
    pub fn is_no_conference(&self) -> bool {
        self.cause == Some(NO_CONFERENCE)
    }

    /// Reads code and message where they stand in an object, be it the message itself or its `error`.
    pub(super) fn of(object: &Object<'_>) -> Self {
        let message = object.text("message").unwrap_or_default();
        Self {
            code: object.json("code").and_then(whole),
            cause: cause(&message),
            message: sentence(Some(&message)),
        }
    }

    pub(super) fn of_text(json: &str) -> Self {
        let message = text(json).unwrap_or_default();
        Self {
            code: None,
            cause: cause(&message),
            message: sentence(Some(&message)),
        }
    }
}

/// Returns the service's code out of a sentence such as "RestApiError: [111603]: conf not found".
fn cause(message: &str) -> Option<u32> {
    let mut parts = message.split('[').skip(1);
    parts.find_map(|part| part.split(']').next()?.trim().parse().ok())
}

fn sentence(text: Option<&str>) -> Arc<str> {
    Arc::from(clean_text(text.unwrap_or_default(), MAX_SENTENCE))
}

pub(super) fn short(text: &str) -> Arc<str> {
    Arc::from(clean_text(text, 128))
}
