//! How a session fares: what the server was seen to offer, to misspell and to break. Numbers and words of the protocol only:
//! nothing here says who, where or with which secret, so all of it may be shown around.

use crate::{CommandError, CommandStatus};
use conference::{Event, Kind};
use std::sync::Arc;
use wire::{Dialect, RawEvent, Refusal, RefusalKind};

/// So many names are told apart: a server makes up no more, unless it means harm.
const MOST_NAMES: usize = 20;

/// What was seen of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Carried out, and the state shows it where it can.
    Works,
    /// The server doesn't have it (404, 405, 501).
    NotOffered,
    /// Refused with this HTTP status.
    Refused(u16),
    /// Said to be done, and nothing of it to be seen.
    NoEffect,
    /// No answer.
    NoAnswer,
}

/// How long answers take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResponseTimes {
    /// How many answers there were.
    pub count: u32,
    /// The newest one's time, ms.
    pub last_ms: u64,
    /// The longest time, ms.
    pub longest_ms: u64,
    total_ms: u64,
}

impl ResponseTimes {
    pub(crate) fn add(&mut self, ms: u64) {
        self.count = self.count.saturating_add(1);
        self.last_ms = ms;
        self.longest_ms = self.longest_ms.max(ms);
        self.total_ms = self.total_ms.saturating_add(ms);
    }

    /// Returns the mean time, ms.
    pub fn mean_ms(&self) -> u64 {
        self.total_ms / u64::from(self.count.max(1))
    }
}

/// An event that was not understood, and how often it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadEvent {
    /// The event's name; `None` = one that may hold anything, so that it isn't to be shown around.
    pub name: Option<Arc<str>>,
    /// Known, but it could not be read.
    pub malformed: bool,
    /// How often.
    pub count: u32,
}

/// How a session fares.
#[derive(Clone, Debug, Default)]
pub struct Health {
    commands: Vec<(Kind, Support)>,
    /// `participants`.
    pub participants: Option<Support>,
    /// `service_status`.
    pub service_status: Option<Support>,
    /// Tokens traded for new ones.
    pub refreshes: u32,
    /// … and how often that failed.
    pub refreshes_failed: u32,
    /// Streams that opened; each after the first is a reconnect.
    pub streams: u32,
    /// Sessions that took the place of a dead one.
    pub rejoins: u32,
    /// How long commands take to be answered.
    pub response_times: ResponseTimes,
    /// Events that were not understood.
    pub unread_events: Vec<UnreadEvent>,
    /// Known events under other names than the document's.
    pub spellings: Vec<Arc<str>>,
    /// Answers with the document's misprint for `status`.
    pub misspelt_status: bool,
    /// The stream has told of people who were there (`participant_create`).
    pub lists_people: bool,
    /// How old the token is, ms.
    pub token_age_ms: u64,
    /// How long it lives, ms; 0 = there is none.
    pub token_life_ms: u64,
    /// The node's version, where it is nothing but that.
    pub version: Option<String>,
    /// Spellings learned by being refused, or presumed by the edition.
    pub dialect: Dialect,
}

impl Health {
    /// Returns what was seen of a command; `None` = not tried.
    pub fn support(&self, kind: Kind) -> Option<Support> {
        let known = self.commands.iter().find(|(known, _)| *known == kind);
        known.map(|(_, support)| *support)
    }

    pub(crate) fn forget(&mut self, kind: Kind) {
        self.commands.retain(|(known, _)| *known != kind);
    }

    /// Returns it as it is shown, with what others know.
    pub(crate) fn report(
        &self,
        version: Option<&str>,
        (token_age_ms, token_life_ms): (u64, u64),
        dialect: Dialect,
    ) -> Self {
        Self {
            version: version
                .filter(|version| is_version(version))
                .map(str::to_owned),
            token_age_ms,
            token_life_ms,
            dialect,
            ..self.clone()
        }
    }

    /// Notes what a command's end says about the server. One that was never sent says nothing.
    pub(crate) fn record(&mut self, kind: Kind, status: &CommandStatus) {
        if let Some(support) = support_seen(status) {
            self.forget(kind);
            self.commands.push((kind, support));
        }
    }

    /// Notes an event's name.
    pub(crate) fn event_named(&mut self, raw: &RawEvent) {
        let other = wire::is_respelt(&raw.name) && is_plain(&raw.name);
        if other && !self.spellings.iter().any(|known| **known == *raw.name) {
            let has_room = self.spellings.len() < MOST_NAMES;
            let name = has_room.then(|| Arc::from(raw.name.as_str()));
            self.spellings.extend(name);
        }
    }

    /// Notes what could be read of an event.
    pub(crate) fn event_read(&mut self, event: &Event) {
        let (name, malformed) = match event {
            Event::Created(_) => {
                self.lists_people = true;
                return;
            }
            Event::Other(name) => (name, false),
            Event::Malformed(name) => (name, true),
            _ => return,
        };
        let name = is_plain(name).then(|| name.clone());
        let has_room = self.unread_events.len() < MOST_NAMES;
        let is_same = |known: &&mut UnreadEvent| known.malformed == malformed && known.name == name;
        if let Some(known) = self.unread_events.iter_mut().find(is_same) {
            known.count = known.count.saturating_add(1);
        } else if has_room {
            self.unread_events.push(UnreadEvent {
                name,
                malformed,
                count: 1,
            });
        }
    }
}

