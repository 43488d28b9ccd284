//! Commands: pending until the room shows them, or failed in the server's words.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;
use serde_json::{Value, json};

/// A room that was read.
struct Server {
    room: LiveRoom,
    commands: Commands,
}

impl Server {
    fn new() -> Self {
        let mut it = Self {
            room: LiveRoom::default(),
            commands: Commands::default(),
        };
        it.read(List::Participants, json!([person("p1", true)]));
        it.read(
            List::Streams,
            json!([stream("s1", "active", &["common"]), mixed(&["s1"])]),
        );
        it.read(List::Recordings, json!([{ "id": "r1" }]));
        it
    }

    fn read(&mut self, list: List, json: Value) -> Vec<Fate> {
        let body = json.to_string();
        let reply = Reply {
            status: 200,
            retry_after_s: None,
            body: body.as_bytes(),
        };
        self.room.read(list, &reply).unwrap();
        let finished = self.commands.observe(list, &self.room);
        finished.into_iter().map(|it| it.fate).collect()
    }

    fn answered(&mut self, id: CommandId, status: u16, body: Value) -> Option<Fate> {
        let ask = self.ask_of(id);
        let body = body.to_string();
        let reply = Reply {
            status,
            retry_after_s: None,
            body: body.as_bytes(),
        };
        let answer = match ask.read(&reply) {
            Ok(answer) => {
                self.room.put(answer);
                Ok(())
            }
            Err(refusal) => Err(refusal),
        };
        let finished = self.commands.answered(id, answer, &self.room);
        finished.map(|it| it.fate)
    }

    fn ask_of(&self, _: CommandId) -> Ask {
        let last = self.commands.pending().last().unwrap();
        Ask::In(RoomId::new("room"), last.clone())
    }
}

fn person(id: &str, may_publish: bool) -> Value {
    json!({ "id": id, "user": id, "role": "presenter", "permission": {
        "publish": { "audio": may_publish, "video": true }, "subscribe": { "audio": true, "video": true } } })
}

fn stream(id: &str, status: &str, views: &[&str]) -> Value {
    json!({ "id": id, "type": "forward", "media": { "audio": { "status": status, "format": { "codec": "opus" } } },
        "info": { "owner": "p1", "type": "webrtc", "inViews": views } })
}

fn mixed(streams: &[&str]) -> Value {
    let slot = |stream: &&str| {
        json!({ "stream": stream, "region": { "id": "1", "shape": "rectangle",
        "area": { "left": "0", "top": "0", "width": "1", "height": "1" } } })
    };
    let layout: Vec<_> = streams.iter().map(slot).collect();
    json!({ "id": "m1", "type": "mixed", "media": { "audio": {}, "video": {} }, "info": { "label": "common", "layout": layout } })
}

fn mute() -> InRoom {
    let update = ForwardUpdate::Status(Track::Audio, Status::Inactive);
    InRoom::PatchForward(StreamId::new("s1"), vec![update])
}

fn failed() -> Value {
    json!({ "error": { "code": 1301, "message": "Operation failed" } })
}

#[test]
fn an_answer_that_shows_it_is_enough() {
    let mut it = Server::new();
    let id = it.commands.begin(mute()).unwrap();
    let now = stream("s1", "inactive", &["common"]);
    assert_eq!(it.answered(id, 200, now), Some(Fate::Done));
    assert_eq!(it.commands.pending().count(), 0);
}

#[test]
fn accepted_is_not_done() {
    let mut it = Server::new();
    let id = it.commands.begin(mute()).unwrap();
    let old = stream("s1", "active", &[]);
    assert!(!it.commands.await_list(List::Streams));
    assert_eq!(it.answered(id, 200, old.clone()), None);
    assert!(it.commands.await_list(List::Streams));
    assert!(!it.commands.await_list(List::Participants));
    assert_eq!(it.read(List::Participants, json!([])), []);
    assert_eq!(it.read(List::Streams, json!([old])), []);
    assert_eq!(it.read(List::Streams, json!([old])), []);
    let fate = Fate::Failed(Failure::NoEffect);
    assert_eq!(it.read(List::Streams, json!([old])), [fate]);
}

