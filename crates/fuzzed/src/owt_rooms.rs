//! What an OWT server answers and its portal tells.

use owt::{
    Answer, Ask, Changes, Frame, InRoom, Layout, List, LiveRoom, MixedUpdate, NewService, NewToken,
    Pages, ParticipantId, Reply, Room, RoomBody, RoomId, ServiceId, ServiceKey, SipCallId,
    StreamId, StreamKind,
};

/// One of each kind of answer.
fn asks() -> [Ask; 15] {
    let inside = |ask| Ask::In(RoomId::new("r"), ask);
    let token = NewToken {
        preference: None,
        user: "u".into(),
        role: "viewer".into(),
    };
    let service = NewService {
        name: "s".into(),
        key: ServiceKey::new("k".into()),
    };
    [
        Ask::ListServices,
        Ask::CreateService(service),
        Ask::ListRooms(Pages::All),
        Ask::GetRoom(RoomId::new("r")),
        Ask::DeleteService(ServiceId::new("s")),
        inside(InRoom::ListParticipants),
        inside(InRoom::GetParticipant(ParticipantId::new("p"))),
        inside(InRoom::ListStreams),
        inside(InRoom::GetStream(StreamId::new("s"))),
        inside(InRoom::ListStreamingOuts),
        inside(InRoom::ListRecordings),
        inside(InRoom::ListSipCalls),
        inside(InRoom::HangUp(SipCallId::new("c"))),
        inside(InRoom::ListAnalytics),
        inside(InRoom::CreateToken(token)),
    ]
}

/// An answer of whatever status to whatever was asked, and lists of a room one after another: bytes are parted by NUL. What was read
/// may be shown and drawn, a list equal to the last one changes nothing, and each list is as if it had been the first.
pub fn answers(bytes: &[u8]) {
    let Some((status, bodies)) = bytes.split_first() else {
        return;
    };
    let statuses = [200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 502];
    let status = statuses.get(usize::from(*status) % statuses.len());
    let reply = |body| Reply {
        status: status.copied().unwrap_or(200),
        retry_after_s: None,
        body,
    };
    let _ = owt::read_standing(&reply(bodies));
    for ask in asks() {
        match ask.read(&reply(bodies)) {
            Ok(answer) => check_answer(&answer),
            Err(refusal) => {
                let words = refusal.words.as_deref().unwrap_or_default();
                assert_eq!(conference::clean_text(words, 300), words);
                let _ = ask.is_settled_by_reading(&refusal);
            }
        }
    }
    for list in List::ALL {
        let mut room = LiveRoom::default();
        for body in bodies.split(|byte| *byte == 0) {
            let Ok(changes) = room.read(list, &reply(body)) else {
                continue;
            };
            check_changes(&room, &changes);
            match room.read(list, &reply(body)) {
                Ok(again) => assert!(again.is_empty(), "{again:?}"),
                Err(refusal) => panic!("not read a second time: {refusal}"),
            }
            let mut fresh = LiveRoom::default();
            let _ = fresh.read(list, &reply(body));
            // Of people what isn't told stays.
            assert!(
                list == List::Participants || is_same(&room, &fresh),
                "{list:?}"
            );
        }
    }
}

fn is_same(one: &LiveRoom, other: &LiveRoom) -> bool {
    one.streams().eq(other.streams())
        && one.streaming_outs().eq(other.streaming_outs())
        && one.recordings().eq(other.recordings())
        && one.sip_calls().eq(other.sip_calls())
        && one.all_analytics().eq(other.all_analytics())
}

fn check_changes(room: &LiveRoom, changes: &Changes) {
    assert!(changes.added.len() + changes.changed.len() <= room.count(changes.list));
}

