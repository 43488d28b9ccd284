//! Whatever the network sends, nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use wire::*;

const EVENTS: [&str; 18] = [
    "",
    "message",
    "participant_create",
    "participant_update",
    "participant_delete",
    "participant_sync_begin",
    "participant_sync_end",
    "service_update",
    "layout",
    "stage",
    "presentation_start",
    "presentation_stop",
    "presentation_frame",
    "call_disconnected",
    "disconnect",
    "refresh_session",
    "refer",
    "Partcipant_Create",
];

/// Bits of JSON that mean something here, in any order.
fn near_json() -> impl Strategy<Value = Vec<u8>> {
    let bits: Vec<&'static str> = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "d83d",
        "\"uuid\"",
        "\"uuid\":\"a\"",
        "\"status\":\"success\"",
        "\"result\":",
        "\"results\":",
        "\"code\":\"200\"",
        "\"token\":\"t\"",
        "\"expires\":",
        "\"spotlight\":",
        "\"vad\":",
        "\"stage_index\":",
        "\"mcuHost\":",
        "\"participants\":",
        "1e999",
        "-0",
        "9999999999999999999999",
        "null",
        "true",
        "view:",
        "\u{0}",
        "王",
        " ",
        "1",
    ];
    let bit = prop_oneof![
        9 => proptest::sample::select(bits).prop_map(|bit| bit.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..4),
    ];
    proptest::collection::vec(bit, 0..24).prop_map(|bits| bits.concat())
}

fn read_all(status: u16, body: &[u8]) {
    let reply = Reply {
        status,
        retry_after_s: None,
        body,
    };
    let server = ApiServer::parse("https://api.example.cn", &InsecureOrigins::default())
        .expect("an address");
    let _ = read_check_join(&reply, &server, &InsecureOrigins::default());
    let _ = read_new_session(&reply);
    let _ = read_refresh(&reply);
    let _ = read_done(&reply);
    let _ = read_dial(&reply);
    let _ = read_call(&reply);
    let _ = read_participants(&reply);
    let _ = read_service_status(&reply);
    let data = String::from_utf8_lossy(body);
    for name in EVENTS {
        let _ = read_event(&RawEvent {
            name: name.into(),
            data: data.clone().into_owned(),
            id: String::new(),
        });
    }
}

#[test]
fn deep_nesting_costs_no_stack() {
    for deep in ["[", "{\"a\":", "{\"result\":[", "{\"reason\":"] {
        read_all(200, deep.repeat(200_000).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), status in any::<u16>()) {
        read_all(status, &bytes);
        Parser::new().push(&bytes, &mut |event| drop(read_event(event)));
    }

    #[test]
    fn no_near_json_panics(bytes in near_json(), status in prop_oneof![Just(200), Just(403), any::<u16>()]) {
        read_all(status, &bytes);
    }
}
