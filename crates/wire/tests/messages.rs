//! Messages in all their shapes.

use conference::{Event, ParticipantId};
use wire::{RawEvent, read_event};

fn read(name: &str, data: &str) -> Option<Event> {
    read_event(&RawEvent {
        name: name.into(),
        data: data.into(),
        id: "17".into(),
    })
}

fn check(name: &str, data: &str, expect: Event) {
    assert_eq!(read(name, data), Some(expect), "{name}: {data}");
}

fn id(text: &str) -> ParticipantId {
    ParticipantId::new(text)
}

#[test]
fn messages_by_their_shape() {
    let message = |origin: &str, mime: &str, text: &str| Event::Message {
        origin: origin.into(),
        id: Some(id("a")),
        mime: mime.into(),
        text: text.into(),
        is_direct: false,
    };
    for name in ["message", "Message", "message_received", ""] {
        let data = r#"{"origin":"Bob","uuid":"a","type":"text/plain","payload":"hi"}"#;
        check(name, data, message("Bob", "text/plain", "hi"));
    }
    check(
        "message",
        r#"{"uuid":"a","payload":""}"#,
        message("", "text/plain", ""),
    );
    check(
        "message",
        r#"{"uuid":"a","type":"application/json","payload":"{\"x\":1}"}"#,
        Event::Other("message:application/json".into()),
    );
    check(
        "message",
        r#"{"uuid":"a","type":"application/json","payload":{"x":[1]}}"#,
        Event::Other("message:application/json".into()),
    );
    check("", r#"{"hello":1}"#, Event::Other("message".into()));
    check(
        "message",
        r#"{"payload":null}"#,
        Event::Other("message".into()),
    );
}
