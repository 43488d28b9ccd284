//! Where a session is sent on to.

use wire::{RawEvent, Referral, Token, read_referral};

#[test]
fn where_a_session_is_sent_on_to() {
    let check = |name: &str, data: &str, expect: Option<(&str, Option<&str>)>| {
        let raw = RawEvent {
            name: name.into(),
            data: data.into(),
            ..RawEvent::default()
        };
        let expect = expect.map(|(room, token)| Referral {
            room: room.into(),
            token: token.map(|token| Token::new(token.into())),
        });
        assert_eq!(read_referral(&raw), expect, "{data}");
    };
    let plain = r#"{"alias":"5678","token":"a/b%2B%3D"}"#;
    check("refer", plain, Some(("5678", Some("a/b%2B%3D"))));
    check(
        "Refer",
        r#"{"Alias":5678,"TOKEN":null}"#,
        Some(("5678", None)),
    );
    check("refer", r#"{alias:"b@x"}"#, Some(("b@x", None)));
    check("refer", r#"{"alias":" b@x "}"#, Some(("b@x", None)));
    // No header and no address could carry it.
    check(
        "refer",
        r#"{"alias":"b","token":"<img src=x>"}"#,
        Some(("b", None)),
    );
    for nowhere in [
        "",
        "null",
        "{}",
        "[]",
        r#"{"alias":"","token":"t"}"#,
        r#"{"alias":{},"token":"t"}"#,
        "{",
    ] {
        check("refer", nowhere, None);
    }
    let long = format!(r#"{{"alias":"{}"}}"#, "a".repeat(257));
    check("refer", &long, None);
    check("disconnect", plain, None);
    // Whoever writes it down writes no secret.
    let told = read_referral(&RawEvent {
        name: "refer".into(),
        data: plain.into(),
        ..RawEvent::default()
    });
    assert!(!format!("{told:?}").contains("a/b"), "{told:?}");
}
