//! Every exchange that was recorded with a real server: the same request is made, and the answer is read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines
)]

mod common;

use common::{Exchange, exchange, exchanges};
use owt::*;
use serde_json::{Value, json};
use std::fmt::Write;
use std::num::NonZeroU32;

fn body(json: Value) -> RoomBody {
    RoomBody::parse(&json.to_string()).unwrap()
}

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

/// The id behind this word of the path.
fn after<'p>(path: &'p str, word: &str) -> &'p str {
    let mut segments = path.split(['/', '?']);
    segments.find(|segment| *segment == word).unwrap();
    segments.next().unwrap()
}

fn media(it: &Value) -> Option<MediaFrom> {
    let from = |it: &Value| it["from"].as_str().map(StreamId::new);
    let audio = from(&it["audio"]).map(|from| AudioFrom { from, format: None });
    let video = from(&it["video"]).map(|from| VideoFrom {
        from,
        format: None,
        wanted: Wanted::default(),
    });
    match (audio, video) {
        (Some(audio), Some(video)) => Some(MediaFrom::Both(audio, video)),
        (Some(audio), None) => Some(MediaFrom::Audio(audio)),
        (None, Some(video)) => Some(MediaFrom::Video(video)),
        (None, None) => None,
    }
}

/// What was asked, by the version of the API that it was asked by. `None` = the types can't say that.
fn asked(it: &Exchange) -> Option<(Ask, Version)> {
    let version = match it.path.starts_with("/v1.1/") {
        true => Version::V1_1,
        false => Version::V1,
    };
    let room = || RoomId::new(after(&it.path, "rooms"));
    let request = &it.request;
    let ask = match it.note.as_str() {
        "no Authorization header"
        | "wrong key"
        | "unknown service id"
        | "malformed service id"
        | "quoted header values"
        | "', ' separated header"
        | "stale timestamp accepted"
        | "empty list"
        | "list " => Ask::ListRooms(Pages::All),
        "list ?page=1&per_page=2" => page(1, 2),
        "list ?page=2&per_page=2" => page(2, 2),
        "list ?page=9&per_page=2" => page(9, 2),
        "list ?per_page=3" => Ask::ListRooms(Pages::First(number(3))),
        "create bad option type" | "create default" | "create without views" | "create more" => {
            Ask::CreateRoom(NewRoom {
                name: request["name"].as_str().unwrap().into(),
                options: request.get("options").map(|options| body(options.clone())),
            })
        }
        "get" | "get unknown" | "get non-id" => Ask::GetRoom(room()),
        "put partial" | "put bad" => Ask::PutRoom(room(), body(request.clone())),
        "delete" | "delete again" | "delete live room" => Ask::DeleteRoom(room()),
        "services as ordinary service" | "services as super" => Ask::ListServices,
        "create service" | "create dup" => Ask::CreateService(NewService {
            name: request["name"].as_str().unwrap().into(),
            key: ServiceKey::new(request["key"].as_str().unwrap().into()),
        }),
        "own service" => Ask::GetService(ServiceId::new(after(&it.path, "services"))),
        _ => Ask::In(room(), asked_in_room(it)?),
    };
    Some((ask, version))
}

fn page(which: u32, size: u32) -> Ask {
    Ask::ListRooms(Pages::Page {
        number: number(which),
        size: number(size),
    })
}

