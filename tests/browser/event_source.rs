//! The stream parser against the browser's own `EventSource`, on random streams.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use web_sys::{Blob, BlobPropertyBag, Event, EventSource, MessageEvent, Url};
use wire::{Parser, RawEvent};

/// Each stream's seed is its number. One that fails is named, and its bytes are printed.
const STREAMS: u64 = 12_000;
/// So many at a time.
const AT_ONCE: u64 = 32;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % end
    }

    fn one_of<'l>(&mut self, all: &[&'l [u8]]) -> &'l [u8] {
        all[self.below(all.len())]
    }
}

const MARK: &[u8] = b"\xEF\xBB\xBF";
const FIELDS: &[&[u8]] = &[
    b"data",
    b"data",
    b"data",
    b"data",
    b"event",
    b"event",
    b"id",
    b"id",
    b"retry",
    b"",
    b"",
    b"Data",
    b" data",
    b"data ",
    b"\tid",
    b"dat",
    b"events",
    b"\xEF\xBB\xBFdata",
    b"x-field",
    b"d\0ata",
];
const AFTER: &[&[u8]] = &[b":", b": ", b": ", b":  ", b":\t", b"", b" :", b"::"];
const PARTS: &[&[u8]] = &[
    b"a",
    b"message",
    b"error",
    b"open",
    b"participant_update",
    b"{\"uuid\":\"1\"}",
    b"0",
    b"42",
    b" ",
    b"  ",
    b":",
    b"",
    b"\t",
    b"\0",
    b"\x0B",
    b"\x0C",
    b"\x7F",
    b"\xC2\x85",
    b"\xE2\x80\xA8",
    b"\xEF\xBB\xBF",
    "王芳".as_bytes(),
    "😀".as_bytes(),
    b"\xC3",
    b"\xC3\x28",
    b"\xE4\xB8",
    b"\xF0\x9F\x98",
    b"\xF0\x9F",
    b"\xED\xA0\x80",
    b"\xC0\xAF",
    b"\xFF",
    b"\x80\x80",
    b"\xF4\x90\x80\x80",
    b"data: x",
    b"\\n",
];
const ENDS: &[&[u8]] = &[
    b"\n",
    b"\n",
    b"\n",
    b"\r",
    b"\r\n",
    b"\r\n",
    b"\n\n",
    b"\r\r",
    b"\r\n\r\n",
    b"\n\r",
    b"\r\n\n",
    b"\n\n\n",
];
const LAST: &[&[u8]] = &[b"\n\n", b"\r\r", b"\r\n\r\n", b"\n", b"\r", b"\r\n", b""];

/// The stream of this seed.
fn stream(seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let mut bytes = Vec::new();
    for _ in 0..[0, 0, 0, 0, 0, 0, 1, 1, 1, 2][random.below(10)] {
        bytes.extend_from_slice(MARK);
    }
    for _ in 0..random.below(12) {
        bytes.extend_from_slice(random.one_of(FIELDS));
        bytes.extend_from_slice(random.one_of(AFTER));
        for _ in 0..random.below(3) {
            bytes.extend_from_slice(random.one_of(PARTS));
        }
        bytes.extend_from_slice(random.one_of(ENDS));
    }
    bytes.extend_from_slice(random.one_of(LAST));
    // One in six has some bytes that nobody meant.
    if random.below(6) == 0 && !bytes.is_empty() {
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = u8::try_from(random.below(256)).unwrap();
        }
    }
    bytes
}

/// Type, data, last event id.
type Heard = (String, String, String);

fn read<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Vec<RawEvent> {
    let mut parser = Parser::new();
    let mut events = Vec::new();
    for piece in pieces {
        parser.push(piece, &mut |event| events.push(event.clone()));
    }
    events
}

/// Every name that could be an event's: an `EventSource` has to be asked for each.
fn names(bytes: &[u8]) -> BTreeSet<String> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let name = |line: &[u8]| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let value = &line[colon + 1..];
        let value = value.strip_prefix(b" ").unwrap_or(value);
        Some(String::from_utf8_lossy(value).into_owned())
    };
    let known = ["message", "error", "open"].map(String::from);
    lines.filter_map(name).chain(known).collect()
}

