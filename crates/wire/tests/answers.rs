//! Answers beside the samples: every kind of refusal, and what servers leave out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::at;
use conference::{ParticipantId, Role, Service};
use std::fmt::Debug;
use wire::*;

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        retry_after_s: None,
        body: body.as_bytes(),
    }
}

/// A token shows itself nowhere but in requests.
fn shown(token: &Token) -> String {
    participants(&at(), token)
        .headers
        .into_iter()
        .map(|(_, value)| value)
        .collect()
}

fn refusal<T: Debug>(read: Result<T, Refusal>) -> (RefusalKind, Option<String>) {
    let refusal = read.expect_err("refused");
    (refusal.kind, refusal.words)
}

#[test]
fn done_or_refused() {
    use RefusalKind::*;
    let done = |status: u16, body: &str| {
        assert_eq!(read_done(&reply(status, body)), Ok(()), "{status} {body}")
    };
    done(200, r#"{"status":"success","result":true}"#);
    done(200, r#"{"tatus":"uccess","result":{}}"#);
    done(200, r#"{"status":"success"}"#);
    done(200, r#"{"result":["a"]}"#);
    done(202, r#"{"status":"success","result":"anything"}"#);
    done(204, "");
    done(200, " \n");
    done(200, "true");
    done(200, "null");
    let check = |status: u16, body: &str, kind: RefusalKind, words: Option<&str>| {
        assert_eq!(
            refusal(read_done(&reply(status, body))),
            (kind, words.map(str::to_owned)),
            "{status} {body}"
        );
    };
    check(
        200,
        r#"{"status":"failed","result":"Conference locked"}"#,
        Refused,
        Some("Conference locked"),
    );
    check(200, r#"{"status":"FAILURE"}"#, Refused, None);
    check(
        200,
        r#"{"tatus":"ailed","result":"no"}"#,
        Refused,
        Some("no"),
    );
    check(200, r#"{"status":"success","result":false}"#, Refused, None);
    check(
        200,
        r#"{"status":"success","result":"False"}"#,
        Refused,
        None,
    );
    check(200, "false", Refused, None);
    check(
        200,
        r#"{"status":"failed","result":"Invalid token"}"#,
        InvalidToken,
        Some("Invalid token"),
    );
    check(200, "<html>a hotel's sign-in page</html>", Unreadable, None);
    check(200, r#"{"hello":1}"#, Unreadable, None);
    check(200, r#"{"status":"success","#, Unreadable, None);
    check(200, "OK then", Unreadable, Some("OK then"));
    check(
        400,
        r#"{"status":"failed","result":{"reason":"missing field"}}"#,
        Refused,
        Some("missing field"),
    );
    check(401, "", InvalidToken, None);
    check(
        401,
        r#"{"status":"failed","result":"Invalid PIN"}"#,
        InvalidPin,
        Some("Invalid PIN"),
    );
    check(
        403,
        r#"{"status":"failed","result":"invalid TOKEN given"}"#,
        InvalidToken,
        Some("invalid TOKEN given"),
    );
    check(
        403,
        r#"{"status":"failed","result":" Guests\u0000\u202e\tmay not "}"#,
        Forbidden,
        Some("Guests may not"),
    );
    check(403, "", Forbidden, None);
    check(404, "Not Found", NotOffered, Some("Not Found"));
    check(405, "", NotOffered, None);
    check(409, "", Refused, None);
    check(429, "", TooMany, None);
    check(500, "{}", Unavailable, None);
    check(501, "", NotOffered, None);
    check(503, "<html>", Unavailable, None);
    check(302, "", Refused, None);
    check(0, "", Refused, None);
    let long = format!(r#"{{"status":"failed","result":"{}"}}"#, "长".repeat(400));
    check(400, &long, Refused, Some(&"长".repeat(166)));
}

#[test]
fn retry_after_is_passed_on() {
    let reply = Reply {
        status: 429,
        retry_after_s: Some(30),
        body: b"",
    };
    assert_eq!(
        read_done(&reply).map_err(|refusal| refusal.retry_after_s),
        Err(Some(30))
    );
}

#[test]
fn check_join_with_little_or_wrong_in_it() {
    let server = ApiServer::parse("https://api.example.cn", &InsecureOrigins::default())
        .expect("an address");
    let read = |status: u16, body: &str| {
        read_check_join(&reply(status, body), &server, &InsecureOrigins::default())
    };
    let good = read(200, r#"{"code":200,"results":{"mcuHost":"m.example.cn:8443","sipkey":1234,"isDot":"true","roleType":""}}"#)
        .expect("joined");
    assert_eq!(
        good.node.map(|node| node.origin()).as_deref(),
        Ok("https://m.example.cn:8443")
    );
    assert_eq!(
        (good.sipkey.as_deref(), good.role, good.password, good.alias),
        (Some("1234"), None, None, None)
    );
    assert!(good.point_to_point && !good.may_record && !good.may_live);
    assert_eq!(good.allow_guest, None);
    let empty = read(200, r#"{"code":"200","results":{"allowGuest":"no"}}"#).expect("joined");
    assert_eq!(
        (empty.node, empty.allow_guest),
        (Err(BadAddress::Empty), Some(false))
    );
    let hostile = read(
        200,
        r#"{"code":"200","results":{"mcuHost":"m.example.cn@evil.example"}}"#,
    )
    .expect("joined");
    assert_eq!(hostile.node, Err(BadAddress::UserInfo));
    let check = |status: u16, body: &str, kind: RefusalKind, words: Option<&str>| {
        assert_eq!(
            refusal(read(status, body)),
            (kind, words.map(str::to_owned)),
            "{status} {body}"
        );
    };
    check(
        200,
        r#"{"code":"403","results":"密码错误"}"#,
        RefusalKind::Refused,
        Some("密码错误"),
    );
    check(
        200,
        r#"{"code":500,"results":null}"#,
        RefusalKind::Refused,
        None,
    );
    check(
        200,
        r#"{"code":"200","results":"?"}"#,
        RefusalKind::Unreadable,
        None,
    );
    check(200, r#"{"code":"200"}"#, RefusalKind::Unreadable, None);
    check(200, "<html>", RefusalKind::Unreadable, None);
    check(
        404,
        r#"{"code":"404","results":"没有"}"#,
        RefusalKind::NotOffered,
        Some("没有"),
    );
    check(502, "<html>", RefusalKind::Unavailable, None);
}

#[test]
fn new_session_with_little_in_it() {
    let check = |fields: &str, change: &dyn Fn(&mut SessionInfo)| {
        let body = format!(
            r#"{{"status":"success","result":{{"token":"T","participant_uuid":"a"{fields}}}}}"#
        );
        let mut expect = SessionInfo {
            token: Token::new("T".into()),
            expires_s: 120,
            participant: ParticipantId::new("a"),
            role: Role::Guest,
            name: String::new(),
            chat_enabled: true,
            service: Service::Conference,
            service_type: String::new(),
            version: None,
            meeting_name: None,
            is_public: false,
        };
        change(&mut expect);
        assert_eq!(
            read_new_session(&reply(200, &body)),
            Ok(Admitted::Session(Box::new(expect))),
            "{fields}"
        );
    };
    check("", &|_| {});
    check(r#","expires":60,"role":"HOST""#, &|s| {
        (s.expires_s, s.role) = (60, Role::Host)
    });
    check(r#","expires":"0""#, &|s| s.expires_s = 10);
    check(r#","expires":"1e9""#, &|s| s.expires_s = 86_400);
    check(r#","expires":"soon","role":"boss""#, &|_| {});
    check(r#","chat_enabled":"NO""#, &|s| s.chat_enabled = false);
    check(r#","current_service_type":"waiting_room""#, &|s| {
        s.service = Service::WaitingRoom
    });
    check(r#","conferenceName":" Weekly review \u0007""#, &|s| {
        s.meeting_name = Some("Weekly review".into());
    });
    // Whatever is in them: that they are there tells the edition.
    for told in [
        r#""allow_1080p":false"#,
        r#""bandwidth_out":512"#,
        r#""OWNER":"127.0.0.1""#,
        r#""rtsp_enabled":{}"#,
    ] {
        check(&format!(",{told}"), &|s| s.is_public = true);
    }
    check(r#","fecc_enabled":null"#, &|_| {});
    check(r#","service_type":"lecture","version":"26""#, &|s| {
        (s.service_type, s.version) = ("lecture".into(), Some("26".into()));
    });
    let unreadable = |body: &str| {
        assert_eq!(
            refusal(read_new_session(&reply(200, body))).0,
            RefusalKind::Unreadable,
            "{body}"
        );
    };
    unreadable(r#"{"status":"success","result":{"participant_uuid":"a"}}"#);
    unreadable(r#"{"status":"success","result":{"token":"T"}}"#);
    unreadable(r#"{"status":"success","result":{"token":"T\r\nx: y","participant_uuid":"a"}}"#);
    unreadable(r#"{"status":"success","result":{"token":"王","participant_uuid":"a"}}"#);
}

#[test]
fn the_token_comes_out_as_it_went_in() {
    let body = include_str!("fixtures/response.new_session.json");
    let Ok(Admitted::Session(session)) = read_new_session(&reply(200, body)) else {
        unreachable!("a session")
    };
    assert_eq!(
        shown(&session.token),
        "SE9TVAltZ...etc...zNiZjlmNjFhMTlmMTJiYTE%3D"
    );
    assert_eq!(
        session.participant.as_str(),
        "2c34f35f-1060-438c-9e87-6c2dffbc9980"
    );
    let body = include_str!("fixtures/response.refresh_session.json");
    let refreshed = read_refresh(&reply(200, body)).expect("refreshed");
    assert_eq!(
        shown(&refreshed.token),
        "SE9TVAltZ...etc...jQ4YTVmMzM3MDMwNDFlNjI%3D"
    );
    assert_eq!((refreshed.expires_s, refreshed.role), (120, None));
    let demoted = read_refresh(&reply(
        200,
        r#"{"status":"success","result":{"token":"T","role":"GUEST"}}"#,
    ));
    assert_eq!(
        demoted.map(|refreshed| refreshed.role),
        Ok(Some(Role::Guest))
    );
    assert_eq!(
        refusal(read_refresh(&reply(
            200,
            r#"{"status":"success","result":true}"#
        )))
        .0,
        RefusalKind::Unreadable
    );
}

#[test]
fn rosters() {
    let check = |body: &str, ids: &[&str], bad: usize| {
        let (people, count) = read_participants(&reply(200, body)).expect("a roster");
        assert_eq!(
            people
                .iter()
                .map(|person| person.id.as_str())
                .collect::<Vec<_>>(),
            ids,
            "{body}"
        );
        assert_eq!(count, bad, "{body}");
    };
    check(r#"{"status":"success","result":[]}"#, &[], 0);
    check(
        r#"{"status":"success","result":[{"uuid":"a"},{"uuid":"b"}]}"#,
        &["a", "b"],
        0,
    );
    check(
        r#"{"status":"success","result":{"total":1,"participants":[{"uuid":"a"}]}}"#,
        &["a"],
        0,
    );
    check(r#"{"participants":[{"uuid":"a"}]}"#, &["a"], 0);
    check(r#"[{"uuid":"a"}]"#, &["a"], 0);
    check(
        r#"{"status":"success","result":[{"uuid":"a"},null,{},7,{"uuid":""},{"uuid":"b"}]}"#,
        &["a", "b"],
        4,
    );
    for body in [
        r#"{"status":"success","result":true}"#,
        r#"{"status":"success","result":{}}"#,
        r#"{"result":[{"uuid":"a"}"#,
    ] {
        assert_eq!(
            refusal(read_participants(&reply(200, body))).0,
            RefusalKind::Unreadable,
            "{body}"
        );
    }
}

#[test]
fn dialled_ids() {
    let check = |result: &str, ids: &[&str]| {
        let body = format!(r#"{{"status":"success","result":{result}}}"#);
        let read = read_dial(&reply(200, &body)).expect("dialled");
        assert_eq!(
            read.iter().map(ParticipantId::as_str).collect::<Vec<_>>(),
            ids,
            "{result}"
        );
    };
    check(r#"["a","b"]"#, &["a", "b"]);
    check(r#"[]"#, &[]);
    check(r#""a""#, &["a"]);
    check("true", &[]);
    check("\"true\"", &[]);
    check("null", &[]);
}
