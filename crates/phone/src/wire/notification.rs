//! What the server tells by itself, if it does: a known version never does.

use super::answer::short;
use crate::id::{CallId, ConfId};
use crate::lenient::{Object, entries, text, whole};
use std::sync::Arc;

/// A time as the server's clock and zone have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// The hour, from 0.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
}

/// Something that happened. Beside the conference everything may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notification {
    /// A conference was made.
    ConfCreate {
        /// The conference.
        conf: ConfId,
        /// Whoever made it.
        call: Option<CallId>,
        /// When.
        at: Option<Stamp>,
    },
    /// Somebody came in, or couldn't be called. The document has it twice, with a result and without, each under the other's
    /// heading.
    ConfInviteJoin {
        /// The conference.
        conf: ConfId,
        /// The call.
        call: Option<CallId>,
        /// When.
        at: Option<Stamp>,
        /// 0 = they are in; anything else is why not.
        result: Option<i64>,
        /// Whose number it is, safe to show.
        number: Option<Arc<str>>,
    },
    /// Somebody left.
    ConfQuit {
        /// The conference.
        conf: ConfId,
        /// The call.
        call: Option<CallId>,
        /// When. (The document calls it the time of joining.)
        at: Option<Stamp>,
        /// Whose number it is, safe to show.
        number: Option<Arc<str>>,
    },
    /// The conference is no more, since the last one left.
    ConfDel {
        /// The conference.
        conf: ConfId,
        /// When.
        at: Option<Stamp>,
    },
    /// What became of dismissing it.
    ConfDismiss {
        /// The conference.
        conf: ConfId,
        /// 0 = done; anything else is why not.
        status: Option<i64>,
    },
}

/// Parameters by position or by name.
enum Params<'a> {
    Listed(Vec<&'a str>),
    Named(Object<'a>),
}

impl<'a> Params<'a> {
    fn read(json: &'a str) -> Option<Self> {
        let named = || Object::read(json).map(Params::Named);
        entries(json).map(Params::Listed).or_else(named)
    }

    fn json(&self, place: usize, name: &str) -> Option<&'a str> {
        match self {
            Params::Listed(list) => list.get(place).copied().filter(|json| *json != "null"),
            Params::Named(object) => object.json(name),
        }
    }

    fn call(&self) -> Option<CallId> {
        CallId::new(&text(self.json(1, "callid")?)?)
    }

    fn number(&self, place: usize) -> Option<Arc<str>> {
        let number = short(&text(self.json(place, "number")?)?);
        (!number.is_empty()).then_some(number)
    }

    fn stamp(&self, place: usize, names: &[&str]) -> Option<Stamp> {
        let json = names.iter().find_map(|name| self.json(place, name))?;
        Stamp::read(&text(json)?)
    }

    /// Returns the place of the result and that of the number: by position they are told apart by how many there are, and by type.
    fn places(&self) -> (usize, usize) {
        /// Stands nowhere.
        const NONE: usize = usize::MAX;
        let Params::Listed(list) = self else {
            return (NONE, NONE);
        };
        let is_text = |place: usize| list.get(place).is_some_and(|json| json.starts_with('"'));
        match list.len() {
            0..=3 => (NONE, NONE),
            // A number of a telephone is a text, a result is short.
            4 if !is_text(3) && list.get(3).is_some_and(|json| json.len() < 7) => (3, NONE),
            4 => (NONE, 3),
            _ if is_text(3) && !is_text(4) => (4, 3),
            _ => (3, 4),
        }
    }
}

impl Notification {
    /// Reads one. `None` = nothing is known of this name; an error = it says too little.
    pub(super) fn read(method: &str, params: Option<&str>) -> Option<Result<Self, ()>> {
        let read: fn(&Params<'_>, ConfId) -> Self = match method {
            "OnConfCreate" => |it, conf| Self::ConfCreate {
                conf,
                call: it.call(),
                at: it.stamp(2, &["createtime"]),
            },
            "OnConfInviteJoin" => |it, conf| {
                let (result, number) = it.places();
                Self::ConfInviteJoin {
                    conf,
                    call: it.call(),
                    at: it.stamp(2, &["jointime"]),
                    result: it.json(result, "result").and_then(whole),
                    number: it.number(number),
                }
            },
            "OnConfQuit" => |it, conf| Self::ConfQuit {
                conf,
                call: it.call(),
                at: it.stamp(2, &["quittime", "jointime"]),
                number: it.number(3),
            },
            "OnConfDel" => |it, conf| Self::ConfDel {
                conf,
                at: it.stamp(1, &["deltime"]),
            },
            "OnConfDismiss" => |it, conf| Self::ConfDismiss {
                conf,
                status: it.json(1, "status").and_then(whole),
            },
            _ => return None,
        };
        let params = params.and_then(Params::read);
        let conf = params
            .as_ref()
            .and_then(|it| ConfId::new(&text(it.json(0, "confid")?)?));
        Some(match (params, conf) {
            (Some(params), Some(conf)) => Ok(read(&params, conf)),
            _ => Err(()),
        })
    }

    /// Returns which conference it is about.
    pub fn conf(&self) -> &ConfId {
        match self {
            Self::ConfCreate { conf, .. }
            | Self::ConfInviteJoin { conf, .. }
            | Self::ConfQuit { conf, .. }
            | Self::ConfDel { conf, .. }
            | Self::ConfDismiss { conf, .. } => conf,
        }
    }
}

impl Stamp {
    /// Reads `yyyymmddhhmiss`; `None` = it isn't a time.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 14 || !text.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok();
        let stamp = Self {
            year: text.get(..4)?.parse().ok()?,
            month: part(4, 6)?,
            day: part(6, 8)?,
            hour: part(8, 10)?,
            minute: part(10, 12)?,
            second: part(12, 14)?,
        };
        let is_time = (1..=12).contains(&stamp.month)
            && (1..=31).contains(&stamp.day)
            && stamp.hour < 24
            && stamp.minute < 60
            && stamp.second < 61;
        is_time.then_some(stamp)
    }
}
