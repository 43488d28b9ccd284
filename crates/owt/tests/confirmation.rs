//! When what was asked for has happened.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;

const PEOPLE: &str = r#"[{"id":"p","user":"u","role":"r","permission":{"publish":{"audio":false,"video":true},"subscribe":{"audio":true,"video":true}}}]"#;
const STREAMS: &str = r#"[
    {"id":"s","type":"forward","media":{"audio":{"status":"inactive"},"video":false},"info":{"owner":"p","type":"webrtc","inViews":["common"]}},
    {"id":"m","type":"mixed","media":{},"info":{"label":"common","layout":[{"stream":"s","region":{"id":"1","shape":"rectangle","area":{"left":"0","top":"0","width":"1","height":"1"}}}]}}]"#;
const OUTS: &str = r#"[{"id":"o","media":{"audio":{"from":"s"},"video":{"from":"m","parameters":{"framerate":24,"bitrate":400,"keyFrameInterval":30,"resolution":{"width":640,"height":480}}}}}]"#;

fn room() -> LiveRoom {
    let mut room = LiveRoom::default();
    let lists = [
        (List::Participants, PEOPLE),
        (List::Streams, STREAMS),
        (List::StreamingOuts, OUTS),
        (List::Recordings, OUTS),
        (List::SipCalls, "[]"),
        (List::Analytics, "[]"),
    ];
    for (list, body) in lists {
        let reply = Reply {
            status: 200,
            retry_after_s: None,
            body: body.as_bytes(),
        };
        room.read(list, &reply).unwrap();
    }
    room
}

fn check(ask: &InRoom, expect: Option<bool>) {
    assert_eq!(ask.is_seen_in(&room()), expect, "{ask:?}");
    assert_eq!(
        ask.is_seen_in(&LiveRoom::default()),
        None,
        "{ask:?}: nothing is known yet"
    );
}

#[test]
fn people() {
    let patch = |id: &str, update| InRoom::PatchParticipant(ParticipantId::new(id), vec![update]);
    let one = |what, track, may| PermissionUpdate::One(what, track, may);
    check(
        &patch("p", one(Permission::Publish, Track::Audio, false)),
        Some(true),
    );
    check(
        &patch("p", one(Permission::Publish, Track::Video, false)),
        Some(false),
    );
    check(
        &patch("gone", one(Permission::Publish, Track::Video, false)),
        None,
    );
    let both = PermissionUpdate::Both(
        Permission::Subscribe,
        Rights {
            audio: true,
            video: true,
        },
    );
    check(&patch("p", both), Some(true));
    check(
        &InRoom::DropParticipant(ParticipantId::new("p")),
        Some(false),
    );
    check(
        &InRoom::DropParticipant(ParticipantId::new("gone")),
        Some(true),
    );
}

#[test]
fn streams() {
    let patch = |updates| InRoom::PatchForward(StreamId::new("s"), updates);
    let view = |label| ViewLabel::new(label);
    check(&patch(vec![ForwardUpdate::Mix(view("common"))]), Some(true));
    check(
        &patch(vec![ForwardUpdate::Unmix(view("common"))]),
        Some(false),
    );
    let muted = ForwardUpdate::Status(Track::Audio, Status::Inactive);
    check(
        &patch(vec![muted.clone(), ForwardUpdate::Unmix(view("other"))]),
        Some(true),
    );
    check(
        &patch(vec![muted.clone(), ForwardUpdate::Mix(view("other"))]),
        Some(false),
    );
    check(
        &patch(vec![
            muted,
            ForwardUpdate::Status(Track::Video, Status::Active),
        ]),
        None,
    );
    check(&InRoom::DeleteStream(StreamId::new("s")), Some(false));
    check(&InRoom::StopStreamingIn(StreamId::new("gone")), Some(true));
    let mixed = |update| InRoom::PatchMixed(StreamId::new("m"), update);
    check(
        &mixed(MixedUpdate::Region(0, StreamId::new("s"))),
        Some(true),
    );
    check(
        &mixed(MixedUpdate::Region(1, StreamId::new("s"))),
        Some(false),
    );
    let slot = |stream: Option<&str>| Slot {
        region: Region {
            id: "1".into(),
            shape: Some(Shape::WHOLE),
        },
        stream: stream.map(StreamId::new),
    };
    let layout = |stream| MixedUpdate::Layout(Layout::new(vec![slot(stream)]).unwrap());
    check(&mixed(layout(Some("s"))), Some(true));
    // The server fills what is left free.
    check(&mixed(layout(None)), Some(true));
    // Whoever was named has left.
    check(&mixed(layout(Some("gone"))), Some(true));
    check(&InRoom::PatchMixed(StreamId::new("s"), layout(None)), None);
}

#[test]
fn what_goes_out() {
    let size = |width| OutputUpdate::Resolution(Resolution { width, height: 480 });
    for (updates, expect) in [
        (
            vec![
                OutputUpdate::From(Track::Audio, StreamId::new("s")),
                size(640),
            ],
            Some(true),
        ),
        (
            vec![OutputUpdate::From(Track::Video, StreamId::new("s"))],
            Some(false),
        ),
        (vec![size(320)], Some(false)),
        (
            vec![OutputUpdate::Framerate(Framerate::of(24).unwrap())],
            Some(true),
        ),
        (
            vec![OutputUpdate::KeyFrameInterval(
                KeyFrameInterval::of(2).unwrap(),
            )],
            Some(false),
        ),
        (
            vec![OutputUpdate::Bitrate(BitrateShare::of("x0.8").unwrap())],
            None,
        ),
    ] {
        check(
            &InRoom::PatchStreamingOut(StreamingOutId::new("o"), updates.clone()),
            expect,
        );
        check(
            &InRoom::PatchRecording(RecordingId::new("o"), updates.clone()),
            expect,
        );
        check(&InRoom::PatchSipCall(SipCallId::new("o"), updates), None);
    }
    check(
        &InRoom::StopStreamingOut(StreamingOutId::new("o")),
        Some(false),
    );
    check(&InRoom::StopRecording(RecordingId::new("gone")), Some(true));
    check(&InRoom::HangUp(SipCallId::new("gone")), Some(true));
    check(&InRoom::StopAnalytics(AnalyticsId::new("gone")), Some(true));
}

#[test]
fn what_starts_is_named_by_its_answer() {
    let start = InRoom::StartAnalytics(NewAnalytics {
        algorithm: "faces".into(),
        media: MediaFrom::Audio(AudioFrom {
            from: StreamId::new("s"),
            format: None,
        }),
    });
    check(&start, None);
    assert_eq!(start.shows_in(), Some(List::Analytics));
    let body = br#"{"id":"a","analytics":{"algorithm":"faces"},"media":{}}"#;
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body,
    };
    let answer = Ask::In(RoomId::new("r"), start).read(&reply).unwrap();
    let mut room = room();
    let changes = room.put(answer).unwrap();
    assert_eq!((changes.list, changes.added.len()), (List::Analytics, 1));
    assert!(room.analytics("a").is_some());
    for list in List::ALL {
        assert_eq!(list.ask().shows_in(), None);
    }
}
