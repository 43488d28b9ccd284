//! Chat, and the one trouble with it: a server may echo the host's own line, before or after its answer, or not at all.

use super::Conference;
use crate::{Change, ChatLine, Event, clean_name};
use std::sync::Arc;

/// Chat lines kept.
const MAX_LINES: usize = 1000;
/// Own lines remembered until their echo, or the answer, comes.
const MAX_ECHOES: usize = 32;

impl Conference {
    /// Adds this host's chat line, which the server accepted. It is shown once, whether the server echoes it or not, and in whatever order.
    pub fn message_sent(&mut self, at_ms: u64, text: Arc<str>, changes: &mut Vec<Change>) {
        if take(&mut self.echoed, &text) {
            return;
        }
        remember(&mut self.awaiting_echo, text.clone());
        let id = self.own.clone();
        let name = id
            .as_ref()
            .and_then(|id| self.person(id))
            .map_or_else(|| Arc::from(""), |p| p.name.clone());
        self.push_chat(
            ChatLine {
                at_ms,
                id,
                name,
                text,
                own: true,
                is_direct: false,
            },
            changes,
        );
    }

    pub(super) fn message(&mut self, at_ms: u64, event: Event, changes: &mut Vec<Change>) {
        let Event::Message {
            origin,
            id,
            mime,
            text,
            is_direct,
        } = event
        else {
            return;
        };
        if is_for_programs(&mime) {
            return;
        }
        let is_own = id.is_some() && id == self.own;
        if is_own {
            if take(&mut self.awaiting_echo, &text) {
                return;
            }
            remember(&mut self.echoed, text.clone());
        }
        let name = Arc::from(&*clean_name(&origin));
        self.push_chat(
            ChatLine {
                at_ms,
                id,
                name,
                text,
                own: is_own,
                is_direct: is_direct && !is_own,
            },
            changes,
        );
    }

    fn push_chat(&mut self, line: ChatLine, changes: &mut Vec<Change>) {
        if self.chat.len() >= MAX_LINES {
            self.chat.pop_front();
        }
        self.chat.push_back(line);
        changes.push(Change::Chat);
    }
}

/// Returns whether a chat line of this media type is what programs tell each other, and no text for people.
pub fn is_for_programs(mime: &str) -> bool {
    let kind = mime.trim().split('/').next();
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application"))
}

fn take(texts: &mut Vec<Arc<str>>, text: &str) -> bool {
    let at = texts.iter().position(|known| **known == *text);
    at.map(|at| texts.remove(at)).is_some()
}

fn remember(texts: &mut Vec<Arc<str>>, text: Arc<str>) {
    if texts.len() >= MAX_ECHOES {
        texts.remove(0);
    }
    texts.push(text);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{created, id, patch};
    use super::*;

    enum Step {
        Said(&'static str),
        Heard(&'static str, &'static str),
    }

    fn heard(who: &str, mime: &str, is_direct: bool) -> Event {
        Event::Message {
            origin: Arc::from(who),
            id: Some(id(who)),
            mime: Arc::from(mime),
            text: Arc::from("hi"),
            is_direct,
        }
    }

    fn check(steps: &[Step], expect: &[(&str, &str, bool)]) {
        let mut meeting = Conference::default();
        let mut changes = Vec::new();
        meeting.apply(0, created("me"), &mut changes);
        meeting.admitted(id("me"));
        for step in steps {
            match step {
                Step::Said(text) => meeting.message_sent(1, Arc::from(*text), &mut changes),
                Step::Heard(who, text) => {
                    let event = Event::Message {
                        origin: Arc::from(*who),
                        id: Some(patch(who).id),
                        mime: Arc::from("text/plain"),
                        text: Arc::from(*text),
                        is_direct: false,
                    };
                    meeting.apply(1, event, &mut changes);
                }
            }
        }
        let lines: Vec<_> = meeting
            .chat()
            .map(|line| (&*line.name, &*line.text, line.own))
            .collect();
        assert_eq!(lines, expect);
        let told = changes.iter().filter(|change| **change == Change::Chat);
        assert_eq!(told.count(), expect.len());
    }

    #[test]
    fn an_own_line_is_shown_once() {
        use Step::{Heard, Said};
        let line = ("me", "hi", true);
        check(&[Said("hi")], &[line]);
        check(&[Said("hi"), Heard("me", "hi")], &[line]);
        check(&[Heard("me", "hi"), Said("hi")], &[line]);
        check(
            &[Said("hi"), Said("hi"), Heard("me", "hi"), Heard("me", "hi")],
            &[line, line],
        );
        check(
            &[Said("hi"), Heard("me", "hi"), Heard("bo", "hi")],
            &[line, ("bo", "hi", false)],
        );
    }

    #[test]
    fn what_is_for_machines_is_not_chat() {
        let check = |mime: &str, expect: usize| {
            let mut meeting = Conference::default();
            meeting.apply(0, heard("a", mime, false), &mut Vec::new());
            assert_eq!(meeting.chat().len(), expect, "{mime}");
        };
        check("application/json", 0);
        check(" Application/JSON; charset=utf-8", 0);
        check("text/plain", 1);
        check("Text/Plain;charset=UTF-8", 1);
        check("", 1);
    }

    #[test]
    fn a_line_to_this_session_alone_is_known_as_one() {
        let check = |who: &str, is_direct: bool, expect: bool| {
            let mut meeting = Conference::default();
            meeting.admitted(id("me"));
            meeting.apply(0, heard(who, "text/plain", is_direct), &mut Vec::new());
            let line = meeting.chat().next();
            assert_eq!(line.map(|line| line.is_direct), Some(expect), "{who}");
        };
        check("ann", true, true);
        check("ann", false, false);
        // Whoever it went to, it wasn't to this session.
        check("me", true, false);
    }

    #[test]
    fn memory_is_bounded() {
        let mut meeting = Conference::default();
        let mut changes = Vec::new();
        for _ in 0..3 * MAX_LINES {
            meeting.message_sent(0, Arc::from("x"), &mut changes);
        }
        assert_eq!(meeting.chat().len(), MAX_LINES);
        assert!(meeting.awaiting_echo.len() <= MAX_ECHOES);
    }
}
