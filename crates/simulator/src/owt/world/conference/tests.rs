use super::*;
use proptest::prelude::*;

/// A room with a view of pictures and one of sound alone.
fn conference() -> Conference {
    let options = json!({
        "name": "a",
        "views": [
            {"label": "common", "video": {"maxInput": 4, "keepActiveInputPrimary": true}},
            {"label": "voices", "video": false},
        ],
    });
    let config = RoomConfig::create("6b023502e0cbfb43cbbee8ce", options.as_object().unwrap());
    Conference::new(config.unwrap(), 0)
}

/// Something that happens; the numbers choose among who and what is there.
#[derive(Clone, Debug)]
enum Step {
    Join(bool),
    Leave(usize),
    Drop(usize),
    Publish(usize, bool, bool),
    Remove(usize),
    Switch(usize, bool, bool),
    Mix(usize, bool),
    Unmix(usize, bool),
    Speak(usize),
    Resize(usize, u64),
    Put(usize, usize),
    LayOut(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0_usize..12;
    prop_oneof![
        any::<bool>().prop_map(Step::Join),
        n.clone().prop_map(Step::Leave),
        n.clone().prop_map(Step::Drop),
        (n.clone(), any::<bool>(), any::<bool>()).prop_map(|(a, b, c)| Step::Publish(a, b, c)),
        n.clone().prop_map(Step::Remove),
        (n.clone(), any::<bool>(), any::<bool>()).prop_map(|(a, b, c)| Step::Switch(a, b, c)),
        (n.clone(), any::<bool>()).prop_map(|(a, b)| Step::Mix(a, b)),
        (n.clone(), any::<bool>()).prop_map(|(a, b)| Step::Unmix(a, b)),
        n.clone().prop_map(Step::Speak),
        (n.clone(), 100_u64..2_000).prop_map(|(a, b)| Step::Resize(a, b)),
        (n.clone(), 0_usize..5).prop_map(|(a, b)| Step::Put(a, b)),
        (n, 0_usize..5).prop_map(|(a, b)| Step::LayOut(a, b)),
    ]
}

fn play(room: &mut Conference, step: &Step, number: usize) {
    let person = |n: usize| {
        let count = room.participants.len().max(1);
        room.participants
            .get(n % count)
            .map(|p| p.id.clone())
            .unwrap_or_default()
    };
    let stream = |n: usize| room.streams[n % room.streams.len()].id.clone();
    let view = |first: bool| if first { "common" } else { "voices" };
    // What can't be done is refused, and that is as good a step as any.
    let _ = match step {
        Step::Join(publisher) => {
            let role = if *publisher { "presenter" } else { "viewer" };
            room.join(&format!("p{number}"), "Ann", role)
                .map(drop)
                .map_err(drop)
        }
        Step::Leave(n) => room.leave(&person(*n)).map(drop).ok_or(()),
        Step::Drop(n) => room.drop_out(&person(*n)).map(drop).ok_or(()),
        Step::Publish(n, audio, video) => {
            let mut publication = Publication::of_browser(format!("s{number}"), person(*n));
            publication.audio = publication.audio.filter(|_| *audio);
            publication.picture = publication.picture.filter(|_| *video);
            if publication.owner.is_empty() {
                Err(())
            } else {
                room.publish(publication)
            }
        }
        Step::Remove(n) => {
            room.remove_stream(&stream(*n));
            Ok(())
        }
        Step::Switch(n, audio, on) => {
            let kind = if *audio { "audio" } else { "video" };
            room.switch(&stream(*n), kind, if *on { "active" } else { "inactive" })
        }
        Step::Mix(n, first) => room.mix(&stream(*n), view(*first)),
        Step::Unmix(n, first) => room.unmix(&stream(*n), view(*first)),
        Step::Speak(n) => {
            room.speak(&stream(*n));
            Ok(())
        }
        Step::Resize(n, width) => {
            room.resize(&stream(*n), *width, 360);
            Ok(())
        }
        Step::Put(n, region) => {
            let path = format!("/info/layout/{region}/stream");
            let patch = json!([{"op": "replace", "path": path, "value": stream(*n)}]);
            let mixed = room.streams[0].id.clone();
            room.change_stream(&mixed, patch.as_array().unwrap())
        }
        Step::LayOut(n, count) => {
            let cell = |id: usize| {
                let area = json!({"left": "0", "top": "0", "width": "1/2", "height": "1"});
                let region = json!({"id": id.to_string(), "shape": "rectangle", "area": area});
                if id == 0 {
                    json!({"stream": stream(*n), "region": region})
                } else {
                    json!({"region": region})
                }
            };
            let cells: Vec<Value> = (0..*count).map(cell).collect();
            let patch = json!([{"op": "replace", "path": "/info/layout", "value": cells}]);
            let mixed = room.streams[0].id.clone();
            room.change_stream(&mixed, patch.as_array().unwrap())
        }
    };
}

/// What a client knows that was told everything since it joined.
struct Mirror {
    participants: Vec<Value>,
    streams: Vec<Value>,
}

impl Mirror {
    fn new(snapshot: &Value) -> Mirror {
        let list = |name: &str| snapshot[name].as_array().unwrap().clone();
        Mirror {
            participants: list("participants"),
            streams: list("streams"),
        }
    }

