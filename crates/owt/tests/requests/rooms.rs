//! Rooms and services, and who is in a room and what they send.

use super::{check, inside, stream};
use owt::*;
use serde_json::{Value, json};
use std::num::NonZeroU32;

#[test]
fn rooms() {
    let page = |number, size| Pages::Page {
        number: NonZeroU32::new(number).unwrap(),
        size: NonZeroU32::new(size).unwrap(),
    };
    check(&Ask::ListRooms(Pages::All), "GET /v1/rooms", Value::Null);
    let first = Pages::First(NonZeroU32::new(20).unwrap());
    check(
        &Ask::ListRooms(first),
        "GET /v1/rooms?per_page=20",
        Value::Null,
    );
    check(
        &Ask::ListRooms(page(2, 10)),
        "GET /v1/rooms?page=2&per_page=10",
        Value::Null,
    );
    let new = |options| {
        Ask::CreateRoom(NewRoom {
            name: "周会 \"1\"".into(),
            options,
        })
    };
    check(
        &new(None),
        "POST /v1/rooms",
        json!({ "name": "周会 \"1\"" }),
    );
    let options = RoomBody::parse(r#"{"views":[],"unknown":{"a":1}}"#);
    let body = json!({ "name": "周会 \"1\"", "options": { "views": [], "unknown": { "a": 1 } } });
    check(&new(options.clone()), "POST /v1/rooms", body);
    let id = RoomId::new("r1");
    check(&Ask::GetRoom(id.clone()), "GET /v1/rooms/r1", Value::Null);
    check(
        &Ask::DeleteRoom(id.clone()),
        "DELETE /v1/rooms/r1",
        Value::Null,
    );
    let put = Ask::PutRoom(id, options.unwrap());
    check(
        &put,
        "PUT /v1/rooms/r1",
        json!({ "views": [], "unknown": { "a": 1 } }),
    );
}

#[test]
fn services() {
    check(&Ask::ListServices, "GET /services", Value::Null);
    let new = Ask::CreateService(NewService {
        name: "t1".into(),
        key: ServiceKey::new("k1".into()),
    });
    check(&new, "POST /services", json!({ "name": "t1", "key": "k1" }));
    check(
        &Ask::GetService(ServiceId::new("a")),
        "GET /services/a",
        Value::Null,
    );
    check(
        &Ask::DeleteService(ServiceId::new("a")),
        "DELETE /services/a",
        Value::Null,
    );
    assert!(!format!("{new:?}").contains("k1"));
}

#[test]
fn participants() {
    let id = || ParticipantId::new("p/1");
    check(
        &inside(InRoom::ListParticipants),
        "GET /v1/rooms/r1/participants",
        Value::Null,
    );
    check(
        &inside(InRoom::GetParticipant(id())),
        "GET /v1/rooms/r1/participants/p%2F1",
        Value::Null,
    );
    check(
        &inside(InRoom::DropParticipant(id())),
        "DELETE /v1/rooms/r1/participants/p%2F1",
        Value::Null,
    );
    let rights = Rights {
        audio: true,
        video: false,
    };
    let updates = vec![
        PermissionUpdate::Both(Permission::Subscribe, rights),
        PermissionUpdate::One(Permission::Publish, Track::Video, false),
    ];
    check(
        &inside(InRoom::PatchParticipant(id(), updates)),
        "PATCH /v1/rooms/r1/participants/p%2F1",
        json!([
            { "op": "replace", "path": "/permission/subscribe", "value": { "audio": true, "video": false } },
            { "op": "replace", "path": "/permission/publish/video", "value": false },
        ]),
    );
}

#[test]
fn streams() {
    check(
        &inside(InRoom::ListStreams),
        "GET /v1.1/rooms/r1/streams",
        Value::Null,
    );
    check(
        &inside(InRoom::GetStream(stream())),
        "GET /v1.1/rooms/r1/streams/s1",
        Value::Null,
    );
    check(
        &inside(InRoom::DeleteStream(stream())),
        "DELETE /v1.1/rooms/r1/streams/s1",
        Value::Null,
    );
    let updates = vec![
        ForwardUpdate::Mix(ViewLabel::new("common")),
        ForwardUpdate::Unmix(ViewLabel::new("other")),
        ForwardUpdate::Status(Track::Audio, Status::Inactive),
        ForwardUpdate::Status(Track::Video, Status::Active),
    ];
    let path = "PATCH /v1.1/rooms/r1/streams/s1";
    check(
        &inside(InRoom::PatchForward(stream(), updates)),
        path,
        json!([
            { "op": "add", "path": "/info/inViews", "value": "common" },
            { "op": "remove", "path": "/info/inViews", "value": "other" },
            { "op": "replace", "path": "/media/audio/status", "value": "inactive" },
            { "op": "replace", "path": "/media/video/status", "value": "active" },
        ]),
    );
    let update = MixedUpdate::Region(3, StreamId::new("s2"));
    check(
        &inside(InRoom::PatchMixed(stream(), update)),
        path,
        json!([{ "op": "replace", "path": "/info/layout/3/stream", "value": "s2" }]),
    );
    let third = Fraction::new(1, 3).unwrap();
    let slot = |id: &str, left, stream: Option<&str>| Slot {
        region: Region {
            id: id.into(),
            shape: Some(Shape {
                left,
                width: third,
                ..Shape::WHOLE
            }),
        },
        stream: stream.map(StreamId::new),
    };
    let layout = Layout::new(vec![
        slot("1", Fraction::ZERO, None),
        slot("2", third, Some("s2")),
    ]);
    let area = |left: &str| json!({ "left": left, "top": "0", "width": "1/3", "height": "1" });
    check(
        &inside(InRoom::PatchMixed(
            stream(),
            MixedUpdate::Layout(layout.unwrap()),
        )),
        path,
        json!([{ "op": "replace", "path": "/info/layout", "value": [
            { "stream": "s2", "region": { "id": "2", "shape": "rectangle", "area": area("1/3") } },
            { "region": { "id": "1", "shape": "rectangle", "area": area("0") } },
        ] }]),
    );
}
