//! A room out of polls and events: whatever happens, and in whichever way it is told, it is as the server has it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// What happens in the server.
#[derive(Clone, Debug)]
enum Happening {
    Joins(u8),
    Leaves(Index),
    Publishes(u8, bool),
    Ends(Index),
    Mutes(Index, bool, bool),
    Arranges(u8),
    Speaks(u8),
    Changes(Index, u8),
    Fails,
    /// The list is read by a poll, rather than told of alone.
    Polled,
    /// What the host did to somebody is answered.
    Permits(Index, bool),
    /// The connection to the portal is made anew.
    LogsIn,
}

fn happening() -> impl Strategy<Value = Happening> {
    let index = any::<Index>;
    prop_oneof![
        4 => any::<u8>().prop_map(Happening::Joins),
        2 => index().prop_map(Happening::Leaves),
        4 => (any::<u8>(), any::<bool>()).prop_map(|(id, simulcast)| Happening::Publishes(id, simulcast)),
        2 => index().prop_map(Happening::Ends),
        4 => (index(), any::<bool>(), any::<bool>()).prop_map(|(at, audio, on)| Happening::Mutes(at, audio, on)),
        2 => any::<u8>().prop_map(Happening::Arranges),
        2 => any::<u8>().prop_map(Happening::Speaks),
        1 => (index(), any::<u8>()).prop_map(|(at, size)| Happening::Changes(at, size)),
        1 => Just(Happening::Fails),
        2 => Just(Happening::Polled),
        2 => (index(), any::<bool>()).prop_map(|(at, may)| Happening::Permits(at, may)),
        1 => Just(Happening::LogsIn),
    ]
}

/// The server, as far as it is needed: in the portal's shape, the API's made of it as the real one does.
#[derive(Default)]
struct Server {
    people: Vec<Value>,
    streams: Vec<Value>,
}

impl Server {
    fn new() -> Self {
        let mixed = json!({ "id": "mixed", "type": "mixed", "data": null,
            "media": { "tracks": [
                { "type": "audio", "format": { "codec": "opus" }, "optional": { "format": [{ "codec": "pcmu" }] } },
                { "type": "video", "format": { "codec": "vp8" }, "parameters": { "bitrate": 500.5 }, "optional": {} },
            ] },
            "info": { "label": "common", "activeInput": "unknown", "layout": [] } });
        Self {
            people: Vec::new(),
            streams: vec![mixed],
        }
    }

