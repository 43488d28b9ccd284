//! A room out of polls and events: whatever happens, and in whichever way it is told, it is as the server has it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod server;

use owt::*;
use proptest::prelude::*;
use serde_json::json;
use server::{Happening, Server, forward, happening};

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

/// Returns everybody and all streams, by id: their order may differ where one id went and came again.
fn everything(room: &LiveRoom) -> (Vec<std::sync::Arc<Stream>>, Vec<String>) {
    let mut streams: Vec<_> = room.streams().cloned().collect();
    streams.sort_by(|one, other| one.id.cmp(&other.id));
    let people = room.participants();
    let mut people: Vec<_> = people
        .map(|it| format!("{} {} {}", it.id.as_str(), it.user, it.role))
        .collect();
    people.sort();
    (streams, people)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A list that is overtaken by events: whenever it was made, what was told since it was asked for isn't undone by it.
    #[test]
    fn an_answer_that_comes_late_undoes_nothing(
        before in proptest::collection::vec(happening(), 0..20),
        asked in proptest::collection::vec(happening(), 0..8),
        answered in proptest::collection::vec(happening(), 0..8),
        of_people in any::<bool>(),
    ) {
        let mut server = Server::new();
        let happen = |room: &mut LiveRoom, server: &mut Server, all: &[Happening]| {
            for what in all {
                for (name, data) in server.happens(what) {
                    if let Some(event) = read_event(name, &data.to_string()) {
                        room.apply(&event);
                    }
                }
            }
        };
        let list = if of_people { List::Participants } else { List::Streams };
        for what in &before {
            server.happens(what);
        }
        let mut room = truth(&server);
        room.asked(list);
        happen(&mut room, &mut server, &asked);
        let body = server.body(list);
        happen(&mut room, &mut server, &answered);
        let known = room.clone();
        let changes = room.read(list, &reply(&body)).unwrap();
        check_told(&known, &room, &changes);
        prop_assert_eq!(everything(&room), everything(&truth(&server)));
        // The next one is read again, and has the last word.
        room.asked(list);
        poll(&mut room, &server, list);
        let truth = truth(&server);
        if of_people {
            prop_assert!(room.participants().eq(truth.participants()));
        } else {
            prop_assert!(room.streams().eq(truth.streams()));
        }
    }
}

#[test]
fn the_panel_itself_is_in_no_list_once_it_is_known() {
    let mut server = Server::new();
    server.happens(&Happening::Joins(1));
    let mut room = truth(&server);
    server
        .people
        .push(json!({ "id": "me", "user": "Gavel", "role": "viewer" }));
    // A list may have it before it is told its id.
    poll(&mut room, &server, List::Participants);
    assert_eq!(
        room.seats(),
        Seats {
            people: 1,
            panels: 1
        }
    );
    let [people, _] = room.log_in(&server.login());
    assert_eq!(people.removed, ["me".into()]);
    assert!(people.added.is_empty() && people.changed.is_empty());
    assert!(poll(&mut room, &server, List::Participants).is_empty());
    server.happens(&Happening::Joins(2));
    let changes = poll(&mut room, &server, List::Participants);
    assert_eq!(changes.added, ["p2".into()]);
    let told = r#"{"action":"join","data":{"id":"me","user":"Gavel","role":"viewer"}}"#;
    let told = room
        .apply(&read_event("participant", told).unwrap())
        .unwrap();
    assert!(told.is_empty());
    assert_eq!(
        room.seats(),
        Seats {
            people: 2,
            panels: 0
        }
    );
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
