//! Event streams: how an event is written, and what a stream does when a fault is on.

use serde_json::Value;

/// What the room's streams do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StreamMode {
    /// They work.
    #[default]
    Works,
    /// They are cut without a word, and new ones as soon as they are open.
    Cut,
    /// They stay open and silent for ever.
    HalfOpen,
    /// New ones get 503; open ones are cut.
    Refused,
    /// New ones get a web page with status 200; open ones are cut.
    Html,
}

impl StreamMode {
    /// Reads the word of the control endpoint.
    pub fn parse(word: &str) -> Option<StreamMode> {
        Some(match word {
            "ok" => StreamMode::Works,
            "cut" => StreamMode::Cut,
            "half_open" => StreamMode::HalfOpen,
            "refuse503" => StreamMode::Refused,
            "html" => StreamMode::Html,
            _ => return None,
        })
    }
}

/// How a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The body ends as it should.
    Clean,
    /// The connection breaks.
    Cut,
}

/// Milliseconds between two comment lines that say that a stream is alive.
pub const KEEP_ALIVE_MS: u64 = 10_000;

/// One open event stream.
#[derive(Debug)]
pub struct EventStream {
    /// Its number.
    pub id: u64,
    /// Whose it is.
    pub session: String,
    /// Bytes that wait to be sent.
    pub pending: Vec<u8>,
    /// That it ends once they are.
    pub ending: Option<Ending>,
    /// Nothing is ever sent again.
    pub dead: bool,
    /// When it says next that it is alive (ms).
    pub alive_at: u64,
}

impl EventStream {
    /// Makes a stream that opens now (ms).
    pub fn new(id: u64, session: &str, now: u64) -> EventStream {
        EventStream {
            id,
            session: session.to_owned(),
            pending: Vec::new(),
            ending: None,
            dead: false,
            alive_at: now + KEEP_ALIVE_MS,
        }
    }

    /// Appends bytes, unless the stream is dead or about to end.
    pub fn write(&mut self, bytes: &[u8]) {
        if !self.dead && self.ending.is_none() {
            self.pending.extend_from_slice(bytes);
        }
    }

    /// Ends the stream after what is pending.
    pub fn end(&mut self, how: Ending) {
        self.ending.get_or_insert(how);
    }
}

/// Returns an event's bytes. One without data has no `data:` line.
pub fn format_event(id: Option<&str>, name: &str, data: Option<&str>) -> Vec<u8> {
    let mut text = String::new();
    if let Some(id) = id {
        text.push_str(&format!("id: {id}\n"));
    }
    text.push_str(&format!("event: {name}\n"));
    if let Some(data) = data {
        for line in data.split('\n') {
            text.push_str(&format!("data: {line}\n"));
        }
    }
    text.push('\n');
    text.into_bytes()
}

/// Does [`format_event`] with JSON data on one line.
pub fn format_json(id: u64, name: &str, data: Option<&Value>) -> Vec<u8> {
    let data = data.map(Value::to_string);
    format_event(Some(&id.to_string()), name, data.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bytes_of_an_event() {
        let check = |id: Option<&str>, data: Option<&str>, expected: &str| {
            let bytes = format_event(id, "x", data);
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        };
        check(Some("3"), None, "id: 3\nevent: x\n\n");
        check(None, Some("1"), "event: x\ndata: 1\n\n");
        check(None, Some("1\n2"), "event: x\ndata: 1\ndata: 2\n\n");
        assert_eq!(
            format_json(1, "m", Some(&json!({"a": "b\nc"}))),
            b"id: 1\nevent: m\ndata: {\"a\":\"b\\nc\"}\n\n"
        );
    }

    #[test]
    fn an_ending_stream_takes_no_more() {
        let mut stream = EventStream::new(1, "s", 0);
        stream.write(b"a");
        stream.end(Ending::Cut);
        stream.end(Ending::Clean);
        stream.write(b"b");
        assert_eq!(
            (stream.pending, stream.ending),
            (b"a".to_vec(), Some(Ending::Cut))
        );
    }
}
