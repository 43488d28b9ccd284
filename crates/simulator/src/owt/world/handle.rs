//! How a request is answered: read, signed, for which room and resource, and what a fault makes of it.

use super::World;
use super::call::{Call, Unreadable, read_body};
use super::mauth::{self, Denied};
use super::refusal::{bad_request, no_such_path, no_such_room, unexpected};
use super::request::Request;
use super::route::Place;
use crate::world::faults::{FaultKind, run_with_fault};
use crate::world::request::{Answer, Content, Reply};
use serde_json::{Value, json};

impl World {
    /// Answers a request at `now` (ms).
    pub fn handle(&mut self, now: u64, request: &Request) -> Answer {
        self.advance(now);
        let place = Place::parse(&request.path);
        let fault = self.take_fault(request, place.as_ref());
        let answer = run_with_fault(fault, self, World::silence, done(), |world| {
            world.answer(request, place.as_ref())
        });
        self.deliver();
        let status = answer.reply.as_ref().map(|reply| reply.status);
        self.record(request, status);
        answer
    }

    fn take_fault(&mut self, request: &Request, place: Option<&Place>) -> Option<FaultKind> {
        let method = request.method.as_str();
        if method == "OPTIONS" {
            let names = ["OPTIONS"];
            return self.faults.take_named(&names);
        }
        let place = place?;
        let full = place.name(method);
        let resource = place.path.split('/').next().unwrap_or("");
        let names = [full.as_str(), resource, method, "*"];
        let of_room = self.room_faults.get_mut(place.about());
        let of_room = of_room.and_then(|faults| faults.take_named(&names));
        of_room.or_else(|| self.faults.take_named(&names))
    }

    fn answer(&mut self, request: &Request, place: Option<&Place>) -> Answer {
        let body = match read_body(request) {
            Ok(body) => body,
            // Bodies are read before the headers are set that let pages read the answer.
            Err(why) => {
                let reply = match why {
                    Unreadable::Malformed => bad_request("Failed to parse JSON body"),
                    Unreadable::TooLarge => {
                        unexpected("PayloadTooLargeError request entity too large")
                    }
                };
                return Reply {
                    cors: false,
                    ..reply
                }
                .into();
            }
        };
        if request.method == "OPTIONS" {
            return page("OK").into();
        }
        let Some(place) = place else {
            return no_such_path().into();
        };
        let signed = mauth::check(request.authorization.as_deref(), &self.services);
        let (service, claims) = match signed {
            Ok((service, claims)) => (service.id.clone(), claims),
            Err(Denied::AtOnce(reply)) => return reply.into(),
            Err(Denied::Slowly(reply)) => {
                return Answer {
                    reply: Some(reply),
                    delay_ms: self.random.below(1_000),
                };
            }
        };
        let route = place.route(&request.method);
        let is_unguarded = place.room.is_empty() || (place.is_unguarded() && route.is_some());
        if !is_unguarded && !self.owns(&service, &place.room) {
            return no_such_room().into();
        }
        let Some(route) = route else {
            return no_such_path().into();
        };
        let call = Call {
            request,
            service,
            claims,
            is_v1_1: place.is_v1_1,
            room: place.room.clone(),
            resource: place.path.split('/').next().unwrap_or("").to_owned(),
            id: place.id.clone(),
            body,
        };
        (route.run)(self, &call)
    }

    /// Returns whether a room is one of a service's.
    pub fn owns(&self, service: &str, room: &str) -> bool {
        let service = self.services.iter().find(|s| s.id == service);
        service.is_some_and(|s| s.rooms.iter().any(|id| id == room))
            && self.rooms.contains_key(room)
    }

    /// Switches off, and on again, that the portal tells what happens.
    fn silence(&mut self, on: bool) {
        self.deliver();
        self.is_silent = on;
    }

    /// Writes a request down. Keys are only "present", and a signature is only there or not.
    fn record(&mut self, request: &Request, status: Option<u16>) {
        let mut body = if request.body.is_empty() {
            Value::Null
        } else {
            let text = || String::from_utf8_lossy(&request.body).into_owned();
            serde_json::from_slice(&request.body).unwrap_or_else(|_| Value::String(text()))
        };
        if let Some(key) = body.get_mut("key") {
            *key = json!("present");
        }
        let path = match request.query.as_str() {
            "" => request.path.clone(),
            query => format!("{}?{query}", request.path),
        };
        let signed = if request.authorization.is_some() {
            "present"
        } else {
            "absent"
        };
        self.log.push(json!({
            "at": self.now,
            "method": request.method,
            "path": path,
            "status": status,
            "body": body,
            "headers": {"authorization": signed},
        }));
    }
}

/// Returns the answer without a body that says that something is done.
pub fn done() -> Reply {
    Reply {
        content: Content::Nothing,
        ..Reply::json(200, Value::Null)
    }
}

/// Returns an answer that is a text.
pub fn page(text: &str) -> Reply {
    Reply {
        content: Content::Bytes("text/html; charset=utf-8", text.into()),
        ..done()
    }
}
