//! Every request: method, path and body as the document has them, or as the server wants them where it has them otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use owt::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

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

#[test]
fn rooms() {
    let page = |number, size| Pages::Page {
        number: NonZeroU32::new(number).unwrap(),
        size: NonZeroU32::new(size).unwrap(),
    };
    check(&Ask::ListRooms(Pages::All), "GET /v1/rooms", Value::Null);
    let first = Pages::First(NonZeroU32::new(20).unwrap());
    check(
        &Ask::ListRooms(first),
        "GET /v1/rooms?per_page=20",
        Value::Null,
    );
    check(
        &Ask::ListRooms(page(2, 10)),
        "GET /v1/rooms?page=2&per_page=10",
        Value::Null,
    );
    let new = |options| {
        Ask::CreateRoom(NewRoom {
            name: "周会 \"1\"".into(),
            options,
        })
    };
    check(
        &new(None),
        "POST /v1/rooms",
        json!({ "name": "周会 \"1\"" }),
    );
    let options = RoomBody::parse(r#"{"views":[],"unknown":{"a":1}}"#);
    let body = json!({ "name": "周会 \"1\"", "options": { "views": [], "unknown": { "a": 1 } } });
    check(&new(options.clone()), "POST /v1/rooms", body);
    let id = RoomId::new("r1");
    check(&Ask::GetRoom(id.clone()), "GET /v1/rooms/r1", Value::Null);
    check(
        &Ask::DeleteRoom(id.clone()),
        "DELETE /v1/rooms/r1",
        Value::Null,
    );
    let put = Ask::PutRoom(id, options.unwrap());
    check(
        &put,
        "PUT /v1/rooms/r1",
        json!({ "views": [], "unknown": { "a": 1 } }),
    );
}

#[test]
fn services() {
    check(&Ask::ListServices, "GET /services", Value::Null);
    let new = Ask::CreateService(NewService {
        name: "t1".into(),
        key: ServiceKey::new("k1".into()),
    });
    check(&new, "POST /services", json!({ "name": "t1", "key": "k1" }));
    check(
        &Ask::GetService(ServiceId::new("a")),
        "GET /services/a",
        Value::Null,
    );
    check(
        &Ask::DeleteService(ServiceId::new("a")),
        "DELETE /services/a",
        Value::Null,
    );
    assert!(!format!("{new:?}").contains("k1"));
}

#[test]
fn participants() {
    let id = || ParticipantId::new("p/1");
    check(
        &inside(InRoom::ListParticipants),
        "GET /v1/rooms/r1/participants",
        Value::Null,
    );
    check(
        &inside(InRoom::GetParticipant(id())),
        "GET /v1/rooms/r1/participants/p%2F1",
        Value::Null,
    );
    check(
        &inside(InRoom::DropParticipant(id())),
        "DELETE /v1/rooms/r1/participants/p%2F1",
        Value::Null,
    );
    let rights = Rights {
        audio: true,
        video: false,
    };
    let updates = vec![
        PermissionUpdate::Both(Permission::Subscribe, rights),
        PermissionUpdate::One(Permission::Publish, Track::Video, false),
    ];
    check(
        &inside(InRoom::PatchParticipant(id(), updates)),
        "PATCH /v1/rooms/r1/participants/p%2F1",
        json!([
            { "op": "replace", "path": "/permission/subscribe", "value": { "audio": true, "video": false } },
            { "op": "replace", "path": "/permission/publish/video", "value": false },
        ]),
    );
}

#[test]
fn streams() {
    check(
        &inside(InRoom::ListStreams),
        "GET /v1.1/rooms/r1/streams",
        Value::Null,
    );
    check(
        &inside(InRoom::GetStream(stream())),
        "GET /v1.1/rooms/r1/streams/s1",
        Value::Null,
    );
    check(
        &inside(InRoom::DeleteStream(stream())),
        "DELETE /v1.1/rooms/r1/streams/s1",
        Value::Null,
    );
    let updates = vec![
        ForwardUpdate::Mix(ViewLabel::new("common")),
        ForwardUpdate::Unmix(ViewLabel::new("other")),
        ForwardUpdate::Status(Track::Audio, Status::Inactive),
        ForwardUpdate::Status(Track::Video, Status::Active),
    ];
    let path = "PATCH /v1.1/rooms/r1/streams/s1";
    check(
        &inside(InRoom::PatchForward(stream(), updates)),
        path,
        json!([
            { "op": "add", "path": "/info/inViews", "value": "common" },
            { "op": "remove", "path": "/info/inViews", "value": "other" },
            { "op": "replace", "path": "/media/audio/status", "value": "inactive" },
            { "op": "replace", "path": "/media/video/status", "value": "active" },
        ]),
    );
    let update = MixedUpdate::Region(3, StreamId::new("s2"));
    check(
        &inside(InRoom::PatchMixed(stream(), update)),
        path,
        json!([{ "op": "replace", "path": "/info/layout/3/stream", "value": "s2" }]),
    );
    let third = Fraction::new(1, 3).unwrap();
    let slot = |id: &str, left, stream: Option<&str>| Slot {
        region: Region {
            id: id.into(),
            shape: Some(Shape {
                left,
                width: third,
                ..Shape::WHOLE
            }),
        },
        stream: stream.map(StreamId::new),
    };
    let layout = Layout::new(vec![
        slot("1", Fraction::ZERO, None),
        slot("2", third, Some("s2")),
    ]);
    let area = |left: &str| json!({ "left": left, "top": "0", "width": "1/3", "height": "1" });
    check(
        &inside(InRoom::PatchMixed(
            stream(),
            MixedUpdate::Layout(layout.unwrap()),
        )),
        path,
        json!([{ "op": "replace", "path": "/info/layout", "value": [
            { "stream": "s2", "region": { "id": "2", "shape": "rectangle", "area": area("1/3") } },
            { "region": { "id": "1", "shape": "rectangle", "area": area("0") } },
        ] }]),
    );
}

#[test]
fn streaming_ins() {
    let new = |transport, audio, video| {
        inside(InRoom::StartStreamingIn(NewStreamingIn {
            url: "rtsp://a:4711@b/c".into(),
            transport,
            audio,
            video,
        }))
    };
    let path = "POST /v1.1/rooms/r1/streaming-ins";
    let expect = |connection: Value, audio: Value, video: Value| {
        let mut connection = connection;
        connection["url"] = json!("rtsp://a:4711@b/c");
        json!({ "connection": connection, "media": { "audio": audio, "video": video } })
    };
    let auto = json!("auto");
    check(
        &new(None, Pull::Auto, Pull::Auto),
        path,
        expect(json!({}), auto.clone(), auto),
    );
    check(
        &new(Some(Transport::Tcp), Pull::Yes, Pull::No),
        path,
        expect(
            json!({ "transportProtocol": "tcp" }),
            json!(true),
            json!(false),
        ),
    );
    check(
        &new(Some(Transport::Udp(Some(65_536))), Pull::No, Pull::Yes),
        path,
        expect(
            json!({ "transportProtocol": "udp", "bufferSize": 65_536 }),
            json!(false),
            json!(true),
        ),
    );
    check(
        &new(Some(Transport::Udp(None)), Pull::No, Pull::Yes),
        path,
        expect(
            json!({ "transportProtocol": "udp" }),
            json!(false),
            json!(true),
        ),
    );
    let shown = format!("{:?}", new(None, Pull::Auto, Pull::Auto));
    assert!(!shown.contains("4711"), "{shown}");
    let stop = inside(InRoom::StopStreamingIn(stream()));
    check(&stop, "DELETE /v1.1/rooms/r1/streaming-ins/s1", Value::Null);
}

fn updates() -> Vec<OutputUpdate> {
    vec![
        OutputUpdate::From(Track::Audio, StreamId::new("s2")),
        OutputUpdate::From(Track::Video, StreamId::new("s3")),
        OutputUpdate::Resolution(Resolution {
            width: 640,
            height: 480,
        }),
        OutputUpdate::Framerate(Framerate::of(24).unwrap()),
        OutputUpdate::Bitrate(BitrateShare::of("x0.6").unwrap()),
        OutputUpdate::KeyFrameInterval(KeyFrameInterval::of(100).unwrap()),
    ]
}

fn updates_body(within: &str) -> Value {
    let replace = |path: &str, value: Value| json!({ "op": "replace", "path": format!("{within}/media/{path}"), "value": value });
    json!([
        replace("audio/from", json!("s2")),
        replace("video/from", json!("s3")),
        replace(
            "video/parameters/resolution",
            json!({ "width": 640, "height": 480 })
        ),
        replace("video/parameters/framerate", json!(24)),
        replace("video/parameters/bitrate", json!("x0.6")),
        replace("video/parameters/keyFrameInterval", json!(100)),
    ])
}

#[test]
fn what_an_output_can_be_changed_to() {
    let framerates: Vec<_> = Framerate::ALL.iter().map(|it| it.get()).collect();
    assert_eq!(framerates, [6, 12, 15, 24, 30, 48, 60]);
    let bitrates: Vec<_> = BitrateShare::ALL.iter().map(|it| it.get()).collect();
    assert_eq!(bitrates, ["x0.8", "x0.6", "x0.4", "x0.2"]);
    let intervals: Vec<_> = KeyFrameInterval::ALL.iter().map(|it| it.get()).collect();
    assert_eq!(intervals, [1, 2, 5, 30, 100]);
    assert_eq!(Framerate::of(25), None);
    assert_eq!(BitrateShare::of("x1.2"), None);
}

#[test]
fn streaming_outs() {
    let id = || StreamingOutId::new("o1");
    check(
        &inside(InRoom::ListStreamingOuts),
        "GET /v1/rooms/r1/streaming-outs",
        Value::Null,
    );
    let stop = inside(InRoom::StopStreamingOut(id()));
    check(&stop, "DELETE /v1/rooms/r1/streaming-outs/o1", Value::Null);
    let patch = inside(InRoom::PatchStreamingOut(id(), updates()));
    check(
        &patch,
        "PATCH /v1/rooms/r1/streaming-outs/o1",
        updates_body(""),
    );
    let new = |target, media| {
        inside(InRoom::StartStreamingOut(NewStreamingOut {
            url: "rtmp://a/4711".into(),
            target,
            media,
        }))
    };
    let path = "POST /v1/rooms/r1/streaming-outs";
    let expect = |protocol: &str, parameters: Option<Value>| {
        let mut body = json!({ "protocol": protocol, "url": "rtmp://a/4711", "media": { "audio": { "from": "s1" }, "video": false } });
        if let Some(parameters) = parameters {
            body["parameters"] = parameters;
        }
        body
    };
    let sound = || MediaFrom::Audio(audio());
    check(&new(Target::Rtmp, sound()), path, expect("rtmp", None));
    check(&new(Target::Rtsp, sound()), path, expect("rtsp", None));
    check(&new(Target::Hls(None), sound()), path, expect("hls", None));
    check(
        &new(Target::Hls(Some((UploadMethod::Put, 2, 5))), sound()),
        path,
        expect(
            "hls",
            Some(json!({ "method": "PUT", "hlsTime": 2, "hlsListSize": 5 })),
        ),
    );
    check(
        &new(Target::Dash(Some((UploadMethod::Post, 3, 6))), sound()),
        path,
        expect(
            "dash",
            Some(json!({ "method": "POST", "dashSegDuration": 3, "dashWindowSize": 6 })),
        ),
    );
    let shown = format!("{:?}", new(Target::Rtmp, sound()));
    assert!(!shown.contains("4711"), "{shown}");
    let wanted = Wanted {
        resolution: Some(Resolution {
            width: 320,
            height: 240,
        }),
        framerate: Some(15),
        bitrate: Some(Bitrate::Times("x0.4".into())),
        key_frame_interval: Some(5),
    };
    let both = MediaFrom::Both(audio(), VideoFrom { wanted, ..video() });
    let body = new(Target::Rtmp, both).request().body.unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body["media"]["video"],
        json!({ "from": "s1", "parameters": { "resolution": { "width": 320, "height": 240 }, "framerate": 15, "bitrate": "x0.4", "keyFrameInterval": 5 } })
    );
}

