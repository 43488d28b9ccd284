//! A server by a script, a clock, and a host.

use phone::{Callee, Command, CommandId, Failure, Input, Notice, Output, Phase, Session, Status};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// How the server takes requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// Does it, and says nothing.
    Silent,
    /// Neither does nor says anything.
    Dead,
    /// Takes no connection.
    Refusing,
}

/// A server of the kind that tells nothing by itself, unless `tells`.
pub struct Server {
    pub mood: Mood,
    /// Hang-ups do nothing.
    pub has_bug: bool,
    pub tells: bool,
    /// Says that there is no such method.
    pub refuses_to_count: bool,
    pub latency_ms: u64,
    pub conf: Option<String>,
    /// Call and number of those who are in.
    pub inside: Vec<(String, String)>,
    /// Call and number of those whose telephones ring.
    pub ringing: Vec<(String, String)>,
    made: u32,
}

pub struct Play {
    pub now: u64,
    pub session: Session,
    pub server: Server,
    /// To be said to the session then.
    due: VecDeque<(u64, Event)>,
    wake: Option<u64>,
    /// When the session was woken.
    pub wakes: Vec<u64>,
    is_open: bool,
    pub sent: Vec<(u64, Value)>,
    pub opens: Vec<u64>,
    pub statuses: BTreeMap<CommandId, Vec<Status>>,
    pub notices: Vec<Notice>,
    pub phase: Phase,
    commands: u64,
}

enum Event {
    Opened,
    Closed,
    Text(String),
}

impl Play {
    pub fn new() -> Self {
        Self {
            now: 1_000,
            session: Session::new(),
            server: Server {
                mood: Mood::Well,
                has_bug: true,
                tells: false,
                refuses_to_count: false,
                latency_ms: 100,
                conf: None,
                inside: Vec::new(),
                ringing: Vec::new(),
                made: 0,
            },
            due: VecDeque::new(),
            wake: None,
            wakes: Vec::new(),
            is_open: false,
            sent: Vec::new(),
            opens: Vec::new(),
            statuses: BTreeMap::new(),
            notices: Vec::new(),
            phase: Phase::Off,
            commands: 0,
        }
    }

    /// Connected, with a conference.
    pub fn in_conference() -> Self {
        let mut play = Self::new();
        play.input(Input::Connect);
        play.run(1_000);
        play.command(Command::Create);
        play.run(1_000);
        assert!(play.session.conference().open_id().is_some());
        play
    }

    pub fn input(&mut self, input: Input<'_>) {
        let mut out = Vec::new();
        let chance = (self.now as u32).wrapping_mul(2_654_435_761);
        self.session.handle(self.now, chance, input, &mut out);
        for output in out {
            self.output(output);
        }
    }

    fn output(&mut self, output: Output) {
        match output {
            Output::Open => {
                self.opens.push(self.now);
                let event = match self.server.mood {
                    Mood::Refusing => Event::Closed,
                    Mood::Dead => return,
                    Mood::Well | Mood::Silent => Event::Opened,
                };
                self.due.push_back((self.now + 50, event));
            }
            Output::Close => self.forget_socket(),
            Output::Send(text) => {
                assert!(self.is_open, "sent into nothing: {text}");
                let request: Value = serde_json::from_str(&text).unwrap();
                self.sent.push((self.now, request.clone()));
                for text in self.server.hear(&request) {
                    let at = self.now + self.server.latency_ms;
                    self.due.push_back((at, Event::Text(text)));
                }
            }
            Output::WakeAt(at) => self.wake = Some(at),
            Output::Changed(_) => {}
            Output::Phase(phase) => self.phase = phase,
            Output::Status(id, status) => self.statuses.entry(id).or_default().push(status),
            Output::Notice(notice) => self.notices.push(notice),
        }
    }

    fn forget_socket(&mut self) {
        self.is_open = false;
        self.due.clear();
    }

    /// The connection breaks.
    pub fn cut(&mut self) {
        self.forget_socket();
        self.input(Input::Closed);
    }

    /// The server says something by itself.
    pub fn say(&mut self, method: &str, params: Value) {
        let text = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
        self.input(Input::Text(&text));
    }

