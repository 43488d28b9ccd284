//! What the real server answered and told, played again: the same requests get the same answers, ids apart.

use super::support::{Server, replace, signed};
use serde_json::{Value, json};
use simulator::owt::world::{Agents, SAMPLE_ID, SAMPLE_KEY, SUPER_ID, SUPER_KEY, Settings};
use simulator::world::request::{Content, Reply};
use std::collections::BTreeMap;

/// Ids of the recording, and what they are called here.
#[derive(Default)]
struct Ids(BTreeMap<String, String>);

impl Ids {
    /// Returns a text with its ids replaced.
    fn translate(&self, text: &str) -> String {
        let replace = |text: String, (theirs, ours): (&String, &String)| text.replace(theirs, ours);
        self.0.iter().fold(text.to_owned(), replace)
    }

    /// Compares what was recorded with what is here; ids that weren't known are learned, and what is made by chance isn't
    /// compared but by its kind.
    fn compare(&mut self, place: &str, theirs: &Value, ours: &Value) {
        match (theirs, ours) {
            (Value::Object(a), Value::Object(b)) => {
                let (keys, others): (Vec<&String>, Vec<&String>) =
                    (a.keys().collect(), b.keys().collect());
                assert_eq!(keys, others, "fields of {place}");
                for (key, value) in a {
                    self.compare(&format!("{place}/{key}"), value, &b[key]);
                }
            }
            (Value::Array(a), Value::Array(b)) => {
                assert_eq!(a.len(), b.len(), "length of {place}");
                for (index, (a, b)) in a.iter().zip(b).enumerate() {
                    self.compare(&format!("{place}/{index}"), a, b);
                }
            }
            (Value::String(a), Value::String(b)) => self.compare_texts(place, a, b),
            (a, b) => assert_eq!(a, b, "{place}"),
        }
    }

    fn compare_texts(&mut self, place: &str, theirs: &str, ours: &str) {
        let last = place.rsplit('/').next().unwrap_or("");
        let known = self.translate(theirs);
        match last {
            "id" | "_id" if known == theirs && known != ours => {
                self.0.insert(theirs.to_owned(), ours.to_owned());
            }
            // A ciphertext by another key, and where a recording lies.
            "key" if theirs == "998f" => assert_eq!(ours.len(), theirs.len(), "{place}"),
            "file" => {}
            _ => assert_eq!(known, ours, "{place}"),
        }
    }
}

/// The rig of the recording had none of these agents.
fn server() -> Server {
    Server::new(Settings {
        empty: true,
        agents: Agents {
            audio: false,
            video: false,
            sip: false,
            analytics: false,
        },
        ..Settings::default()
    })
}

fn header(note: &str) -> Option<String> {
    let sample = signed(SAMPLE_ID, SAMPLE_KEY);
    match note {
        "no Authorization header" => None,
        "wrong key" => Some(signed(SAMPLE_ID, SUPER_KEY)),
        "unknown service id" => Some(signed("53c74879209ee7f96e5cbc9c", SAMPLE_KEY)),
        "malformed service id" => Some(signed("abc", SAMPLE_KEY)),
        "quoted header values" => Some(sample.replace(SAMPLE_ID, &format!("\"{SAMPLE_ID}\""))),
        "', ' separated header" => Some(sample.replace(',', ", ")),
        "services as super" | "create service" | "create dup" => Some(signed(SUPER_ID, SUPER_KEY)),
        _ => Some(sample),
    }
}

fn content_type(reply: &Reply) -> Option<&'static str> {
    match &reply.content {
        Content::Json(_) => Some("application/json; charset=utf-8"),
        Content::Bytes(kind, _) => Some(kind),
        _ => None,
    }
}

fn text_of(reply: &Reply) -> String {
    match &reply.content {
        Content::Bytes(_, bytes) => String::from_utf8(bytes.clone()).unwrap(),
        _ => String::new(),
    }
}

/// Somebody who listens by the portal.
struct Listener {
    user: &'static str,
    socket: u64,
    events: Vec<Value>,
}

fn listen(listeners: &mut [Listener], server: &mut Server) {
    for listener in listeners {
        for text in server.heard(listener.socket) {
            if let Some(event) = text.strip_prefix("42") {
                listener.events.push(serde_json::from_str(event).unwrap());
            } else if text == "41" {
                listener.events.push(json!("io server disconnect"));
            }
        }
    }
}

/// Lets carol come and publish, and dave come, as they did before the recording goes on.
fn people_come(server: &mut Server, room: &str) -> Vec<Listener> {
    let (socket, result) = server.enter(room, "carol", "presenter");
    let carol = result["id"].as_str().unwrap().to_owned();
    server.control(
        &format!("{room}/publish"),
        json!({"id": carol, "attributes": {"from": "carol"}}),
    );
    let mut listeners = vec![Listener {
        user: "carol",
        socket,
        events: Vec::new(),
    }];
    listen(&mut listeners, server);
    let (socket, result) = server.enter(room, "dave", "viewer");
    assert_eq!(result["room"]["participants"].as_array().unwrap().len(), 2);
    listeners.push(Listener {
        user: "dave",
        socket,
        events: Vec::new(),
    });
    listeners
}

