//! Every request: method, path and body as the document has them, or as the server wants them where it has them otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod outputs;
mod rooms;

use owt::*;
use serde_json::Value;
use std::collections::BTreeSet;

const ROOM: &str = "/rooms/r1";

fn inside(ask: InRoom) -> Ask {
    Ask::In(RoomId::new("r1"), ask)
}

/// `expect` is method and path as the document's version has them.
fn check(ask: &Ask, expect: &str, body: Value) {
    let request = ask.request();
    assert_eq!(
        format!("{} {}", request.method.as_str(), request.path),
        expect
    );
    let sent = request
        .body
        .as_deref()
        .map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
    assert_eq!(sent, body, "{expect}");
    let words = ["Authorization", "Content-Type"];
    let headers = request.headers("MAuth".into());
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        words[..if body.is_null() { 1 } else { 2 }],
        "{expect}"
    );
    // The two versions differ in the path alone.
    for version in [Version::V1, Version::V1_1] {
        let of_version = ask.request_of(version);
        assert_eq!(of_version.body, request.body, "{expect}");
        let tail = |path: &str| path.split_once(ROOM).map(|(_, tail)| tail.to_owned());
        assert_eq!(tail(&of_version.path), tail(&request.path), "{expect}");
    }
}

fn stream() -> StreamId {
    StreamId::new("s1")
}

fn audio() -> AudioFrom {
    AudioFrom {
        from: stream(),
        format: None,
    }
}

fn video() -> VideoFrom {
    VideoFrom {
        from: stream(),
        format: None,
        wanted: Wanted::default(),
    }
}

/// One of each: [`every_row_of_the_document`] compares them with the document's.
fn one_of_each() -> Vec<Ask> {
    let room = || RoomId::new("{roomId}");
    let service = || ServiceId::new("{serviceId}");
    let participant = || ParticipantId::new("{participantId}");
    let stream = || StreamId::new("{streamId}");
    let out = || StreamingOutId::new("{streamOutId}");
    let recording = || RecordingId::new("{recordingId}");
    let call = || SipCallId::new("{sipCallId}");
    let media = || MediaFrom::Audio(audio());
    let mut all = vec![
        Ask::ListServices,
        Ask::CreateService(NewService {
            name: String::new(),
            key: ServiceKey::new(String::new()),
        }),
        Ask::GetService(service()),
        Ask::DeleteService(service()),
        Ask::ListRooms(Pages::All),
        Ask::CreateRoom(NewRoom {
            name: String::new(),
            options: None,
        }),
        Ask::GetRoom(room()),
        Ask::PutRoom(room(), RoomBody::default()),
        Ask::DeleteRoom(room()),
    ];
    let inside = [
        InRoom::ListParticipants,
        InRoom::GetParticipant(participant()),
        InRoom::PatchParticipant(participant(), vec![]),
        InRoom::DropParticipant(participant()),
        InRoom::ListStreams,
        InRoom::GetStream(stream()),
        InRoom::PatchForward(stream(), vec![]),
        InRoom::PatchMixed(stream(), MixedUpdate::Region(0, stream())),
        InRoom::DeleteStream(stream()),
        InRoom::StartStreamingIn(NewStreamingIn {
            url: String::new(),
            transport: None,
            audio: Pull::Auto,
            video: Pull::Auto,
        }),
        InRoom::StopStreamingIn(stream()),
        InRoom::ListStreamingOuts,
        InRoom::StartStreamingOut(NewStreamingOut {
            url: String::new(),
            target: Target::Rtmp,
            media: media(),
        }),
        InRoom::PatchStreamingOut(out(), vec![]),
        InRoom::StopStreamingOut(out()),
        InRoom::ListRecordings,
        InRoom::StartRecording(NewRecording {
            container: Container::Auto,
            media: media(),
        }),
        InRoom::PatchRecording(recording(), vec![]),
        InRoom::StopRecording(recording()),
        InRoom::ListSipCalls,
        InRoom::Dial(Dial {
            peer: String::new(),
            audio: stream(),
            video: None,
        }),
        InRoom::PatchSipCall(call(), vec![]),
        InRoom::HangUp(call()),
        InRoom::ListAnalytics,
        InRoom::StartAnalytics(NewAnalytics {
            algorithm: String::new(),
            media: media(),
        }),
        InRoom::StopAnalytics(AnalyticsId::new("{analyticId}")),
        InRoom::CreateToken(NewToken {
            preference: None,
            user: String::new(),
            role: String::new(),
        }),
    ];
    all.extend(inside.into_iter().map(|ask| Ask::In(room(), ask)));
    all
}

#[test]
fn every_row_of_the_document() {
    let made = one_of_each().into_iter().map(|ask| {
        let request = ask.request();
        let path = request.path.replace("%7B", "{").replace("%7D", "}");
        format!("{} {path}", request.method.as_str())
    });
    let made: BTreeSet<String> = made.collect();
    let rows = include_str!("../../../../docs/owt-rows.txt").lines();
    let rows: BTreeSet<String> = rows
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    assert_eq!(made, rows);
    assert_eq!(rows.len(), 35);
}

#[test]
fn lists_are_asked_for() {
    for list in List::ALL {
        let request = inside(list.ask()).request();
        assert_eq!(request.method, Method::Get, "{list:?}");
    }
}

#[test]
fn only_what_is_deleted_may_be_gone_although_it_failed() {
    let failed = Reply {
        status: 500,
        retry_after_s: None,
        body: br#"{"error":{"code":1301,"message":"Operation failed"}}"#,
    };
    for ask in one_of_each() {
        let refusal = ask.read(&failed).unwrap_err();
        let is_delete = ask.request().method == Method::Delete;
        assert_eq!(ask.is_settled_by_reading(&refusal), is_delete, "{ask:?}");
    }
}
