//! `checkJoin.shtml`: which node a room is on, and as whom one enters. It has an envelope of its own.

use crate::world::calendar;
use crate::world::fields::Fields;
use crate::world::request::{Reply, Request};
use crate::world::template::{self, GUEST_PIN, HOST_PIN, Pins, Template};
use serde_json::{Value, json};

/// Answers checkJoin. `now` in ms; `fresh` lets tests have rooms of their own. The reason of a refusal is for people.
pub fn check_join(request: &Request, now: u64, fresh: bool) -> Reply {
    let envelope = |status: u16, code: &str, results: Value| {
        Reply::json(
            status,
            json!({"code": code, "timeStamp": calendar::format_timestamp(now), "results": results}),
        )
    };
    let (account, password, name) = match read(request) {
        Ok(read) => read,
        Err(why) => return envelope(400, "400", why),
    };
    let Some((template, key)) = template::find(&account, fresh) else {
        return envelope(200, "404", json!("会议室不存在"));
    };
    let Some(role) = role(template, &password) else {
        return envelope(200, "403", json!("入会密码错误"));
    };
    // Point to point has neither role nor password (document, table of checkJoin).
    let (role, password) = match template.point_to_point {
        true => ("", ""),
        false if template.pins == Pins::None => (role, ""),
        false => (role, password.as_str()),
    };
    envelope(
        200,
        "200",
        json!({
            "isDot": template.point_to_point,
            "sipkey": key,
            "alias": template::alias(template, &key),
            "password": password,
            "participantName": name,
            "roleType": role,
            "mcuHost": request.host,
            "companyId": 4711,
            "isRecord": template.record && !template.point_to_point,
            "isLive": template.live && !template.point_to_point,
            "conferenceName": template.name,
            "allowGuest": "yes",
        }),
    )
}

fn read(request: &Request) -> Result<(String, String, String), Value> {
    let why = |reply: Reply| reply.body().get("result").cloned().unwrap_or_default();
    let fields = Fields::parse(&request.body).map_err(why)?;
    let account = fields.non_empty("joinAccount").map_err(why)?;
    let name = fields.non_empty("participantName").map_err(why)?;
    let password = fields.optional("joinPwd").map_err(why)?.unwrap_or("");
    for (key, text, limit) in [
        ("joinAccount", account, 60),
        ("participantName", name, 50),
        ("joinPwd", password, 15),
    ] {
        if text.chars().count() > limit {
            return Err(json!(format!(
                "the field \"{key}\" has more than {limit} characters"
            )));
        }
    }
    Ok((account.to_owned(), password.to_owned(), name.to_owned()))
}

/// Returns as whom `password` lets in; `None` where it is wrong. Without one the room asks later.
fn role(template: &Template, password: &str) -> Option<&'static str> {
    match (template.pins, password) {
        (Pins::None, _) => Some("host"),
        (_, HOST_PIN) => Some("host"),
        (Pins::Both, GUEST_PIN) => Some("guest"),
        (_, "") => Some("guest"),
        _ => None,
    }
}
