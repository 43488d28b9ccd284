//! What goes out of a room: recordings, streaming-outs, analytics, SIP calls.

use super::support::{Server, replace};
use serde_json::{Value, json};

/// A room with SIP, where Ann publishes; gives her stream.
fn room() -> (Server, String, String) {
    let (mut server, room) = Server::with_room(json!({"sip": {"sipServer": "sip.example"}}));
    let ann = server.join(&room, "Ann");
    let stream = server.publish(&room, &ann);
    (server, room, stream)
}

fn media(from: &str) -> Value {
    json!({"audio": {"from": from}, "video": {"from": from}})
}

#[test]
fn recordings() {
    let (mut server, room, stream) = room();
    let line = format!("POST /v1/rooms/{room}/recordings");
    let mixed = format!("{room}-common");
    let made = server.get(&line, json!({"container": "auto", "media": media(&stream)}));
    assert!(made["storage"]["file"].as_str().unwrap().ends_with(".mkv"));
    let aac =
        json!({"from": stream, "format": {"codec": "aac", "sampleRate": 48000, "channelNum": 2}});
    let h264 = json!({"from": mixed, "format": {"codec": "h264", "profile": "CB"}});
    let made = server.get(
        &line,
        json!({"container": "auto", "media": {"audio": aac, "video": h264}}),
    );
    assert!(made["storage"]["file"].as_str().unwrap().ends_with(".mp4"));
    assert_eq!(made["media"]["video"]["parameters"]["framerate"], 24);
    server.check(
        &line,
        json!({"container": "mp4", "media": media(&stream)}),
        500,
        1301,
    );
    server.check(
        &line,
        json!({"container": "avi", "media": media(&stream)}),
        400,
        1201,
    );
    server.check(
        &line,
        json!({"container": "mkv", "media": media("nothing")}),
        500,
        1301,
    );
    server.check(&line, json!({"container": "mkv"}), 400, 1201);
    let id = made["id"].as_str().unwrap();
    let one = format!("/v1/rooms/{room}/recordings/{id}");
    let changed = server.get(
        &format!("PATCH {one}"),
        replace("/media/video/from", json!(stream)),
    );
    assert_eq!(changed["media"]["video"]["from"], json!(stream));
    server.check(
        &format!("PATCH {one}"),
        replace("/media/video/from", json!("nothing")),
        500,
        1301,
    );
    server.check(
        &format!("PATCH {one}"),
        replace("/media/audio/status", json!("inactive")),
        500,
        1301,
    );
    server.check(
        &format!("PATCH {one}"),
        replace("/media/video/parameters/framerate", json!(7)),
        500,
        1301,
    );
    // Not by another resource's name.
    server.check(
        &format!("DELETE /v1/rooms/{room}/streaming-outs/{id}"),
        Value::Null,
        500,
        1301,
    );
    server.check(&format!("DELETE {one}"), Value::Null, 200, 0);
    server.check(&format!("DELETE {one}"), Value::Null, 500, 1301);
    // What takes from a stream ends with it.
    server.check(
        &format!("DELETE /v1/rooms/{room}/streams/{stream}"),
        Value::Null,
        200,
        0,
    );
    assert_eq!(
        server.get(&format!("GET /v1/rooms/{room}/recordings"), Value::Null),
        json!([])
    );
}

#[test]
fn streaming_outs() {
    let (mut server, room, stream) = room();
    let mixed = format!("{room}-common");
    let line = format!("POST /v1/rooms/{room}/streaming-outs");
    let body = |protocol: &str, url: &str, from: &str| json!({"protocol": protocol, "url": url, "media": media(from)});
    let made = server.get(&line, body("rtmp", "rtmp://a/b", &mixed));
    assert_eq!(made["url"], "rtmp://a/b");
    assert_eq!(
        made["media"]["video"]["format"],
        json!({"codec": "h264", "profile": "CB"})
    );
    assert_eq!(made["media"]["audio"]["format"]["codec"], "aac");
    // The answer tells neither protocol nor parameters.
    assert_eq!(
        (&made["protocol"], &made["parameters"]),
        (&Value::Null, &Value::Null)
    );
    server.check(&line, body("hls", "http://a/b.m3u8", &mixed), 200, 0);
    server.check(
        &line,
        json!({"url": "http://a/b.mpd", "media": media(&stream)}),
        200,
        0,
    );
    server.check(
        &line,
        json!({"url": "http://a/b", "media": media(&stream)}),
        400,
        1201,
    );
    server.check(&line, json!({"media": media(&stream)}), 500, 2001);
    server.check(&line, body("smoke", "rtmp://a", &stream), 400, 1201);
    server.check(&line, body("rtmp", "rtmp://a/fail", &stream), 500, 1301);
    let mut with = body("dash", "http://a/b.mpd", &stream);
    with["parameters"] = json!({"method": "POST", "dashSegDuration": 2});
    server.check(&line, with, 400, 1201);
    let id = made["id"].as_str().unwrap();
    let one = format!("PATCH /v1/rooms/{room}/streaming-outs/{id}");
    let size = json!({"width": 320, "height": 240});
    let changed = server.get(
        &one,
        replace("/media/video/parameters/resolution", size.clone()),
    );
    assert_eq!(changed["media"]["video"]["parameters"]["resolution"], size);
    let changed = server.get(
        &one,
        replace("/media/video/parameters/framerate", json!(12)),
    );
    assert_eq!(changed["media"]["video"]["parameters"]["framerate"], 12);
    // A share of a rate that the server doesn't know.
    let changed = server.get(
        &one,
        replace("/media/video/parameters/bitrate", json!("x0.6")),
    );
    assert_eq!(
        changed["media"]["video"]["parameters"]["bitrate"],
        Value::Null
    );
    let wide = json!({"width": 7, "height": 7});
    server.check(
        &one,
        replace("/media/video/parameters/resolution", wide),
        500,
        1301,
    );
    server.check(
        &one,
        replace("/media/video/parameters/keyFrameInterval", json!(30)),
        200,
        0,
    );
    let list = server.get(&format!("GET /v1/rooms/{room}/streaming-outs"), Value::Null);
    assert_eq!(list.as_array().unwrap().len(), 3);
}

