//! What the gateway's receivers are sent.

use gateway::event::{Received, Refusal};
use gateway::netease::{self, Callback};
use gateway::three_tee::{self, Request, polled};
use gateway::{Secret, World};

/// A request of 叁体's: the first byte says by which way it comes, NUL parts the query from the body. Nothing unsigned is taken, what is
/// taken is told the same a second time, and its repetition is no news.
pub fn three_tee(bytes: &[u8]) {
    let Some((way, rest)) = bytes.split_first() else {
        return;
    };
    let mut parts = rest.splitn(2, |byte| *byte == 0);
    let query = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let types = ["", "application/json", "application/x-www-form-urlencoded"];
    let request = Request {
        query: &query,
        content_type: types
            .get(usize::from(*way) % types.len())
            .copied()
            .unwrap_or_default(),
        body: parts.next().unwrap_or_default(),
    };
    let mut sender = three_tee::Sender {
        takes_unsigned: true,
        own_parameters: vec!["token".into()],
        ..three_tee::Sender::default()
    };
    let taken = three_tee::receive(&sender, &request);
    assert_eq!(taken, three_tee::receive(&sender, &request));
    if let Ok(received) = &taken {
        check(received);
    }
    // Nobody knows this key, so nothing can be signed with it.
    sender.takes_unsigned = false;
    sender.keys = vec![Secret::new("nobody's key")];
    assert!(three_tee::receive(&sender, &request).is_err(), "forged");
    // An answer to the gateway's own question comes from outside, too.
    if let Ok(rooms) = polled::read_rooms(request.body) {
        assert!(rooms.keys().all(|id| !id.is_empty()));
    }
    let _ = (polled::read_people(rest), polled::read_token(rest));
}

/// A callback of NetEase's: any body, signed as it must be; and the same bytes as headers, which are never taken.
pub fn netease(bytes: &[u8]) {
    let sender = netease::Sender {
        apps: vec![netease::App {
            key: "app".into(),
            secrets: vec![Secret::new("secret")],
        }],
        tolerance_ms: 1000,
    };
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let headers = netease::Headers {
        app_key: "app",
        cur_time: line(),
        md5: line(),
        check_sum: line(),
    };
    let forged = netease::receive(&sender, &headers, bytes, 0);
    assert!(forged.is_err(), "{forged:?}");
    let (md5, check_sum) = netease::sign("secret", "500", bytes);
    let headers = netease::Headers {
        app_key: "app",
        cur_time: "500",
        md5: &md5,
        check_sum: &check_sum,
    };
    match netease::receive(&sender, &headers, bytes, 0) {
        Ok(Callback::Event(received)) => check(&received),
        Ok(Callback::AddressCheck) => assert!(bytes.trim_ascii().len() <= 2),
        Err(refusal) => assert_eq!(refusal, Refusal::Unreadable),
    }
}

/// It can be stored and read again, and tells nothing new a second time.
fn check(received: &Received) {
    let event = &received.event;
    let raw: Result<serde_json::Value, _> = serde_json::from_str(&received.raw);
    assert!(raw.is_ok(), "not JSON: {}", received.raw);
    let json = serde_json::to_string(event).unwrap_or_default();
    let again = serde_json::from_str(&json);
    assert_eq!(again.ok().as_ref(), Some(event), "{json}");
    let mut world = World::default();
    world.apply(event, 1);
    let kept = world.to_json().unwrap_or_default();
    let restored = World::from_json(&kept).unwrap_or_default();
    assert_eq!(restored.to_json().unwrap_or_default(), kept);
    let is_told = event.kind.word() == "call" || event.kind.word() == "warning";
    let is_news = world.apply(event, 2);
    let has_id = event.kind.word() != "recording";
    assert!(!is_news || is_told || !has_id, "{json} is news twice");
}
