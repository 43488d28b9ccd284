//! How a request is answered: which room and command it is for, whether it may, and what a fault makes of it.

use super::World;
use super::command::{Command, CommandRequest, Rights};
use super::commands::check_join::check_join;
use super::faults::{self, FaultKind};
use super::request::{Answer, Content, Reply, Request};
use super::room::{Referral, Room};
use super::route::{CHECK_JOIN_PATH, Route};
use serde_json::Value;

impl World {
    /// Answers a request at `now` (ms).
    pub fn handle(&mut self, now: u64, request: &Request) -> Answer {
        self.advance(now);
        if request.method == "OPTIONS" {
            return self.preflight(request);
        }
        if request.path == CHECK_JOIN_PATH {
            return self.answer_check_join(request);
        }
        let Some(route) = Route::parse(&request.path) else {
            return Reply::failed(404, "No such path").into();
        };
        self.last_stream += 1;
        let stream = self.last_stream;
        let Some(room) = self.room(&route.room) else {
            return Reply::failed(404, "Neither conference nor gateway found").into();
        };
        let answer = answer(room, &route, request, stream);
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.record(request, status, now);
        self.pass_tickets_on(&route.room);
        answer
    }

    /// Brings the tickets of those who were sent out of a room to the rooms that they open. What isn't here is another
    /// server's business.
    fn pass_tickets_on(&mut self, from: &str) {
        let referrals = self
            .room(from)
            .map(|room| std::mem::take(&mut room.referrals));
        for Referral { alias, ticket } in referrals.unwrap_or_default() {
            if let Some(room) = self.room(&alias) {
                room.tickets.push(ticket);
            }
        }
    }

    /// Answers a browser's question before a request: always yes, but for a fault on `OPTIONS`.
    fn preflight(&mut self, request: &Request) -> Answer {
        let yes = Reply {
            content: Content::Nothing,
            ..Reply::json(204, Value::Null)
        };
        let now = self.now;
        let Some(room) = Route::parse(&request.path).and_then(|route| self.room(&route.room))
        else {
            return yes.into();
        };
        let answer = match room.faults.take_preflight() {
            Some(FaultKind::Answer(reply)) => Reply {
                cors: false,
                ..reply
            }
            .into(),
            Some(FaultKind::Hang) => Answer {
                reply: None,
                delay_ms: 0,
            },
            Some(FaultKind::NoCors) => Reply { cors: false, ..yes }.into(),
            _ => yes.into(),
        };
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.record(request, status, now);
        answer
    }

    fn answer_check_join(&mut self, request: &Request) -> Answer {
        let (now, fresh) = (self.now, self.settings.fresh_rooms);
        if request.method != "POST" {
            return wrong_method("POST").into();
        }
        let account = serde_json::from_slice::<Value>(&request.body)
            .ok()
            .and_then(|body| Some(body.get("joinAccount")?.as_str()?.to_owned()))
            .unwrap_or_default();
        let Some(room) = self.room(&account) else {
            return check_join(request, now, fresh).into();
        };
        let fault = room.faults.take("api", "checkJoin");
        let answer = run_with_fault(room, fault, |_| check_join(request, now, fresh));
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.record(request, status, now);
        answer
    }
}

fn wrong_method(allowed: &str) -> Reply {
    Reply {
        headers: vec![("allow".into(), format!("{allowed}, OPTIONS"))],
        ..Reply::failed(405, format!("Use {allowed}"))
    }
}

fn answer(room: &mut Room, route: &Route, request: &Request, stream: u64) -> Answer {
    let Some(command) = route.command(room) else {
        return Reply::failed(404, "No such command").into();
    };
    if request.method != command.method {
        return wrong_method(command.method).into();
    }
    let fault = room.faults.take(route.level.name(), command.name);
    run_with_fault(room, fault, |room| {
        run(room, command, route, request, stream).unwrap_or_else(|refusal| refusal)
    })
}

/// Does something with a fault on it.
fn run_with_fault(
    room: &mut Room,
    fault: Option<FaultKind>,
    act: impl FnOnce(&mut Room) -> Reply,
) -> Answer {
    let silence = |room: &mut Room, on| room.silent = on;
    let success = Reply::success(true);
    faults::run_with_fault(fault, room, silence, success, |room| act(room).into())
}

fn run(
    room: &mut Room,
    command: &Command,
    route: &Route,
    request: &Request,
    stream: u64,
) -> Result<Reply, Reply> {
    let mut asked = CommandRequest {
        request,
        caller: String::new(),
        person: route.person.clone(),
        call: route.call.clone(),
        stream,
    };
    if command.rights != Rights::Unchecked {
        let token = request.token.as_deref().ok_or_else(Reply::invalid_token)?;
        let session = room.session(token).ok_or_else(Reply::invalid_token)?;
        asked.caller = session.person.clone();
        let host = room.person(&asked.caller).is_some_and(|p| p.is_host());
        let own = command.rights == Rights::HostOrSelf && asked.caller == asked.person;
        if !host && !own && command.rights != Rights::Session {
            return Err(Reply::failed(403, "Only a host may do this"));
        }
    }
    (command.run)(room, &asked)
}
