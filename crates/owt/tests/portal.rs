//! The portal: its messages, what a real one told, and a room made of that.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{exchange, exchanges};
use owt::*;
use serde_json::{Value, json};

#[test]
fn frames() {
    let check =
        |text: &str, expect: Option<Frame<'_>>| assert_eq!(read_frame(text), expect, "{text}");
    let open = |interval, timeout| {
        Some(Frame::Open(Handshake {
            ping_interval_ms: interval,
            ping_timeout_ms: timeout,
        }))
    };
    check(
        r#"0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":60000,"maxPayload":1000000}"#,
        open(25_000, 60_000),
    );
    check("0", open(25_000, 20_000));
    check(
        r#"0{"pingInterval":0,"pingTimeout":1e12}"#,
        open(1_000, 20_000),
    );
    check("2", Some(Frame::Ping));
    check("1", Some(Frame::Close));
    check(
        r#"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#,
        Some(Frame::Connected),
    );
    check("41", Some(Frame::Disconnected));
    check(
        r#"44{"message":"Not\u0000 authorized"}"#,
        Some(Frame::Refused("Not authorized".into())),
    );
    let event = |name: &str, data| {
        Some(Frame::Event {
            name: name.into(),
            data,
        })
    };
    check(
        r#"42["stream",{"id":"a"}]"#,
        event("stream", r#"{"id":"a"}"#),
    );
    check(r#"42/admin,7["drop"]"#, event("drop", ""));
    check(r#"42["drop",null]"#, event("drop", "null"));
    let answer = |number, is_done, data| {
        Some(Frame::Answer {
            number,
            is_done,
            data,
        })
    };
    check(
        r#"4312["ok",{"user":"a"}]"#,
        answer(12, true, r#"{"user":"a"}"#),
    );
    check(
        r#"430["error","Invalid token"]"#,
        answer(0, false, "\"Invalid token\""),
    );
    check(r#"43["ok"]"#, None);
    check("4399999999999[\"ok\"]", None);
    for nothing in [
        "",
        "3",
        "5",
        "6",
        "42",
        "42[]",
        "42[1]",
        "42{\"a\":1}",
        "451-[\"x\"]",
        "b",
        "王",
    ] {
        check(nothing, None);
    }
}

#[test]
fn what_is_sent() {
    assert_eq!((connect(), pong()), ("40", "3"));
    assert_eq!(logout(7), r#"427["logout"]"#);
    let it = exchange("token");
    let ask = InRoom::CreateToken(NewToken {
        preference: None,
        user: "u".into(),
        role: "viewer".into(),
    });
    let Ok(Answer::Token(token)) = Ask::In(RoomId::new("r"), ask).read(&it.reply()) else {
        panic!();
    };
    let sent = login(1, &token);
    let body: Value = serde_json::from_str(sent.strip_prefix("421").unwrap()).unwrap();
    assert_eq!(
        body,
        json!(["login", {
            "token": String::from_utf8(it.body).unwrap(),
            "userAgent": { "sdk": { "version": "5.0", "type": "Gavel" } },
            "protocol": "1.2",
        }])
    );
}

#[test]
fn events() {
    let check = |name: &str, data: &str, expect: Option<PortalEvent>| {
        assert_eq!(read_event(name, data), expect, "{name} {data}");
    };
    let participant = Participant {
        id: ParticipantId::new("a"),
        user: "王 芳".into(),
        role: "viewer".into(),
        publish: None,
        subscribe: None,
    };
    let joined = r#"{"action":"join","data":{"id":"a","user":"王\u202E 芳","role":"viewer"}}"#;
    check(
        "participant",
        joined,
        Some(PortalEvent::Joined(participant)),
    );
    check(
        "participant",
        r#"{"action":"join","data":{"user":"x"}}"#,
        None,
    );
    check(
        "participant",
        r#"{"action":"leave","data":"a"}"#,
        Some(PortalEvent::Left(ParticipantId::new("a"))),
    );
    check("participant", r#"{"action":"sing","data":"a"}"#, None);
    let changed = |change| Some(PortalEvent::StreamChanged(StreamId::new("s"), change));
    let update = |field: &str, value: &str| {
        format!(r#"{{"id":"s","status":"update","data":{{"field":"{field}","value":{value}}}}}"#)
    };
    let status = StreamChange::Status(Track::Audio, Status::Inactive);
    check(
        "stream",
        &update("audio.status", "\"inactive\""),
        changed(status),
    );
    check("stream", &update("audio.status", "7"), None);
    check(
        "stream",
        &update("activeInput", "\"a\""),
        changed(StreamChange::ActiveInput(Some(StreamId::new("a")))),
    );
    check(
        "stream",
        &update("activeInput", r#"{"id":"a","volume":"major"}"#),
        changed(StreamChange::ActiveInput(Some(StreamId::new("a")))),
    );
    check(
        "stream",
        &update("activeInput", "\"unknown\""),
        changed(StreamChange::ActiveInput(None)),
    );
    check(
        "stream",
        &update("video.layout", "[]"),
        changed(StreamChange::Layout(vec![])),
    );
    check("stream", &update("video.colour", "[]"), None);
    check(
        "stream",
        r#"{"id":"s","status":"remove"}"#,
        Some(PortalEvent::StreamRemoved(StreamId::new("s"))),
    );
    check("stream", r#"{"status":"remove"}"#, None);
    check("drop", "", Some(PortalEvent::Dropped));
    let text = PortalEvent::Text {
        from: ParticipantId::new("a"),
        is_for_all: true,
        message: "hi".into(),
    };
    check(
        "text",
        r#"{"from":"a","to":"all","message":"hi\u0007"}"#,
        Some(text),
    );
    check("progress", r#"{"id":"s","status":"ready"}"#, None);
}

#[test]
fn what_the_portal_tells_only_half_of() {
    let check = |name: &str, data: &str, expect| {
        let event = read_event(name, data).unwrap();
        assert_eq!(event.leaves_untold(), expect, "{event:?}");
    };
    let people = Some(List::Participants);
    check(
        "participant",
        r#"{"action":"join","data":{"id":"a"}}"#,
        people,
    );
    check("participant", r#"{"action":"leave","data":"a"}"#, None);
    let update = |field: &str, value: &str| {
        format!(r#"{{"id":"s","status":"update","data":{{"field":"{field}","value":{value}}}}}"#)
    };
    check("stream", &update("video.layout", "[]"), Some(List::Streams));
    check("stream", &update("audio.status", "\"active\""), None);
    let added = json!({ "id": "s", "status": "add", "data": portal_stream("s", "a") });
    check("stream", &added.to_string(), Some(List::Streams));
}

#[test]
fn logins() {
    let data = json!({ "id": "me", "user": "u", "role": "viewer", "room": { "id": "r", "views": [],
        "participants": [{ "id": "me", "user": "u", "role": "viewer" }, { "user": "no id" }],
        "streams": [portal_stream("s", "me"), 7] } });
    let it = read_login(true, &data.to_string()).unwrap();
    assert_eq!(it.own_id, Some(ParticipantId::new("me")));
    assert_eq!((it.participants.len(), it.streams.len()), (1, 1));
    assert_eq!(
        read_login(false, "\"Room does not exist\""),
        Err("Room does not exist".into())
    );
    assert_eq!(read_login(true, "{}"), Err("".into()));
}

/// The stream of the recorded exchanges, in the portal's shape.
fn portal_stream(id: &str, owner: &str) -> Value {
    let streams: Value = serde_json::from_slice(&exchange("streams v1.1").body).unwrap();
    let media = &streams[0]["media"];
    let track = |kind: &str, at: usize| {
        let mut track = media[kind].clone();
        let format = track["original"][0]["format"].clone();
        if !format.is_null() {
            track["format"] = format;
        }
        track.as_object_mut().unwrap().remove("original");
        track["type"] = json!(kind);
        track["id"] = json!(format!("{id}-{at}"));
        track["mid"] = json!(at.to_string());
        track
    };
    json!({ "id": id, "type": "forward", "media": { "tracks": [track("audio", 0), track("video", 1)] }, "data": false,
        "info": { "owner": owner, "type": "webrtc", "inViews": [], "attributes": { "from": "carol" } } })
}

#[test]
fn the_portal_and_the_api_tell_the_same_stream() {
    let it = exchange("streams v1.1");
    let Ok(Answer::Streams(polled)) =
        Ask::In(RoomId::new("r"), InRoom::ListStreams).read(&it.reply())
    else {
        panic!();
    };
    let stream = portal_stream(polled[0].id.as_str(), polled[0].owner().unwrap().as_str());
    let data = json!({ "id": stream["id"], "status": "add", "data": stream }).to_string();
    let Some(PortalEvent::StreamAdded(told)) = read_event("stream", &data) else {
        panic!();
    };
    assert_eq!(*told, polled[0]);
}

/// What the second of two people was told of the first one's stream, and how the room stood by the API's answers meanwhile.
#[test]
fn a_room_out_of_what_a_real_portal_told() {
    const STREAM: &str = "0d483b071f104f0aad67af5e463da754";
    let mut room = LiveRoom::default();
    let mut seen = Vec::new();
    let lines = include_str!("fixtures/portal_events.log").lines();
    let mut cut_off = 0;
    for line in lines {
        let Ok(it) = serde_json::from_str::<Value>(line) else {
            // The recording keeps the beginning of a long line.
            cut_off += 1;
            if line.contains(r#""user":"carol","ev":"stream""#)
                && line.contains(r#""status":"add""#)
            {
                let id = match line.contains(STREAM) {
                    true => STREAM,
                    false => "827899733774804400",
                };
                let data = json!({ "id": id, "status": "add", "data": portal_stream(id, "J6rt29nj5a03oA-6AAAA") });
                let event = read_event("stream", &data.to_string()).unwrap();
                room.apply(&event);
                seen.push(format!("{} streams", room.count(List::Streams)));
            }
            continue;
        };
        let (Some(name), "carol") = (it["ev"].as_str(), it["user"].as_str().unwrap()) else {
            continue;
        };
        let Some(event) = read_event(name, &it["d"].to_string()) else {
            assert_eq!(name, "progress");
            continue;
        };
        seen.push(match room.apply(&event) {
            None => format!("{event:?}"),
            Some(changes) if changes.is_empty() => "nothing".into(),
            Some(changes) => {
                let sound = room.stream(STREAM).and_then(|it| it.audio.as_ref()?.status);
                let picture = room.stream(STREAM).and_then(|it| it.video.as_ref()?.status);
                format!("{:?} {sound:?} {picture:?}", changes.list)
            }
        });
    }
    assert_eq!(cut_off, 6);
    let stream = |audio: &str, video: &str| format!("Streams Some({audio}) Some({video})");
    assert_eq!(
        seen,
        [
            "1 streams".to_owned(),
            "Participants Some(Active) Some(Active)".to_owned(),
            stream("Inactive", "Active"),
            stream("Active", "Active"),
            stream("Active", "Inactive"),
            stream("Active", "Active"),
            "2 streams".to_owned(),
            stream("Active", "Active"),
            // The streaming-in that failed was never there.
            "nothing".to_owned(),
            "Dropped".to_owned(),
        ]
    );
    // Nobody told of the permissions yet; a poll does.
    let dave = room.participant("kcNE0w74PvrlGn1GAAAB").unwrap();
    assert_eq!((&*dave.user, dave.publish), ("dave", None));
    let polled = exchanges()
        .into_iter()
        .find(|it| it.note == "participants")
        .unwrap();
    let changes = room.read(List::Participants, &polled.reply()).unwrap();
    assert_eq!(
        (
            changes.added.len(),
            changes.changed.len(),
            changes.removed.len()
        ),
        (1, 1, 0)
    );
    assert_eq!(changes.changed, ["kcNE0w74PvrlGn1GAAAB".into()]);
}
