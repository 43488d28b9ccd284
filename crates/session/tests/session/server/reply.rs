//! Answers.

/// What comes back.
#[derive(Debug)]
pub enum Reply {
    Answer {
        status: u16,
        retry_after_s: Option<u32>,
        body: String,
        after_ms: u64,
    },
    Nothing,
    Unreachable,
}

pub(super) fn ok(result: &str) -> Reply {
    plain(
        200,
        &format!("{{\"status\":\"success\",\"result\":{result}}}"),
    )
}

pub(super) fn failed(status: u16, words: &str) -> Reply {
    plain(
        status,
        &format!("{{\"status\":\"failed\",\"result\":\"{words}\"}}"),
    )
}

pub(super) fn plain(status: u16, body: &str) -> Reply {
    Reply::Answer {
        status,
        retry_after_s: None,
        body: body.to_owned(),
        after_ms: 20,
    }
}