/// Returns what a command's end says about the server.
fn support_seen(status: &CommandStatus) -> Option<Support> {
    let error = match status {
        CommandStatus::Pending => return None,
        CommandStatus::Checking => return Some(Support::NoAnswer),
        CommandStatus::Confirmed => return Some(Support::Works),
        CommandStatus::Failed(error) => error,
    };
    match error {
        CommandError::Contradicted => Some(Support::Works),
        CommandError::NotOffered => Some(Support::NotOffered),
        CommandError::Refused { status, .. } => Some(Support::Refused(*status)),
        CommandError::NoEffect => Some(Support::NoEffect),
        CommandError::Unknown => Some(Support::NoAnswer),
        CommandError::NotAllowed(_) | CommandError::NotSent | CommandError::Busy => None,
    }
}

/// Returns what a read's end says about the server.
pub(crate) fn support_of<T>(read: &Result<T, Refusal>) -> Option<Support> {
    match read {
        Ok(_) => Some(Support::Works),
        // The token's trouble, not the command's.
        Err(refusal) if refusal.kind == RefusalKind::InvalidToken => None,
        Err(refusal) if refusal.kind == RefusalKind::NotOffered => Some(Support::NotOffered),
        Err(refusal) => Some(Support::Refused(refusal.status)),
    }
}

/// Whether a name is a word of a protocol, and no text that may hold something private.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b':' | b'/');
    !name.is_empty() && name.len() <= 40 && name.bytes().all(plain)
}

fn is_version(text: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b' ' | b'(' | b')');
    text.len() <= 40 && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(name: &str) -> Event {
        Event::Other(Arc::from(name))
    }

    #[test]
    fn unread_events_are_counted_by_name() {
        let check = |events: &[Event], expect: &[(Option<&str>, bool, u32)]| {
            let mut health = Health::default();
            events.iter().for_each(|event| health.event_read(event));
            let found: Vec<_> = health
                .unread_events
                .iter()
                .map(|event| (event.name.as_deref(), event.malformed, event.count))
                .collect();
            assert_eq!(found, expect);
        };
        check(&[Event::SyncBegin, Event::RefreshNow], &[]);
        check(
            &[other("refer"), other("on_hold"), other("refer")],
            &[(Some("refer"), false, 2), (Some("on_hold"), false, 1)],
        );
        check(
            &[Event::Malformed(Arc::from("layout")), other("layout")],
            &[(Some("layout"), true, 1), (Some("layout"), false, 1)],
        );
        check(
            &[other("wang.fang@example.cn"), other("1234"), other("王芳")],
            &[(None, false, 3)],
        );
    }

    #[test]
    fn a_flood_of_names_fills_nothing() {
        let mut health = Health::default();
        for one in 'a'..='z' {
            for two in 'a'..='z' {
                let name = [one, two].iter().collect::<String>();
                health.event_read(&other(&name));
                health.event_named(&RawEvent {
                    name: name.to_uppercase(),
                    ..RawEvent::default()
                });
            }
        }
        assert_eq!(health.unread_events.len(), MOST_NAMES);
        assert!(health.spellings.len() <= MOST_NAMES);
    }

    #[test]
    fn other_spellings_are_kept_once() {
        let check = |names: &[&str], expect: &[&str]| {
            let mut health = Health::default();
            for name in names {
                health.event_named(&RawEvent {
                    name: (*name).to_owned(),
                    ..RawEvent::default()
                });
            }
            let found: Vec<_> = health.spellings.iter().map(|name| &**name).collect();
            assert_eq!(found, expect);
        };
        check(&["message", "layout", ""], &[]);
        check(
            &["Message", "partcipant_create", "Message"],
            &["Message", "partcipant_create"],
        );
        check(&["conference_update"], &["conference_update"]);
    }

    #[test]
    fn the_last_status_counts() {
        let check = |statuses: &[CommandStatus], expect: Option<Support>| {
            let mut health = Health::default();
            for status in statuses {
                health.record(Kind::Mute, status);
            }
            assert_eq!(health.support(Kind::Mute), expect);
        };
        let failed = CommandStatus::Failed;
        let done = || CommandStatus::Confirmed;
        let refused = failed(CommandError::Refused {
            status: 403,
            words: Arc::from("No"),
        });
        check(&[], None);
        check(&[failed(CommandError::NotSent)], None);
        check(
            &[failed(CommandError::NoEffect), done()],
            Some(Support::Works),
        );
        check(&[done(), refused], Some(Support::Refused(403)));
        check(
            &[failed(CommandError::NotOffered)],
            Some(Support::NotOffered),
        );
    }

    #[test]
    fn times_of_answers() {
        let mut times = ResponseTimes::default();
        assert_eq!(times.mean_ms(), 0);
        for ms in [10, 40, 10] {
            times.add(ms);
        }
        assert_eq!((times.count, times.last_ms), (3, 10));
        assert_eq!((times.longest_ms, times.mean_ms()), (40, 20));
    }
}
