//! What can be asked of the server.

use crate::id::{CallId, ConfId};
use std::sync::Arc;

/// A call of one of the server's methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Makes a conference.
    CreateConf,
    /// Ends it for everybody.
    DismissConf(ConfId),
    /// Calls this number into it.
    InviteJoinConf(ConfId, Arc<str>),
    /// Hangs up. (A known version of the server sends the telephone service the command to invite instead: nothing happens.)
    QuitConf(ConfId, CallId),
    /// Asks for its state and how many are in.
    QueryConfState(ConfId),
}

impl Request {
    /// Returns the method's name.
    pub fn method(&self) -> &'static str {
        match self {
            Self::CreateConf => "CreateConf",
            Self::DismissConf(_) => "DismissConf",
            Self::InviteJoinConf(..) => "InviteJoinConf",
            Self::QuitConf(..) => "QuitConf",
            Self::QueryConfState(_) => "QueryConfState",
        }
    }

    /// Returns the message. `id` is never 0: an error of a request of that id isn't answered.
    pub fn to_json(&self, id: u32) -> String {
        let params: &[&str] = match self {
            Self::CreateConf => &[],
            Self::DismissConf(conf) | Self::QueryConfState(conf) => &[conf.as_str()],
            Self::InviteJoinConf(conf, number) => &[conf.as_str(), number],
            Self::QuitConf(conf, call) => &[conf.as_str(), call.as_str()],
        };
        // A list of texts can be written always.
        let params = serde_json::to_string(params).unwrap_or_default();
        let method = self.method();
        format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params},"id":{id}}}"#)
    }
}
