//! Faults that a test switches on for a room's commands.

use super::fields::{Fields, bad_request};
use super::request::{Answer, Content, Reply};
use serde_json::Value;

/// What is done instead of (or beside) the command.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// This answer; nothing is done.
    Answer(Reply),
    /// No answer ever; nothing is done.
    Hang,
    /// Done, but no answer ever.
    ActThenHang,
    /// Done, but the connection breaks in the middle of the answer.
    ActThenCut,
    /// Done, but this is answered.
    ActThenAnswer(Reply),
    /// Done, but neither an answer nor an event ever tells of it.
    Lose,
    /// "Success"; nothing is done.
    Swallow,
    /// Done and answered, but no event tells of it.
    Silent,
    /// Done, and the answer comes so many milliseconds late.
    Delay(u64),
    /// Done and answered, but without the headers that let another origin read it.
    NoCors,
}

#[derive(Clone, Debug)]
struct Fault {
    on: String,
    kind: FaultKind,
    times: Option<u64>,
}

/// The faults of a room.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
}

/// Faults of the snapshot at the begin of an event stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncFaults {
    /// No `participant_sync_end`.
    pub drop_end: bool,
    /// No bracket and nobody in it.
    pub drop_all: bool,
    /// No `participant_create`, in the bracket or later.
    pub drop_create: bool,
}

impl Faults {
    /// Switches one on from the control endpoint's JSON: `{on, do, times?}`.
    pub fn add(&mut self, fields: &Fields) -> Result<(), Reply> {
        let on = fields.non_empty("on")?.to_owned();
        let kind = fields
            .value("do")
            .ok_or_else(|| bad_request("the field \"do\" is missing"))?;
        let kind = read(kind)?;
        let times = match fields.value("times") {
            None | Some(Value::Null) => None,
            Some(_) => Some(fields.whole_number("times")?),
        };
        self.list.push(Fault { on, kind, times });
        Ok(())
    }

    /// Switches all off.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Returns the fault for a command, used up by one. `level` is "room", "participant" or "call"; a fault may name
    /// `disconnect` (any level), `participant.disconnect`, or `*`.
    pub fn take(&mut self, level: &str, command: &str) -> Option<FaultKind> {
        let full = format!("{level}.{command}");
        self.take_named(&[command, &full, "*"])
    }

    /// Returns the fault for something that goes by several names, used up by one.
    pub fn take_named(&mut self, names: &[&str]) -> Option<FaultKind> {
        self.first(|on| names.contains(&on))
    }

    /// Returns the fault for a browser's preflight: one on `OPTIONS`.
    pub fn take_preflight(&mut self) -> Option<FaultKind> {
        self.first(|on| on == "OPTIONS")
    }

    fn first(&mut self, fits: impl Fn(&str) -> bool) -> Option<FaultKind> {
        let mut faults = self.list.iter_mut();
        let fault = faults.find(|f| fits(&f.on) && f.times != Some(0))?;
        if let Some(times) = &mut fault.times {
            *times -= 1;
        }
        Some(fault.kind.clone())
    }
}

/// Does something with a fault on it. `silence` switches off, and on again, that events tell of what is done; `swallowed` is
/// the server's "success".
pub fn run_with_fault<T>(
    fault: Option<FaultKind>,
    target: &mut T,
    silence: fn(&mut T, bool),
    swallowed: Reply,
    act: impl FnOnce(&mut T) -> Answer,
) -> Answer {
    let never = Answer {
        reply: None,
        delay_ms: 0,
    };
    if matches!(fault, Some(FaultKind::Lose | FaultKind::Silent)) {
        silence(target, true);
        let answer = act(target);
        silence(target, false);
        return if fault == Some(FaultKind::Lose) {
            never
        } else {
            answer
        };
    }
    match fault {
        None | Some(FaultKind::Lose | FaultKind::Silent) => act(target),
        Some(FaultKind::Answer(reply)) => reply.into(),
        Some(FaultKind::Hang) => never,
        Some(FaultKind::ActThenHang) => {
            act(target);
            never
        }
        Some(FaultKind::ActThenCut) => act(target).map(|reply| Reply {
            content: Content::Broken,
            ..reply
        }),
        Some(FaultKind::ActThenAnswer(reply)) => {
            act(target);
            reply.into()
        }
        Some(FaultKind::Swallow) => swallowed.into(),
        Some(FaultKind::Delay(ms)) => {
            let answer = act(target);
            Answer {
                delay_ms: answer.delay_ms.saturating_add(ms),
                ..answer
            }
        }
        Some(FaultKind::NoCors) => act(target).map(|reply| Reply {
            cors: false,
            ..reply
        }),
    }
}

