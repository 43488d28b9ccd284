//! Calls that are added to somebody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{at, id, token};
use wire::*;

const BASE: &str = "https://mcu.example.cn/api/services/1234/";

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