fn check_answer(answer: &Answer) {
    match answer {
        Answer::Room(room) => check_room(room),
        Answer::Rooms(rooms) => rooms.iter().for_each(check_room),
        Answer::Participants(people) => {
            for text in people.iter().flat_map(|it| [&it.user, &it.role]) {
                assert_eq!(conference::clean_name(text), **text, "shown as it came");
            }
        }
        Answer::Stream(it) => check_stream(it),
        Answer::Streams(all) => all.iter().for_each(check_stream),
        Answer::Token(token) => {
            let plain = token.socket_url("http://127.0.0.1:3000");
            let secure = token.socket_url("https://owt.example.com");
            assert!(secure.is_none_or(|url| url.starts_with("wss://")));
            assert!(plain.is_none_or(|url| url.starts_with("ws")));
        }
        _ => {}
    }
    let _ = format!("{answer:?}");
}

/// A room that isn't edited has nothing to be sent, and its JSON can be read again.
fn check_room(room: &Room) {
    assert_eq!(
        conference::clean_name(room.name()),
        **room.name(),
        "shown as it came"
    );
    let (_, views) = (room.roles(), room.views());
    for layout in views.into_iter().filter_map(|it| it.layouts).flatten() {
        assert!(layout.len() <= 1000);
    }
    let body = room.body();
    assert!(room.changes(&body).is_empty());
    assert!(RoomBody::parse(&body.to_json()).is_some());
}

/// A picture that is told and may be sent is told the same again.
fn check_stream(it: &owt::Stream) {
    let _ = it.video.as_ref().map(owt::VideoTrack::choices);
    let _ = it.audio.as_ref().map(owt::AudioTrack::choices);
    if let StreamKind::Mixed { layout, .. } = &it.kind
        && let Ok(layout) = Layout::new(layout.clone())
    {
        let update = MixedUpdate::Layout(layout.clone());
        let ask = Ask::In(RoomId::new("r"), InRoom::PatchMixed(it.id.clone(), update));
        let body = ask.request().body.unwrap_or_default();
        let value = body.split_once("\"value\":").map(|(_, rest)| rest);
        let value = value.and_then(|rest| rest.strip_suffix("}]"));
        let told = format!(
            "{{\"status\":\"update\",\"id\":\"m\",\"data\":{{\"field\":\"video.layout\",\"value\":{}}}}}",
            value.unwrap_or_default()
        );
        let event = owt::read_event("stream", &told);
        let slots = match event {
            Some(owt::PortalEvent::StreamChanged(_, owt::StreamChange::Layout(slots))) => slots,
            other => panic!("{other:?} of {told}"),
        };
        assert_eq!(slots, layout.slots());
    }
}

/// Messages of the portal, a line each. Whatever they are, nobody is in the room twice, and what is told is so.
pub fn portal(bytes: &[u8]) {
    let mut room = LiveRoom::default();
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        let all: Vec<Changes> = match owt::read_frame(line) {
            Some(Frame::Event { name, data }) => {
                let event = owt::read_event(&name, data);
                event
                    .and_then(|event| room.apply(&event))
                    .into_iter()
                    .collect()
            }
            Some(Frame::Answer { is_done, data, .. }) => match owt::read_login(is_done, data) {
                Ok(result) => room.log_in(&result).into(),
                Err(words) => {
                    assert_eq!(conference::clean_name(&words), *words);
                    continue;
                }
            },
            _ => continue,
        };
        for changes in &all {
            check_changes(&room, changes);
            for id in changes.added.iter().chain(&changes.changed) {
                let is_there = match changes.list {
                    List::Participants => room.participant(id).is_some(),
                    _ => room.stream(id).is_some(),
                };
                assert!(is_there, "{id}");
            }
        }
    }
    let mut ids: Vec<_> = room.streams().map(|it| it.id.clone()).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "no stream is there twice");
    for person in room.participants() {
        assert_eq!(
            conference::clean_name(&person.user),
            *person.user,
            "shown as it came"
        );
        let found = room.participant(person.id.as_str());
        assert_eq!(found, Some(person));
    }
}
