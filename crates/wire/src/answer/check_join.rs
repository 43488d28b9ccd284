//! Where a meeting runs, as the API server says (`checkJoin`).

use super::envelope::Envelope;
use super::{Refusal, RefusalKind, Reply};
use crate::endpoint::{ApiServer, Node};
use crate::host::BadAddress;
use crate::lenient::{self, read};
use crate::secret::Pin;
use crate::site::InsecureOrigins;
use conference::Role;
use serde::Deserialize;
use serde_json::value::RawValue;

/// What stands around the results.
///
/// API document: 验证用户信息并获取会议服务器地址 (`checkJoin`).
#[derive(Default, Deserialize)]
#[serde(default)]
struct CheckJoin {
    /// A string in the document.
    #[serde(deserialize_with = "lenient::word")]
    code: Option<String>,
    #[serde(deserialize_with = "lenient::as_written")]
    results: Option<Box<RawValue>>,
    /// Some servers' word for `results`.
    #[serde(deserialize_with = "lenient::as_written")]
    result: Option<Box<RawValue>>,
}

/// The results; keys in lower case, as they are read.
///
/// API document: 验证用户信息并获取会议服务器地址 (`checkJoin`).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Results {
    #[serde(rename = "isdot", deserialize_with = "lenient::flag")]
    is_dot: Option<bool>,
    #[serde(deserialize_with = "lenient::word")]
    sipkey: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    alias: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    password: Option<String>,
    #[serde(rename = "participantname", deserialize_with = "lenient::line")]
    participant_name: Option<String>,
    #[serde(rename = "roletype", deserialize_with = "lenient::role")]
    role_type: Option<Role>,
    #[serde(rename = "mcuhost", deserialize_with = "lenient::verbatim")]
    mcu_host: Option<String>,
    /// A number in the document.
    #[serde(rename = "companyid", deserialize_with = "lenient::word")]
    company_id: Option<String>,
    #[serde(rename = "isrecord", deserialize_with = "lenient::flag")]
    is_record: Option<bool>,
    #[serde(rename = "islive", deserialize_with = "lenient::flag")]
    is_live: Option<bool>,
    #[serde(rename = "conferencename", deserialize_with = "lenient::line")]
    conference_name: Option<String>,
    #[serde(rename = "allowguest", deserialize_with = "lenient::flag")]
    allow_guest: Option<bool>,
}

/// Where a meeting runs and what it offers (`checkJoin`). Everything may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinInfo {
    /// The node, checked; `Err` = nothing may be sent there.
    pub node: Result<Node, BadAddress>,
    /// The room's address.
    pub alias: Option<String>,
    /// The room's number.
    pub sipkey: Option<String>,
    /// The PIN that belongs to the account.
    pub password: Option<Pin>,
    /// The role that the account comes in with.
    pub role: Option<Role>,
    /// Point to point: no PIN, no role.
    pub point_to_point: bool,
    /// Recording is offered.
    pub may_record: bool,
    /// Live streaming is offered.
    pub may_live: bool,
    /// The meeting's name.
    pub name: Option<String>,
    /// Whether guests may come in; the document's default is yes.
    pub allow_guest: Option<bool>,
    /// The company's number.
    pub company_id: Option<String>,
    /// This participant's name as the server has it.
    pub participant_name: Option<String>,
}

/// Reads the answer to `checkJoin`; `insecure` as for [`Node::from_mcu_host`]. HTTP may say 200 while `code` doesn't.
///
/// # Errors
/// [`RefusalKind::Refused`] with `results` as the words when `code` isn't 200; otherwise what HTTP says.
pub fn read_check_join(
    reply: &Reply<'_>,
    server: &ApiServer,
    insecure: &InsecureOrigins,
) -> Result<JoinInfo, Refusal> {
    let told = read::<CheckJoin>(&reply.text());
    let is_readable = told.is_ok();
    let CheckJoin {
        code,
        results,
        result,
    } = told.unwrap_or_default();
    let envelope = Envelope::of_result(results.or(result));
    if !reply.is_success() {
        return Err(reply.refused(envelope.words()));
    }
    if !is_readable {
        return Err(reply.unreadable());
    }
    if code.is_some_and(|code| code != "200") {
        return Err(Refusal {
            kind: RefusalKind::Refused,
            words: envelope.words(),
            ..reply.unreadable()
        });
    }
    let results: Results = read(envelope.result()).map_err(|_| reply.unreadable())?;
    Ok(JoinInfo {
        node: Node::from_mcu_host(&results.mcu_host.unwrap_or_default(), server, insecure),
        alias: results.alias,
        sipkey: results.sipkey,
        password: results.password.map(Pin::new),
        role: results.role_type,
        point_to_point: results.is_dot == Some(true),
        may_record: results.is_record == Some(true),
        may_live: results.is_live == Some(true),
        name: results.conference_name,
        allow_guest: results.allow_guest,
        company_id: results.company_id,
        participant_name: results.participant_name,
    })
}
