//! A room that is live: participants, streams, the picture.

use super::support::{Server, replace};
use serde_json::{Value, json};

#[test]
fn rights_of_participants() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let id = server.join(&room, "Ann");
    let path = format!("PATCH /v1/rooms/{room}/participants/{id}");
    let changed = server.get(&path, replace("/permission/subscribe/audio", json!(false)));
    assert_eq!(
        changed["permission"]["subscribe"],
        json!({"audio": false, "video": true})
    );
    server.check(
        &path,
        replace("/permission/publish", json!(false)),
        500,
        1301,
    );
    server.check(
        &path,
        replace(
            "/permission/publish/audio",
            json!({"audio": true, "video": true}),
        ),
        500,
        1301,
    );
    server.check(&path, json!({}), 500, 1301);
    server.check(&path, json!([]), 200, 0);
    // What can be done is done, also beside what can't.
    let both = json!([
        {"op": "replace", "path": "/permission/publish", "value": true},
        {"op": "replace", "path": "/permission/publish/video", "value": false},
    ]);
    server.check(&path, both, 500, 1301);
    let now = server.get(
        &format!("GET /v1/rooms/{room}/participants/{id}"),
        Value::Null,
    );
    assert_eq!(
        now["permission"]["publish"],
        json!({"audio": true, "video": false})
    );
    server.check(
        &format!("PATCH /v1/rooms/{room}/participants/nobody"),
        json!([]),
        500,
        1301,
    );
    server.check(
        &format!("DELETE /v1/rooms/{room}/participants/{id}"),
        Value::Null,
        200,
        0,
    );
    server.check(
        &format!("DELETE /v1/rooms/{room}/participants/{id}"),
        Value::Null,
        500,
        1301,
    );
}

#[test]
fn a_stream_is_mixed_and_shown() {
    let (mut server, room) = Server::with_room(json!({}));
    let ann = server.join(&room, "Ann");
    let streams: Vec<String> = (0..3).map(|_| server.publish(&room, &ann)).collect();
    let mixed = format!("/v1.1/rooms/{room}/streams/{room}-common");
    let layout = |server: &mut Server| -> Vec<Option<String>> {
        let shown = server.get(&format!("GET {mixed}"), Value::Null);
        let cells = shown["info"]["layout"].as_array().unwrap().clone();
        cells
            .iter()
            .map(|cell| cell["stream"].as_str().map(str::to_owned))
            .collect()
    };
    let one = |n: usize| Some(streams[n].clone());
    for stream in &streams {
        let body = json!([{"op": "add", "path": "/info/inViews", "value": "common"}]);
        let shown = server.get(&format!("PATCH /v1.1/rooms/{room}/streams/{stream}"), body);
        assert_eq!(shown["info"]["inViews"], json!(["common"]));
    }
    assert_eq!(layout(&mut server), [one(0), one(1), one(2), None]);
    // One of the regions by itself.
    server.get(
        &format!("PATCH {mixed}"),
        replace("/info/layout/0/stream", json!(streams[2])),
    );
    assert_eq!(layout(&mut server), [one(2), one(1), one(0), None]);
    server.check(
        &format!("PATCH {mixed}"),
        replace("/info/layout/3/stream", json!(streams[2])),
        500,
        1301,
    );
    server.check(
        &format!("PATCH {mixed}"),
        replace("/info/layout/9/stream", json!(streams[2])),
        500,
        1301,
    );
    // The whole picture: who isn't named fills what is free.
    let region = |id: &str, left: &str| {
        let area = json!({"left": left, "top": "0", "width": "1/2", "height": "1"});
        json!({"id": id, "shape": "rectangle", "area": area})
    };
    let cells =
        json!([{"stream": streams[1], "region": region("a", "0")}, {"region": region("b", "1/2")}]);
    let shown = server.get(&format!("PATCH {mixed}"), replace("/info/layout", cells));
    assert_eq!(layout(&mut server), [one(1), one(2)]);
    assert_eq!(
        shown["info"]["layout"][1]["region"]["area"]["left"],
        json!({"numerator": 1, "denominator": 2})
    );
    let bad = [
        json!([{"region": region("a", "0")}, {"stream": streams[1], "region": region("b", "0")}]),
        json!([{"stream": streams[1], "region": region("a", "0")}, {"region": region("a", "1/2")}]),
        json!([{"stream": "nobody", "region": region("a", "0")}]),
        json!([{"stream": streams[1], "region": region("a", "3/2")}]),
        json!([{"stream": streams[1], "region": region("a", "0.5")}]),
    ];
    for cells in bad {
        server.check(
            &format!("PATCH {mixed}"),
            replace("/info/layout", cells),
            500,
            1301,
        );
    }
    let body = json!([{"op": "remove", "path": "/info/inViews", "value": "common"}]);
    let path = format!("PATCH /v1.1/rooms/{room}/streams/{}", streams[1]);
    server.check(&path, body.clone(), 200, 0);
    server.check(&path, body, 500, 1301);
    assert_eq!(layout(&mut server), [one(2), one(0)]);
    server.check(&format!("DELETE {mixed}"), Value::Null, 500, 1301);
}