    /// Returns the events that tell of it.
    fn happens(&mut self, what: &Happening) -> Vec<(&'static str, Value)> {
        let forwards = 1..self.streams.len();
        match what {
            Happening::Joins(id) => {
                let id = format!("p{id}");
                if self.people.iter().any(|it| it["id"] == *id) {
                    return vec![];
                }
                let rights = json!({ "audio": true, "video": true });
                self.people.push(
                    json!({ "id": id, "user": format!("user {id}"), "role": "presenter",
                    "permission": { "publish": rights, "subscribe": rights } }),
                );
                let data = json!({ "id": id, "user": format!("user {id}"), "role": "presenter" });
                vec![("participant", json!({ "action": "join", "data": data }))]
            }
            Happening::Leaves(at) if !self.people.is_empty() => {
                let gone = self.people.remove(at.index(self.people.len()));
                vec![(
                    "participant",
                    json!({ "action": "leave", "data": gone["id"] }),
                )]
            }
            Happening::Publishes(id, simulcast) => {
                let id = format!("s{id}");
                if self.streams.iter().any(|it| it["id"] == *id) {
                    return vec![];
                }
                let stream = forward(&id, *simulcast);
                self.streams.push(stream.clone());
                vec![(
                    "stream",
                    json!({ "id": id, "status": "add", "data": stream }),
                )]
            }
            Happening::Ends(at) if !forwards.is_empty() => {
                let gone = self.streams.remove(1 + at.index(forwards.len()));
                vec![("stream", json!({ "id": gone["id"], "status": "remove" }))]
            }
            Happening::Mutes(at, audio, on) if !forwards.is_empty() => {
                let stream = &mut self.streams[1 + at.index(forwards.len())];
                let track = if *audio { "audio" } else { "video" };
                let status = if *on { "active" } else { "inactive" };
                for it in stream["media"]["tracks"].as_array_mut().unwrap() {
                    if it["type"] == track {
                        it["status"] = json!(status);
                    }
                }
                vec![update(
                    &stream["id"],
                    &format!("{track}.status"),
                    json!(status),
                )]
            }
            Happening::Arranges(count) => {
                let inputs = self.streams.iter().skip(1).map(|it| it["id"].clone());
                let inputs: Vec<_> = inputs.take(usize::from(*count)).collect();
                let width = format!("1/{}", inputs.len().max(1));
                let regions = inputs.iter().enumerate().map(|(at, input)| {
                    let left = format!("{at}/{}", inputs.len());
                    let area = json!({ "left": left, "top": "0/1", "width": width, "height": "1/1" });
                    json!({ "stream": input, "region": { "id": (at + 1).to_string(), "shape": "rectangle", "area": area } })
                });
                let layout: Value = regions.collect();
                self.streams[0]["info"]["layout"] = layout.clone();
                vec![update(&json!("mixed"), "video.layout", layout)]
            }
            Happening::Speaks(id) => {
                let input = json!(format!("s{id}"));
                self.streams[0]["info"]["activeInput"] = input.clone();
                vec![update(&json!("mixed"), "activeInput", input)]
            }
            Happening::Changes(at, size) if !forwards.is_empty() => {
                let stream = &mut self.streams[1 + at.index(forwards.len())];
                stream["media"]["tracks"][1]["parameters"] =
                    json!({ "resolution": { "width": size, "height": 2 } });
                stream["info"]["inViews"] = json!(["common"]);
                let id = stream["id"].clone();
                vec![update(&id, ".", stream.clone())]
            }
            Happening::Fails => vec![(
                "stream",
                json!({ "id": "387036361254277760", "status": "remove" }),
            )],
            Happening::Permits(at, may) if !self.people.is_empty() => {
                let at = at.index(self.people.len());
                self.people[at]["permission"]["publish"] = json!({ "audio": may, "video": may });
                vec![]
            }
            _ => vec![],
        }
    }

    /// The body of the answer to a list.
    fn body(&self, list: List) -> String {
        match list {
            List::Participants => json!(self.people).to_string(),
            List::Streams => json!(self.streams.iter().map(of_api).collect::<Vec<_>>()).to_string(),
            _ => "[]".into(),
        }
    }

    fn login(&self) -> LoginResult {
        let people: Vec<_> = self
            .people
            .iter()
            .map(|it| json!({ "id": it["id"], "user": it["user"], "role": it["role"] }))
            .collect();
        let data =
            json!({ "id": "me", "room": { "participants": people, "streams": self.streams } });
        read_login(true, &data.to_string()).unwrap()
    }
}

fn update(id: &Value, field: &str, value: Value) -> (&'static str, Value) {
    (
        "stream",
        json!({ "status": "update", "id": id, "data": { "field": field, "value": value } }),
    )
}

fn forward(id: &str, simulcast: bool) -> Value {
    let video = |rid: Option<&str>| {
        json!({ "id": format!("{id}-1"), "type": "video", "mid": "1", "rid": rid, "source": "camera", "status": "active",
            "format": { "codec": "h264", "profile": "CB" }, "optional": { "parameters": { "bitrate": ["x0.8"] } } })
    };
    let mut tracks = vec![
        json!({ "id": format!("{id}-0"), "type": "audio", "mid": "0", "source": "mic", "status": "active",
            "format": { "codec": "opus", "sampleRate": 48_000, "channelNum": 2 }, "optional": { "format": [{ "codec": "pcma" }] } }),
    ];
    match simulcast {
        true => tracks.extend(["q", "h", "f"].map(|rid| video(Some(rid)))),
        false => tracks.push(video(None)),
    }
    json!({ "id": id, "type": "forward", "media": { "tracks": tracks }, "data": false,
        "info": { "owner": "p1", "type": "webrtc", "inViews": [], "attributes": { "from": "a" } } })
}

