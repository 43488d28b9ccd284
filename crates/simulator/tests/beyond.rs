//! The vendor's commands that the document doesn't have.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use support::watching;

#[test]
fn one_field_a_command_of_the_vendors() {
    let check = |room: &str, command: &str, before: Value, field: &str, after: Value| {
        let mut client = watching(room, &[]);
        let mut fields = json!({"display_name": "Bo"});
        fields[field] = before;
        let bo = client.join(fields);
        client.events();
        let line = format!("POST participants/{bo}/{command}");
        client.check(&line, Value::Null, 200, json!(true));
        let (name, row) = client.events().swap_remove(0);
        assert_eq!(
            (name.as_str(), &row["uuid"]),
            ("participant_update", &json!(bo))
        );
        assert_eq!(row[field], after, "{command}");
        let nobody = client.ask(&line.replace(&bo, "nobody"), Value::Null);
        assert_eq!(
            nobody.body()["result"],
            "Participant not found",
            "{command}"
        );
        client.control("forms", json!({"old": ["document_commands"]}));
        assert_eq!(client.ask(&line, Value::Null).status, 404, "{command}");
    };
    let (yes, no) = (|| json!("YES"), || json!("NO"));
    check("9000.t", "hard_vmute", json!(0), "v_muted", json!(1));
    check("9000.t", "hard_uvmute", json!(1), "v_muted", json!(0));
    check("9000.t", "mutear", no(), "ear_muted", yes());
    check("9000.t", "unmutear", yes(), "ear_muted", no());
    check("9000.t", "muteye", no(), "eye_muted", yes());
    check("9000.t", "umuteye", yes(), "eye_muted", no());
    check("9000.t", "stick", no(), "stick", yes());
    check("9000.t", "unstick", yes(), "stick", no());
    check("9000.t", "cancel_delay", json!(10), "delay_time", json!(0));
    check("9000.t", "resume_delay", json!(0), "delay_time", json!(10));
    check("9000.t", "raisehand", no(), "hand_raised", yes());
    check("9000.t", "clearhand", yes(), "hand_raised", no());
    check("7000.t", "camera_disable", json!(0), "v_muted", json!(1));
    check("7000.t", "camera_enable", json!(1), "v_muted", json!(0));
}

#[test]
fn hands() {
    let mut client = watching("9000.t", &[]);
    let bo = client.join(json!({"display_name": "Bo", "hand_raised": "YES"}));
    let own = client.uuid.clone();
    client.check(
        &format!("POST participants/{own}/raisehand"),
        json!({}),
        200,
        json!(true),
    );
    assert_eq!(
        client.person(&own).unwrap()["hand_raised_time"],
        support::START / 1000
    );
    client.check("POST clearallhand", Value::Null, 200, json!(true));
    for uuid in [&own, &bo] {
        let row = client.person(uuid).unwrap();
        assert_eq!(
            (&row["hand_raised"], &row["hand_raised_time"]),
            (&json!("NO"), &json!(0))
        );
    }
    // A guest raises their own, and nobody else's.
    client.check("POST start_service", Value::Null, 200, json!(true));
    client.sign_in("2222");
    let own = client.uuid.clone();
    client.check(
        &format!("POST participants/{own}/raisehand"),
        json!({}),
        200,
        json!(true),
    );
    let no = json!("Only a host may do this");
    client.check(
        &format!("POST participants/{bo}/raisehand"),
        json!({}),
        403,
        no.clone(),
    );
    client.check("POST clearallhand", Value::Null, 403, no);
}

/// Only the session that is held hears of it.
#[test]
fn holding() {
    let mut client = watching("9000.t", &[]);
    let bo = client.join(json!({"display_name": "Bo"}));
    let own = client.uuid.clone();
    client.events();
    let mut check = |uuid: &str, command: &str, told: &[(String, Value)]| {
        client.check(
            &format!("POST participants/{uuid}/{command}"),
            Value::Null,
            200,
            json!(true),
        );
        assert_eq!(client.events(), told, "{command}");
    };
    let setting = |on: bool| [("on_hold".to_owned(), json!({"setting": on}))];
    check(&own, "hold", &setting(true));
    check(&own, "resume", &setting(false));
    check(&bo, "hold", &[]);
}

#[test]
fn tones_of_a_call() {
    let mut client = watching("9000.t", &[]);
    let at = format!("POST participants/{}/calls", client.uuid);
    let reply = client.ask(&at, json!({"call_type": "RTMP", "streaming": true}));
    let call = reply.body()["result"]["call_uuid"]
        .as_str()
        .unwrap()
        .to_owned();
    let digits = json!({"digits": "12#"});
    client.check(
        &format!("{at}/{call}/dtmf"),
        digits.clone(),
        200,
        json!(true),
    );
    client.check(
        &format!("{at}/x/dtmf"),
        digits,
        200,
        json!("Call not found"),
    );
    client.refused(
        &format!("{at}/{call}/dtmf"),
        json!({}),
        "\"digits\" is missing",
    );
}

#[test]
fn the_private_edition() {
    let mut client = watching("7000.t", &[]);
    let bo = client.join(json!({"display_name": "Bo", "service_type": "waiting_room"}));
    client.events();
    let mut check = |command: &str, told: &[&str], field: &str, value: bool| {
        client.check(&format!("POST {command}"), Value::Null, 200, json!(true));
        assert_eq!(client.names(), told, "{command}");
        let status = client.ask("GET service_status", Value::Null).body();
        assert_eq!(status["result"][field], value, "{command}");
    };
    // It is there so that nothing breaks, and does nothing.
    check("start_service", &[], "started", true);
    check("record", &["service_update"], "Record_status", true);
    check("live", &["service_update"], "Live_status", true);
    check("unrecord", &["service_update"], "Record_status", false);
    check("unlive", &["service_update"], "Live_status", false);
    assert_eq!(client.person(&bo).unwrap()["service_type"], "waiting_room");
    let caption = format!("POST participants/{bo}/overlaytext");
    client.check(&caption, json!({"text": "x"}), 200, json!(true));
    assert_eq!(client.person(&bo).unwrap()["overlay_text"], "x");
    client.events();
    client.open();
    assert!(client.names()[1..].starts_with(&["participant_update".to_owned()]));

    client.control(
        "forms",
        json!({"old": ["document_commands", "empty_bracket"]}),
    );
    for line in [
        caption.as_str(),
        "POST start_service",
        "POST record",
        "POST live",
    ] {
        assert_eq!(client.ask(line, Value::Null).status, 404, "{line}");
    }
    client.open();
    assert_eq!(
        client.names()[..2],
        ["participant_sync_begin", "participant_sync_end"]
    );
    // The public edition has neither.
    let mut client = watching("9000.t", &[]);
    for line in [
        "POST record",
        "POST unlive",
        "POST participants/x/camera_disable",
    ] {
        assert_eq!(client.ask(line, Value::Null).status, 404, "{line}");
    }
}