/// What the browser makes of it.
async fn hear(bytes: &[u8]) -> Vec<Heard> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type("text/event-stream");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).unwrap();
    let url = Url::create_object_url_with_blob(&blob).unwrap();
    let source = EventSource::new(&url).unwrap();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let mut listeners = Vec::new();
    let ended = Promise::new(&mut |resolve, _| {
        for name in names(bytes) {
            let (heard, ended, resolve) = (heard.clone(), source.clone(), resolve.clone());
            let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                match event.dyn_ref::<MessageEvent>() {
                    Some(message) => heard.borrow_mut().push((
                        message.type_(),
                        message.data().as_string().unwrap(),
                        message.last_event_id(),
                    )),
                    // The stream is over: the browser would ask for it again.
                    None if event.type_() == "error" => {
                        let state = ended.ready_state();
                        ended.close();
                        resolve.call1(&JsValue::NULL, &state.into()).unwrap();
                    }
                    None => {}
                }
            });
            let function = listener.as_ref().unchecked_ref();
            source
                .add_event_listener_with_callback(&name, function)
                .unwrap();
            listeners.push(listener);
        }
    });
    let state = JsFuture::from(ended).await.unwrap();
    Url::revoke_object_url(&url).unwrap();
    assert_eq!(
        state,
        JsValue::from(EventSource::CONNECTING),
        "the browser refused the stream"
    );
    heard.take()
}

/// Whether both heard the same. Our parser tells named events without data as well, which the standard drops.
fn agrees(ours: &[RawEvent], theirs: &[Heard]) -> bool {
    let mut theirs = theirs.iter().peekable();
    for event in ours {
        let name = if event.name.is_empty() {
            "message"
        } else {
            &event.name
        };
        let same = theirs
            .next_if(|(kind, data, id)| kind == name && *data == event.data && *id == event.id)
            .is_some();
        if !same && (event.name.is_empty() || !event.data.is_empty()) {
            return false;
        }
    }
    theirs.next().is_none()
}

async fn check(seed: u64) {
    let bytes = stream(seed);
    let whole = read([&*bytes]);
    // At every offset on the host as well (crates/wire/tests/stream.rs), where that is quick.
    let every = if seed.is_multiple_of(8) { 1 } else { 17 };
    for at in (0..=bytes.len()).step_by(every) {
        let (head, tail) = bytes.split_at(at);
        assert_eq!(
            read([head, tail]),
            whole,
            "seed {seed} cut at {at}: {}",
            bytes.escape_ascii()
        );
    }
    assert_eq!(
        read(bytes.chunks(1)),
        whole,
        "seed {seed} byte by byte: {}",
        bytes.escape_ascii()
    );
    let theirs = hear(&bytes).await;
    assert!(
        agrees(&whole, &theirs),
        "seed {seed}: {}\nours:   {whole:?}\ntheirs: {theirs:?}",
        bytes.escape_ascii(),
    );
}

#[wasm_bindgen_test]
async fn hears_what_an_event_source_hears() {
    let start = js_sys::Date::now();
    let mut seed = 0;
    while seed < STREAMS {
        let end = STREAMS.min(seed + AT_ONCE);
        let checks: Array = (seed..end)
            .map(|seed| {
                future_to_promise(async move {
                    check(seed).await;
                    Ok(JsValue::UNDEFINED)
                })
            })
            .collect();
        JsFuture::from(Promise::all(&checks)).await.unwrap();
        seed = end;
    }
    let events: usize = (0..STREAMS).map(|seed| read([&*stream(seed)]).len()).sum();
    let seconds = (js_sys::Date::now() - start) / 1000.0;
    console_log!("{STREAMS} streams, {events} events, whole and in pieces: {seconds:.1} s");
    // Streams in which nothing happens would prove nothing.
    assert!(events > 10_000, "{events}");
}

#[wasm_bindgen_test]
fn a_difference_is_a_failure() {
    let event = |name: &str, data: &str| RawEvent {
        name: name.into(),
        data: data.into(),
        id: String::new(),
    };
    let heard = |kind: &str, data: &str| (kind.to_owned(), data.to_owned(), String::new());
    let check = |ours: &[RawEvent], theirs: &[Heard], expect: bool| {
        assert_eq!(agrees(ours, theirs), expect, "{ours:?} {theirs:?}")
    };
    check(&[], &[], true);
    check(&[event("", "1")], &[heard("message", "1")], true);
    check(
        &[event("sync", ""), event("", "1")],
        &[heard("message", "1")],
        true,
    );
    check(&[event("sync", "")], &[heard("sync", "")], true);
    check(&[event("", "1")], &[], false);
    check(&[event("sync", "1")], &[], false);
    check(&[event("", "")], &[], false);
    check(&[], &[heard("message", "1")], false);
    check(&[event("", "1")], &[heard("message", "2")], false);
}
