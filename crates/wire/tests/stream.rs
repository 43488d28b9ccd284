//! The stream parser against a slow reader that follows the standard word by word, in pieces of every size.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use wire::{Parser, RawEvent, TOO_LARGE};

fn read(pieces: &[&[u8]]) -> Vec<RawEvent> {
    let mut parser = Parser::new();
    let mut events = Vec::new();
    for piece in pieces {
        parser.push(piece, &mut |event| events.push(event.clone()));
    }
    events
}

/// The standard: decode all, normalise line ends, go through the lines. Only that named events need no data is our own.
fn slow(bytes: &[u8]) -> Vec<RawEvent> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = text
        .strip_prefix('\u{FEFF}')
        .unwrap_or(&text)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let (mut events, mut event, mut has_data, mut id) =
        (Vec::new(), RawEvent::default(), false, String::new());
    // What stands behind the last line end is unfinished.
    let lines: Vec<&str> = text.split('\n').collect();
    for line in &lines[..lines.len() - 1] {
        if line.is_empty() {
            if has_data || !event.name.is_empty() {
                events.push(RawEvent {
                    id: id.clone(),
                    ..std::mem::take(&mut event)
                });
            }
            event = RawEvent::default();
            has_data = false;
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => event.name = value.into(),
            "data" if has_data => event.data = format!("{}\n{value}", event.data),
            "data" => (event.data, has_data) = (value.into(), true),
            "id" if !value.contains('\0') => id = value.into(),
            _ => {}
        }
    }
    events
}

fn event(name: &str, data: &str, id: &str) -> RawEvent {
    RawEvent {
        name: name.into(),
        data: data.into(),
        id: id.into(),
    }
}

#[test]
fn follows_the_standard() {
    let check = |stream: &[u8], expect: &[RawEvent]| {
        let shown = String::from_utf8_lossy(stream);
        assert_eq!(slow(stream), expect, "the slow reader: {shown:?}");
        for at in 0..=stream.len() {
            assert_eq!(
                read(&[&stream[..at], &stream[at..]]),
                expect,
                "{shown:?} split at {at}"
            );
        }
        let bytes: Vec<&[u8]> = stream.chunks(1).collect();
        assert_eq!(read(&bytes), expect, "{shown:?} byte by byte");
    };
    check(b"", &[]);
    check(b"data: a\n\n", &[event("", "a", "")]);
    check(
        b"data:a\r\rdata:b\r\n\r\n",
        &[event("", "a", ""), event("", "b", "")],
    );
    check(b"data:  two spaces\n\n", &[event("", " two spaces", "")]);
    check(
        b"data\n\ndata\ndata\n\ndata:",
        &[event("", "", ""), event("", "\n", "")],
    );
    check(
        "\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n".as_bytes(),
        &[event("", "a", "")],
    );
    check(
        "event: 名\ndata: 王芳\r\ndata: 李雷\n\n".as_bytes(),
        &[event("名", "王芳\n李雷", "")],
    );
    check(
        b"event: participant_sync_begin\n\n",
        &[event("participant_sync_begin", "", "")],
    );
    check(b"event:\n\nevent\n\n\n\n", &[]);
    check(
        b": a comment\n:\ndata: a\n: another\n\n",
        &[event("", "a", "")],
    );
    check(
        b"id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
        &[event("", "a", "7"), event("", "b", "7"), event("", "c", "")],
    );
    check(b"id: 7\nid: a\0b\ndata: a\n\n", &[event("", "a", "7")]);
    check(b"id: 9\n\ndata: a\n\n", &[event("", "a", "9")]);
    check(b"event: x\ndata: unfinished\n", &[]);
    check(b"event: x\ndata: unfinished", &[]);
    check(b"Data: a\ndatas: b\n data: c\nDATA\n\n", &[]);
    check(
        b"data: \xE7\x8E\xFF\n\n",
        &[event("", "\u{FFFD}\u{FFFD}", "")],
    );
    check(b"data: a:b: c\n\n", &[event("", "a:b: c", "")]);
}

