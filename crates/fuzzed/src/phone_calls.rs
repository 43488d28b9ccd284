//! The messages of a phone conference's server.

use phone::{Command, CommandId, Input, Output, Session, read_message};

/// Each line is a message, read alone and heard by a session in the middle of a conference. One request is under way at a time, and
/// nobody is there twice.
pub fn messages(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut session = Session::new();
    let mut out = Vec::new();
    session.handle(0, 0, Input::Connect, &mut out);
    session.handle(1, 0, Input::Opened, &mut out);
    session.handle(2, 0, Input::Do(CommandId(1), Command::Create), &mut out);
    let mut now_ms = 2;
    for line in text.lines() {
        let _ = format!("{:?}", read_message(line));
        now_ms += 100;
        out.clear();
        session.handle(now_ms, 0, Input::Text(line), &mut out);
        let sent = out.iter().filter(|it| matches!(it, Output::Send(_)));
        assert!(sent.count() <= 1, "{line:?}");
    }
    let mut calls: Vec<_> = session.conference().calls().iter().collect();
    let all = calls.len();
    calls.retain(|it| it.call.is_some());
    let named = calls.len();
    calls.sort_by(|a, b| a.call.cmp(&b.call));
    calls.dedup_by(|a, b| a.call == b.call);
    assert_eq!(calls.len(), named, "of {all}");
}
