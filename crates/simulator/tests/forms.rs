//! What the vendor's own clients need, and the old form of each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Client, watching};

#[test]
fn chat_has_the_wires_name_and_no_echo() {
    let check = |old: &[&str], own: &[&str], others: &str| {
        let mut client = watching("9000.t", old);
        let line = json!({"type": "text/plain", "payload": "Hello"});
        client.check("POST message", line, 200, json!(true));
        assert_eq!(client.names(), own, "{old:?}");
        let bo = client.join(json!({"display_name": "Bo"}));
        client.events();
        client.control("chat", json!({"uuid": bo, "payload": "Hi"}));
        let hi = json!({"origin": "Bo", "type": "text/plain", "payload": "Hi", "uuid": bo});
        assert_eq!(client.events(), [(others.to_owned(), hi)], "{old:?}");
    };
    check(&[], &[], "message_received");
    check(&["chat_name"], &[], "message");
    check(&["chat_echo"], &["message_received"], "message_received");
    check(&["chat_name", "chat_echo"], &["message"], "message");
}

/// A browser dispatches no event without a `data:` line.
#[test]
fn an_event_without_a_body_has_a_data_line() {
    let check = |old: &[&str], line: &str| {
        let mut client = watching("9000.t", old);
        client.open();
        let mut text = client.bytes();
        let bo = client.join(json!({"display_name": "Bo"}));
        client.control("present", json!({"uuid": bo}));
        client.control("stop_presenting", Value::Null);
        text.push_str(&client.bytes());
        for name in [
            "participant_sync_begin",
            "participant_sync_end",
            "presentation_frame",
            "presentation_stop",
        ] {
            let event = format!("event: {name}\n{line}\n");
            assert!(text.contains(&event), "{old:?}: {event:?} in {text}");
        }
        assert!(!text.contains("presentation_start\ndata: null"), "{text}");
    };
    check(&[], "data: null\n");
    check(&["no_data"], "");
}

#[test]
fn forms_are_switched_whole_and_by_name() {
    let mut client = watching("9000.t", &["chat_echo"]);
    client.control("forms", json!({"old": []}));
    let line = json!({"type": "text/plain", "payload": "Hello"});
    client.check("POST message", line, 200, json!(true));
    assert_eq!(client.names(), [""; 0]);
    for body in [
        json!({"old": ["flat_earth"]}),
        json!({"old": [7]}),
        json!({}),
    ] {
        let request = simulator::world::request::Request {
            method: "POST".into(),
            path: "/__control/9000.t/forms".into(),
            body: body.to_string().into_bytes(),
            ..Default::default()
        };
        assert_eq!(client.world.control(&request).status, 400, "{body}");
    }
}

#[test]
fn dial_and_transfer_need_no_role() {
    let mut client = watching("9000.t", &[]);
    let mut check = |body: Value, role: &str, protocol: &str, caption: &str| {
        let reply = client.ask("POST dial", body.clone());
        assert_eq!(reply.status, 200, "{body}: {reply:?}");
        let uuid = reply.body()["result"][0].as_str().unwrap().to_owned();
        let person = client.person(&uuid).unwrap();
        let found = [
            &person["role"],
            &person["protocol"],
            &person["overlay_text"],
        ];
        assert_eq!(found, [role, protocol, caption], "{body}");
    };
    let sip = |key: &str, value: &str| json!({"destination": "x", "protocol": "sip", key: value});
    check(sip("text", ""), "chair", "sip", "x");
    check(sip("text", "Front row"), "chair", "sip", "Front row");
    check(sip("role", "guest"), "guest", "sip", "x");
    check(
        sip("keep_conference_alive", "keep_conference_alive_never"),
        "chair",
        "sip",
        "x",
    );
    check(sip("protocol", "rtsp"), "chair", "rtsp", "x");

    let bo = client.join(json!({"display_name": "Bo"}));
    client.control("forms", json!({"old": ["role_required"]}));
    let transfer = format!("POST participants/{bo}/transfer");
    client.refused(
        "POST dial",
        json!({"destination": "x"}),
        "\"role\" is missing",
    );
    client.refused(
        &transfer,
        json!({"conference_alias": "x"}),
        "\"role\" is missing",
    );
    client.control("forms", json!({"old": []}));
    client.check(
        &transfer,
        json!({"conference_alias": "x"}),
        200,
        json!(true),
    );
}

