//! What comes into a room and goes out of it: streams, recordings, calls, analytics, and tokens.

use super::{audio, check, inside, stream, video};
use owt::*;
use serde_json::{Value, json};

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
    assert_eq!(takes(Container::Ts), [true; 5]);
    for it in Container::ALL {
        let json = serde_json::to_value(it).unwrap();
        assert_eq!(json, it.as_str());
    }
    assert!(Container::records("opus") && !Container::records("g722"));
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