fn asked_in_room(it: &Exchange) -> Option<InRoom> {
    let request = &it.request;
    let participant = || ParticipantId::new(after(&it.path, "participants"));
    let stream = || StreamId::new(after(&it.path, "streams"));
    let status =
        |track, status| InRoom::PatchForward(stream(), vec![ForwardUpdate::Status(track, status)]);
    let none = Rights::default();
    Some(match it.note.as_str() {
        "inactive room list participants" | "participants" | "participants after room delete" => {
            InRoom::ListParticipants
        }
        "inactive room list streams"
        | "streams v1.1"
        | "streams v1"
        | "streams after revoke"
        | "streams after kick" => InRoom::ListStreams,
        "inactive room list streaming-outs" | "streaming-outs" => InRoom::ListStreamingOuts,
        "inactive room list recordings" | "recordings" => InRoom::ListRecordings,
        "inactive room list sipcalls" => InRoom::ListSipCalls,
        "inactive room list analytics" => InRoom::ListAnalytics,
        "token" | "token bad role" => {
            let preference = request.get("preference").map(|it| Preference {
                isp: it["isp"].as_str().unwrap().into(),
                region: it["region"].as_str().unwrap().into(),
            });
            InRoom::CreateToken(NewToken {
                preference,
                user: request["user"].as_str().unwrap().into(),
                role: request["role"].as_str().unwrap().into(),
            })
        }
        "participant" | "participant unknown" => InRoom::GetParticipant(participant()),
        "grant audio" => {
            let update = PermissionUpdate::One(Permission::Publish, Track::Audio, true);
            InRoom::PatchParticipant(participant(), vec![update])
        }
        "replace publish object" | "revoke publish (stream stays)" => {
            let update = PermissionUpdate::Both(Permission::Publish, none);
            InRoom::PatchParticipant(participant(), vec![update])
        }
        "kick" | "kick again" => InRoom::DropParticipant(participant()),
        "stream" | "stream unknown" => InRoom::GetStream(stream()),
        "audio inactive" | "mute a streaming-in" => status(Track::Audio, Status::Inactive),
        "audio active" => status(Track::Audio, Status::Active),
        "video inactive" => status(Track::Video, Status::Inactive),
        "video active" => status(Track::Video, Status::Active),
        "mix into missing view" => {
            let update = ForwardUpdate::Mix(ViewLabel::new("common"));
            InRoom::PatchForward(stream(), vec![update])
        }
        "record" => InRoom::StartRecording(NewRecording {
            container: Container::Mkv,
            media: media(&request["media"])?,
        }),
        "stop recording" | "stop again" => {
            InRoom::StopRecording(RecordingId::new(after(&it.path, "recordings")))
        }
        "streaming-in" | "streaming-in failing" => InRoom::StartStreamingIn(NewStreamingIn {
            url: request["connection"]["url"].as_str().unwrap().into(),
            transport: None,
            audio: Pull::Auto,
            video: Pull::Auto,
        }),
        "stop streaming-in" => {
            InRoom::StopStreamingIn(StreamId::new(after(&it.path, "streaming-ins")))
        }
        "streaming-out rtmp" => InRoom::StartStreamingOut(NewStreamingOut {
            url: request["url"].as_str().unwrap().into(),
            target: Target::Rtmp,
            media: media(&request["media"])?,
        }),
        "sipcall no agent" => InRoom::Dial(Dial {
            peer: request["peerURI"].as_str().unwrap().into(),
            audio: StreamId::new(request["mediaOut"]["audio"]["from"].as_str().unwrap()),
            video: None,
        }),
        _ => return None,
    })
}

/// What was recorded to see the server refuse it, or do something strange: no request type says any of it.
const UNSAYABLE: [&str; 10] = [
    "create without name",
    "create bad json",
    "list ?page=0&per_page=2",
    "list ?page=2",
    "patch room",
    "unknown path",
    "bad patch",
    "streaming-in malformed",
    "streaming-out malformed",
    "sipcall malformed",
];

/// Its nearest kin, to read the answer by.
fn kin(note: &str) -> Ask {
    match note {
        "create without name" | "create bad json" => Ask::CreateRoom(NewRoom {
            name: String::new(),
            options: None,
        }),
        note if note.starts_with("list ?page") => Ask::ListRooms(Pages::All),
        _ => Ask::GetRoom(RoomId::new("r")),
    }
}

#[test]
fn every_request_is_made_as_it_was_recorded() {
    let mut unsayable = Vec::new();
    for it in exchanges() {
        let unsayable_now = UNSAYABLE.contains(&it.note.as_str());
        let asked = (!unsayable_now).then(|| asked(&it)).flatten();
        let Some((ask, version)) = asked else {
            unsayable.push(it.note);
            continue;
        };
        let request = ask.request_of(version);
        assert_eq!(request.method.as_str(), it.method, "{}", it.note);
        assert_eq!(request.path, it.path, "{}", it.note);
        let sent = request
            .body
            .as_deref()
            .map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
        assert_eq!(sent, it.request, "{}", it.note);
        assert_eq!(ask.is_reading(), it.method == "GET", "{}", it.note);
    }
    assert_eq!(unsayable, UNSAYABLE);
}

/// What is read of each answer, one snapshot for all of them.
#[test]
fn every_answer_is_read() {
    let mut all = String::new();
    for it in exchanges() {
        let ask = match UNSAYABLE.contains(&it.note.as_str()) {
            true => kin(&it.note),
            false => asked(&it).unwrap().0,
        };
        let read = ask.read(&it.reply());
        assert_eq!(read.is_ok(), it.status == 200, "{}: {read:?}", it.note);
        let read = match &read {
            Ok(answer) => format!("{answer:#?}"),
            Err(refusal) => refusal.to_string(),
        };
        writeln!(
            all,
            "## {}: {} {}\n{read}\n",
            it.note,
            it.method,
            it.path.split('?').next().unwrap()
        )
        .unwrap();
    }
    assert!(!all.contains("KeyForTests"), "a key is printed");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("transcript", all);
    });
}