#[test]
fn exchanges_and_events() {
    let mut server = server();
    let mut ids = Ids::default();
    let mut listeners = Vec::new();
    let lines = include_str!("../fixtures/owt/transcript.jsonl").lines();
    for (number, line) in lines.enumerate() {
        let seen: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| seen[key].as_str().unwrap_or("");
        let (note, method) = (text("note"), text("method"));
        if note == "participants" {
            let live = ids.translate("6b023502e0cbfb43cbbee8d3");
            listeners = people_come(&mut server, &live);
        }
        let path = ids.translate(text("path"));
        let mut request = server.request(&format!("{method} {path}"), &Value::Null);
        request.authorization = header(note);
        request.body = match &seen["request"] {
            Value::Null => Vec::new(),
            // What isn't JSON stands there as a text.
            Value::String(raw) => raw.clone().into_bytes(),
            body => ids.translate(&body.to_string()).into_bytes(),
        };
        if request.body.is_empty() {
            request.content_type = None;
        }
        let reply = server.send(&request).reply.unwrap();
        let place = format!("line {number}, {note}");
        assert_eq!(
            u64::from(reply.status),
            seen["status"].as_u64().unwrap(),
            "{place}: {reply:?}"
        );
        assert_eq!(
            content_type(&reply),
            seen["content_type"].as_str(),
            "{place}"
        );
        match note {
            "token" => assert_token(text("response_text"), &text_of(&reply)),
            _ if seen["response_json"].is_null() => {
                assert_eq!(text_of(&reply), text("response_text"), "{place}");
            }
            _ => ids.compare(&place, &seen["response_json"], &reply.body()),
        }
        listen(&mut listeners, &mut server);
    }
    for listener in &listeners {
        compare_events(&mut ids, listener);
    }
}

/// A token has the same fields, and nothing of it is the same but whether it is secure.
fn assert_token(theirs: &str, ours: &str) {
    use base64::Engine as _;
    let fields = |token: &str| -> BTreeMap<String, Value> {
        let json = base64::engine::general_purpose::STANDARD
            .decode(token)
            .unwrap();
        serde_json::from_slice(&json).unwrap()
    };
    let (theirs, ours) = (fields(theirs), fields(ours));
    let names = |token: &BTreeMap<String, Value>| token.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&theirs), names(&ours));
    assert_eq!(theirs["secure"], ours["secure"]);
    let length = |token: &BTreeMap<String, Value>| token["signature"].as_str().unwrap().len();
    assert_eq!(length(&theirs), length(&ours));
}

/// What somebody was told, in the same order; of long lines the recording has the begin alone.
fn compare_events(ids: &mut Ids, listener: &Listener) {
    let lines = include_str!("../fixtures/owt/portal_events.log").lines();
    let own = format!("{{\"user\":\"{}\",", listener.user);
    let told = |line: &&str| {
        let is_event = line.contains("\"ev\":") && !line.contains("\"ev\":\"progress\"");
        line.starts_with(&own) && (is_event || line.contains("\"disconnect\":"))
    };
    let recorded: Vec<&str> = lines.filter(told).collect();
    assert_eq!(
        recorded.len(),
        listener.events.len(),
        "{}: {:#?}",
        listener.user,
        listener.events
    );
    for (line, ours) in recorded.iter().zip(&listener.events) {
        let place = format!("{} {line:.80}", listener.user);
        match serde_json::from_str::<Value>(line) {
            Ok(theirs) if theirs["ev"].is_string() => {
                assert_eq!(theirs["ev"], ours[0], "{place}");
                ids.compare(&place, &theirs["d"], &ours[1]);
            }
            Ok(theirs) => assert_eq!(&theirs["disconnect"], ours, "{place}"),
            Err(_) => {
                let id = ours[1]["id"].as_str().unwrap();
                let begin =
                    format!("{own}\"ev\":\"stream\",\"d\":{{\"id\":\"{id}\",\"status\":\"add\"");
                assert!(ids.translate(line).starts_with(&begin), "{place}");
            }
        }
    }
}

#[test]
fn an_unknown_answer_would_be_noticed() {
    let mut ids = Ids::default();
    let compare = |ids: &mut Ids, a: Value, b: Value| {
        let compared = std::panic::AssertUnwindSafe(|| ids.compare("", &a, &b));
        std::panic::catch_unwind(compared).is_ok()
    };
    assert!(compare(&mut ids, json!({"id": "a"}), json!({"id": "b"})));
    assert!(compare(
        &mut ids,
        json!({"owner": "a"}),
        json!({"owner": "b"})
    ));
    assert!(!compare(&mut ids, json!({"id": "a"}), json!({"id": "c"})));
    assert!(!compare(&mut ids, json!({"x": 1}), json!({"x": "1"})));
    assert!(!compare(&mut ids, json!({}), json!({"x": 1})));
    assert!(!compare(&mut ids, json!([1]), json!([1, 1])));
    assert!(!compare(
        &mut ids,
        replace("/a", json!(1)),
        replace("/b", json!(1))
    ));
}
