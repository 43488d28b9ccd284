//! 叁体's events: the check code, with vectors that other programs computed, and what each event says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use gateway::event::{Received, RecordingStep, RecordingTold, Refusal, StreamTold, Vendor};
use gateway::three_tee::{Request, Sender, joined, receive};
use gateway::{Event, EventKind, Secret};
use proptest::prelude::*;

const KEY: &str = "northbound-key";
const OPEN: &str = "event=open&trace_id=77e19b23-529c-41f7-b2a6-349d4539c8ac&room_id=18972290508";
const OPEN_HEX: &str = "f575b064f8a5276f8e2b4fa68d77440a71bcf8434ca3c59760b1493faac88967";

fn sender(keys: &[&str]) -> Sender {
    Sender {
        keys: keys.iter().copied().map(Secret::new).collect(),
        ..Sender::default()
    }
}

fn escape(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn get(keys: &[&str], query: &str) -> Result<Received, Refusal> {
    let query = Request {
        query,
        ..Request::default()
    };
    receive(&sender(keys), &query)
}

fn post(content_type: &str, body: &str) -> Result<Received, Refusal> {
    let request = Request {
        content_type,
        body: body.as_bytes(),
        ..Request::default()
    };
    receive(&sender(&[KEY]), &request)
}

/// Joined text, hex and base64 as they were computed elsewhere; each digest is taken in each way of writing it.
#[test]
fn check_codes() {
    let check = |key: &str, query: &str, text: &str, hex: &str, base64: &str| {
        let pairs = form_urlencoded::parse(query.as_bytes());
        assert_eq!(joined(&pairs.collect(), false), text);
        let bytes = STANDARD.decode(base64).unwrap();
        let codes = [
            hex.to_owned(),
            hex.to_uppercase(),
            base64.to_owned(),
            base64.trim_end_matches('=').to_owned(),
            URL_SAFE_NO_PAD.encode(&bytes),
            STANDARD.encode(hex),
            STANDARD.encode(hex.to_uppercase()),
            URL_SAFE_NO_PAD.encode(hex),
        ];
        for code in &codes {
            let whole = format!("{query}&check_code={}", escape(code));
            assert!(get(&[key], &whole).is_ok(), "{whole}");
            // A second key is as good, whichever comes first.
            assert!(get(&["old", key], &whole).is_ok(), "{whole}");
            assert!(get(&[key, "new"], &whole).is_ok(), "{whole}");
            assert_eq!(get(&["old"], &whole), Err(Refusal::BadSignature));
        }
        // Whoever doesn't escape it loses its `+`.
        let raw = format!("{query}&check_code={base64}");
        assert!(get(&[key], &raw).is_ok(), "{raw}");
        let other = format!("{query}&check_code={}", hex.replace(['0', 'a'], "1"));
        assert_eq!(get(&[key], &other), Err(Refusal::BadSignature));
    };
    check(
        KEY,
        OPEN,
        "open|18972290508|77e19b23-529c-41f7-b2a6-349d4539c8ac",
        OPEN_HEX,
        "9XWwZPilJ2+OK0+mjXdECnG8+ENMo8WXYLFJP6rIiWc=",
    );
    check(
        KEY,
        "event=close&trace_id=77e19b23-529c-41f7-b2a6-349d4539c8ac&room_id=18972290508&event_type=auto",
        "close|auto|18972290508|77e19b23-529c-41f7-b2a6-349d4539c8ac",
        "2348f4fc9b9d7e09454dc053bd65133e7733ff2c366ec993482c24a18737a813",
        "I0j0/JudfglFTcBTvWUTPncz/yw2bsmTSCwkoYc3qBM=",
    );
    check(
        KEY,
        "token=77e19b23-529c-41f7-b2a6-349d4539c8ac&room_id=18972290508&event=leave&event_type=normal&user_id=1&endpoint_type=web&user_name=shan",
        "web|leave|normal|18972290508|77e19b23-529c-41f7-b2a6-349d4539c8ac|1|shan",
        "fcd3727e536d57f158546da5614ebc7341bf2825df72c169196ea03bd571bb77",
        "/NNyflNtV/FYVG2lYU68c0G/KCXfcsFpGW6gO9Vxu3c=",
    );
    check(
        "密钥",
        "event=join&trace_id=0a1b2c3d-0000-4000-8000-000000000001&room_id=r-1&user_id=%E5%BC%A0%E4%B8%89&event_type=normal&endpoint_type=web",
        "web|join|normal|r-1|0a1b2c3d-0000-4000-8000-000000000001|张三",
        "1e9a81184118d4daa9192bcf514e6925768e762ecc90c1d71f6ae5b28ad6cd64",
        "HpqBGEEY1NqpGSvPUU5pJXaOdi7MkMHXH2rlsorWzWQ=",
    );
    check(
        KEY,
        "event=publish&trace_id=0a1b2c3d-0000-4000-8000-000000000002&room_id=r-1&user_id=u%7C1&stream_type=audio&stream_id=s-1&resolution=",
        "publish|r-1|s-1|audio|0a1b2c3d-0000-4000-8000-000000000002|u|1",
        "e8dbda284a75ede4e3b5f358867d57fa57a8955d2f94bfd85c1756e9eead940d",
        "6NvaKEp17eTjtfNYhn1X+leolV0vlL/YXBdW6e6tlA0=",
    );
    check(
        KEY,
        "event=warning_notify&trace_id=0a1b2c3d-0000-4000-8000-000000000003&event_type=check_port&box_code=box-1&options=%5B%7B%22type%22%3A%22tcp%22%2C%22port%22%3A8088%7D%2C+%7B%22type%22%3A%22websocket%22%2C%22port%22%3A7630%7D%5D",
        r#"box-1|warning_notify|check_port|[{"type":"tcp","port":8088}, {"type":"websocket","port":7630}]|0a1b2c3d-0000-4000-8000-000000000003"#,
        "0037f6c82a9d205d9942fef1a95f994be7c83b75d4f2178e3d59efb372afb910",
        "ADf2yCqdIF2ZQv7xqV+ZS+fIO3XU8heOPVnvs3KvuRA=",
    );
}

#[test]
fn forms_and_json() {
    let form = format!("{OPEN}&check_code={OPEN_HEX}");
    let json = format!(
        r#"{{"event":"open","trace_id":"77e19b23-529c-41f7-b2a6-349d4539c8ac","room_id":18972290508,"check_code":"{OPEN_HEX}","resolution":null}}"#
    );
    let expect = get(&[KEY], &form).unwrap();
    let check = |content_type: &str, body: &str| {
        let received = post(content_type, body).unwrap();
        assert_eq!(received.event, expect.event, "{content_type} {body}");
        assert_eq!(received.key, expect.key, "the same event by another way");
    };
    check("application/x-www-form-urlencoded", &form);
    check("application/json; charset=utf-8", &json);
    check("text/plain", &json);
    check("", &form);
    assert!(!expect.raw.contains(OPEN_HEX), "{}", expect.raw);
}

#[test]
fn what_is_refused() {
    let check = |keys: &[&str], query: &str, expect| {
        assert_eq!(get(keys, query).map(|_| ()), Err(expect), "{query}");
    };
    let signed = format!("{OPEN}&check_code={OPEN_HEX}");
    check(&[], &signed, Refusal::UnknownSender);
    check(&[KEY], OPEN, Refusal::Unsigned);
    check(&[KEY], &format!("{OPEN}&check_code="), Refusal::Unsigned);
    check(&[KEY], "", Refusal::Unsigned);
    check(&[""], &signed, Refusal::BadSignature);
    check(
        &[KEY],
        &signed.replace("room_id=1", "room_id=2"),
        Refusal::BadSignature,
    );
    check(
        &[KEY],
        &format!("{signed}&user_id=u"),
        Refusal::BadSignature,
    );
    check(
        &[KEY],
        &format!("{OPEN}&check_code=f575"),
        Refusal::BadSignature,
    );
    let many = (0..100).fold(signed, |text, n| format!("{text}&p{n}=1"));
    check(&[KEY], &many, Refusal::Unreadable);
    for body in ["[]", "{", "{\"event\":\"open\""] {
        assert_eq!(post("application/json", body), Err(Refusal::Unreadable));
    }
}

/// What stands in the address that the operator wrote isn't the sender's: signed or not, it isn't read.
#[test]
fn parameters_of_the_address_itself() {
    let mut sender = sender(&[KEY]);
    sender.own_parameters = vec!["site".into()];
    let query = format!("site=north&{OPEN}&check_code={OPEN_HEX}");
    let request = Request {
        query: &query,
        ..Request::default()
    };
    let received = receive(&sender, &request).unwrap();
    assert!(!received.raw.contains("north"), "{}", received.raw);
    // Beside a body all of the address is the operator's.
    let body = format!("{OPEN}&check_code={OPEN_HEX}");
    let request = Request {
        query: "token=t&room_id=7",
        content_type: "application/x-www-form-urlencoded",
        body: body.as_bytes(),
    };
    let received = receive(&sender, &request).unwrap();
    assert_eq!(received.event.room.as_deref(), Some("18972290508"));
}

#[test]
fn a_trace_id_makes_deliveries_one() {
    let open = Sender {
        takes_unsigned: true,
        ..Sender::default()
    };
    let key = |query| {
        let request = Request {
            query,
            ..Request::default()
        };
        receive(&open, &request).unwrap().key
    };
    let one = key("event=join&trace_id=t&room_id=r&user_id=u");
    assert!(one.is_some());
    assert_eq!(one, key("user_id=u&room_id=r&trace_id=t&event=join"));
    // A trace id that stands for a chain of events doesn't swallow the next.
    assert_ne!(one, key("event=leave&trace_id=t&room_id=r&user_id=u"));
    assert_ne!(one, key("event=join&trace_id=t2&room_id=r&user_id=u"));
    assert_eq!(key("event=join&room_id=r&user_id=u"), None);
}

fn read(query: &str) -> Event {
    let sender = Sender {
        takes_unsigned: true,
        ..Sender::default()
    };
    let request = Request {
        query,
        ..Request::default()
    };
    receive(&sender, &request).unwrap().event
}

fn check(query: &str, kind: EventKind) {
    let event = read(query);
    assert_eq!(event.kind, kind, "{query}");
    assert_eq!(event.vendor, Vendor::ThreeTee);
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn rooms_and_people() {
    check("event=open&room_id=r", EventKind::Open);
    for reason in ["user", "auto"] {
        let query = format!("event=close&room_id=r&event_type={reason}");
        let reason = text(reason);
        check(&query, EventKind::Close { reason });
    }
    let join = EventKind::Join {
        name: text("shan"),
        endpoint: text("androidHW"),
    };
    let query =
        "event=join&room_id=r&user_id=u&event_type=normal&endpoint_type=androidHW&user_name=shan";
    check(query, join);
    for reason in ["normal", "clientKick", "serverKick", "offline"] {
        let query = format!("event=leave&room_id=r&user_id=u&event_type={reason}");
        let reason = text(reason);
        check(&query, EventKind::Leave { reason });
    }
    check(
        "event=update&room_id=r&user_id=u&event_type=userInfo",
        EventKind::UserChanged,
    );
    let event = read("event=join&room_id=r&user_id=u");
    assert_eq!((event.room, event.user), (text("r"), text("u")));
}

#[test]
fn streams() {
    let stream = |resolution: Option<&str>| StreamTold {
        stream: text("s"),
        medium: text("desktop"),
        resolution: resolution.map(str::to_owned),
    };
    let rest = "room_id=r&user_id=u&stream_type=desktop&stream_id=s";
    let sized = format!("{rest}&resolution=1920x1080");
    check(
        &format!("event=publish&{sized}"),
        EventKind::Publish(stream(Some("1920x1080"))),
    );
    check(
        &format!("event=unpublish&{rest}"),
        EventKind::Unpublish(stream(None)),
    );
    check(
        &format!("event=sub&{rest}"),
        EventKind::Subscribe(stream(None)),
    );
    check(
        &format!("event=unsub&{rest}"),
        EventKind::Unsubscribe(stream(None)),
    );
}

#[test]
fn recordings_and_warnings() {
    let recording = |step, started: &str, stopped: &str, detail: &str| {
        let some = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        EventKind::Recording(RecordingTold {
            recording: text("e"),
            exporter: text("mp4"),
            step,
            detail: some(detail),
            started: some(started),
            stopped: some(stopped),
        })
    };
    let rest = "room_id=r&exporter_type=mp4&exporter_id=e";
    check(
        &format!("event=start_record&event_type=success&start_time=1&{rest}"),
        recording(RecordingStep::Started, "1", "", ""),
    );
    check(
        &format!("event=start_record&event_type=faild&options=full&{rest}"),
        recording(RecordingStep::NotStarted, "", "", "full"),
    );
    check(
        &format!(
            "event=stop_record&event_type=success&start_time=1&stop_time=2&options=a.mp4&{rest}"
        ),
        recording(RecordingStep::Stopped, "1", "2", "a.mp4"),
    );
    check(
        &format!(
            "event=record_transcoding_completion&event_type=success&start_time=1&options=a.mp4&{rest}"
        ),
        recording(RecordingStep::Ready, "1", "", "a.mp4"),
    );
    for word in ["faild", "failed", "FAILD"] {
        check(
            &format!("event=record_transcoding_completion&event_type={word}&options=no&{rest}"),
            recording(RecordingStep::Failed, "", "", "no"),
        );
    }
    let warning = EventKind::Warning {
        server: text("box-1"),
        trouble: text("check_port"),
        detail: text(r#"[{"type":"tcp","port":8088}]"#),
    };
    let query = "event=warning_notify&event_type=check_port&box_code=box-1&options=[{\"type\":\"tcp\",\"port\":8088}]";
    check(query, warning);
}

#[test]
fn what_isnt_known_is_kept() {
    let other = |name: &str| EventKind::Other { name: name.into() };
    check("event=dance&room_id=r&user_id=u", other("dance"));
    // What has no room or nobody can't be applied.
    check("event=join&room_id=r", other("join"));
    check("event=close", other("close"));
}

proptest! {
    /// What is signed is taken in each form, and a changed byte isn't.
    #[test]
    fn signed_is_taken_and_changed_is_not(
        key in "[ -~]{1,20}",
        values in prop::collection::btree_map("[a-z_]{1,12}", "[^\u{0}]{0,20}", 0..8),
        changed in "[a-z]{1,5}",
    ) {
        use hmac::{Hmac, KeyInit, Mac};
        let mut values = values;
        values.remove("check_code");
        values.insert("event".into(), "open".into());
        let filled = values.values().filter(|value| !value.is_empty());
        let text = filled.cloned().collect::<Vec<_>>().join("|");
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        let code = STANDARD.encode(mac.finalize().into_bytes());
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&values).append_pair("check_code", &code);
        let form = form.finish();
        prop_assert!(get(&[&key], &form).is_ok(), "{form}");
        values.insert("check_code".into(), code);
        let request = serde_json::to_string(&values).unwrap();
        let request = Request { content_type: "application/json", body: request.as_bytes(), query: "" };
        prop_assert!(receive(&sender(&[&key]), &request).is_ok());
        let other = format!("{form}&zz={changed}");
        prop_assert_eq!(get(&[&key], &other), Err(Refusal::BadSignature));
    }
}
