//! What servers say of a meeting's state, in the document's fields and in others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use conference::ServicePatch;
use wire::*;

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        retry_after_s: None,
        body: body.as_bytes(),
    }
}

#[test]
fn service_status_beyond_the_document() {
    let check = |field: &str, expect: ServicePatch| {
        let body = format!(r#"{{"status":"success","result":{{{field}}}}}"#);
        assert_eq!(
            read_service_status(&reply(200, &body)),
            Ok(expect),
            "{field}"
        );
    };
    for (value, so) in [
        ("true", true),
        ("\"YES\"", true),
        ("1", true),
        ("false", false),
        ("0", false),
    ] {
        let so = Some(so);
        check(
            &format!(r#""started":{value}"#),
            ServicePatch {
                started: so,
                ..ServicePatch::default()
            },
        );
        check(
            &format!(r#""whiteboard":{value}"#),
            ServicePatch {
                whiteboard: so,
                ..ServicePatch::default()
            },
        );
        check(
            &format!(r#""Record_status":{value}"#),
            ServicePatch {
                recording: so,
                ..ServicePatch::default()
            },
        );
        check(
            &format!(r#""record_status":{value}"#),
            ServicePatch {
                recording: so,
                ..ServicePatch::default()
            },
        );
        check(
            &format!(r#""Live_status":{value}"#),
            ServicePatch {
                live: so,
                ..ServicePatch::default()
            },
        );
    }
    check(
        r#""Live_status":null,"Record_status":"?""#,
        ServicePatch::default(),
    );
}

#[test]
fn service_status_in_parts() {
    let check = |body: &str, locked: Option<bool>, guests_muted: Option<bool>| {
        assert_eq!(
            read_service_status(&reply(200, body)),
            Ok(ServicePatch {
                locked,
                guests_muted,
                ..ServicePatch::default()
            }),
            "{body}"
        );
    };
    check(
        r#"{"status":"success","result":{"Locked":"true"}}"#,
        Some(true),
        None,
    );
    check(
        r#"{"status":"success","result":{"Guests_Muted":1,"locked":null}}"#,
        None,
        Some(true),
    );
    check(r#"{"status":"success","result":{}}"#, None, None);
    let unreadable = read_service_status(&reply(200, r#"{"result":true}"#));
    assert_eq!(
        unreadable.expect_err("refused").kind,
        RefusalKind::Unreadable
    );
}