/// What the server's REST layer makes of a stream (`convertToV11Stream`).
fn of_api(stream: &Value) -> Value {
    let tracks = stream["media"]["tracks"].as_array().unwrap();
    let first = |kind: &str| tracks.iter().find(|it| it["type"] == kind);
    let told = |it: &Value, keys: &[&str]| -> Value {
        let present = keys.iter().filter(|key| !it[**key].is_null());
        present
            .map(|key| ((*key).to_owned(), it[*key].clone()))
            .collect()
    };
    let mut media = json!({});
    if let Some(audio) = first("audio") {
        media["audio"] = told(audio, &["status", "source", "format", "optional"]);
    }
    if let Some(video) = first("video") {
        media["video"] = told(video, &["status", "source", "optional"]);
        let layers = tracks
            .iter()
            .filter(|it| it["type"] == "video" && it["mid"] == video["mid"]);
        let layer = |it: &Value| {
            let mut layer = told(it, &["format", "parameters"]);
            if let Some(rid) = it["rid"].as_str() {
                layer["simulcastRid"] = json!(rid);
            }
            layer
        };
        media["video"]["original"] = layers.map(layer).collect();
    }
    let mut it = stream.clone();
    it["media"] = media;
    it
}

fn reply(body: &str) -> Reply<'_> {
    Reply {
        status: 200,
        retry_after_s: None,
        body: body.as_bytes(),
    }
}

fn poll(room: &mut LiveRoom, server: &Server, list: List) -> Changes {
    room.read(list, &reply(&server.body(list))).unwrap()
}

/// Whatever differs is told, and what is told differs.
fn check_told(before: &LiveRoom, after: &LiveRoom, changes: &Changes) {
    let ids = |room: &LiveRoom| -> Vec<String> {
        match changes.list {
            List::Participants => room
                .participants()
                .map(|it| it.id.as_str().into())
                .collect(),
            _ => room.streams().map(|it| it.id.as_str().into()).collect(),
        }
    };
    let differs = |id: &str| match changes.list {
        List::Participants => before.participant(id) != after.participant(id),
        _ => before.stream(id) != after.stream(id),
    };
    let (old, new) = (ids(before), ids(after));
    let added: Vec<_> = new
        .iter()
        .filter(|id| !old.contains(id))
        .map(|id| id.as_str().into())
        .collect();
    let removed: Vec<_> = old
        .iter()
        .filter(|id| !new.contains(id))
        .map(|id| id.as_str().into())
        .collect();
    let changed: Vec<_> = new
        .iter()
        .filter(|id| old.contains(id) && differs(id))
        .map(|id| id.as_str().into())
        .collect();
    assert_eq!(changes.added, added);
    assert_eq!(changes.removed, removed);
    assert_eq!(changes.changed, changed);
    let stayed_old: Vec<_> = old.iter().filter(|id| new.contains(id)).collect();
    let stayed_new: Vec<_> = new.iter().filter(|id| old.contains(id)).collect();
    assert_eq!(changes.is_reordered, stayed_old != stayed_new);
}

fn truth(server: &Server) -> LiveRoom {
    let mut room = LiveRoom::default();
    poll(&mut room, server, List::Participants);
    poll(&mut room, server, List::Streams);
    room
}