fn read(note: &str) -> Result<Answer, Refusal> {
    let it = exchange(note);
    asked(&it).unwrap().0.read(&it.reply())
}

#[test]
fn both_versions_tell_the_same_streams() {
    let Ok(Answer::Streams(new)) = read("streams v1.1") else {
        panic!()
    };
    let Ok(Answer::Streams(old)) = read("streams v1") else {
        panic!()
    };
    assert_eq!(new, old);
    let video = new[0].video.as_ref().unwrap();
    assert_eq!(
        video.layers[0].format.as_ref().map(|it| &*it.codec),
        Some("vp8")
    );
    let choices = video.choices();
    assert_eq!(choices.framerates, [6, 12, 15, 24]);
    assert_eq!(choices.bitrates[0], Bitrate::Times("x0.8".into()));
    assert_eq!(choices.resolutions.len(), 6);
    assert_eq!(choices.key_frame_intervals.len(), 5);
    assert_eq!(new[0].audio.as_ref().unwrap().choices().len(), 9);
    assert!(new[0].may_be_muted());
    let Ok(Answer::Stream(streaming_in)) = read("streaming-in") else {
        panic!()
    };
    assert!(!streaming_in.may_be_muted());
}

#[test]
fn what_a_service_may_do() {
    let standing = |note: &str| read_standing(&exchange(note).reply());
    let Ok(Standing::Super(services)) = standing("services as super") else {
        panic!()
    };
    assert_eq!(services.len(), 2);
    let keys: Vec<_> = services
        .iter()
        .map(|it| it.key().map(ServiceKey::expose))
        .collect();
    assert_eq!(
        keys,
        [Some("superKeyForTests0001"), Some("sampleKeyForTests0001")]
    );
    assert_eq!(services[1].rooms.len(), 5);
    assert_eq!(
        standing("services as ordinary service"),
        Ok(Standing::Ordinary)
    );
    assert_eq!(
        standing("wrong key").map_err(|it| it.kind),
        Err(RefusalKind::NotAuthenticated)
    );
    let Ok(Answer::Service(made)) = read("create service") else {
        panic!()
    };
    assert_eq!(made.key(), None, "998f is no key to sign with");
}

#[test]
fn a_second_delete_is_settled_by_reading() {
    for (note, is_settled) in [
        ("stop again", true),
        ("kick again", true),
        ("delete again", true),
        ("audio inactive", false),
    ] {
        let it = exchange(note);
        let ask = asked(&it).unwrap().0;
        let is = ask
            .read(&it.reply())
            .err()
            .is_some_and(|it| ask.is_settled_by_reading(&it));
        assert_eq!(is, is_settled, "{note}");
    }
    // The same failure of something else isn't.
    let it = exchange("mute a streaming-in");
    let ask = asked(&it).unwrap().0;
    let refusal = ask.read(&it.reply()).unwrap_err();
    assert!(!ask.is_settled_by_reading(&refusal));
}

#[test]
fn a_token_says_where_it_is_for() {
    let Ok(Answer::Token(token)) = read("token") else {
        panic!()
    };
    assert_eq!(token.host(), Some("127.0.0.1:8080"));
    let url = token.socket_url("http://127.0.0.1:3000");
    assert!(url.is_some_and(|url| url.starts_with("ws://127.0.0.1:8080/")));
}

#[test]
fn a_room_is_kept_whole() {
    let Ok(Answer::Room(room)) = read("create default") else {
        panic!()
    };
    assert_eq!(&**room.name(), "r1");
    let mut edited = room.body();
    assert_eq!(
        edited.get("selectActiveAudio"),
        Some(&json!(false)),
        "not in the document"
    );
    assert_eq!(edited.get("_id"), None);
    assert!(room.changes(&edited).is_empty());
    assert!(edited.set("participantLimit", json!(5)));
    assert!(edited.set("views.0.video.maxInput", json!(9)));
    let changes = room.changes(&edited);
    assert_eq!(changes.get("participantLimit"), Some(&json!(5)));
    assert_eq!(
        changes.get("views.0.label"),
        Some(&json!("common")),
        "sub-objects go whole"
    );
    assert_eq!(changes.get("name"), None);
    let views = edited.views();
    let sizes: Vec<_> = views[0]
        .layouts
        .as_ref()
        .unwrap()
        .iter()
        .map(Vec::len)
        .collect();
    assert_eq!(sizes, [1, 4, 9]);
    let roles: Vec<_> = room
        .roles()
        .into_iter()
        .map(|it| (it.role, it.publish.audio))
        .collect();
    assert_eq!(roles.len(), 5);
    assert_eq!((&*roles[1].0, roles[1].1), ("viewer", false));
}