    fn hear(&mut self, notice: Notice) {
        let Notice::Event { name, data, .. } = notice else {
            return;
        };
        match (name, data["action"].as_str(), data["status"].as_str()) {
            ("participant", Some("join"), _) => self.participants.push(data["data"].clone()),
            ("participant", Some("leave"), _) => {
                self.participants.retain(|p| p["id"] != data["data"]);
            }
            ("stream", _, Some("add")) => self.streams.push(data["data"].clone()),
            ("stream", _, Some("remove")) => self.streams.retain(|s| s["id"] != data["id"]),
            ("stream", _, Some("update")) => {
                let known = self.streams.iter_mut().find(|s| s["id"] == data["id"]);
                update(
                    known.expect("an update of a stream that is there"),
                    &data["data"],
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

fn update(stream: &mut Value, change: &Value) {
    let value = &change["value"];
    let status = |stream: &mut Value, kind: &str| {
        for track in stream["media"]["tracks"].as_array_mut().unwrap() {
            if track["type"] == kind {
                track["status"] = value.clone();
            }
        }
    };
    match change["field"].as_str().unwrap() {
        "audio.status" => status(stream, "audio"),
        "video.status" => status(stream, "video"),
        "video.layout" => stream["info"]["layout"] = value.clone(),
        "activeInput" => stream["info"]["activeInput"] = value.clone(),
        "." => *stream = value.clone(),
        other => panic!("{other}"),
    }
}

/// The server tells nobody into which views a stream is mixed.
fn without_views(mut streams: Vec<Value>) -> Vec<Value> {
    for stream in &mut streams {
        stream["info"].as_object_mut().unwrap().remove("inViews");
    }
    streams
}

proptest! {
    #[test]
    fn who_hears_everything_knows_everything(
        before in proptest::collection::vec(step(), 0..20),
        after in proptest::collection::vec(step(), 0..40),
    ) {
        let mut room = conference();
        for (number, step) in before.iter().enumerate() {
            play(&mut room, step, number);
        }
        room.notifier.take();
        let mut mirror = Mirror::new(&room.snapshot());
        for (number, step) in after.iter().enumerate() {
            play(&mut room, step, 100 + number);
            for notice in room.notifier.take() {
                mirror.hear(notice);
            }
            let people: Vec<Value> = room.participants.iter().map(Participant::to_json).collect();
            let streams: Vec<Value> = room.streams.iter().map(Stream::for_portal).collect();
            prop_assert_eq!(&mirror.participants, &people);
            prop_assert_eq!(without_views(mirror.streams.clone()), without_views(streams));
        }
    }

    #[test]
    fn a_picture_shows_only_who_is_mixed_in(steps in proptest::collection::vec(step(), 0..60)) {
        let mut room = conference();
        for (number, step) in steps.iter().enumerate() {
            play(&mut room, step, number);
            let Info::Mixed { layout, .. } = &room.streams[0].info else {
                panic!("the view's stream comes first");
            };
            let mut shown = Vec::new();
            for cell in layout.as_array().unwrap() {
                let Some(id) = cell["stream"].as_str() else { continue };
                prop_assert!(!shown.contains(&id), "{} twice", id);
                shown.push(id);
                let Some(Info::Forward { in_views, .. }) = room.stream(id).map(|s| &s.info) else {
                    return Err(TestCaseError::fail(format!("{id} isn't there")));
                };
                prop_assert!(in_views.iter().any(|view| view == "common"));
            }
        }
    }
}

#[test]
fn a_room_ends_when_nobody_is_left() {
    let mut room = conference();
    assert!(!room.has_ended(29_999));
    room.join("p", "Ann", "presenter").unwrap();
    assert!(!room.has_ended(60_000));
    room.leave("p");
    assert!(!room.has_ended(60_000));
    assert!(!room.has_ended(89_999));
    assert!(room.has_ended(90_000));
}

#[test]
fn limits() {
    let options = json!({"name": "a", "views": [], "participantLimit": 1, "inputLimit": 1});
    let config = RoomConfig::create("6b023502e0cbfb43cbbee8ce", options.as_object().unwrap());
    let mut room = Conference::new(config.unwrap(), 0);
    let join = |room: &mut Conference, role: &str| room.join("p", "Ann", role).map(drop);
    assert_eq!(join(&mut room, "nobody"), Err("Invalid role"));
    assert_eq!(join(&mut room, "presenter"), Ok(()));
    assert_eq!(join(&mut room, "presenter"), Err("Room is full"));
    let publication = |id: &str| Publication::of_browser(id.to_owned(), "p".to_owned());
    assert_eq!(room.publish(publication("s1")), Ok(()));
    assert_eq!(room.publish(publication("s2")), Err(()));
}