fn check_same(told: &LiveRoom, truth: &LiveRoom) {
    assert!(told.streams().eq(truth.streams()), "{told:#?}\n{truth:#?}");
    let without_rights = |room: &LiveRoom| -> Vec<_> {
        room.participants()
            .map(|it| (it.id.clone(), it.user.clone(), it.role.clone()))
            .collect()
    };
    assert_eq!(without_rights(told), without_rights(truth));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn events_and_polls_tell_the_same(happenings in proptest::collection::vec(happening(), 0..40)) {
        let mut server = Server::new();
        let mut room = truth(&server);
        for what in &happenings {
            let before = room.clone();
            let mut told = Vec::new();
            for (name, data) in server.happens(what) {
                if let Some(event) = read_event(name, &data.to_string()) {
                    told.extend(room.apply(&event));
                }
            }
            match what {
                Happening::Polled => {
                    // Streams are told of already; of people the rights aren't.
                    let streams = poll(&mut room, &server, List::Streams);
                    prop_assert!(streams.is_empty(), "{streams:?}");
                    let people = poll(&mut room, &server, List::Participants);
                    check_told(&before, &room, &people);
                    prop_assert!(people.added.is_empty() && people.removed.is_empty() && !people.is_reordered);
                    prop_assert!(room.participants().eq(truth(&server).participants()));
                    prop_assert!(poll(&mut room, &server, List::Participants).is_empty());
                }
                Happening::LogsIn => {
                    for changes in room.log_in(&server.login()) {
                        prop_assert!(changes.is_empty(), "{changes:?}");
                    }
                }
                Happening::Permits(at, _) if !server.people.is_empty() => {
                    let person = &server.people[at.index(server.people.len())];
                    let ask = InRoom::PatchParticipant(ParticipantId::new("p"), vec![]);
                    let answer = Ask::In(RoomId::new("r"), ask).read(&reply(&person.to_string())).unwrap();
                    told.extend(room.put(answer));
                    let id = person["id"].as_str().unwrap();
                    let truth = truth(&server);
                    prop_assert_eq!(room.participant(id), truth.participant(id));
                }
                _ => {}
            }
            for changes in &told {
                check_told(&before, &room, changes);
            }
            check_same(&room, &truth(&server));
        }
        // From nothing, by what whoever joins is told.
        let mut joined = LiveRoom::default();
        let all = joined.log_in(&server.login());
        prop_assert_eq!(all[0].added.len(), server.people.len());
        check_same(&joined, &truth(&server));
        poll(&mut joined, &server, List::Participants);
        prop_assert!(joined.participants().eq(truth(&server).participants()));
    }

    /// By polls alone, with as much between two of them as may be.
    #[test]
    fn polls_tell_what_changed(happenings in proptest::collection::vec(happening(), 0..80), every in 1_usize..12) {
        let mut server = Server::new();
        let mut room = LiveRoom::default();
        for some in happenings.chunks(every) {
            for what in some {
                server.happens(what);
            }
            for list in [List::Participants, List::Streams] {
                let before = room.clone();
                let changes = poll(&mut room, &server, list);
                check_told(&before, &room, &changes);
                prop_assert!(poll(&mut room, &server, list).is_empty());
            }
            let truth = truth(&server);
            prop_assert!(room.streams().eq(truth.streams()));
            prop_assert!(room.participants().eq(truth.participants()));
        }
    }
}

#[test]
fn a_refused_or_unreadable_list_changes_nothing() {
    let mut room = truth(&Server::new());
    assert!(room.is_known(List::Streams) && !room.is_known(List::Recordings));
    let mut refused = |status, body: &str| {
        let reply = Reply {
            status,
            retry_after_s: None,
            body: body.as_bytes(),
        };
        let kind = room.read(List::Streams, &reply).unwrap_err().kind;
        assert_eq!(room.count(List::Streams), 1);
        kind
    };
    let gone = r#"{"error":{"code":1003,"message":"Room not found"}}"#;
    assert_eq!(refused(404, gone), RefusalKind::NoRoom);
    assert_eq!(refused(502, "<html>"), RefusalKind::Unavailable);
    assert_eq!(refused(200, "<html>"), RefusalKind::Unreadable);
    assert_eq!(refused(200, ""), RefusalKind::Unreadable);
    assert_eq!(refused(200, "[{\"id\":"), RefusalKind::Unreadable);
}

#[test]
fn odd_entries_cost_themselves_alone() {
    let mut room = LiveRoom::default();
    let body = r#"[{"id":"a","user":7,"role":null,"permission":{"publish":false}}, 7, {"user":"x"}, {"id":"a","user":"twin"}, {"id":"b","permission":[]}]"#;
    let changes = room.read(List::Participants, &reply(body)).unwrap();
    assert_eq!(changes.added, ["a".into(), "b".into()]);
    let a = room.participant("a").unwrap();
    assert_eq!(
        (&*a.user, &*a.role, a.publish, a.subscribe),
        ("7", "", Some(Rights::default()), None)
    );
    let again = room
        .read(List::Participants, &reply(&body.replace(' ', "")))
        .unwrap();
    assert!(again.is_empty(), "{again:?}");
}