    /// Plays on.
    pub fn run(&mut self, ms: u64) {
        let end = self.now + ms;
        loop {
            let event = self.due.front().map(|(at, _)| *at);
            let next = [event, self.wake].into_iter().flatten().min();
            let Some(next) = next.filter(|at| *at <= end) else {
                break;
            };
            self.now = self.now.max(next);
            if event.is_some_and(|at| at <= self.now) {
                match self.due.pop_front().unwrap().1 {
                    Event::Opened => {
                        self.is_open = true;
                        self.input(Input::Opened);
                    }
                    Event::Closed => self.input(Input::Closed),
                    Event::Text(text) => self.input(Input::Text(&text)),
                }
            } else {
                self.wake = None;
                self.wakes.push(self.now);
                self.input(Input::Wake);
                assert!(
                    self.wake.is_none_or(|at| at > self.now),
                    "it wakes in circles"
                );
            }
        }
        self.now = end;
    }

    pub fn command(&mut self, command: Command) -> CommandId {
        self.commands += 1;
        let id = CommandId(self.commands);
        self.input(Input::Do(id, command));
        id
    }

    pub fn invite(&mut self, number: &str) -> CommandId {
        self.command(Command::Invite(Callee {
            number: number.into(),
            name: "".into(),
        }))
    }

    /// Calls somebody who answers, and waits until that is seen.
    pub fn bring_in(&mut self, number: &str) {
        let id = self.invite(number);
        self.run(500);
        self.server.answer_all();
        self.run(3_000);
        assert_eq!(self.last(id), &Status::Seen);
    }

    pub fn hang_up(&mut self, at: usize) -> CommandId {
        let key = self.session.conference().calls()[at].key;
        self.command(Command::HangUp(key))
    }

    pub fn last(&self, id: CommandId) -> &Status {
        self.statuses[&id].last().unwrap()
    }

    #[track_caller]
    pub fn failed(&self, id: CommandId, why: &Failure) {
        assert_eq!(self.last(id), &Status::Failed(why.clone()));
    }

    pub fn sent_of(&self, method: &str) -> usize {
        self.sent
            .iter()
            .filter(|(_, it)| it["method"] == method)
            .count()
    }
}

impl Server {
    pub fn answer_all(&mut self) {
        self.inside.append(&mut self.ringing);
    }

    /// What is said to a request: the answer, and what the server tells.
    fn hear(&mut self, request: &Value) -> Vec<String> {
        if self.mood == Mood::Dead {
            return Vec::new();
        }
        let (id, params) = (&request["id"], &request["params"]);
        let conf = params[0].as_str().unwrap_or_default();
        let is_there = self.conf.as_deref() == Some(conf);
        let method = request["method"].as_str().unwrap();
        let well = |more: Value| {
            let mut result = json!({"statusCode": "000000"});
            result
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            json!({"jsonrpc": "2.0", "id": id, "result": result})
        };
        let mut told = Vec::new();
        let answer = match method {
            "CreateConf" => {
                self.made += 1;
                let conf = format!("{}", 70_000 + self.made);
                self.conf = Some(conf.clone());
                well(json!({"confid": conf}))
            }
            _ if !is_there => {
                json!({"jsonrpc": "2.0", "code": -32603, "message": "RestApiError: [111603]: conf not found", "id": id})
            }
            "QueryConfState" if self.refuses_to_count => {
                json!({"jsonrpc": "2.0", "code": -32601, "message": "no such method", "id": id})
            }
            "InviteJoinConf" if params[1] == "666" => {
                json!({"jsonrpc": "2.0", "code": -32603, "message": "RestApiError: [111612]: refused", "id": id})
            }
            "InviteJoinConf" => {
                self.made += 1;
                let call = format!("{:032x}", self.made);
                let number = params[1].as_str().unwrap().to_owned();
                self.ringing.push((call.clone(), number));
                well(json!({"callid": call}))
            }
            "QuitConf" => {
                if !self.has_bug {
                    let call = params[1].as_str().unwrap();
                    self.inside.retain(|(it, _)| it != call);
                    self.ringing.retain(|(it, _)| it != call);
                    told.push(json!({"method": "OnConfQuit", "params": [conf, call]}));
                }
                well(json!({}))
            }
            "QueryConfState" => well(json!({"state": "1", "count": self.inside.len().to_string()})),
            "DismissConf" => {
                self.conf = None;
                told.push(json!({"method": "OnConfDismiss", "params": [conf, 0]}));
                well(json!({}))
            }
            _ => panic!("{method}"),
        };
        if self.mood == Mood::Silent {
            return Vec::new();
        }
        let told = told.into_iter().filter(|_| self.tells);
        std::iter::once(answer)
            .chain(told)
            .map(|it| it.to_string())
            .collect()
    }
}
