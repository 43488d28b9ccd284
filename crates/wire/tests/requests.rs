//! Requests beside the samples, and that they keep their secrets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{at, id, token};
use conference::{CallType, Command, Dial, DialProtocol, KeepAlive, ParticipantId, Role, Transfer};
use std::sync::Arc;
use wire::*;

const BASE: &str = "https://mcu.example.cn/api/services/1234/";

fn send(what: Command, dialect: Dialect) -> Request {
    command(&at(), &token(), &what, &dialect)
}

#[test]
fn commands_and_their_addresses() {
    let check = |what: Command, path: &str, body: Option<&str>| {
        let request = send(what, Dialect::default());
        assert_eq!(request.method, Method::Post, "{path}");
        assert_eq!(request.url, format!("{BASE}{path}"));
        assert_eq!(request.body.as_deref(), body, "{path}");
        let mut headers = vec![("token", "secret-token".to_owned())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        assert_eq!(request.headers, headers, "{path}");
    };
    let person = |word: &str| format!("participants/{}/{word}", id().as_str());
    check(Command::Lock, "lock", None);
    check(Command::Unlock, "unlock", None);
    check(Command::StartService, "start_service", None);
    check(Command::MuteGuests, "muteguests", None);
    check(Command::UnmuteGuests, "unmuteguests", None);
    check(Command::DisconnectAll, "disconnect", None);
    let line = r#"{"type":"text/plain","payload":"a \"b\"\n王"}"#;
    check(
        Command::Message("a \"b\"\n王".into()),
        "message",
        Some(line),
    );
    check(
        Command::OverrideLayout(vec![]),
        "override_layout",
        Some(r#"{"layouts":[]}"#),
    );
    check(Command::Disconnect(id()), &person("disconnect"), None);
    check(Command::Mute(id()), &person("mute"), None);
    check(Command::Unmute(id()), &person("unmute"), None);
    check(
        Command::AllowPresentation(id()),
        &person("allowrxpresentation"),
        None,
    );
    check(
        Command::DenyPresentation(id()),
        &person("denyrxpresentation"),
        None,
    );
    check(Command::SpotlightOn(id()), &person("spotlighton"), None);
    check(Command::SpotlightOff(id()), &person("spotlightoff"), None);
    check(Command::Admit(id()), &person("unlock"), None);
    check(Command::BlockCamera(id()), &person("hard_vmute"), None);
    check(Command::AllowCamera(id()), &person("hard_uvmute"), None);
    check(Command::Deafen(id()), &person("mutear"), None);
    check(Command::Undeafen(id()), &person("unmutear"), None);
    check(Command::Hold(id()), &person("hold"), None);
    check(Command::Resume(id()), &person("resume"), None);
    check(Command::PinInPicture(id()), &person("stick"), Some("{}"));
    check(
        Command::UnpinFromPicture(id()),
        &person("unstick"),
        Some("{}"),
    );
    check(Command::LowerHand(id()), &person("clearhand"), None);
    check(Command::LowerAllHands, "clearallhand", None);
    check(Command::StartRecording, "record", None);
    check(Command::StopRecording, "unrecord", None);
    check(Command::StartLive, "live", None);
    check(Command::StopLive, "unlive", None);
    check(
        Command::Dtmf(id(), "12#*".into()),
        &person("dtmf"),
        Some(r##"{"digits":"12#*"}"##),
    );
    check(
        Command::SetRole(id(), Role::Guest),
        &person("role"),
        Some(r#"{"role":"guest"}"#),
    );
    check(
        Command::OverlayText(id(), "字".into()),
        &person("overlaytext"),
        Some(r#"{"text":"字"}"#),
    );
    let transfer = Transfer {
        alias: "b@x".into(),
        role: Role::Host,
        pin: None,
    };
    let body = r#"{"role":"chair","conference_alias":"b@x"}"#;
    check(
        Command::Transfer(id(), Box::new(transfer)),
        &person("transfer"),
        Some(body),
    );
    check(
        Command::Mute(ParticipantId::new("../lock?")),
        "participants/..%2Flock%3F/mute",
        None,
    );
}

#[test]
fn dials_carry_what_is_given() {
    let check = |protocol: DialProtocol, name: Option<&str>, dtmf: Option<&str>, expect: &str| {
        let dial = Dial {
            role: Role::Host,
            name: name.map(Arc::from),
            dtmf: dtmf.map(Arc::from),
            ..Dial::to("d", protocol)
        };
        let request = send(Command::Dial(Box::new(dial)), Dialect::default());
        assert_eq!(request.body.as_deref(), Some(expect));
    };
    check(
        DialProtocol::Auto,
        None,
        None,
        r#"{"role":"chair","destination":"d","protocol":"auto"}"#,
    );
    check(
        DialProtocol::Phone,
        Some("王"),
        Some("1#"),
        r##"{"role":"chair","destination":"d","protocol":"phone","dtmf_sequence":"1#","remote_display_name":"王"}"##,
    );
    check(
        DialProtocol::Rtmp,
        None,
        None,
        r#"{"role":"chair","destination":"d","protocol":"rtmp","streaming":"yes"}"#,
    );
    check(
        DialProtocol::Rtsp,
        None,
        None,
        r#"{"role":"chair","destination":"d","protocol":"rtsp"}"#,
    );
    for (keep_alive, word) in KeepAlive::ALL
        .into_iter()
        .zip(["", "_if_multiple", "_never"])
    {
        let dial = Dial {
            keep_alive: Some(keep_alive),
            caption: Some("第一排".into()),
            ..Dial::to("d", DialProtocol::Sip)
        };
        let request = send(Command::Dial(Box::new(dial)), Dialect::default());
        let body = format!(
            r#"{{"role":"guest","destination":"d","protocol":"sip","text":"第一排","keep_conference_alive":"keep_conference_alive{word}"}}"#
        );
        assert_eq!(request.body, Some(body));
    }
    let all = Dial {
        source_name: Some("Board".into()),
        source: Some("8001".into()),
        call_type: CallType::VideoOnly,
        streaming: false,
        ..Dial::to("rtmp://x/y", DialProtocol::Rtmp)
    };
    let request = send(Command::Dial(Box::new(all)), Dialect::default());
    assert_eq!(
        request.body.as_deref(),
        Some(
            r#"{"role":"guest","destination":"rtmp://x/y","protocol":"rtmp","streaming":"no","source_display_name":"Board","source":"8001","call_type":"video-only"}"#
        )
    );
}

#[test]
fn what_was_learned_of_a_server_is_used() {
    let dialect = Dialect {
        override_text: true,
        ..Dialect::default()
    };
    assert!(
        send(Command::OverlayText(id(), "x".into()), dialect)
            .url
            .ends_with("/override_text")
    );
    let dialect = Dialect {
        camera_switch: true,
        ..Dialect::default()
    };
    let check = |command: Command, word: &str| {
        assert!(send(command, dialect).url.ends_with(word), "{word}");
    };
    check(Command::BlockCamera(id()), "/camera_disable");
    check(Command::AllowCamera(id()), "/camera_enable");
}

#[test]
fn ways_in_and_out() {
    let pin = Pin::new("4711".into());
    let check = |pin: PinHeader<'_>, extension: Option<&str>, header: Option<&str>, body: &str| {
        let request = new_session(
            &at(),
            &Admission {
                name: "王",
                hide_me: true,
                pin,
                extension,
                token: None,
            },
        );
        assert_eq!(request.url, format!("{BASE}new_session"));
        assert_eq!(
            request
                .headers
                .iter()
                .find(|(name, _)| *name == "pin")
                .map(|(_, pin)| pin.as_str()),
            header
        );
        assert_eq!(request.body.as_deref(), Some(body));
    };
    check(
        PinHeader::Absent,
        None,
        None,
        r#"{"display_name":"王","hideme":"yes"}"#,
    );
    check(
        PinHeader::None,
        None,
        Some("none"),
        r#"{"display_name":"王","hideme":"yes"}"#,
    );
    let body = r#"{"display_name":"王","hideme":"yes","conference_extension":"12"}"#;
    check(PinHeader::Pin(&pin), Some("12"), Some("4711"), body);
    let ticket = Token::new("a/b%3D".into());
    let sent_here = Admission {
        name: "王",
        hide_me: false,
        pin: PinHeader::Pin(&pin),
        extension: None,
        token: Some(&ticket),
    };
    let request = new_session(&at(), &sent_here);
    let body = r#"{"display_name":"王","hideme":"no","token":"a/b%3D"}"#;
    assert_eq!(request.body.as_deref(), Some(body));
    let check = |request: Request, method: Method, path: &str| {
        assert_eq!(
            (request.method, request.url, request.body),
            (method, format!("{BASE}{path}"), None)
        );
        assert_eq!(request.headers, [("token", "secret-token".to_owned())]);
    };
    check(
        refresh_session(&at(), &token()),
        Method::Post,
        "refresh_session",
    );
    check(end_session(&at(), &token()), Method::Post, "end_session");
    check(participants(&at(), &token()), Method::Get, "participants");
    check(
        service_status(&at(), &token()),
        Method::Get,
        "service_status",
    );
    let call = conference::CallId::new("c/1");
    let calls = format!("participants/{}/calls/c%2F1", id().as_str());
    check(
        ack_call(&at(), &token(), &id(), &call),
        Method::Post,
        &format!("{calls}/ack"),
    );
    check(
        end_call(&at(), &token(), &id(), &call),
        Method::Post,
        &format!("{calls}/disconnect"),
    );
}

#[test]
fn check_join_asks_with_what_was_typed() {
    let server = ApiServer::parse("https://api.example.cn/base", &InsecureOrigins::default())
        .expect("an address");
    let check = |password: Option<Password>, body: &str| {
        let request = check_join(&server, "1234", password.as_ref(), "王芳");
        assert_eq!(
            request.url,
            "https://api.example.cn/base/api/v3/meet/checkJoin.shtml"
        );
        assert_eq!(
            request.headers,
            [("Content-Type", "application/json".to_owned())]
        );
        assert_eq!(request.body.as_deref(), Some(body));
    };
    check(None, r#"{"joinAccount":"1234","participantName":"王芳"}"#);
    let password = Some(Password::new("geheim".into()));
    check(
        password,
        r#"{"joinAccount":"1234","joinPwd":"geheim","participantName":"王芳"}"#,
    );
}

#[test]
fn debug_keeps_secrets() {
    let check = |request: &Request, expect: &str| {
        let shown = format!("{request:?} {request:#?}");
        assert!(
            !shown.contains("secret") && !shown.contains("9a63"),
            "{shown}"
        );
        assert_eq!(format!("{request:?}"), expect);
    };
    let pin = Pin::new("secret-pin".into());
    let password = Password::new("secret-password".into());
    let server = ApiServer::parse("https://api.example.cn", &InsecureOrigins::default())
        .expect("an address");
    check(
        &new_session(
            &at(),
            &Admission {
                name: "secret",
                hide_me: false,
                pin: PinHeader::Pin(&pin),
                extension: None,
                token: Some(&token()),
            },
        ),
        "POST https://mcu.example.cn/api/services/1234/new_session pin:… Content-Type:… with a body",
    );
    check(
        &check_join(&server, "1234", Some(&password), "secret"),
        "POST https://api.example.cn/api/v3/meet/checkJoin.shtml Content-Type:… with a body",
    );
    check(
        &send(Command::Mute(id()), Dialect::default()),
        "POST https://mcu.example.cn/api/services/1234/participants/50b956c8…/mute token:…",
    );
    let mut stream = participants(&at(), &token());
    stream.url = events_url(&at(), &token());
    check(
        &stream,
        "GET https://mcu.example.cn/api/services/1234/events token:…",
    );
    let info = read_new_session(&Reply {
        status: 200,
        retry_after_s: None,
        body: br#"{"status":"success","result":{"token":"secret","participant_uuid":"a"}}"#,
    });
    assert!(!format!("{info:?}").contains("secret"));
}