#[test]
fn once_a_gesture() {
    let mut it = Server::new();
    let id = it.commands.begin(mute()).unwrap();
    assert_eq!(it.commands.begin(mute()), None);
    let back = ForwardUpdate::Status(Track::Audio, Status::Active);
    let back = InRoom::PatchForward(StreamId::new("s1"), vec![back]);
    assert_eq!(it.commands.begin(back.clone()), None);
    let view = ForwardUpdate::Unmix(ViewLabel::new("common"));
    let view = InRoom::PatchForward(StreamId::new("s1"), vec![view]);
    assert!(it.commands.begin(view).is_some(), "another thing");
    it.commands.lost(id);
    assert_eq!(it.commands.begin(mute()), None, "it is checked");
    it.read(List::Streams, json!([stream("s1", "inactive", &[])]));
    assert!(it.commands.begin(back).is_some());
}

#[test]
fn a_second_delete_that_fails_is_settled_by_the_list() {
    let drop = || InRoom::DropParticipant(ParticipantId::new("p1"));
    let mut it = Server::new();
    let id = it.commands.begin(drop()).unwrap();
    assert_eq!(it.answered(id, 500, failed()), None);
    assert_eq!(it.read(List::Participants, json!([])), [Fate::Done]);

    let mut it = Server::new();
    let id = it.commands.begin(drop()).unwrap();
    it.answered(id, 500, failed());
    let fates = it.read(List::Participants, json!([person("p1", true)]));
    let [Fate::Failed(Failure::Refused(refusal))] = &fates[..] else {
        panic!("{fates:?}");
    };
    assert_eq!(refusal.words.as_deref(), Some("Operation failed"));

    // Nothing else is: its no is a no.
    let id = it.commands.begin(mute()).unwrap();
    let fate = it.answered(id, 500, failed()).unwrap();
    assert!(matches!(fate, Fate::Failed(Failure::Refused(_))));
}

#[test]
fn an_answer_that_was_lost() {
    let mut it = Server::new();
    let stop = InRoom::StopRecording(RecordingId::new("r1"));
    let id = it.commands.begin(stop).unwrap();
    assert_eq!(it.commands.lost(id), None);
    assert_eq!(it.read(List::Recordings, json!([{ "id": "r1" }])), []);
    let fate = Fate::Failed(Failure::NoAnswer);
    assert_eq!(it.read(List::Recordings, json!([{ "id": "r1" }])), [fate]);

    let start = InRoom::StartAnalytics(NewAnalytics {
        algorithm: "a".into(),
        media: MediaFrom::Audio(AudioFrom {
            from: StreamId::new("s1"),
            format: None,
        }),
    });
    let id = it.commands.begin(start).unwrap();
    assert_eq!(it.commands.lost(id), None);
    it.read(List::Analytics, json!([]));
    let fate = Fate::Failed(Failure::Unknown);
    assert_eq!(it.read(List::Analytics, json!([])), [fate]);

    let token = InRoom::CreateToken(NewToken {
        preference: None,
        user: "u".into(),
        role: "presenter".into(),
    });
    let id = it.commands.begin(token).unwrap();
    let finished = it.commands.lost(id).unwrap();
    assert_eq!(finished.fate, Fate::Failed(Failure::Unknown));
}

#[test]
fn what_no_list_shows_is_not_called_undone() {
    let recording = json!([{ "id": "r1", "media": { "video": { "from": "s1", "parameters": { "bitrate": 400 } } } }]);
    let share = OutputUpdate::Bitrate(BitrateShare::of("x0.4").unwrap());
    let mut it = Server::new();
    let ask = InRoom::PatchRecording(RecordingId::new("r1"), vec![share]);
    let id = it.commands.begin(ask).unwrap();
    it.commands.lost(id);
    assert_eq!(it.read(List::Recordings, recording.clone()), []);
    let fate = Fate::Failed(Failure::Unknown);
    assert_eq!(it.read(List::Recordings, recording), [fate]);
}

#[test]
fn permissions_are_seen() {
    let mut it = Server::new();
    let update = PermissionUpdate::One(Permission::Publish, Track::Audio, false);
    let ask = InRoom::PatchParticipant(ParticipantId::new("p1"), vec![update]);
    assert_eq!(ask.subject().as_deref(), Some("p1"));
    let id = it.commands.begin(ask).unwrap();
    assert_eq!(it.answered(id, 200, person("p1", true)), None);
    let fates = it.read(List::Participants, json!([person("p1", false)]));
    assert_eq!(fates, [Fate::Done]);
}
