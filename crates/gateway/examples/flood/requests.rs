//! Requests as vendors sign them.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use std::time::{SystemTime, UNIX_EPOCH};

const KEY: &str = "bench-key";
const APP: &str = "bench-app";
const SECRET: &str = "bench-secret";

/// A request, head and body.
pub type Request = String;

pub fn three_tee(connection: u32, number: u32) -> Request {
    let event = match number % 4 {
        0 => "join",
        1 => "publish",
        2 => "unpublish",
        _ => "leave",
    };
    let room = format!("r{}", connection % 500);
    let trace = format!("{connection}-{number}-{}", now_ms());
    let user = format!("u{connection}-{}", number / 4 % 20);
    // Sorted by name: event, room_id, stream_id, stream_type, trace_id, user_id.
    let mut pairs = vec![("event", event), ("room_id", &room)];
    if event.ends_with("publish") {
        pairs.extend([("stream_id", "s"), ("stream_type", "video")]);
    }
    pairs.extend([("trace_id", trace.as_str()), ("user_id", user.as_str())]);
    let values: Vec<_> = pairs.iter().map(|(_, value)| *value).collect();
    let code = signed(&values.join("|"));
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(&pairs).append_pair("check_code", &code);
    let head = "Content-Type: application/x-www-form-urlencoded\r\n";
    request("/callbacks/3tee", head, &form.finish())
}

pub fn netease(connection: u32, number: u32) -> Request {
    let time = now_ms().to_string();
    let body = format!(
        r#"{{"callType":2,"eventType":20,"fromAccount":"a{connection}","fromClientType":"IOS","notifyAttach":"{number}","timestamp":"{time}","toAccountList":["b"]}}"#
    );
    let md5 = hex(&Md5::digest(&body));
    let sum = hex(&Sha1::digest(format!("{SECRET}{md5}{time}")));
    let head = format!(
        "AppKey: {APP}\r\nCurTime: {time}\r\nMD5: {md5}\r\nCheckSum: {sum}\r\nContent-Type: application/json\r\n"
    );
    request("/callbacks/netease", &head, &body)
}

/// The same as JSON, signed as webhook can verify it: by HMAC-SHA256 over the body.
pub fn webhook(connection: u32, number: u32) -> Request {
    let trace = format!("{connection}-{number}-{}", now_ms());
    let body = format!(
        r#"{{"event":"join","room_id":"r{}","trace_id":"{trace}","user_id":"u{connection}"}}"#,
        connection % 500
    );
    let head = format!(
        "X-Signature: {}\r\nContent-Type: application/json\r\n",
        signed(&body)
    );
    request("/hooks/event", &head, &body)
}

fn request(path: &str, head: &str, body: &str) -> Request {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nHost: g\r\n{head}Content-Length: {length}\r\n\r\n{body}")
}

fn signed(text: &str) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now_ms() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_millis()
}
