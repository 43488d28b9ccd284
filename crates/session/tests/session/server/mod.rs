//! A conference server in memory: knows who is there, obeys commands, sends events, and breaks on demand.

mod door;
mod faults;
mod reply;

pub use faults::{Fate, Held};
pub use reply::Reply;
use reply::{failed, ok, plain};
use std::fmt::Write;
use wire::Request;

/// Somebody in the meeting, or waiting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub uuid: String,
    pub host: bool,
    pub muted: bool,
    pub lit: Option<u32>,
    pub waits: bool,
    pub text: String,
    pub barred: bool,
    pub deaf: bool,
    pub hand: bool,
    /// Told only where it is known.
    pub held: Option<bool>,
    /// Told only where it is known.
    pub pinned: Option<bool>,
}

#[derive(Debug)]
pub struct Server {
    pub people: Vec<Person>,
    pub locked: bool,
    pub guests_muted: bool,
    pub private: bool,
    /// What `service_status` has beside the document's fields, each with what it says.
    pub states: Vec<(&'static str, bool)>,
    pub expires_s: u32,
    pub host_pin: Option<&'static str>,
    pub guest_pin: Option<&'static str>,
    pub extension: Option<&'static str>,
    pub mcu_host: &'static str,
    pub role: &'static str,
    pub keep_alive_ms: Option<u64>,
    pub sync_ends: bool,
    /// The stream's bytes get lost, and nobody is told.
    pub half_open: bool,
    /// Streams don't get through.
    pub holds_back: Option<Held>,
    /// The status that a stream is refused with.
    pub refuses_stream: Option<u16>,
    /// Everything fails like this.
    pub down: Option<Fate>,
    /// By the end of the path; the first that fits counts, as often as it says.
    pub fates: Vec<(&'static str, Fate, u32)>,
    /// The token that is good, and until when.
    pub token: Option<(String, u64)>,
    pub own: String,
    /// What goes to the stream next.
    pub told: Vec<String>,
    pub tokens_given: u32,
    pub sessions_given: u32,
    /// Who left, and was told to have.
    pub left: Vec<String>,
    /// What hosts see; told after each snapshot.
    pub layout: Option<&'static str>,
    stamp: u32,
}

fn says(status: u16, body: &str, after_ms: u64) -> Reply {
    Reply::Answer {
        status,
        retry_after_s: None,
        body: body.to_owned(),
        after_ms,
    }
}

impl Server {
    pub fn new() -> Self {
        let person = |uuid: &str, waits| Person {
            uuid: uuid.to_owned(),
            waits,
            ..Person::default()
        };
        Self {
            people: vec![
                person("ann", false),
                person("bob", false),
                person("cat", true),
            ],
            locked: false,
            guests_muted: false,
            private: false,
            states: Vec::new(),
            expires_s: 120,
            host_pin: None,
            guest_pin: None,
            extension: None,
            mcu_host: "node.example.cn",
            role: "HOST",
            keep_alive_ms: Some(10_000),
            sync_ends: true,
            half_open: false,
            holds_back: None,
            refuses_stream: None,
            down: None,
            fates: Vec::new(),
            token: None,
            own: String::new(),
            told: Vec::new(),
            tokens_given: 0,
            sessions_given: 0,
            left: Vec::new(),
            layout: None,
            stamp: 0,
        }
    }

    /// The next `times` requests whose path ends so have this fate.
    pub fn is_good(&self, token: &str, now: u64) -> bool {
        self.token
            .as_ref()
            .is_some_and(|(good, until)| good == token && now < *until)
    }

    /// Everything new: uuids, tokens, numbers.
    pub fn restart(&mut self) {
        self.token = None;
        self.people.retain(|person| !person.uuid.starts_with("me-"));
        for person in &mut self.people {
            person.uuid.push('~');
        }
    }

    pub fn joins(&mut self, uuid: &str) {
        let person = Person {
            uuid: uuid.to_owned(),
            ..Person::default()
        };
        let json = json(&person);
        self.people.push(person);
        let name = if self.private { "update" } else { "create" };
        self.tell(&format!("participant_{name}"), &json);
    }

    pub fn leaves(&mut self, uuid: &str) {
        self.people.retain(|person| person.uuid != uuid);
        self.left.push(uuid.to_owned());
        self.tell("participant_delete", &format!("{{\"uuid\":\"{uuid}\"}}"));
    }

    pub fn change(&mut self, uuid: &str, change: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.iter_mut().find(|person| person.uuid == uuid) {
            change(person);
            let json = json(person);
            self.tell("participant_update", &json);
        }
    }

    pub fn tell(&mut self, name: &str, data: &str) {
        self.told.push(format!("event: {name}\ndata: {data}\n\n"));
    }

    /// What a new stream begins with.
    pub fn snapshot(&self) -> String {
        let mut text = String::from("event: participant_sync_begin\n\n");
        if !self.private {
            for person in &self.people {
                let _ = write!(
                    text,
                    "event: participant_create\ndata: {}\n\n",
                    json(person)
                );
            }
        }
        if self.sync_ends {
            text.push_str("event: participant_sync_end\n\n");
        }
        if let Some(name) = self.layout {
            let _ = write!(
                text,
                "event: layout\ndata: {{\"host_view\":\"{name}\"}}\n\n"
            );
        }
        text
    }

    pub fn answer(&mut self, request: &Request, now: u64) -> Reply {
        let path = request.url.split('?').next().unwrap().to_owned();
        let fate = self.down.or_else(|| self.fate_of(&path));
        let quiet = self.told.len();
        let answer = match fate {
            Some(Fate::Refused(status, words)) => failed(status, words),
            Some(Fate::Later(status, seconds)) => Reply::Answer {
                status,
                retry_after_s: Some(seconds),
                body: String::new(),
                after_ms: 20,
            },
            Some(Fate::False) => ok("false"),
            Some(Fate::Liar) => ok("true"),
            Some(Fate::Hangs) => Reply::Nothing,
            Some(Fate::Unreachable) => Reply::Unreachable,
            Some(Fate::Says(status, body)) => says(status, body, 20),
            Some(Fate::SaysAfter(after_ms, body)) => says(200, body, after_ms),
            Some(Fate::Slow(_) | Fate::Lost | Fate::Mute) | None => self.obey(&path, request, now),
        };
        match (fate, answer) {
            (Some(Fate::Lost), _) => Reply::Nothing,
            (Some(Fate::Mute), answer) => {
                self.told.truncate(quiet);
                answer
            }
            (
                Some(Fate::Slow(after_ms)),
                Reply::Answer {
                    status,
                    retry_after_s,
                    body,
                    ..
                },
            ) => Reply::Answer {
                status,
                retry_after_s,
                body,
                after_ms,
            },
            (_, answer) => answer,
        }
    }

    fn obey(&mut self, path: &str, request: &Request, now: u64) -> Reply {
        let header = |name: &str| {
            let found = request.headers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.clone())
        };
        let steps: Vec<_> = path.split('/').skip(3).collect();
        match steps[..] {
            ["api", "v3", "meet", "checkJoin.shtml"] => plain(
                200,
                &format!(
                    "{{\"code\":\"200\",\"results\":{{\"mcuHost\":\"{}\",\"isRecord\":\"true\"{}}}}}",
                    self.mcu_host,
                    if self.states.is_empty() {
                        ""
                    } else {
                        ",\"isLive\":\"true\""
                    }
                ),
            ),
            ["api", "services", _, "new_session"] => {
                let body = request.body.clone().unwrap_or_default();
                self.new_session(header("pin").as_deref(), &body, now)
            }
            ["api", "services", _, ref rest @ ..] => {
                if !self.is_good(&header("token").unwrap_or_default(), now) {
                    return failed(403, "Invalid token");
                }
                self.command(rest, request.body.as_deref().unwrap_or_default(), now)
            }
            _ => failed(404, "what"),
        }
    }

    fn command(&mut self, steps: &[&str], body: &str, now: u64) -> Reply {
        match *steps {
            ["refresh_session"] => {
                let token = self.new_token(now);
                return ok(&format!(
                    "{{\"token\":\"{token}\",\"expires\":\"{}\"}}",
                    self.expires_s
                ));
            }
            ["participants"] => {
                let list: Vec<_> = self.people.iter().map(json).collect();
                return ok(&format!("[{}]", list.join(",")));
            }
            ["service_status"] => {
                let mut fields = format!(
                    "\"locked\":{},\"guests_muted\":{}",
                    self.locked, self.guests_muted
                );
                for (name, is_so) in &self.states {
                    let _ = write!(fields, ",\"{name}\":{is_so}");
                }
                return ok(&format!("{{{fields}}}"));
            }
            ["end_session"] => self.token = None,
            ["disconnect"] => {
                self.tell("disconnect", "{\"reason\":\"ended\"}");
                self.token = None;
            }
            ["participants", uuid, command] => {
                if !self.people.iter().any(|person| person.uuid == uuid) {
                    return failed(404, "no such participant");
                }
                self.about(uuid, command, body);
            }
            [command @ ("lock" | "unlock" | "muteguests" | "unmuteguests")] => {
                self.locked = (self.locked || command == "lock") && command != "unlock";
                self.guests_muted =
                    (self.guests_muted || command == "muteguests") && command != "unmuteguests";
                let (locked, muted) = (self.locked, self.guests_muted);
                self.tell(
                    "service_update",
                    &format!("{{\"locked\":{locked},\"guests_muted\":{muted}}}"),
                );
            }
            [command @ ("record" | "unrecord" | "live" | "unlive")] => {
                let name = if command.ends_with("record") {
                    "Record_status"
                } else {
                    "Live_status"
                };
                self.states.retain(|(known, _)| *known != name);
                self.states.push((name, !command.starts_with("un")));
            }
            ["clearallhand"] => {
                let all: Vec<_> = self.people.iter().map(|one| one.uuid.clone()).collect();
                for uuid in all {
                    self.change(&uuid, |person| person.hand = false);
                }
            }
            ["start_service"] => {
                for (name, is_so) in &mut self.states {
                    *is_so |= *name == "started";
                }
                let all: Vec<_> = self.people.iter().map(|one| one.uuid.clone()).collect();
                for uuid in all {
                    self.change(&uuid, |person| person.waits = false);
                }
            }
            ["dial"] => {
                self.stamp += 1;
                let uuid = format!("called{}", self.stamp);
                self.joins(&uuid);
                return ok(&format!("[\"{uuid}\"]"));
            }
            ["override_layout"] => self.tell("layout", "{\"view\":\"1:7\",\"participants\":[]}"),
            _ => {}
        }
        ok("true")
    }

    fn about(&mut self, uuid: &str, command: &str, body: &str) {
        self.stamp += 1;
        let stamp = self.stamp;
        match command {
            "disconnect" | "transfer" => self.leaves(uuid),
            _ => self.change(uuid, |person| match command {
                "mute" => person.muted = true,
                "unmute" => person.muted = false,
                "spotlighton" => person.lit = Some(stamp),
                "spotlightoff" => person.lit = None,
                "hard_vmute" | "camera_disable" => person.barred = true,
                "hard_uvmute" | "camera_enable" => person.barred = false,
                "mutear" => person.deaf = true,
                "unmutear" => person.deaf = false,
                "hold" | "resume" => person.held = person.held.map(|_| command == "hold"),
                "stick" | "unstick" => person.pinned = person.pinned.map(|_| command == "stick"),
                "clearhand" => person.hand = false,
                "unlock" => person.waits = false,
                "role" => person.host = body.contains("chair"),
                "overlaytext" | "override_text" => {
                    let text = body.split('"').nth(3).unwrap_or_default();
                    person.text = text.to_owned();
                }
                _ => {}
            }),
        }
    }
}

fn json(person: &Person) -> String {
    let told = |name: &str, is_so: Option<bool>| {
        is_so.map_or_else(String::new, |is_so| format!(",\"{name}\":{is_so}"))
    };
    let known = told("on_hold", person.held) + &told("stick", person.pinned);
    format!(
        "{{\"uuid\":\"{0}\",\"display_name\":\"{0}\",\"role\":\"{1}\",\"is_muted\":\"{2}\",\"spotlight\":{3},\"service_type\":\"{4}\",\"overlay_text\":\"{5}\",\"v_muted\":{6},\"ear_muted\":{7},\"hand_raised\":{8}{known}}}",
        person.uuid,
        if person.host { "chair" } else { "guest" },
        if person.muted { "YES" } else { "NO" },
        person.lit.unwrap_or(0),
        if person.waits {
            "waiting_room"
        } else {
            "conference"
        },
        person.text,
        u8::from(person.barred),
        person.deaf,
        person.hand,
    )
}
