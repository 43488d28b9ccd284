//! Calls that are added to somebody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use conference::ParticipantId;
use wire::*;

const BASE: &str = "https://mcu.example.cn/api/services/1234/";

fn at() -> Endpoint {
    Endpoint::new(
        Node::parse("mcu.example.cn", &InsecureOrigins::default()).expect("a host"),
        "1234",
    )
}

fn token() -> Token {
    Token::new("secret-token".into())
}

fn id() -> ParticipantId {
    ParticipantId::new("50b956c8-9a63-4711-8630-3810f8666b04")
}

#[test]
fn sub_calls() {
    let check = |call: Call<'_>, body: &str| {
        let request = start_call(&at(), &token(), &id(), &call);
        assert_eq!(
            request.url,
            format!("{BASE}participants/{}/calls", id().as_str())
        );
        assert_eq!(request.body.as_deref(), Some(body));
    };
    check(
        Call::WebRtc {
            sdp: "v=0\r\n",
            present: Some("send"),
        },
        r#"{"call_type":"WEBRTC","sdp":"v=0\r\n","present":"send"}"#,
    );
    check(
        Call::Rtmp {
            streaming: true,
            present: None,
            bandwidth: Some(512),
        },
        r#"{"call_type":"RTMP","streaming":true,"bandwidth":512}"#,
    );
    check(
        Call::Rtmp {
            streaming: false,
            present: None,
            bandwidth: None,
        },
        r#"{"call_type":"RTMP","streaming":false}"#,
    );
}