#[test]
fn recordings() {
    let id = || RecordingId::new("c1");
    check(
        &inside(InRoom::ListRecordings),
        "GET /v1/rooms/r1/recordings",
        Value::Null,
    );
    check(
        &inside(InRoom::StopRecording(id())),
        "DELETE /v1/rooms/r1/recordings/c1",
        Value::Null,
    );
    let patch = inside(InRoom::PatchRecording(id(), updates()));
    check(&patch, "PATCH /v1/rooms/r1/recordings/c1", updates_body(""));
    let audio = AudioFrom {
        format: Some(AudioFormat {
            codec: "opus".into(),
            sample_rate: Some(48_000),
            channel_num: Some(2),
        }),
        ..audio()
    };
    let video = VideoFrom {
        format: Some(VideoFormat {
            codec: "h264".into(),
            profile: Some("CB".into()),
        }),
        wanted: Wanted {
            bitrate: Some(Bitrate::Kbps(500)),
            ..Wanted::default()
        },
        ..video()
    };
    let new = inside(InRoom::StartRecording(NewRecording {
        container: Container::Mkv,
        media: MediaFrom::Both(audio, video),
    }));
    check(
        &new,
        "POST /v1/rooms/r1/recordings",
        json!({ "container": "mkv", "media": {
            "audio": { "from": "s1", "format": { "codec": "opus", "sampleRate": 48_000, "channelNum": 2 } },
            "video": { "from": "s1", "format": { "codec": "h264", "profile": "CB" }, "parameters": { "bitrate": 500 } },
        } }),
    );
    let takes = |container: Container| {
        let pairs = [
            (Some("aac"), Some("h264")),
            (Some("aac"), None),
            (None, Some("h265")),
            (Some("opus"), Some("h264")),
            (Some("aac"), Some("vp8")),
        ];
        pairs.map(|(audio, video)| container.takes(audio, video))
    };
    assert_eq!(takes(Container::Mp4), [true, true, true, false, false]);
    assert_eq!(takes(Container::Mkv), [true; 5]);
    assert_eq!(takes(Container::Auto), [true; 5]);
}