#[test]
fn two_versions_of_a_simulcast() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let ann = server.join(&room, "Ann");
    let layers = json!({"f": {"width": 1280, "height": 720}, "q": {"width": 320, "height": 180}});
    server.control(
        &format!("{room}/publish"),
        json!({"id": ann, "simulcast": layers, "stream": "s1"}),
    );
    let new = server.get(&format!("GET /v1.1/rooms/{room}/streams/s1"), Value::Null);
    let original = new["media"]["video"]["original"].as_array().unwrap();
    assert_eq!(original.len(), 2);
    assert_eq!(original[1]["simulcastRid"], "q");
    let old = server.get(&format!("GET /v1/rooms/{room}/streams/s1"), Value::Null);
    assert_eq!(
        old["media"]["video"]["parameters"],
        original[0]["parameters"]
    );
    assert_eq!(old["media"]["video"]["original"], Value::Null);
}

#[test]
fn only_streams_of_browsers_are_muted() {
    let (mut server, room) = Server::with_room(json!({}));
    let body = json!({"connection": {"url": "rtsp://a"}, "media": {"audio": true, "video": false}});
    let made = server.get(&format!("POST /v1.1/rooms/{room}/streaming-ins"), body);
    assert_eq!(made["media"]["video"], Value::Null);
    let path = format!(
        "PATCH /v1.1/rooms/{room}/streams/{}",
        made["id"].as_str().unwrap()
    );
    server.check(
        &path,
        replace("/media/audio/status", json!("inactive")),
        500,
        1301,
    );
    // It is so already: nothing is tried.
    server.check(
        &path,
        replace("/media/audio/status", json!("active")),
        200,
        0,
    );
    server.check(
        &path,
        replace("/media/video/status", json!("active")),
        500,
        1301,
    );
    let mixed = format!("PATCH /v1.1/rooms/{room}/streams/{room}-common");
    server.check(
        &mixed,
        replace("/media/audio/status", json!("inactive")),
        500,
        1301,
    );
}

#[test]
fn streams_from_elsewhere_may_never_come() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let line = format!("POST /v1.1/rooms/{room}/streaming-ins");
    let mut check = |url: &str, status: u16, least: u64| {
        let body = json!({"connection": {"url": url}, "media": {"audio": "auto", "video": "auto"}});
        let request = server.request(&line, &body);
        let answer = server.send(&request);
        assert_eq!(answer.reply.unwrap().status, status, "{url}");
        assert!(answer.delay_ms >= least, "{url}: {}", answer.delay_ms);
    };
    check("rtsp://a", 200, 300);
    check("rtsp://a/fail", 500, 1_000);
    check("rtsp://a/noanswer", 500, 80_000);
    let list = server.get(&format!("GET /v1.1/rooms/{room}/streams"), Value::Null);
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[test]
fn a_room_that_is_empty_ends() {
    let (mut server, room) = Server::with_room(json!({}));
    let streams = format!("GET /v1.1/rooms/{room}/streams");
    let count = |server: &mut Server| server.get(&streams, Value::Null).as_array().unwrap().len();
    assert_eq!(count(&mut server), 0);
    let ann = server.join(&room, "Ann");
    assert_eq!(count(&mut server), 1);
    server.control(&format!("{room}/leave"), json!({"id": ann}));
    server.pass(1_000);
    assert_eq!(count(&mut server), 1);
    server.pass(30_000);
    assert_eq!(count(&mut server), 0);
}
