//! The event stream (`text/event-stream`) out of bytes, as the HTML standard reads it, in one pass and whatever the pieces
//! they come in.
//!
//! One difference is deliberate: the standard throws an event without a `data` line away, even when it has a name. The
//! API sends `participant_sync_begin`, `presentation_frame` and others like that; here they count.

use crate::event::{RawEvent, TOO_LARGE};
use memchr::memchr2;

/// An event with more bytes than this is dropped whole: memory stays bounded.
const MAX_EVENT_BYTES: usize = 1 << 20;
/// Room for so many bytes of a line or a text is kept from one event to the next.
const KEPT_BYTES: usize = 1 << 13;
/// Longer event ids are ignored: each event carries the last one.
const MAX_ID_BYTES: usize = 1024;

/// Turns the bytes of one connection into events. A new connection needs a new parser.
#[derive(Debug, Default)]
pub struct Parser {
    /// The beginning of a line whose end hasn't come yet.
    line: Vec<u8>,
    /// The rest of the line is of no use: it is a comment, or too long.
    skips_line: bool,
    /// A line feed that comes next belongs to the carriage return before it.
    after_return: bool,
    /// The first line is over; only there may a byte-order mark stand.
    begun: bool,
    /// The event so far. Its texts' room is used for one event after the other.
    event: RawEvent,
    has_data: bool,
    /// Bytes of the event so far.
    size: usize,
    retry_ms: Option<u64>,
}

impl Parser {
    /// A parser for a new connection.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the server asked for as the pause before reconnecting (`retry`), ms.
    pub fn retry_ms(&self) -> Option<u64> {
        self.retry_ms
    }

    /// How much room is taken by what is kept from one piece of the stream to the next, bytes.
    pub fn room(&self) -> usize {
        let RawEvent { name, data, id } = &self.event;
        self.line.capacity() + name.capacity() + data.capacity() + id.capacity()
    }

    /// Takes the next bytes and hands every event that is complete with them to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&RawEvent)) {
        let mut rest = bytes;
        if self.after_return && !rest.is_empty() {
            self.after_return = false;
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(end) = memchr2(b'\n', b'\r', rest) {
            let (line, tail) = rest.split_at(end);
            self.end_line(line, sink);
            rest = match tail {
                [b'\r', b'\n', tail @ ..] | [_, tail @ ..] => tail,
                [] => tail,
            };
            self.after_return = tail == b"\r";
        }
        self.keep(rest);
    }

    /// Keeps the beginning of a line, unless it is known to be of no use.
    fn keep(&mut self, part: &[u8]) {
        if self.skips_line || part.is_empty() {
            return;
        }
        self.line.extend_from_slice(part);
        if self.without_bom(&self.line).starts_with(b":") {
            self.skips_line = true;
        } else if self.size + self.line.len() > MAX_EVENT_BYTES {
            self.grow_too_large();
        }
        if self.skips_line {
            self.line = Vec::new();
        }
    }

    fn end_line(&mut self, part: &[u8], sink: &mut dyn FnMut(&RawEvent)) {
        if self.skips_line {
            self.skips_line = false;
        } else if self.line.is_empty() {
            self.read_line(self.without_bom(part).len(), part, sink);
        } else {
            let mut line = std::mem::take(&mut self.line);
            line.extend_from_slice(part);
            self.read_line(self.without_bom(&line).len(), &line, sink);
            line.clear();
            if line.capacity() <= KEPT_BYTES {
                self.line = line;
            }
        }
        self.begun = true;
    }

    /// Reads a whole line, of which the last `length` bytes count (a byte-order mark doesn't).
    fn read_line(&mut self, length: usize, line: &[u8], sink: &mut dyn FnMut(&RawEvent)) {
        let whole = line.len();
        let line = line.get(whole - length..).unwrap_or_default();
        if line.is_empty() {
            return self.end_event(sink);
        }
        if line.starts_with(b":") {
            return;
        }
        if self.size + whole > MAX_EVENT_BYTES {
            self.grow_too_large();
            self.skips_line = false;
            return;
        }
        self.size += whole;
        let colon = line.iter().position(|b| *b == b':').unwrap_or(line.len());
        let (field, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        self.read_field(field, value);
    }

    fn read_field(&mut self, field: &[u8], value: &[u8]) {
        match field {
            b"data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.has_data = true;
                append(&mut self.event.data, value);
            }
            b"event" => replace(&mut self.event.name, value),
            b"id" if value.len() <= MAX_ID_BYTES && !value.contains(&0) => {
                replace(&mut self.event.id, value);
            }
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let digits = value.iter().map(|digit| u64::from(digit - b'0'));
                self.retry_ms = Some(digits.fold(0_u64, |sum, digit| {
                    sum.saturating_mul(10).saturating_add(digit)
                }));
            }
            _ => {}
        }
    }

    fn end_event(&mut self, sink: &mut dyn FnMut(&RawEvent)) {
        let has_data = std::mem::take(&mut self.has_data);
        if std::mem::take(&mut self.size) > MAX_EVENT_BYTES {
            replace(&mut self.event.name, TOO_LARGE.as_bytes());
            sink(&self.event);
        } else if has_data || !self.event.name.is_empty() {
            sink(&self.event);
        }
        for text in [&mut self.event.name, &mut self.event.data] {
            text.clear();
            if text.capacity() > KEPT_BYTES {
                *text = String::new();
            }
        }
    }

    /// From here on nothing of this event is kept.
    fn grow_too_large(&mut self) {
        self.size = MAX_EVENT_BYTES + 1;
        self.skips_line = true;
        self.event.name.clear();
        self.event.data = String::new();
    }

    fn without_bom<'l>(&self, line: &'l [u8]) -> &'l [u8] {
        if self.begun {
            line
        } else {
            line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
        }
    }
}

fn replace(place: &mut String, bytes: &[u8]) {
    place.clear();
    append(place, bytes);
}

fn append(place: &mut String, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => place.push_str(text),
        Err(_) => place.push_str(&String::from_utf8_lossy(bytes)),
    }
}

/// Returns whether a `Content-Type` is that of an event stream, in whatever letter case and with whatever parameters.
pub fn is_event_stream(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("text/event-stream")
}
