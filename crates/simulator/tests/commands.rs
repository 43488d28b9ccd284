//! Each command: done, refused, badly written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use support::Client;

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn host() -> Client {
    let mut client = Client::enter("9000.t", "1111");
    client.check("POST start_service", Value::Null, 200, json!(true));
    client
}

#[test]
fn guests_may_not_moderate() {
    let mut client = Client::enter("1234.t", "2222");
    let no = || json!("Only a host may do this");
    for command in [
        "dial",
        "lock",
        "unlock",
        "start_service",
        "muteguests",
        "unmuteguests",
        "disconnect",
        "override_layout",
    ] {
        client.check(&format!("POST {command}"), json!({}), 403, no());
    }
    for command in [
        "disconnect",
        "mute",
        "unmute",
        "allowrxpresentation",
        "denyrxpresentation",
        "spotlighton",
        "spotlightoff",
        "unlock",
        "dtmf",
        "role",
        "transfer",
        "overlaytext",
        "calls",
    ] {
        client.check(
            &format!("POST participants/{NOBODY}/{command}"),
            json!({}),
            403,
            no(),
        );
    }
    assert_eq!(client.ask("GET participants", Value::Null).status, 200);
    assert_eq!(client.ask("GET service_status", Value::Null).status, 200);
    let line = json!({"type": "text/plain", "payload": "hi"});
    client.check("POST message", line, 200, json!(true));
}

#[test]
fn nobody_there() {
    let mut client = host();
    for (command, body) in [
        ("disconnect", Value::Null),
        ("mute", Value::Null),
        ("unmute", Value::Null),
        ("allowrxpresentation", Value::Null),
        ("denyrxpresentation", Value::Null),
        ("spotlighton", Value::Null),
        ("spotlightoff", Value::Null),
        ("unlock", Value::Null),
        ("dtmf", json!({"digits": "1"})),
        ("role", json!({"role": "guest"})),
        (
            "transfer",
            json!({"role": "guest", "conference_alias": "x"}),
        ),
        ("overlaytext", json!({"text": "x"})),
        ("calls", json!({"call_type": "RTMP", "streaming": true})),
    ] {
        let line = format!("POST participants/{NOBODY}/{command}");
        let reply = client.ask(&line, body);
        assert_eq!(reply.status, 200, "{command}");
        assert_eq!(
            reply.body(),
            json!({"status": "failed", "result": "Participant not found"}),
            "{command}"
        );
    }
}

#[test]
fn one_field_a_command() {
    let check = |command: &str, body: Value, result: Value, field: &str, after: Value| {
        let mut client = host();
        let uuid = client.join(json!({"display_name": "Bo"}));
        client.check(
            &format!("POST participants/{uuid}/{command}"),
            body,
            200,
            result,
        );
        let person = client.person(&uuid).unwrap();
        assert_eq!(person[field], after, "{command}");
        client
    };
    check("mute", Value::Null, json!(true), "is_muted", json!("YES"));
    check("unmute", Value::Null, json!(true), "is_muted", json!("NO"));
    check(
        "denyrxpresentation",
        Value::Null,
        json!(true),
        "rx_presentation_policy",
        json!("DENY"),
    );
    check(
        "allowrxpresentation",
        Value::Null,
        json!(true),
        "rx_presentation_policy",
        json!("ALLOW"),
    );
    check(
        "spotlighton",
        Value::Null,
        json!(true),
        "spotlight",
        json!(support::START / 1000),
    );
    check(
        "spotlightoff",
        Value::Null,
        json!(true),
        "spotlight",
        json!(0),
    );
    check(
        "role",
        json!({"role": "CHAIR"}),
        json!(true),
        "role",
        json!("chair"),
    );
    check(
        "overlaytext",
        json!({"text": "老板"}),
        json!(true),
        "overlay_text",
        json!("老板"),
    );
    check(
        "dtmf",
        json!({"digits": "1234#*"}),
        json!(true),
        "is_muted",
        json!("NO"),
    );
    check(
        "unlock",
        Value::Null,
        json!(false),
        "service_type",
        json!("conference"),
    );
}

