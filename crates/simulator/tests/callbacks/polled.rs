//! What the media server answers when it is asked.

use serde_json::json;
use simulator::callbacks::world::{Answer, Settings, World};

fn ask(world: &World, path: &str, query: &[(&str, &str)]) -> Answer {
    let pairs: Vec<_> = query
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    world.answer(path, &pairs)
}

#[test]
fn rooms_and_people() {
    let mut world = World::new(Settings {
        full: true,
        calm: true,
        rooms: 2,
        people: 5,
        ..Settings::default()
    });
    assert!(world.next_callback().is_some());
    let access = [("access_key", "ak"), ("secret_key", "sk")];
    let token = ask(&world, "/sdkapi/v2/app/get_token", &access).body["token"].take();
    let token = token.as_str().unwrap();
    let rooms = ask(&world, "/sdkapi/v2/room/list", &[("token", token)]).body;
    let ids = ["18972290001", "18972290002"];
    let [one, two] = ids.map(|id| json!({ "room_id": id }));
    assert_eq!(rooms, json!({ "ret": 0, "rooms": [one, two] }));
    let mut count = 0;
    for id in ids {
        let query = [("token", token), ("room_id", id)];
        let people = ask(&world, "/sdkapi/v2/room/participate/list", &query).body;
        assert_eq!(people["ret"], 0);
        let users = people["users"].as_array().unwrap();
        assert!(
            users
                .iter()
                .all(|user| user["user_id"].is_string() && user["user_name"].is_string())
        );
        count += users.len();
    }
    assert_eq!(count, 5);
}

#[test]
fn who_may_not_ask_is_refused() {
    let world = World::new(Settings::default());
    let check = |path: &str, query: &[(&str, &str)], status, ret: u32| {
        let answer = ask(&world, path, query);
        assert_eq!(
            (answer.status, answer.body["ret"].clone()),
            (status, json!(ret)),
            "{path}"
        );
    };
    let wrong = [("access_key", "ak"), ("secret_key", "no")];
    check("/sdkapi/v2/app/get_token", &wrong, 200, 401);
    check("/sdkapi/v2/room/list", &[], 200, 401);
    check("/sdkapi/v2/room/list", &[("token", "x")], 200, 401);
    let gone = [("token", "simulated-token"), ("room_id", "1")];
    check("/sdkapi/v2/room/participate/list", &gone, 200, 1404);
    check("/sdkapi/v2/room/create", &[], 404, 404);
}
