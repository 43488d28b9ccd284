//! The answers to `room/list` and `room/participate/list`, and the addresses of these. **All that is guessed of them is here**: their
//! shape isn't public. Whatever isn't certainly a list of rooms or people is an error, for an answer that is misread as empty would
//! end every meeting.

use crate::json;
use crate::world::reconcile::{Polled, PolledRoom};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The path of what gives a token, behind the server's address; `access_key` and `secret_key` go into the query.
pub const TOKEN: &str = "/sdkapi/v2/app/get_token";
/// The path of the list of rooms; `token` goes into the query.
pub const ROOMS: &str = "/sdkapi/v2/room/list";
/// The path of the list of a room's people; `token` and `room_id` go into the query.
pub const PEOPLE: &str = "/sdkapi/v2/room/participate/list";

const ROOM_LISTS: [&str; 5] = ["rooms", "room_list", "roomlist", "list", "data"];
const PEOPLE_LISTS: [&str; 9] = [
    "participants",
    "participant_list",
    "participate_list",
    "participates",
    "users",
    "user_list",
    "userlist",
    "list",
    "data",
];
const ROOM_IDS: [&str; 3] = ["room_id", "roomid", "id"];
const USER_IDS: [&str; 3] = ["user_id", "userid", "id"];
const USER_NAMES: [&str; 4] = ["user_name", "username", "nick_name", "name"];

/// Why an answer can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It isn't JSON, or no object.
    #[error("not a JSON object")]
    NotJson,
    /// The server refused; its number and words.
    #[error("the server answered ret {0}: {1}")]
    Refused(String, String),
    /// There is nothing that is certainly a list, or an entry has no id.
    #[error("its shape isn't known")]
    Shape,
}

/// Reads the token of an answer.
pub fn read_token(body: &[u8]) -> Result<String, Unread> {
    let answer = open(body)?;
    let inner = answer.get("data").and_then(Value::as_object);
    let token = inner
        .and_then(|data| text(data, &["token", "access_token"]))
        .or_else(|| text(&answer, &["token", "access_token"]));
    token.ok_or(Unread::Shape)
}

/// Reads the list of rooms, with their people where they stand in it.
pub fn read_rooms(body: &[u8]) -> Result<Polled, Unread> {
    let answer = open(body)?;
    let mut rooms = Polled::new();
    for entry in list(&answer, &ROOM_LISTS).ok_or(Unread::Shape)? {
        let entry = entry.as_object().ok_or(Unread::Shape)?;
        let id = text(entry, &ROOM_IDS).ok_or(Unread::Shape)?;
        let people = match list(entry, &PEOPLE_LISTS) {
            Some(people) => Some(read_entries(people)?),
            None => None,
        };
        rooms.insert(id, PolledRoom { people });
    }
    Ok(rooms)
}

/// Reads the list of a room's people: names by id.
pub fn read_people(body: &[u8]) -> Result<BTreeMap<String, Option<String>>, Unread> {
    let answer = open(body)?;
    read_entries(list(&answer, &PEOPLE_LISTS).ok_or(Unread::Shape)?)
}

fn read_entries(people: &[Value]) -> Result<BTreeMap<String, Option<String>>, Unread> {
    let mut all = BTreeMap::new();
    for entry in people {
        let (id, name) = match entry {
            Value::Object(entry) => (text(entry, &USER_IDS), text(entry, &USER_NAMES)),
            Value::String(id) => (Some(id.clone()), None),
            _ => (None, None),
        };
        all.insert(id.ok_or(Unread::Shape)?, name);
    }
    Ok(all)
}

/// An answer that says `ret` 0.
fn open(body: &[u8]) -> Result<Map<String, Value>, Unread> {
    let answer: Map<String, Value> = serde_json::from_slice(body).map_err(|_| Unread::NotJson)?;
    match text(&answer, &["ret"]).as_deref() {
        Some("0") => Ok(answer),
        Some(ret) => {
            let words = text(&answer, &["msg", "message"]).unwrap_or_default();
            Err(Unread::Refused(ret.to_owned(), words))
        }
        None => Err(Unread::Shape),
    }
}

/// Returns the list under one of these names, or one level deeper under `data`.
fn list<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Vec<Value>> {
    let found = names
        .iter()
        .find_map(|name| value(object, name)?.as_array());
    found.or_else(|| {
        let data = value(object, "data")?.as_object()?;
        names.iter().find_map(|name| value(data, name)?.as_array())
    })
}

fn value<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let found = object
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value)
}

fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let mut texts = names
        .iter()
        .filter_map(|name| json::text(value(object, name)?));
    texts.find(|text| !text.is_empty())
}