#[test]
fn sip_calls() {
    let id = || SipCallId::new("SipOut1");
    check(
        &inside(InRoom::ListSipCalls),
        "GET /v1/rooms/r1/sipcalls",
        Value::Null,
    );
    check(
        &inside(InRoom::HangUp(id())),
        "DELETE /v1/rooms/r1/sipcalls/SipOut1",
        Value::Null,
    );
    let patch = inside(InRoom::PatchSipCall(id(), updates()));
    check(
        &patch,
        "PATCH /v1/rooms/r1/sipcalls/SipOut1",
        updates_body("/output"),
    );
    let new = |video| {
        inside(InRoom::Dial(Dial {
            peer: "sip:4711@b".into(),
            audio: stream(),
            video,
        }))
    };
    let path = "POST /v1/rooms/r1/sipcalls";
    check(
        &new(None),
        path,
        json!({ "peerURI": "sip:4711@b", "mediaIn": { "audio": true, "video": false }, "mediaOut": { "audio": { "from": "s1" }, "video": false } }),
    );
    check(
        &new(Some((StreamId::new("s2"), Wanted::default()))),
        path,
        json!({ "peerURI": "sip:4711@b", "mediaIn": { "audio": true, "video": true }, "mediaOut": { "audio": { "from": "s1" }, "video": { "from": "s2" } } }),
    );
    assert!(!format!("{:?}", new(None)).contains("4711"));
    assert_eq!(new(None).patience_s(), 95);
}

#[test]
fn analytics_and_tokens() {
    check(
        &inside(InRoom::ListAnalytics),
        "GET /v1/rooms/r1/analytics",
        Value::Null,
    );
    let stop = inside(InRoom::StopAnalytics(AnalyticsId::new("a1")));
    check(&stop, "DELETE /v1/rooms/r1/analytics/a1", Value::Null);
    let new = inside(InRoom::StartAnalytics(NewAnalytics {
        algorithm: "faces".into(),
        media: MediaFrom::Video(video()),
    }));
    check(
        &new,
        "POST /v1/rooms/r1/analytics",
        json!({ "algorithm": "faces", "media": { "audio": false, "video": { "from": "s1" } } }),
    );
    let token = inside(InRoom::CreateToken(NewToken {
        preference: None,
        user: "4711".into(),
        role: "viewer".into(),
    }));
    check(
        &token,
        "POST /v1/rooms/r1/tokens",
        json!({ "user": "4711", "role": "viewer" }),
    );
    assert!(!format!("{token:?}").contains("4711"));
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
    let rows = include_str!("../../../docs/owt-rows.txt").lines();
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
