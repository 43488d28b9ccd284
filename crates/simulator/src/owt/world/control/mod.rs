//! The control endpoint: by it tests change the world and read it. Off unless asked for; the shell lets this machine in only.

mod live;
mod state;

use super::World;
use super::request::Request;
use crate::world::fields::{Fields, bad_request};
use crate::world::request::{Reply, percent_decode};
use serde_json::{Value, json};

/// What stands before everything here.
pub const CONTROL_PREFIX: &str = "/__control/";

impl World {
    /// Answers a request under [`CONTROL_PREFIX`], at `now` (ms).
    pub fn control(&mut self, now: u64, request: &Request) -> Reply {
        self.advance(now);
        let rest = request.path.strip_prefix(CONTROL_PREFIX).unwrap_or("");
        let segments: Vec<String> = rest.split('/').map(percent_decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let reply = self.obey(&request.method, &words, &request.body);
        self.deliver();
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
            ("POST", ["faults", "clear"]) => {
                self.faults.clear();
                self.room_faults.clear();
            }
            ("POST", ["portal"]) => {
                if !self.portal.set_mode(fields.text("do")?) {
                    let words = "refuse503, hang, cut, cut_once, half_open, gone or ok";
                    return Err(bad_request(format!("\"do\" must be {words}")));
                }
            }
            ("POST", ["agents"]) => self.set_agents(&fields)?,
            ("POST", ["services"]) => {
                let id = self.add_service(fields.non_empty("name")?, fields.non_empty("key")?);
                return Ok(Reply::json(200, json!({"id": id})));
            }
            ("POST", ["rooms"]) => return self.control_room(&fields),
            ("GET", ["requests"]) => return Ok(Reply::json(200, self.log.to_json())),
            ("GET", ["state"]) => return Ok(Reply::json(200, self.whole_state())),
            (_, [name, command @ ..]) if !command.is_empty() => {
                let room = self.find_room(name)?;
                return self.obey_in_room(method, &room, command, &fields);
            }
            _ => return Err(no_such_command()),
        }
        Ok(Reply::success(true))
    }

    /// Returns the id of a room that is named by it, or by the room's name.
    fn find_room(&self, name: &str) -> Result<String, Reply> {
        if self.rooms.contains_key(name) {
            return Ok(name.to_owned());
        }
        let by_name = self.rooms.values().find(|room| room.get("name") == name);
        let room = by_name.map(|room| room.id.clone());
        room.ok_or_else(|| Reply::failed(404, format!("No room {name:?}")))
    }

    fn control_room(&mut self, fields: &Fields) -> Result<Reply, Reply> {
        let service = fields
            .optional("service")?
            .unwrap_or(super::SAMPLE_ID)
            .to_owned();
        if !self.services.iter().any(|known| known.id == service) {
            return Err(Reply::failed(404, format!("No service {service:?}")));
        }
        let mut options = match fields.value("options") {
            None | Some(Value::Null) => serde_json::Map::new(),
            Some(Value::Object(options)) => options.clone(),
            Some(_) => return Err(bad_request("\"options\" must be an object")),
        };
        options.insert("name".to_owned(), json!(fields.non_empty("name")?));
        let made = self.add_room(&service, &options);
        let id = made.map_err(|(_, why)| bad_request(why))?;
        Ok(Reply::json(200, json!({"id": id})))
    }

    fn set_agents(&mut self, fields: &Fields) -> Result<(), Reply> {
        let agents = &mut self.agents;
        let known = [
            ("audio", &mut agents.audio),
            ("video", &mut agents.video),
            ("sip", &mut agents.sip),
            ("analytics", &mut agents.analytics),
        ];
        for (name, has) in known {
            if fields.value(name).is_some() {
                *has = fields.boolean(name)?;
            }
        }
        Ok(())
    }
}

fn no_such_command() -> Reply {
    Reply::failed(404, "No such control command")
}