#[test]
fn retry_is_kept() {
    let check = |stream: &[u8], expect: Option<u64>| {
        let mut parser = Parser::new();
        parser.push(stream, &mut |_| {});
        assert_eq!(parser.retry_ms(), expect, "{stream:?}");
    };
    check(b"retry: 3000\n", Some(3000));
    check(b"retry: 3000\nretry: soon\nretry:\nretry: -1\n", Some(3000));
    check(b"retry: 99999999999999999999999\n", Some(u64::MAX));
    check(b"data: a\n\n", None);
}

#[test]
fn too_large_is_dropped_whole_and_told_once() {
    let big = "x".repeat(1 << 20);
    let streams = [
        format!("event: big\ndata: {big}\n\ndata: b\n\n"),
        format!("data: {big}\ndata: {big}\nid: 7\n\ndata: b\n\n"),
        format!("\u{FEFF}data: {big}\n\ndata: b\n\n"),
        format!("{big}x\n\ndata: b\n\n"),
    ];
    for stream in &streams {
        for size in [1 << 30, 1_000_003, 4096, 7] {
            let pieces: Vec<&[u8]> = stream.as_bytes().chunks(size).collect();
            assert_eq!(
                read(&pieces),
                [event(TOO_LARGE, "", ""), event("", "b", "")],
                "{size}"
            );
        }
    }
}

#[test]
fn large_comments_cost_nothing() {
    let big = "x".repeat(3 << 20);
    for start in ["", "\u{FEFF}"] {
        let stream = format!("{start}:{big}\ndata: a\n\n");
        for size in [1 << 30, 4096, 2, 1] {
            let pieces: Vec<&[u8]> = stream.as_bytes().chunks(size).collect();
            assert_eq!(read(&pieces), [event("", "a", "")], "{size}");
        }
    }
}

#[test]
fn room_is_given_back() {
    let check = |begin: &str, most_within: usize| {
        let stream = [begin.as_bytes(), &vec![0xFF; 900_000]].concat();
        let mut parser = Parser::new();
        let mut within = 0;
        for piece in stream.chunks(4_096).chain([&b"\n"[..]]) {
            parser.push(piece, &mut |_| {});
            within = within.max(parser.room());
        }
        assert!(within <= most_within, "{begin:?} {within}");
        parser.push(b"\n", &mut |_| {});
        assert!(parser.room() <= 3 << 13, "{begin:?} {}", parser.room());
    };
    check("data: ", 6 << 20);
    check("event: ", 6 << 20);
    check("id: ", 2 << 20);
    check(": ", 1 << 13);
    check("data: a\n", 2 << 20);
}

/// Streams with the parts that matter close together, and any bytes between them.
fn streams() -> impl Strategy<Value = Vec<u8>> {
    let parts: Vec<&'static [u8]> = vec![
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"\r\n\r\n",
        b":",
        b": ",
        b" ",
        b"data",
        b"data:",
        b"data: ",
        b"event: ",
        b"event:x\n",
        b"id",
        b"id: 5\n",
        b"retry: 10\n",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xEF",
        b"\xBB",
        b"\xE7\x8E\x8B",
        b"\xE7\x8E",
        b"\xFF",
        b"a",
        b"{\"uuid\":1}",
    ];
    let part = prop_oneof![
        9 => proptest::sample::select(parts).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..4),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_stream_in_any_pieces(stream in streams(), cuts in proptest::collection::vec(0..200_usize, 0..8)) {
        let expect = slow(&stream);
        prop_assert_eq!(&read(&[&stream]), &expect);
        for at in 0..=stream.len() {
            prop_assert_eq!(&read(&[&stream[..at], &stream[at..]]), &expect);
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(stream.len())).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|ends| &stream[ends[0]..ends[1]]).collect();
        prop_assert_eq!(&read(&pieces), &expect);
    }
}
