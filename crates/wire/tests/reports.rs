//! What people reported against systems like this one, and its neighbours.

use conference::{Event, LayoutEvent, ParticipantId};
use wire::{
    Admitted, Parser, Question, RawEvent, Reply, is_event_stream, read_event, read_new_session,
};

fn door(status: u16, body: &str) -> Option<Admitted> {
    let reply = Reply {
        status,
        retry_after_s: None,
        body: body.as_bytes(),
    };
    read_new_session(&reply).ok()
}

fn asked(result: &str) -> Option<Admitted> {
    let body = format!(r#"{{"status":"success","result":{result}}}"#);
    door(403, &body)
}

#[test]
fn an_extension_is_asked_for_by_whatever_word() {
    let extension = || Some(Admitted::Question(Question::Extension));
    let sample = include_str!("fixtures/reports/door_403_virtual_reception.json");
    assert_eq!(door(403, sample), extension());
    assert_eq!(door(200, sample), extension());
    let check = |value: &str, expect: Option<Admitted>| {
        let result = format!(r#"{{"conference_extension":{value}}}"#);
        assert_eq!(asked(&result), expect, "{value}");
    };
    for value in [
        r#""required""#,
        r#""Standard""#,
        r#""mssip""#,
        r#""two_stage_dialing""#,
        "true",
        "1",
        r#"{"type":"standard"}"#,
    ] {
        check(value, extension());
    }
    for value in [r#""none""#, r#""no""#, r#""""#, "false", "null", "0", "[]"] {
        check(value, None);
    }
    let with_pin = r#"{"pin":"required","guest_pin":"none","conference_extension":"standard"}"#;
    let pin = Question::Pin {
        guest_without_pin: true,
    };
    assert_eq!(asked(with_pin), Some(Admitted::Question(pin)));
}

#[test]
fn single_sign_on_is_known_as_what_it_is() {
    let check = |result: &str, expect: Option<&[&str]>| {
        let names = expect.map(|names| names.iter().map(|&name| name.to_owned()).collect());
        assert_eq!(asked(result), names.map(Admitted::SingleSignOn), "{result}");
    };
    let sample = door(200, include_str!("fixtures/reports/door_200_sso.json"));
    assert_eq!(
        sample,
        Some(Admitted::SingleSignOn(vec!["Example ID".to_owned()]))
    );
    check(
        r#"{"idp":[{"name":"A"},{"uuid":"u"},{"name":"B"}]}"#,
        Some(&["A", "B"]),
    );
    check(r#"{"idp":["A"]}"#, Some(&["A"]));
    check(r#"{"idp":{"name":"A"}}"#, Some(&["A"]));
    check(r#"{"idp":[{"uuid":"u"}]}"#, Some(&[]));
    check(
        r#"{"redirect_url":"https://id.example.com/x","disable_popup_flow":true}"#,
        Some(&[]),
    );
    check(r#"{"idp":[],"redirect_url":""}"#, None);
    check(r#"{"idp":null}"#, None);
    // Whoever got a token is in.
    let body = r#"{"status":"success","result":{"token":"T","participant_uuid":"a","idp":[{"name":"A"}]}}"#;
    assert!(matches!(door(200, body), Some(Admitted::Session(_))));
}

#[test]
fn the_picture_in_newer_shapes() {
    let check = |participants: &str, expect: Option<&[&str]>| {
        let raw = RawEvent {
            name: "layout".to_owned(),
            data: format!(r#"{{"participants":{participants}}}"#),
            ..RawEvent::default()
        };
        let ids = expect.map(|ids| ids.iter().map(|id| ParticipantId::new(id)).collect());
        let expect = LayoutEvent {
            participants: ids,
            ..LayoutEvent::default()
        };
        assert_eq!(
            read_event(&raw),
            Some(Event::Layout(expect)),
            "{participants}"
        );
    };
    check(r#"["a","b"]"#, Some(&["a", "b"]));
    check(r#""a,b""#, Some(&["a", "b"]));
    check(r#""a b""#, Some(&["a", "b"]));
    check(r#""[\"a\",\"b\"]""#, Some(&["a", "b"]));
    check(
        r#"[{"uuid":"a"},{"participant_uuid":"b"}]"#,
        Some(&["a", "b"]),
    );
    // Not understood: nobody is shown who may have gone.
    for unknown in [
        r#""""#,
        r#""[""#,
        "{}",
        r#"{"0":"a"}"#,
        "7",
        "false",
        "[[1]]",
    ] {
        check(unknown, Some(&[]));
    }
    check("null", None);
}

#[test]
fn participants_of_later_versions() {
    let read = |data: &str| {
        read_event(&RawEvent {
            name: "participant_update".to_owned(),
            data: data.to_owned(),
            ..RawEvent::default()
        })
    };
    let later = r#"{"uuid":"a","is_muted":"YES","rx_presentation_policy":"ALLOW","send_to_audience_mix":"main",
        "layout_group":null,"receive_from_audio_mixes":["main",{"x":[1]}],"is_on_hold":7,"call_quality":{"a":{}}}"#;
    let Some(Event::Updated(patch)) = read(later) else {
        panic!("an update");
    };
    assert_eq!((patch.id.as_str(), patch.muted), ("a", Some(true)));
    let malformed = || Some(Event::Malformed("participant_update".into()));
    assert_eq!(read(r#"{"display_name":"Ann"}"#), malformed());
    assert_eq!(read(r#"{"uuid":null,"display_name":"Ann"}"#), malformed());
    assert!(matches!(
        read(r#"{"participant_uuid":"a"}"#),
        Some(Event::Updated(_))
    ));
}

fn events(stream: &str) -> Vec<Event> {
    let mut events = Vec::new();
    Parser::new().push(stream.as_bytes(), &mut |raw| events.extend(read_event(raw)));
    events
}

#[test]
fn a_line_to_this_session_alone() {
    let direct = |event: &Event| match event {
        Event::Message { is_direct, .. } => Some(*is_direct),
        _ => None,
    };
    let sample = events(include_str!("fixtures/reports/events_chat_direct.sse"));
    let found: Vec<_> = sample.iter().map(direct).collect();
    assert_eq!(found, [Some(false), Some(true)]);
    let check = |value: &str, expect: bool| {
        let data = format!("data: {{\"payload\":\"hi\",\"direct\":{value}}}\n\n");
        assert_eq!(
            events(&data).first().and_then(direct),
            Some(expect),
            "{value}"
        );
    };
    check("\"YES\"", true);
    check("1", true);
    check("\"false\"", false);
    check("null", false);
}

#[test]
fn a_flood_of_what_is_not_known_is_only_that() {
    let sample = events(include_str!("fixtures/reports/events_unknown_flood.sse"));
    assert_eq!(sample.len(), 5);
    assert!(sample.iter().all(|event| matches!(event, Event::Other(_))));
}

#[test]
fn media_types_have_no_case() {
    let check = |text: &str, expect: bool| assert_eq!(is_event_stream(text), expect, "{text}");
    check("text/event-stream", true);
    check("Text/Event-Stream;charset=UTF-8", true);
    check(" TEXT/EVENT-STREAM ; charset=utf-8", true);
    check("text/event-streams", false);
    check("text/html; x=text/event-stream", false);
    check("", false);
    let data = r#"data: {"type":"Application/JSON; charset=utf-8","payload":"{}"}"#;
    assert!(matches!(
        events(&format!("{data}\n\n"))[..],
        [Event::Other(_)]
    ));
}
