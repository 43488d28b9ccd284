//! Every wire sample is read as it says. A sample that nothing here knows how to read fails the test, and so does one
//! without a snapshot.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use conference::{
    Audience, Command, Dial, DialProtocol, LayoutName, LayoutRequest, ParticipantId, Role, Transfer,
};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wire::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn samples() -> Vec<PathBuf> {
    let mut samples = Vec::new();
    for folder in [folder(), folder().join("quirks")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && path.file_name().unwrap() != "README.md" {
                samples.push(path);
            }
        }
    }
    samples.sort();
    samples
}

#[test]
fn every_sample_has_its_snapshot() {
    let samples = samples();
    assert!(samples.len() >= 45, "only {} samples found", samples.len());
    let snapshots = folder().with_file_name("snapshots");
    let kept = std::fs::read_dir(snapshots).map_or(0, Iterator::count);
    assert!(kept <= samples.len(), "snapshots of samples that are gone");
    for path in samples {
        let name = path
            .strip_prefix(folder())
            .unwrap()
            .to_str()
            .unwrap()
            .replace('/', ".");
        let content = std::fs::read_to_string(&path).unwrap();
        let file = path.file_name().unwrap().to_str().unwrap();
        let read = read_sample(file, &content);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, read);
        });
    }
}

fn read_sample(file: &str, content: &str) -> String {
    let (kind, rest) = file.split_once('.').unwrap();
    let word = rest.split('.').next().unwrap();
    match kind {
        "event" => read_event_sample(word, content),
        "response" => read_response_sample(word, content),
        "request" => read_request_sample(word, content),
        _ => read_status_sample(kind.parse().unwrap(), content),
    }
}

/// The file's name begins with the event's; those named after a person are about a participant.
fn read_event_sample(word: &str, content: &str) -> String {
    let name = match word {
        "participant_waiting" | "participant_connecting" | "participant_hostile_name" => {
            "participant_create"
        }
        "participant_unknown_fields" | "truncated" => "participant_update",
        _ => {
            let known = [
                "participant_create",
                "participant_update",
                "participant_delete",
                "service_update",
                "presentation_start",
                "layout",
                "stage",
                "message",
                "call_disconnected",
                "disconnect",
                "refer",
                "on_hold",
            ];
            known
                .into_iter()
                .find(|name| word.starts_with(name))
                .unwrap_or_else(|| panic!("which event is {word}?"))
        }
    };
    let raw = RawEvent {
        name: name.into(),
        data: content.into(),
        id: String::new(),
    };
    match read_referral(&raw) {
        Some(referral) => show(&referral),
        None => show(&read_event(&raw)),
    }
}

fn read_response_sample(word: &str, content: &str) -> String {
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: content.as_bytes(),
    };
    match word {
        "check_join" | "check_join_refused" => show(&read_check_join(
            &reply,
            &ApiServer::parse("https://api.example.cn", &InsecureOrigins::default()).unwrap(),
            &InsecureOrigins::default(),
        )),
        "new_session" | "new_session_public" => show(&read_new_session(&reply)),
        "refresh_session" => show(&read_refresh(&reply)),
        "service_status" => show(&read_service_status(&reply)),
        "dial" => show(&read_dial(&reply)),
        "calls_webrtc" | "calls_rtmp" => show(&read_call(&reply)),
        "lock" => show(&read_done(&reply)),
        _ => panic!("which answer is {word}?"),
    }
}

/// Answers that any request may get: read as the end of a command, and on the way in.
fn read_status_sample(status: u16, content: &str) -> String {
    let reply = Reply {
        status,
        retry_after_s: None,
        body: content.as_bytes(),
    };
    format!(
        "command: {}\n\nnew_session: {}",
        show(&read_done(&reply)),
        show(&read_new_session(&reply))
    )
}

fn read_request_sample(word: &str, content: &str) -> String {
    let at = Endpoint::new(
        Node::parse("https://mcu-07.example.cn", &InsecureOrigins::default()).unwrap(),
        "1234",
    );
    let token = Token::new("SE9TVA%3D".into());
    let id = ParticipantId::new("50b956c8-9a63-4711-8630-3810f8666b04");
    let send = |what: Command| command(&at, &token, &what, &Dialect::default());
    let request = match word {
        "new_session" => new_session(
            &at,
            &Admission {
                name: "jiang",
                hide_me: false,
                pin: PinHeader::Absent,
                extension: None,
                token: None,
            },
        ),
        "dial" => send(Command::Dial(Box::new(Dial {
            source_name: Some(Arc::from("Alice")),
            ..Dial::to("bob@example.com", DialProtocol::Sip)
        }))),
        "override_layout" => {
            let layout = |audience| LayoutRequest {
                audience,
                layout: LayoutName::new("2:21"),
                actors: Vec::new(),
                vad_backfill: true,
                plus_n: true,
                captions: true,
            };
            send(Command::OverrideLayout(vec![
                layout(Audience::Hosts),
                layout(Audience::Guests),
            ]))
        }
        "dtmf" => send(Command::Dtmf(id, Arc::from("1234"))),
        "role" => send(Command::SetRole(id, Role::Host)),
        "transfer" => send(Command::Transfer(
            id,
            Box::new(Transfer {
                alias: Arc::from("meet@example.com"),
                role: Role::Guest,
                pin: Some(Arc::from("1234")),
            }),
        )),
        "calls_webrtc" => start_call(
            &at,
            &token,
            &id,
            &Call::WebRtc {
                sdp: "…",
                present: None,
            },
        ),
        _ => panic!("which request is {word}?"),
    };
    let body = request.body.as_deref().unwrap();
    assert_eq!(
        keys_in_order(body),
        keys_in_order(content),
        "{word}: the document's order"
    );
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let expect: serde_json::Value = serde_json::from_str(content).unwrap();
    assert_eq!(body, expect, "{word}");
    format!(
        "{} {}\n{}",
        request.method.as_str(),
        request.url,
        request.body.as_deref().unwrap()
    )
}

/// What stands before the colons.
fn keys_in_order(json: &str) -> Vec<&str> {
    json.match_indices("\":")
        .map(|(end, _)| json[..end].rsplit('"').next().unwrap())
        .collect()
}

fn show(read: &dyn Debug) -> String {
    format!("{read:#?}")
}
