use super::*;

fn create(options: Value) -> Result<RoomConfig, Misfit> {
    RoomConfig::create("6b023502e0cbfb43cbbee8ce", options.as_object().unwrap())
}

#[test]
fn defaults_fill_what_is_left_out() {
    let room = create(json!({"name": "a"})).unwrap();
    assert_eq!(room.views().len(), 1);
    assert_eq!(at(&room.views()[0], &["video", "maxInput"]), &json!(16));
    assert_eq!(room.get("roles").as_array().unwrap().len(), 5);
    assert!(room.flag(&["transcoding", "video", "parameters", "bitrate"]));
    assert_eq!(room.get("sip"), &Value::Null);
    assert_eq!(
        create(json!({"name": "a", "views": []}))
            .unwrap()
            .views()
            .len(),
        0
    );
    let audio_only = create(json!({"name": "a", "views": [{"label": "voices", "video": false}]}));
    assert_eq!(audio_only.unwrap().views()[0]["video"], false);
}

#[test]
fn what_does_not_fit_is_told() {
    let check = |options: Value, expect: Result<(), &str>| {
        let found = create(options.clone())
            .map(|_| ())
            .map_err(|(name, why)| format!("{name} {why}"));
        assert_eq!(found, expect.map_err(str::to_owned), "{options}");
    };
    check(json!({"name": 5, "participantLimit": "7"}), Ok(()));
    check(
        json!({"name": "a", "participantLimit": "zz"}),
        Err(
            "ValidationError Room validation failed: participantLimit: Cast to Number failed for value \"zz\" (type string) at path \"participantLimit\"",
        ),
    );
    check(
        json!({"name": ""}),
        Err("ValidationError Room validation failed: name: Path `name` is required."),
    );
    check(
        json!({"name": "a", "views": [{"video": {"maxInput": 0}}]}),
        Err(
            "ValidationError Room validation failed: views.0.video.maxInput: Path `video.maxInput` (0) is less than minimum allowed value (1).",
        ),
    );
    check(
        json!({"name": "a", "views": [{"video": {"layout": {"templates": {"base": "round"}}}}]}),
        Err(
            "ValidationError Room validation failed: views.0.video.layout.templates.base: `round` is not a valid enum value for path `video.layout.templates.base`.",
        ),
    );
    check(
        json!({"name": "a", "views": [{"video": {"format": {"codec": "h265"}}}]}),
        Err("Error MediaOut conflicts with View Setting"),
    );
}

#[test]
fn an_update_replaces_whole_fields() {
    let room = create(json!({"name": "a", "notifying": {"streamChange": false}, "sip": {"sipServer": "s", "password": "p"}})).unwrap();
    let update = |updates: Value| room.updated(updates.as_object().unwrap());
    let changed =
        update(json!({"notifying": {"participantActivities": false}, "name": null, "unknown": 1}))
            .unwrap();
    assert_eq!(changed.get("name"), "a");
    assert_eq!(
        changed.get("notifying"),
        &json!({"streamChange": true, "participantActivities": false})
    );
    assert_eq!(changed.get("unknown"), &Value::Null);
    // What a list shows can be sent back whole.
    assert_eq!(update(room.shown().clone()).unwrap(), room);
    assert_eq!(
        update(json!({"_id": "6b023502e0cbfb43cbbee8cf"}))
            .unwrap_err()
            .0,
        "MongoServerError"
    );
    assert_eq!(at(&room.shown(), &["sip", "password"]), "p");
    assert_ne!(at(&room.lean(), &["sip", "password"]), "p");
}