/// A session that is transferred is told where to, and enters there without a PIN.
#[test]
fn a_transferred_session_can_follow() {
    let check = |body: Value, target: &str, role: &str| {
        let mut client = watching("9000.t", &[]);
        let own = client.uuid.clone();
        client.check(
            &format!("POST participants/{own}/transfer"),
            body,
            200,
            json!(true),
        );
        let flow = client.world.drain().pop().unwrap();
        assert!(flow.ending.is_some());
        let told = support::parse(&String::from_utf8(flow.bytes).unwrap());
        let [(name, refer)] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!((name.as_str(), &refer["alias"]), ("refer", &json!(target)));

        let wrong = json!({"display_name": "Ann", "hideme": "no", "token": "x"});
        client.room = target.to_owned();
        assert_eq!(client.new_session("", wrong).status, 403);
        let body = json!({"display_name": "Ann", "hideme": "no", "token": refer["token"]});
        let entered = client.new_session("", body.clone());
        assert_eq!(entered.body()["result"]["role"], role, "{entered:?}");
        // Once. And the room that it was left has it no more.
        assert_eq!(client.new_session("", body).status, 403);
        let log = client.control("requests", Value::Null);
        assert!(
            log.as_array()
                .unwrap()
                .iter()
                .all(|seen| seen["body"]["token"] == "present")
        );
        client.check("GET participants", Value::Null, 403, json!("Invalid token"));
    };
    check(json!({"conference_alias": "9000.u"}), "9000.u", "HOST");
    check(
        json!({"conference_alias": "9000.u", "role": "guest"}),
        "9000.u",
        "GUEST",
    );
    check(
        json!({"conference_alias": "reception-pin@example.cn"}),
        "reception-pin@example.cn",
        "HOST",
    );

    let mut client = watching("9000.t", &["no_refer"]);
    let line = format!("POST participants/{}/transfer", client.uuid);
    client.check(
        &line,
        json!({"conference_alias": "9000.u"}),
        200,
        json!(true),
    );
    assert_eq!(client.names(), ["disconnect"]);
}

#[test]
fn fields_beyond_the_document() {
    let keys = |value: &Value, wanted: &[&str]| -> Vec<bool> {
        wanted.iter().map(|key| value.get(*key).is_some()).collect()
    };
    let check = |room: &str, old: &[&str], public: bool, private: bool, both: bool| {
        let mut client = watching(room, old);
        let entered = client.sign_in("1111");
        let nine = [
            "allow_1080p",
            "bandwidth_in",
            "bandwidth_out",
            "call_type",
            "fecc_enabled",
            "guests_can_present",
            "owner",
            "rtmp_enabled",
            "rtsp_enabled",
        ];
        assert_eq!(keys(&entered, &nine), [public; 9], "{room} {old:?}");
        assert_eq!(keys(&entered, &["conferenceName"]), [both]);
        let status = client.ask("GET service_status", Value::Null).body()["result"].clone();
        assert_eq!(
            keys(&status, &["Live_status", "Record_status"]),
            [private; 2]
        );
        assert_eq!(keys(&status, &["started", "whiteboard"]), [both; 2]);
        let row = client.ask("GET participants", Value::Null).body()["result"][0].clone();
        let new = [
            "v_muted",
            "ear_muted",
            "delay_time",
            "fecc_supported",
            "is_speaking",
            "sender_ssrc",
        ];
        assert_eq!(keys(&row, &new), [both; 6], "{room} {old:?}");
    };
    check("9000.t", &[], true, false, true);
    check("7000.t", &[], false, true, true);
    check("9000.t", &["document_fields"], false, false, false);
    check("7000.t", &["document_fields"], false, false, false);
}

#[test]
fn who_speaks_is_in_the_row_and_a_start_is_told() {
    let mut client = watching("9000.t", &[]);
    let bo = client.join(json!({"display_name": "Bo"}));
    client.events();
    client.check("POST start_service", Value::Null, 200, json!(true));
    let (name, status) = client.events().swap_remove(0);
    assert_eq!(
        (name.as_str(), &status["started"]),
        ("service_update", &json!(true))
    );
    // Once.
    client.check("POST start_service", Value::Null, 200, json!(true));
    assert_eq!(client.names(), [""; 0]);
    for (vad, speaks) in [(70, "YES"), (0, "NO")] {
        client.control("speak", json!({"uuid": bo, "vad": vad}));
        assert_eq!(client.person(&bo).unwrap()["is_speaking"], speaks);
    }
}

/// A call by which a session takes part gives its row media until it ends.
#[test]
fn a_row_has_media_while_its_call_lasts() {
    let sdp =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\n";
    let check = |old: &[&str], present: Value, has: bool| {
        let mut client = watching("9000.t", old);
        let own = client.uuid.clone();
        let at = format!("POST participants/{own}/calls");
        let offer = json!({"call_type": "WEBRTC", "sdp": sdp, "present": present});
        let reply = client.ask(&at, offer);
        let call = reply.body()["result"]["call_uuid"]
            .as_str()
            .unwrap()
            .to_owned();
        let media = |client: &mut Client| {
            let row = client.person(&own).unwrap();
            (row["has_media"] == true, row["protocol"] == "webrtc")
        };
        assert_eq!(media(&mut client), (false, false));
        client.events();
        client.check(&format!("{at}/{call}/ack"), Value::Null, 200, json!(true));
        assert_eq!(media(&mut client), (has, has), "{old:?} {present}");
        let first = client.events().into_iter().next();
        let told =
            first.filter(|(name, row)| name == "participant_update" && row["has_media"] == true);
        assert_eq!(told.is_some(), has, "{old:?} {present}");
        client.ask(&format!("{at}/{call}/disconnect"), Value::Null);
        assert_eq!(media(&mut client), (false, false));
    };
    check(&[], Value::Null, true);
    check(&[], json!("send"), false);
    check(&[], json!("receive"), false);
    check(&["no_media_row"], Value::Null, false);
}
