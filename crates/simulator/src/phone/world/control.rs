//! The control endpoint: by it tests change the world and read it. Off unless asked for; the shell lets this machine in only.

use super::conference::{BUSY, CallState, Conference};
use super::{Notifications, Results, World};
use crate::world::fields::{Fields, bad_request};
use crate::world::request::{Reply, percent_decode};
use serde_json::{Value, json};

/// What stands before everything here.
pub const CONTROL_PREFIX: &str = "/__control/";

/// A request of the control endpoint.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// JSON, or nothing.
    pub body: Vec<u8>,
}

impl World {
    /// Answers a request under [`CONTROL_PREFIX`], at `now` (ms).
    pub fn control(&mut self, now: u64, request: &Request) -> Reply {
        self.advance(now);
        let rest = request.path.strip_prefix(CONTROL_PREFIX).unwrap_or("");
        let segments: Vec<String> = rest.split('/').map(percent_decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let reply = self.obey(&request.method, &words, &request.body);
        reply.unwrap_or_else(|refusal| refusal)
    }

    fn obey(&mut self, method: &str, words: &[&str], body: &[u8]) -> Result<Reply, Reply> {
        // Commands without fields may come without a body.
        let fields = match body.is_empty() {
            true => Fields::try_from(&json!({}))?,
            false => Fields::parse(body)?,
        };
        match (method, words) {
            ("POST", ["restart"]) => self.restart(),
            ("POST", ["faults"]) => self.faults.add(&fields)?,
            ("POST", ["faults", "clear"]) => self.faults.clear(),
            ("POST", ["behave"]) => self.behave(&fields)?,
            ("POST", ["sockets"]) => {
                if !self.sockets.set_mode(fields.text("do")?) {
                    let words = "refuse503, hang, cut, cut_once, half_open or ok";
                    return Err(bad_request(format!("\"do\" must be {words}")));
                }
            }
            ("POST", ["clients", client, "raw"]) => {
                if !self.sockets.say_to(client, fields.text("text")?) {
                    return Err(Reply::failed(404, format!("No client {client:?}")));
                }
            }
            ("POST", ["conferences"]) => {
                let id = self.make_conference();
                return Ok(Reply::json(200, json!({"id": id})));
            }
            ("GET", ["requests"]) => return Ok(Reply::json(200, self.log.to_json())),
            ("GET", ["state"]) => return Ok(Reply::json(200, self.state())),
            (_, [conf, command]) => return self.obey_in(method, conf, command, &fields),
            _ => return Err(no_such_command()),
        }
        Ok(Reply::success(true))
    }

    fn obey_in(
        &mut self,
        method: &str,
        conf: &str,
        command: &str,
        fields: &Fields,
    ) -> Result<Reply, Reply> {
        let Some(conference) = self.conferences.get_mut(conf) else {
            return Err(Reply::failed(404, format!("No conference {conf:?}")));
        };
        let live_call = |conference: &Conference| {
            let number = fields.text("number")?;
            let call = conference.live_call_of(number).map(|call| call.id.clone());
            call.ok_or_else(|| Reply::failed(404, format!("Nobody calls {number:?}")))
        };
        let news = match (method, command) {
            ("POST", "answer") => {
                let call = live_call(conference)?;
                conference.answer(&call)
            }
            ("POST", "refuse") => {
                let call = live_call(conference)?;
                let result = fields.value("result").and_then(Value::as_i64);
                conference.fail(&call, result.unwrap_or(BUSY))
            }
            ("POST", "hang_up") => {
                let call = live_call(conference)?;
                conference.quit(&call).unwrap_or_default()
            }
            ("POST", "delete") => conference.delete(),
            ("POST", "call") => {
                let number = fields.text("number")?.to_owned();
                let call = self.call_id();
                if let Some(conference) = self.conferences.get_mut(conf) {
                    conference.call(call.clone(), &number, self.now, None);
                }
                return Ok(Reply::json(200, json!({"id": call})));
            }
            ("POST", "event") => {
                let params = fields.value("params").cloned().unwrap_or_default();
                self.tell(conf, fields.text("method")?, &params);
                return Ok(Reply::success(true));
            }
            ("GET", "state") => return Ok(Reply::json(200, told(conf, conference))),
            _ => return Err(no_such_command()),
        };
        self.happened(conf, news);
        Ok(Reply::success(true))
    }

    fn behave(&mut self, fields: &Fields) -> Result<(), Reply> {
        let mut behaviour = self.behaviour.clone();
        for key in fields.as_map().keys() {
            match key.as_str() {
                "hang_up_bug" => behaviour.hang_up_bug = fields.boolean(key)?,
                "by_name" => behaviour.by_name = fields.boolean(key)?,
                "nested_errors" => behaviour.nested_errors = fields.boolean(key)?,
                "notifications" => {
                    let word = fields.choice(key, &["off", "four", "five", "both"])?;
                    behaviour.notifications = match word {
                        "four" => Notifications::Four,
                        "five" => Notifications::Five,
                        "both" => Notifications::Both,
                        _ => Notifications::Off,
                    };
                }
                "results" => {
                    let word = fields.choice(key, &["real", "documented"])?;
                    behaviour.results = match word {
                        "documented" => Results::Documented,
                        _ => Results::Real,
                    };
                }
                "answer_after_ms" => {
                    behaviour.answer_after_ms = match fields.value(key) {
                        Some(Value::Null) => None,
                        _ => Some(fields.whole_number(key)?),
                    };
                }
                _ => return Err(bad_request(format!("there is no switch {key:?}"))),
            }
        }
        self.behaviour = behaviour;
        Ok(())
    }

    fn state(&self) -> Value {
        let conferences = self.conferences.iter();
        let conferences: Vec<Value> = conferences.map(|(id, it)| told(id, it)).collect();
        json!({
            "conferences": conferences,
            "clients": self.sockets.clients(),
            "sockets": self.sockets.count(),
        })
    }
}

fn told(id: &str, conference: &Conference) -> Value {
    let calls = conference.calls.iter().map(|call| {
        let (state, result) = match call.state {
            CallState::Ringing(_) => ("ringing", None),
            CallState::In => ("in", None),
            CallState::Out => ("out", None),
            CallState::Failed(result) => ("failed", Some(result)),
        };
        json!({"id": call.id, "number": call.number, "state": state, "result": result})
    });
    json!({"id": id, "count": conference.count(), "calls": calls.collect::<Vec<_>>()})
}

fn no_such_command() -> Reply {
    Reply::failed(404, "No such command")
}
