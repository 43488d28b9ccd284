//! Whatever comes: the server answers, in its own words, and stays whole.

use super::support::{Server, replace};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use simulator::owt::world::{Opening, ROUTES};

/// JSON in which the API's own words are likely.
fn value() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("s1"),
        Just("p1"),
        Just("common"),
        Just("audio"),
        Just("video"),
        Just("active"),
        Just("inactive"),
        Just("replace"),
        Just("add"),
        Just("remove"),
        Just("auto"),
        Just("mkv"),
        Just("rtmp"),
        Just("x0.6"),
        Just("/info/inViews"),
        Just("/info/layout"),
        Just("/info/layout/0/stream"),
        Just("/media/audio/status"),
        Just("/media/video/from"),
        Just("/media/video/parameters/bitrate"),
        Just("/permission/publish"),
        Just("/output/media/audio/from"),
        Just("1/2"),
        Just("0"),
        Just("rectangle"),
        Just("sip:b@c"),
        Just(""),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        word.prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let name = prop_oneof![
            Just("name"),
            Just("options"),
            Just("op"),
            Just("path"),
            Just("value"),
            Just("media"),
            Just("audio"),
            Just("video"),
            Just("from"),
            Just("format"),
            Just("codec"),
            Just("parameters"),
            Just("connection"),
            Just("url"),
            Just("protocol"),
            Just("container"),
            Just("algorithm"),
            Just("peerURI"),
            Just("mediaIn"),
            Just("mediaOut"),
            Just("user"),
            Just("role"),
            Just("views"),
            Just("region"),
            Just("stream"),
            Just("key"),
        ];
        let object = proptest::collection::vec((name, inner.clone()), 0..6).prop_map(|fields| {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            Value::Object(fields.collect::<Map<_, _>>())
        });
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(Value::from),
            object
        ]
    })
}

/// A room where somebody publishes, is recorded, and is called.
fn busy() -> (Server, String, Vec<String>) {
    let (mut server, room) = Server::with_room(json!({"sip": {"sipServer": "sip.example"}}));
    server.control(&format!("{room}/join"), json!({"user": "Ann", "id": "p1"}));
    server.control(
        &format!("{room}/publish"),
        json!({"id": "p1", "stream": "s1"}),
    );
    let media = json!({"audio": {"from": "s1"}, "video": {"from": "s1"}});
    let recording = server.get(
        &format!("POST /v1/rooms/{room}/recordings"),
        json!({"media": media}),
    );
    let call =
        json!({"peerURI": "sip:b@c", "mediaIn": {"audio": true, "video": true}, "mediaOut": media});
    let call = server.get(&format!("POST /v1/rooms/{room}/sipcalls"), call);
    let id = |value: &Value| value["id"].as_str().unwrap_or("x").to_owned();
    let ids = vec![
        "p1".into(),
        "s1".into(),
        format!("{room}-common"),
        id(&recording),
        id(&call),
        "x".into(),
    ];
    (server, room, ids)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_request_is_answered(
        requests in proptest::collection::vec((0..ROUTES.len(), 0_usize..6, value(), any::<bool>()), 1..12),
    ) {
        let (mut server, room, ids) = busy();
        for (route, id, body, new) in requests {
            let route = &ROUTES[route];
            let mut path = route.path.replace("{roomId}", &room);
            if let Some(at) = path.find('{') {
                path.replace_range(at.., &ids[id]);
            }
            let version = if new { "/v1.1/" } else { "/v1/" };
            let path = path.replace("/v1.1/", "/v1/").replace("/v1/", version);
            let line = format!("{} {path}", route.method);
            let reply = server.ask(&line, body.clone());
            prop_assert!([200, 400, 403, 404, 500].contains(&reply.status), "{line} {body}: {reply:?}");
            if reply.status != 200 {
                let error = &reply.body()["error"];
                prop_assert!(error["code"].is_u64() && error["message"].is_string(), "{line} {body}: {reply:?}");
            }
            server.pass(100);
        }
    }

    #[test]
    fn any_patch_of_the_right_form_is_answered(value in value(), path in 0_usize..6, id in 0_usize..6) {
        let (mut server, room, ids) = busy();
        let path = [
            "/info/inViews", "/info/layout", "/info/layout/0/stream", "/media/audio/status",
            "/media/video/parameters/resolution", "/permission/publish",
        ][path];
        for resource in ["streams", "participants", "recordings", "sipcalls"] {
            let line = format!("PATCH /v1/rooms/{room}/{resource}/{}", ids[id]);
            let reply = server.ask(&line, replace(path, value.clone()));
            prop_assert!([200, 500].contains(&reply.status), "{line}: {reply:?}");
        }
    }

    #[test]
    fn the_portal_survives_any_text(texts in proptest::collection::vec("(4|40|41|42|427|2|3|1|0)?(\\[\"(login|relogin|logout|text|subscribe)\",?)?\\PC{0,30}", 0..20)) {
        let (mut server, room, _) = busy();
        let (healthy, _) = server.enter(&room, "Bo", "viewer");
        let Opening::Open(socket) = server.world.open_portal(server.now, "EIO=4&transport=websocket") else {
            return Err(TestCaseError::fail("it isn't opened"));
        };
        for text in texts {
            server.say(socket, &text);
        }
        server.heard(healthy);
        server.join(&room, "Chen");
        prop_assert_eq!(server.events(healthy).len(), 1);
    }
}