/// Only what changed is made anew: whoever holds the rest holds the only one.
#[test]
fn what_is_as_it_was_stays_the_same_value() {
    let mut server = Server::new();
    for id in 0..20 {
        server.happens(&Happening::Publishes(id, false));
    }
    let mut room = truth(&server);
    let before: Vec<_> = room.streams().cloned().collect();
    server.streams.remove(3);
    server.streams[7]["media"]["tracks"][0]["status"] = json!("inactive");
    server.happens(&Happening::Publishes(99, false));
    let changes = poll(&mut room, &server, List::Streams);
    assert_eq!(
        (
            changes.added.len(),
            changes.changed.len(),
            changes.removed.len()
        ),
        (1, 1, 1)
    );
    let kept = room
        .streams()
        .filter(|it| before.iter().any(|old| std::sync::Arc::ptr_eq(old, it)));
    assert_eq!(kept.count(), 19);
}

#[test]
fn what_goes_out() {
    let mut room = LiveRoom::default();
    let outs = r#"[{"id":"o","protocol":"rtmp","url":"rtmp://a/4711","media":{"audio":false,"video":{"from":"s","parameters":{"bitrate":400.6,"resolution":{"width":640,"height":480}}}}}]"#;
    assert_eq!(
        room.read(List::StreamingOuts, &reply(outs)).unwrap().added,
        ["o".into()]
    );
    let out = room.streaming_out("o").unwrap();
    let video = out.media.video.as_ref().unwrap();
    assert_eq!(video.layer.bitrate, Some(Bitrate::Kbps(401)));
    assert_eq!(
        (out.media.audio.is_none(), &*out.url),
        (true, "rtmp://a/4711")
    );
    assert!(!format!("{out:?}").contains("4711"));
    let recordings = r#"[{"id":"c","media":{"audio":{"from":"s","status":"active","format":{"codec":"opus"}},"video":false},"storage":{"host":"h","file":"/tmp/a.mkv"}}]"#;
    room.read(List::Recordings, &reply(recordings)).unwrap();
    assert_eq!(&*room.recording("c").unwrap().file, "/tmp/a.mkv");
    // The document's shape of analytics, and the server's.
    for (id, media) in [
        ("a", r#"{"format":{"codec":"h264"},"from":"s"}"#),
        ("b", r#"{"video":{"from":"s","format":{"codec":"h264"}}}"#),
    ] {
        let body =
            format!(r#"{{"id":"{id}","analytics":{{"algorithm":"faces"}},"media":{media}}}"#);
        room.read(List::Analytics, &reply(&body)).unwrap();
        let it = room.analytics(id).unwrap();
        let video = it.media.video.as_ref().unwrap();
        assert_eq!(video.from, Some(StreamId::new("s")), "{id}");
        assert_eq!(
            video.layer.format.as_ref().map(|it| &*it.codec),
            Some("h264")
        );
    }
    let calls = json!([{ "id": "SipOut1", "type": "dial-out", "peer": "sip:a@b", "input": forward("i", false), "output": { "id": "x", "media": { "audio": { "from": "s" }, "video": false } } },
        { "id": "SipIn2", "type": "dial-in", "peer": "c" }]);
    room.read(List::SipCalls, &reply(&calls.to_string()))
        .unwrap();
    let call = room.sip_call("SipOut1").unwrap();
    assert_eq!(call.direction, Some(Direction::Out));
    assert_eq!(call.input.as_ref().map(|it| it.id.as_str()), Some("i"));
    assert!(call.output.as_ref().unwrap().audio.is_some());
    let other = room.sip_call("SipIn2").unwrap();
    assert_eq!(
        (other.direction, other.input.is_none()),
        (Some(Direction::In), true)
    );
}
