//! A room as it is configured: the document's Room object, kept whole.
//!
//! A server may be ahead of the document, and its PUT puts whole sub-objects in the place of old ones. So a room is its JSON: whoever
//! edits one sends back what they didn't understand as well.

mod fields;
mod form;
mod saving;

pub use fields::{Field, FieldKind, ROOM_FIELDS};
pub use saving::SaveSeen;

use crate::answer::Rights;
use crate::id::{RoomId, ViewLabel};
use crate::layout::{Region, Template};
use crate::lenient::Object;
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;

/// Fields that are the server's own, and not to be sent back.
const OWN: [&str; 3] = ["_id", "__v", "id"];

/// A room as it is configured. Its `Debug` shows which, and nothing of its settings: a SIP password is among them.
#[derive(Clone, PartialEq)]
pub struct Room {
    id: RoomId,
    name: Arc<str>,
    json: Map<String, Value>,
}

/// What of a room is sent: the fields that are to be other. Its `Debug` shows their names alone.
#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct RoomBody(Map<String, Value>);

/// A role: what whoever has it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of the document")]
pub struct RoomRole {
    pub role: Arc<str>,
    pub publish: Rights,
    pub subscribe: Rights,
}

/// A view: what the server mixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomView {
    /// Its label.
    pub label: ViewLabel,
    /// How pictures are arranged; `None` = there are none, only sound is mixed.
    pub layouts: Option<Vec<Vec<Region>>>,
}

impl Room {
    /// Takes the JSON of a room; `None` = it has no id.
    pub(crate) fn of(json: Map<String, Value>) -> Option<Self> {
        let text = |key: &str| json.get(key).and_then(Value::as_str);
        let id = text("_id")
            .or_else(|| text("id"))
            .filter(|id| !id.is_empty())?;
        let name = conference::clean_name(text("name").unwrap_or_default());
        Some(Self {
            id: RoomId::new(id),
            name: Arc::from(name),
            json,
        })
    }

    /// Returns which it is.
    pub fn id(&self) -> &RoomId {
        &self.id
    }

    /// Returns its name, safe to show.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Returns all that is told of it, to be edited: what is the server's own is left out.
    pub fn body(&self) -> RoomBody {
        let mut json = self.json.clone();
        json.retain(|key, _| !OWN.contains(&key.as_str()));
        RoomBody(json)
    }

    /// Returns its roles.
    pub fn roles(&self) -> Vec<RoomRole> {
        let list = self.json.get("roles").and_then(Value::as_array);
        let role = |value: &Value| {
            let name = value.get("role").and_then(Value::as_str)?;
            let rights = |what: &str| {
                let may = |track: &str| {
                    let flag = value.get(what).and_then(|it| it.get(track));
                    flag.and_then(Value::as_bool).unwrap_or_default()
                };
                Rights {
                    audio: may("audio"),
                    video: may("video"),
                }
            };
            Some(RoomRole {
                role: Arc::from(conference::clean_name(name)),
                publish: rights("publish"),
                subscribe: rights("subscribe"),
            })
        };
        list.into_iter().flatten().filter_map(role).collect()
    }

    /// Returns its views, each with the layouts that it goes through as pictures come.
    pub fn views(&self) -> Vec<RoomView> {
        self.body().views()
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Room({:?} {:?})", self.id, self.name)
    }
}

impl fmt::Debug for RoomBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl crate::answer::Entry for Room {
    fn read(json: &str) -> Option<Self> {
        Self::of(serde_json::from_str(json).ok()?)
    }
}

impl RoomBody {
    /// Reads JSON that somebody typed; `None` = it is no object.
    pub fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().map(Self)
    }

    /// Returns whether nothing is in it: there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the JSON, a field a line.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.0).unwrap_or_default()
    }

    /// Returns what stands at a path: names of fields and numbers of entries from 0 on, with dots between.
    pub fn get(&self, path: &str) -> Option<&Value> {
        let mut steps = path.split('.');
        let first = self.0.get(steps.next()?)?;
        steps.try_fold(first, |it, step| match it {
            Value::Array(list) => list.get(step.parse::<usize>().ok()?),
            it => it.get(step),
        })
    }

    /// Puts `value` at a path. What is missing on the way becomes an object; a number behind a list's end adds an entry.
    /// Returns whether there is such a place.
    pub fn set(&mut self, path: &str, value: Value) -> bool {
        let mut steps = path.split('.');
        let Some(first) = steps.next().filter(|step| !step.is_empty()) else {
            return false;
        };
        let mut place = self.0.entry(first).or_insert(Value::Null);
        for step in steps {
            if place.is_null() || place.is_boolean() {
                // `false` stands for an object that isn't there, such as a view's video.
                *place = Value::Object(Map::new());
            }
            let next = match place {
                Value::Object(map) => Some(map.entry(step).or_insert(Value::Null)),
                Value::Array(list) => {
                    let at = step.parse::<usize>().ok().filter(|at| *at <= list.len());
                    at.and_then(|at| {
                        if at == list.len() {
                            list.push(Value::Null);
                        }
                        list.get_mut(at)
                    })
                }
                _ => None,
            };
            let Some(next) = next else {
                return false;
            };
            place = next;
        }
        *place = value;
        true
    }

    /// Takes an entry out of the list at a path, or a field out of the object there. Returns whether it was there.
    pub fn remove(&mut self, path: &str) -> bool {
        let Some((parent, last)) = path.rsplit_once('.') else {
            return self.0.remove(path).is_some();
        };
        let mut steps = parent.split('.');
        let first = steps.next().and_then(|step| self.0.get_mut(step));
        let place = first.and_then(|first| {
            steps.try_fold(first, |it, step| match it {
                Value::Array(list) => list.get_mut(step.parse::<usize>().ok()?),
                it => it.get_mut(step),
            })
        });
        match place {
            Some(Value::Object(map)) => map.remove(last).is_some(),
            Some(Value::Array(list)) => {
                let at = last.parse::<usize>().ok().filter(|at| *at < list.len());
                at.map(|at| list.remove(at)).is_some()
            }
            _ => false,
        }
    }

    /// Returns its views, each with the layouts that it goes through as pictures come.
    pub fn views(&self) -> Vec<RoomView> {
        let list = self.0.get("views").and_then(Value::as_array);
        list.into_iter().flatten().map(view).collect()
    }
}

fn view(value: &Value) -> RoomView {
    let label = value
        .get("label")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let video = value.get("video").filter(|video| video.is_object());
    let layouts = |video: &Value| {
        let templates = video.pointer("/layout/templates");
        let base = templates
            .and_then(|it| it.get("base"))
            .and_then(Value::as_str);
        let custom = templates
            .and_then(|it| it.get("custom"))
            .and_then(Value::as_array);
        let regions = |it: &Value| {
            let json = it.to_string();
            let regions = Object::read(&json)?.objects("region");
            Some(regions.iter().map(Region::read).collect())
        };
        let custom: Vec<Vec<Region>> = custom.into_iter().flatten().filter_map(regions).collect();
        let most = video.get("maxInput").and_then(Value::as_u64);
        let most = most.and_then(|most| u32::try_from(most).ok()).unwrap_or(16);
        crate::templates(Template::of(base.unwrap_or_default()), most, &custom)
    };
    RoomView {
        label: ViewLabel::new(label),
        layouts: video.map(layouts),
    }
}