#[test]
fn analytics() {
    let (mut server, room, stream) = room();
    let line = format!("POST /v1/rooms/{room}/analytics");
    let media = json!({"audio": false, "video": {"from": stream}});
    let made = server.get(&line, json!({"algorithm": "face", "media": media}));
    assert_eq!(made["analytics"]["algorithm"], "face");
    let streams = server.get(&format!("GET /v1/rooms/{room}/streams"), Value::Null);
    let last = streams.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["info"]["type"], "analytics");
    server.check(
        &line,
        json!({"algorithm": "face", "media": {"audio": false, "video": false}}),
        500,
        1301,
    );
    server.check(&line, json!({"algorithm": 7, "media": media}), 400, 1201);
    let one = format!(
        "DELETE /v1/rooms/{room}/analytics/{}",
        made["id"].as_str().unwrap()
    );
    server.check(&one, Value::Null, 200, 0);
    server.check(&one, Value::Null, 500, 1301);
    let now = server.get(&format!("GET /v1/rooms/{room}/streams"), Value::Null);
    assert_eq!(now.as_array().unwrap().len(), 2);
    server.control("agents", json!({"analytics": false}));
    server.check(
        &line,
        json!({"algorithm": "face", "media": media}),
        500,
        1301,
    );
}

#[test]
fn sip_calls() {
    let (mut server, room, stream) = room();
    let line = format!("POST /v1/rooms/{room}/sipcalls");
    let body = |peer: &str, from: &str| {
        let out = json!({"audio": {"from": from}, "video": false});
        json!({"peerURI": peer, "mediaIn": {"audio": true, "video": false}, "mediaOut": out})
    };
    let made = server.get(&line, body("sip:bob@example", &stream));
    assert_eq!(
        (&made["type"], &made["peer"]),
        (&json!("dial-out"), &json!("sip:bob@example"))
    );
    // Its stream is as it lies in memory, with tracks.
    assert!(made["input"]["media"]["tracks"].is_array());
    let id = made["id"].as_str().unwrap().to_owned();
    let people = server.get(&format!("GET /v1/rooms/{room}/participants"), Value::Null);
    assert_eq!(people[1]["role"], "sip");
    let one = format!("/v1/rooms/{room}/sipcalls/{id}");
    let mixed = format!("{room}-common");
    let changed = server.get(
        &format!("PATCH {one}"),
        replace("/output/media/audio/from", json!(mixed)),
    );
    assert_eq!(changed["output"]["media"]["audio"]["from"], json!(mixed));
    server.check(
        &format!("PATCH {one}"),
        replace("/media/audio/from", json!(mixed)),
        500,
        1301,
    );
    server.check(&line, body("sip:refuse@example", &stream), 500, 1301);
    server.check(&line, body("sip:bob@example", "nothing"), 500, 1301);
    server.check(&line, json!({"peerURI": "sip:bob@example"}), 400, 1201);
    let request = server.request(&line, &body("sip:noanswer@example", &stream));
    assert_eq!(server.send(&request).delay_ms, 90_000);
    server.check(&format!("DELETE {one}"), Value::Null, 200, 0);
    server.check(&format!("DELETE {one}"), Value::Null, 500, 1301);
    let plain = server.make_room("without SIP", json!({"views": []}));
    let ann = server.join(&plain, "Ann");
    let stream = server.publish(&plain, &ann);
    server.check(
        &format!("POST /v1/rooms/{plain}/sipcalls"),
        body("sip:bob@example", &stream),
        500,
        1301,
    );
}
