//! Where a meeting runs, as the API server says (`checkJoin`).

use crate::answer::{Envelope, Refusal, RefusalKind, Reply, clean_words};
use crate::endpoint::{ApiServer, Node};
use crate::host::BadAddress;
use crate::participant::read_role;
use crate::secret::Pin;
use conference::Role;
use json::{Bad, Reader};

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

/// Reads the answer to `checkJoin`. HTTP may say 200 while `code` doesn't.
///
/// # Errors
/// [`RefusalKind::Refused`] with `results` as the words when `code` isn't 200; otherwise what HTTP says.
pub fn read_check_join(reply: &Reply<'_>, server: &ApiServer) -> Result<JoinInfo, Refusal> {
    let text = reply.text();
    let (mut code, mut results) = (None, "");
    let read = Reader::new(&text).object(&mut |reader, key| {
        match key {
            "code" => code = reader.scalar()?.as_word().map(str::to_owned),
            "results" | "result" => results = reader.raw()?,
            _ => reader.skip()?,
        }
        Ok(())
    });
    let words = || {
        Envelope {
            failed: true,
            result: results,
        }
        .words()
    };
    if !(200..300).contains(&reply.status) {
        return Err(reply.refused(words()));
    }
    if read.is_err() {
        return Err(reply.unreadable());
    }
    if code.is_some_and(|code| code != "200") {
        return Err(Refusal {
            kind: RefusalKind::Refused,
            words: words(),
            ..reply.unreadable()
        });
    }
    read_join_info(results, server).map_err(|Bad| reply.unreadable())
}

fn read_join_info(results: &str, server: &ApiServer) -> Result<JoinInfo, Bad> {
    let mut info = JoinInfo {
        node: Err(BadAddress::Empty),
        alias: None,
        sipkey: None,
        password: None,
        role: None,
        point_to_point: false,
        may_record: false,
        may_live: false,
        name: None,
        allow_guest: None,
        company_id: None,
        participant_name: None,
    };
    Reader::new(results).object(&mut |reader, key| {
        let value = reader.scalar()?;
        let word = || value.as_word().map(str::to_owned);
        let flag = || value.as_flag() == Some(true);
        match key {
            "mcuhost" => {
                info.node = Node::from_mcu_host(value.as_text().unwrap_or_default(), server)
            }
            "alias" => info.alias = word(),
            "sipkey" => info.sipkey = word(),
            "password" => info.password = word().map(Pin::new),
            "roletype" => info.role = read_role(&value),
            "isdot" => info.point_to_point = flag(),
            "isrecord" => info.may_record = flag(),
            "islive" => info.may_live = flag(),
            "conferencename" => info.name = value.as_text().and_then(clean_words),
            "allowguest" => info.allow_guest = value.as_flag(),
            "companyid" => info.company_id = word(),
            "participantname" => info.participant_name = value.as_text().and_then(clean_words),
            _ => {}
        }
        Ok(())
    })?;
    Ok(info)
}
