//! Events in all their spellings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use conference::{
    CallId, Event, LayoutEvent, LayoutName, ParticipantId, ParticipantPatch, Role, Service,
    ServicePatch, Speaker,
};
use std::sync::Arc;
use wire::{RawEvent, TOO_LARGE, read_event};

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

fn patch(change: impl Fn(&mut ParticipantPatch)) -> Box<ParticipantPatch> {
    let mut patch = ParticipantPatch::new(id("a"));
    change(&mut patch);
    Box::new(patch)
}

fn garbled(name: &str) -> Event {
    Event::Malformed(Arc::from(name))
}

#[test]
fn names_in_any_case_and_both_families() {
    let deleted = || Event::Deleted(id("a"));
    check("participant_delete", r#"{"uuid":"a"}"#, deleted());
    check("Participant_Delete", r#"{"uuid":"a"}"#, deleted());
    check("partcipant_delete", r#"{"uuid":"a"}"#, deleted());
    check(" PARTCIPANT_DELETE ", r#"{"UUID":"a"}"#, deleted());
    check(
        "partcipant_create",
        r#"{"uuid":"a"}"#,
        Event::Created(patch(|_| {})),
    );
    check("Participant_sync_begin", "", Event::SyncBegin);
    check("participant_sync_begin", "null", Event::SyncBegin);
    check("participant_sync_end", "garbage", Event::SyncEnd);
    check("presentation_stop", "", Event::PresentationStop);
    check(
        "Presentation_Frame",
        "null",
        Event::PresentationFrame("17".into()),
    );
    check("refresh_session", "", Event::RefreshNow);
    check("refresh_token", "", Event::RefreshNow);
    check("refer", "{}", Event::Other("refer".into()));
    check("on_hold", "", Event::Other("on_hold".into()));
    check("on_hold", "{}", Event::Other("on_hold".into()));
    for (setting, expect) in [("true", true), ("\"YES\"", true), ("0", false)] {
        let data = format!(r#"{{"Setting":{setting}}}"#);
        check("On_Hold", &data, Event::OnHold(expect));
    }
    check("New_Thing", "{", Event::Other("new_thing".into()));
    check(&"x".repeat(500), "", Event::Other("x".repeat(64).into()));
    check(TOO_LARGE, "", garbled(TOO_LARGE));
}

#[test]
fn the_documents_own_names() {
    check(
        "participant_create",
        r#"{"uuid":"a"}"#,
        Event::Created(patch(|_| {})),
    );
    check(
        "service_update",
        r#"{"locked":false,"guests_muted":true}"#,
        Event::Service(ServicePatch {
            locked: Some(false),
            guests_muted: Some(true),
            ..ServicePatch::default()
        }),
    );
    check("stage", "[]", Event::Stage(Vec::new()));
    check(
        "presentation_frame",
        "",
        Event::PresentationFrame("17".into()),
    );
}

#[test]
fn other_spellings_of_the_documents_names() {
    let check = |name: &str, expect: bool| assert_eq!(wire::is_respelt(name), expect, "{name}");
    check("message", false);
    check("", false);
    check("Message", true);
    // The document's word is `message`, and this the servers'.
    check("message_received", false);
    check("Message_Received", true);
    check("partcipant_create", true);
    check("conference_update", true);
    check("refresh_token", true);
    check("refer", false);
    check("New_Thing", false);
}

#[test]
fn participants_in_every_spelling() {
    let check = |fields: &str, change: &dyn Fn(&mut ParticipantPatch)| {
        check(
            "participant_update",
            &format!(r#"{{"uuid":"a",{fields}}}"#),
            Event::Updated(patch(change)),
        );
    };
    for yes in [
        "true", "\"YES\"", "\"yes\"", "1", "\"1\"", "\"true\"", "\"True\"",
    ] {
        check(&format!(r#""is_muted":{yes}"#), &|p| p.muted = Some(true));
    }
    for no in ["false", "\"NO\"", "\"no\"", "0", "\"0\"", "\"false\""] {
        check(&format!(r#""IS_PRESENTING":{no}"#), &|p| {
            p.presenting = Some(false)
        });
    }
    for untold in ["null", "\"\"", "\"perhaps\"", "{}", "[true]", "7"] {
        check(&format!(r#""is_muted":{untold}"#), &|_| {});
    }
    for host in ["chair", "CHAIR", "HOST", "Host"] {
        check(&format!(r#""role":"{host}""#), &|p| {
            p.role = Some(Role::Host)
        });
    }
    check(r#""role":"GUEST""#, &|p| p.role = Some(Role::Guest));
    check(r#""role":"owner""#, &|_| {});
    check(r#""rx_presentation_policy":"DENY""#, &|p| {
        p.rx_presentation = Some(false)
    });
    check(r#""encryption":"On""#, &|p| p.encrypted = Some(true));
    check(r#""Encryption":"off""#, &|p| p.encrypted = Some(false));
    check(r#""service_type":"Waiting_Room""#, &|p| {
        p.service = Some(Service::WaitingRoom)
    });
    check(r#""service_type":"webinar""#, &|p| {
        p.service = Some(Service::Other("webinar".into()))
    });
    check(r#""Protocol":"SIP""#, &|p| {
        p.protocol = Some(conference::Protocol::Sip)
    });
    check(r#""Spotlight":"1441720999.5""#, &|p| {
        p.spotlight = Some(1_441_720_999.5)
    });
    check(r#""spotlight":1441720999500"#, &|p| {
        p.spotlight = Some(1_441_720_999.5)
    });
    check(r#""spotlight":0"#, &|p| p.spotlight = Some(0.0));
    check(r#""spotlight":null"#, &|_| {});
    check(r#""start_time":"1573702690123""#, &|p| {
        p.start_time = Some(1_573_702_690.123)
    });
    check(r#""display_name":12"#, &|p| p.name = Some("12".into()));
    check(r#""display_name":"\ud83d""#, &|p| {
        p.name = Some("\u{FFFD}".into())
    });
    check(r#""display_name":"a\u0000b""#, &|p| {
        p.name = Some("a\0b".into())
    });
    check(r#""deep":[[[[{"a":[]}]]]],"uri":"x""#, &|p| {
        p.address = Some("x".into())
    });
    for (value, expect) in [("0", false), ("1", true), ("2", true), ("\"3\"", true)] {
        check(&format!(r#""v_muted":{value}"#), &|p| {
            p.camera_blocked = Some(expect)
        });
    }
    check(r#""ear_muted":"YES""#, &|p| p.deafened = Some(true));
    check(r#""ear_muted":"NO""#, &|p| p.deafened = Some(false));
    check(r#""is_speaking":"YES""#, &|p| p.speaking = Some(true));
    check(r#""is_speaking":"NO""#, &|p| p.speaking = Some(false));
    for (value, expect) in [
        ("0", 0),
        ("9.6", 10),
        ("\"30\"", 30),
        ("-1", 0),
        ("1e99", u32::MAX),
    ] {
        check(&format!(r#""delay_time":{value}"#), &|p| {
            p.delay_s = Some(expect)
        });
    }
    for word in ["on_hold", "is_on_hold", "stick", "is_stick"] {
        for (value, expect) in [("\"YES\"", true), ("true", true), ("0", false)] {
            check(&format!(r#""{word}":{value}"#), &|p| {
                let field = match word.ends_with("hold") {
                    true => &mut p.on_hold,
                    false => &mut p.pinned_in_picture,
                };
                *field = Some(expect);
            });
        }
    }
    for word in [
        "hand_raised",
        "is_hand_raised",
        "raise_hand",
        "raisehand",
        "hands_up",
        "Hand_Raised",
    ] {
        for (value, expect) in [("\"YES\"", true), ("1573702690.5", true), ("0", false)] {
            check(&format!(r#""{word}":{value}"#), &|p| {
                p.hand_raised = Some(expect)
            });
        }
    }
    let long = "长".repeat(1000);
    check(&format!(r#""display_name":"{long}""#), &|p| {
        p.name = Some("长".repeat(341).into())
    });
}

#[test]
fn bad_events_are_garbled() {
    for name in [
        "participant_create",
        "participant_update",
        "participant_delete",
        "stage",
        "layout",
        "service_update",
    ] {
        let deep = format!(
            "{{\"uuid\":\"a\",\"x\":{}1{}}}",
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        for data in [
            "",
            "null",
            "\"\"",
            "{",
            "{\"uuid\"",
            "<html>",
            "{} x",
            "{\"uuid\":\"a\"",
            deep.as_str(),
        ] {
            check(name, data, garbled(name));
        }
    }
    for name in [
        "participant_create",
        "participant_update",
        "participant_delete",
    ] {
        let long = format!("{{\"uuid\":\"{}\"}}", "a".repeat(257));
        for data in [
            "{}",
            "[]",
            "{\"uuid\":null}",
            "{\"uuid\":\"\"}",
            "{\"uuid\":{}}",
            long.as_str(),
        ] {
            check(name, data, garbled(name));
        }
    }
    check("presentation_start", "null", garbled("presentation_start"));
    check("Message", "hello", garbled("message"));
    check("", "{\"payload\":\"a", garbled("message"));
    check("disconnect", "{\"reason", garbled("disconnect"));
}

#[test]
fn pictures() {
    let name = |text: &str| Some(LayoutName::new(text));
    check(
        "layout",
        r#"{view:"1:7",Host_view:"4:0","guest_view":"",participants:["a","",null,"b"]}"#,
        Event::Layout(LayoutEvent {
            view: name("1:7"),
            host_view: name("4:0"),
            guest_view: None,
            participants: Some(vec![id("a"), id("b")]),
        }),
    );
    check(
        "layout",
        r#"{"participants":[]}"#,
        Event::Layout(LayoutEvent {
            participants: Some(vec![]),
            ..LayoutEvent::default()
        }),
    );
    check(
        "layout",
        r#"{"participants":null}"#,
        Event::Layout(LayoutEvent::default()),
    );
    assert_eq!(read("layout", r#"{"ignore":"true","view":"1:0"}"#), None);
    assert_eq!(read("layout", r#"{"ignore":1}"#), None);
    check(
        "layout",
        r#"{"ignore":false}"#,
        Event::Layout(LayoutEvent::default()),
    );
}

#[test]
fn the_stage_in_speaking_order() {
    let speaker = |who: &str, vad: u8| Speaker { id: id(who), vad };
    let check = |data: &str, expect: Vec<Speaker>| check("Stage", data, Event::Stage(expect));
    check("[]", vec![]);
    check(
        r#"[{"stage_index":1,"participant_uuid":"b","vad":100},{"stage_index":0,"participant_uuid":"a","vad":"55"}]"#,
        vec![speaker("a", 55), speaker("b", 100)],
    );
    check(
        r#"[{"participant_uuid":"a","vad":0.2},{"participant_uuid":"b","vad":1e9},{"participant_uuid":"c","vad":-3},{"uuid":"d","vad":true}]"#,
        vec![
            speaker("a", 1),
            speaker("b", 100),
            speaker("c", 0),
            speaker("d", 100),
        ],
    );
    check(
        r#"[null,{},"x",{"vad":1},[],{"participant_uuid":"a"}]"#,
        vec![speaker("a", 0)],
    );
}

#[test]
fn presentations() {
    let start = |name: &str, who: Option<&str>| Event::PresentationStart {
        name: name.into(),
        address: "b@x".into(),
        id: who.map(id),
    };
    check(
        "presentation_start",
        r#"{"presenter_name":"Bob","presenter_uri":"b@x"}"#,
        start("Bob", None),
    );
    check(
        "presentation_start",
        r#"{"presenter_name":"","presenter_uri":"b@x","presenter_uuid":"a"}"#,
        start("", Some("a")),
    );
    check(
        "presentation_start",
        r#"{"presenter_name":null,"presenter_uri":"b@x","presenter_uuid":""}"#,
        start("", None),
    );
}

#[test]
fn ends() {
    let out = |who: Option<&str>, reason: &str| Event::Disconnected {
        id: who.map(id),
        reason: reason.into(),
    };
    check("Disconnect", r#"{"reason":"bye"}"#, out(None, "bye"));
    check(
        "disconnect",
        r#"{"reason":{"reason":"bye"},"uuid":"a"}"#,
        out(Some("a"), "bye"),
    );
    check("disconnect", "", out(None, ""));
    check("disconnect", "null", out(None, ""));
    check("disconnect", "\"bye\"", out(None, "bye"));
    let ended = |call: Option<&str>, reason: &str| Event::CallDisconnected {
        call: call.map(CallId::new),
        reason: reason.into(),
    };
    check(
        "call_disconnected",
        r#"{"call_uuid":"c","reason":{"message":"bye"}}"#,
        ended(Some("c"), "bye"),
    );
    check("call_disconnected", r#"{"reason":null}"#, ended(None, ""));
}
