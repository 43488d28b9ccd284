//! The event stream, its events, and the answers to requests.

use conference::{Change, Conference};
use wire::{ApiServer, EVENT_NAMES, InsecureOrigins, Parser, RawEvent, Reply, read_event};

fn read<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> (Vec<RawEvent>, Option<u64>) {
    let mut parser = Parser::new();
    let mut events = Vec::new();
    for piece in pieces {
        parser.push(piece, &mut |event| events.push(event.clone()));
    }
    (events, parser.retry_ms())
}

/// The first byte says in how large pieces the others come: it makes no difference.
pub fn parser(bytes: &[u8]) {
    let Some((size, stream)) = bytes.split_first() else {
        return;
    };
    let whole = read([stream]);
    let size = usize::from(*size).max(1);
    assert_eq!(read(stream.chunks(size)), whole, "in pieces of {size}");
    assert_eq!(read(stream.chunks(1)), whole, "byte by byte");
    for event in &whole.0 {
        // Nothing is longer than what came in, but for bytes that are no text (three for one).
        let length = event.name.len() + event.data.len();
        assert!(length <= 3 * stream.len() + wire::TOO_LARGE.len());
        assert!(!event.id.contains('\0'), "{event:?}");
    }
}

/// A stream of events into a meeting. What stands in the meeting afterwards may be shown.
pub fn events(bytes: &[u8]) {
    let (events, _) = read([bytes]);
    let mut conference = Conference::default();
    let mut now_ms = 0;
    for event in &events {
        let _ = wire::is_respelt(&event.name);
        if let Some(referral) = wire::read_referral(event) {
            assert!((1..=256).contains(&referral.room.len()), "{referral:?}");
        }
        if let Some(event) = read_event(event) {
            now_ms += 1;
            let mut changes = Vec::new();
            conference.apply(now_ms, event, &mut changes);
            for change in &changes {
                if let Change::Added(id) | Change::Changed(id, _) = change {
                    let _ = conference.person(id);
                }
            }
        }
    }
    // The same data by every name that has a meaning.
    let data = String::from_utf8_lossy(bytes);
    for name in EVENT_NAMES {
        let raw = RawEvent {
            name: name.to_owned(),
            data: data.clone().into_owned(),
            id: String::new(),
        };
        if let Some(event) = read_event(&raw) {
            conference.apply(now_ms, event, &mut Vec::new());
        }
    }
    for id in conference.order() {
        let Some(person) = conference.person(&id) else {
            panic!("{id:?} stands in the order and isn't there");
        };
        for text in [&*person.name, &*person.address, &*person.overlay_text] {
            assert_eq!(conference::clean_name(text), *text, "shown as it came");
        }
        assert!(!person.name.trim().is_empty(), "{id:?}");
    }
    let mut order = conference.order();
    let people = order.len();
    order.sort();
    order.dedup();
    assert_eq!(order.len(), people, "nobody is there twice");
}

/// An answer of whatever status to whatever was asked.
pub fn answers(bytes: &[u8]) {
    let Some((status, body)) = bytes.split_first() else {
        return;
    };
    let statuses = [200, 201, 204, 301, 400, 401, 403, 404, 429, 500, 502, 503];
    let status = statuses.get(usize::from(*status) % statuses.len());
    let reply = Reply {
        status: status.copied().unwrap_or(200),
        retry_after_s: None,
        body,
    };
    let Ok(server) = ApiServer::parse("https://api.example.com", &InsecureOrigins::default())
    else {
        panic!("an address");
    };
    if let Ok(info) = wire::read_check_join(&reply, &server, &InsecureOrigins::default()) {
        let _ = format!("{info:?}");
    }
    let _ = wire::read_new_session(&reply);
    let _ = wire::read_refresh(&reply);
    let _ = wire::read_done(&reply);
    let _ = wire::read_dial(&reply);
    let _ = wire::read_call(&reply);
    let _ = wire::read_participants(&reply);
    let _ = wire::read_service_status(&reply);
}