fn read(value: &Value) -> Result<FaultKind, Reply> {
    let is = |key: &str| value.get(key) == Some(&Value::Bool(true));
    if let Some(answer) = value.get("act_then_answer") {
        return match read(answer)? {
            FaultKind::Answer(reply) => Ok(FaultKind::ActThenAnswer(reply)),
            _ => Err(bad_request("\"act_then_answer\" must have a status")),
        };
    }
    if let Some(status) = value.get("status").and_then(Value::as_u64) {
        let status = u16::try_from(status)
            .ok()
            .filter(|s| (200..600).contains(s))
            .ok_or_else(|| bad_request("\"status\" must be an HTTP status from 200 to 599"))?;
        let content = match value.get("body") {
            None | Some(Value::Null) => Content::Nothing,
            Some(Value::String(text)) => Content::Bytes("text/html", text.clone().into_bytes()),
            Some(json) => Content::Json(json.clone()),
        };
        let headers = value.get("headers").and_then(Value::as_object);
        let headers = headers
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                (name.to_lowercase(), text)
            })
            .collect();
        return Ok(FaultKind::Answer(Reply {
            status,
            content,
            headers,
            cors: true,
        }));
    }
    if let Some(ms) = value.get("delay_ms").and_then(Value::as_u64) {
        return Ok(FaultKind::Delay(ms));
    }
    [
        ("hang", FaultKind::Hang),
        ("act_then_hang", FaultKind::ActThenHang),
        ("act_then_cut", FaultKind::ActThenCut),
        ("lose", FaultKind::Lose),
        ("swallow", FaultKind::Swallow),
        ("silent", FaultKind::Silent),
        ("no_cors", FaultKind::NoCors),
    ]
    .into_iter()
    .find(|(key, _)| is(key))
    .map(|(_, kind)| kind)
    .ok_or_else(|| {
        bad_request(
            "\"do\" must have a status, act_then_answer, delay_ms, or one of hang, act_then_hang, act_then_cut, lose, swallow, silent, no_cors set to true",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fault_is_used_up() {
        let mut faults = Faults::default();
        let add = |faults: &mut Faults, value: Value| {
            faults
                .add(&Fields::try_from(&value).unwrap())
                .map_err(|r| r.status)
        };
        assert_eq!(add(&mut faults, json!({"on": "mute"})), Err(400));
        assert_eq!(add(&mut faults, json!({"on": "mute", "do": {}})), Err(400));
        add(
            &mut faults,
            json!({"on": "mute", "do": {"hang": true}, "times": 1}),
        )
        .unwrap();
        assert_eq!(
            add(
                &mut faults,
                json!({"on": "mute", "do": {"act_then_answer": {"hang": true}}}),
            ),
            Err(400)
        );
        add(
            &mut faults,
            json!({"on": "participant.disconnect", "do": {"silent": true}}),
        )
        .unwrap();
        assert_eq!(faults.take("participant", "mute"), Some(FaultKind::Hang));
        assert_eq!(faults.take("participant", "mute"), None);
        assert_eq!(faults.take("room", "disconnect"), None);
        assert_eq!(
            faults.take("participant", "disconnect"),
            Some(FaultKind::Silent)
        );
    }
}
