//! What the media server answers when it is asked. The shape of these answers isn't public: this one is as good as any that has `ret`.

use super::{MediaServer, Settings};
use serde_json::{Value, json};

const TOKEN: &str = "simulated-token";

/// A status and a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON.
    pub body: Value,
}

fn ok(body: Value) -> Answer {
    Answer { status: 200, body }
}

fn refused(ret: u32, msg: &str) -> Answer {
    ok(json!({ "ret": ret, "msg": msg }))
}

pub(super) fn answer(
    settings: &Settings,
    server: &MediaServer,
    path: &str,
    query: &[(String, String)],
) -> Answer {
    let get = |name: &str| {
        let found = query.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    if path == "/sdkapi/v2/app/get_token" {
        let (key, secret) = &settings.access;
        return match get("access_key") == key && get("secret_key") == secret {
            true => ok(json!({ "ret": 0, "token": TOKEN })),
            false => refused(401, "invalid access key"),
        };
    }
    let is_list = matches!(
        path,
        "/sdkapi/v2/room/list" | "/sdkapi/v2/room/participate/list"
    );
    if !is_list {
        let body = json!({ "ret": 404, "msg": "no such interface" });
        return Answer { status: 404, body };
    }
    if get("token") != TOKEN {
        return refused(401, "invalid token");
    }
    if path == "/sdkapi/v2/room/list" {
        let rooms = server.rooms().map(|room| json!({ "room_id": room.id }));
        return ok(json!({ "ret": 0, "rooms": rooms.collect::<Vec<_>>() }));
    }
    match server.rooms().find(|room| room.id == get("room_id")) {
        None => refused(1404, "room not exist"),
        Some(room) => {
            let users = room.people.iter();
            let users = users.map(|it| json!({ "user_id": it.id, "user_name": it.name }));
            ok(json!({ "ret": 0, "users": users.collect::<Vec<_>>() }))
        }
    }
}