#[test]
fn badly_written() {
    let mut client = host();
    let uuid = client.join(json!({"display_name": "Bo"}));
    let at = |command: &str| format!("POST participants/{uuid}/{command}");
    client.refused("POST dial", json!({}), "\"destination\" is missing");
    client.refused("POST dial", json!({"role": "boss"}), "\"guest\", \"chair\"");
    client.refused(
        "POST dial",
        json!({"role": "guest"}),
        "\"destination\" is missing",
    );
    client.refused(
        "POST dial",
        json!({"role": "guest", "destination": "x"}),
        "\"protocol\" is missing",
    );
    let dial = |key: &str, value: Value| {
        let mut body = json!({"role": "guest", "destination": "x", "protocol": "sip"});
        body[key] = value;
        body
    };
    client.refused(
        "POST dial",
        dial("protocol", json!("smoke")),
        "must be one of",
    );
    client.refused(
        "POST dial",
        dial("streaming", json!(true)),
        "must be a string",
    );
    client.refused(
        "POST dial",
        dial("call_type", json!("loud")),
        "must be one of",
    );
    client.refused(
        "POST dial",
        dial("keep_conference_alive", json!("yes")),
        "keep_conference_alive_never",
    );
    client.refused("POST dial", dial("text", json!(7)), "must be a string");
    client.refused(
        "POST message",
        json!({"payload": "x"}),
        "\"type\" is missing",
    );
    client.refused(
        "POST message",
        json!({"type": "text/plain"}),
        "\"payload\" is missing",
    );
    client.refused(&at("dtmf"), json!({}), "\"digits\" is missing");
    client.refused(&at("dtmf"), json!({"digits": 12}), "must be a string");
    client.refused(&at("dtmf"), json!({"digits": "x"}), "0-9");
    client.refused(&at("role"), json!({"role": "host"}), "must be one of");
    client.refused(
        &at("transfer"),
        json!({"role": "guest"}),
        "\"conference_alias\" is missing",
    );
    client.refused(&at("overlaytext"), json!({}), "\"text\" is missing");
    client.refused(&at("calls"), json!({}), "\"call_type\" is missing");
    client.refused(
        &at("calls"),
        json!({"call_type": "WEBRTC"}),
        "\"sdp\" is missing",
    );
    client.refused(
        &at("calls"),
        json!({"call_type": "WEBRTC", "sdp": "…"}),
        "no v=0",
    );
    client.refused(
        &at("calls"),
        json!({"call_type": "RTMP"}),
        "\"streaming\" is missing",
    );
    client.refused(
        &at("calls"),
        json!({"call_type": "RTMP", "streaming": "yes"}),
        "true or false",
    );
    client.refused("POST override_layout", json!({}), "\"layouts\" is missing");
    let layout = |key: &str, value: Value| {
        let mut entry = json!({"audience": "hosts", "actors": [], "vad_backfill": true, "layout": "1:7",
            "plus_n": "auto", "actors_overlay_text": "auto"});
        if value.is_null() {
            entry.as_object_mut().unwrap().remove(key);
        } else {
            entry[key] = value;
        }
        json!({"layouts": [entry]})
    };
    for key in [
        "audience",
        "actors",
        "vad_backfill",
        "layout",
        "plus_n",
        "actors_overlay_text",
    ] {
        client.refused(
            "POST override_layout",
            layout(key, Value::Null),
            "is missing",
        );
        client.refused("POST override_layout", layout(key, json!(7)), "layouts[0]");
    }
    client.refused(
        "POST override_layout",
        layout("layout", json!("9:9")),
        "\"1:7\"",
    );
    client.refused(
        "POST override_layout",
        layout("actors", json!(["Bo"])),
        "uuid",
    );
}

#[test]
fn transfer_and_removal() {
    let mut client = host();
    let one = client.join(json!({"display_name": "One"}));
    let two = client.join(json!({"display_name": "Two"}));
    let body = json!({"role": "guest", "conference_alias": "meet@example.com", "pin": "1234"});
    client.check(
        &format!("POST participants/{one}/transfer"),
        body,
        200,
        json!(true),
    );
    client.check(
        &format!("POST participants/{two}/disconnect"),
        Value::Null,
        200,
        Value::Null,
    );
    assert_eq!((client.person(&one), client.person(&two)), (None, None));
}

#[test]
fn more_channels() {
    let mut client = host();
    let uuid = client.join(json!({"display_name": "Bo"}));
    let at = format!("POST participants/{uuid}/calls");
    let sdp =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\n";
    let reply = client.ask(
        &at,
        json!({"call_type": "WEBRTC", "sdp": sdp, "present": "send"}),
    );
    let result = reply.body()["result"].clone();
    let answer = result["sdp"].as_str().unwrap();
    assert!(
        answer.contains("m=audio 0 RTP/AVP 0\r\n") && answer.contains("a=mid:0\r\n"),
        "{answer}"
    );
    let call = result["call_uuid"].as_str().unwrap();
    client.open();
    client.events();
    client.check(&format!("{at}/{call}/ack"), Value::Null, 200, json!(true));
    // What is sent as the presentation is one.
    let told: Vec<String> = client.events().into_iter().map(|event| event.0).collect();
    assert!(told.contains(&"presentation_start".to_owned()), "{told:?}");
    client.check(
        &format!("{at}/{call}/disconnect"),
        Value::Null,
        200,
        Value::Null,
    );
    let events = client.events();
    let ended = events.iter().find(|event| event.0 == "call_disconnected");
    assert_eq!(ended.unwrap().1["call_uuid"], call);
    assert!(events.iter().any(|event| event.0 == "presentation_stop"));
    client.check(
        &format!("{at}/{call}/ack"),
        Value::Null,
        200,
        json!("Call not found"),
    );
    let reply = client.ask(
        &at,
        json!({"call_type": "RTMP", "streaming": true, "bandwidth": 2048}),
    );
    let result = reply.body()["result"].clone();
    assert!(result["url"].as_str().unwrap().starts_with("rtmp://"));
    assert!(
        result["secure_url"]
            .as_str()
            .unwrap()
            .starts_with("rtmps://")
    );
}
