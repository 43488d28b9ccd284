//! How a session fares: what the server was seen to offer, to misspell and to break. Numbers and words of the protocol only:
//! nothing here says who, where or with which secret, so all of it may be shown around.

use crate::{Now, Outcome, Session};
use conference::{Event, Kind};
use std::sync::Arc;
use wire::{Dialect, RawEvent, Refusal, RefusalKind};

/// So many names are told apart: a server makes up no more, unless it means harm.
const MOST_NAMES: usize = 20;

/// What was seen of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
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

/// How long answers take, ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trips {
    /// How many there were.
    pub count: u32,
    /// The newest.
    pub last_ms: u64,
    /// The longest.
    pub longest_ms: u64,
    total_ms: u64,
}

impl Trips {
    fn add(&mut self, ms: u64) {
        self.count = self.count.saturating_add(1);
        self.last_ms = ms;
        self.longest_ms = self.longest_ms.max(ms);
        self.total_ms = self.total_ms.saturating_add(ms);
    }

    /// On the average.
    pub fn usual_ms(&self) -> u64 {
        self.total_ms / u64::from(self.count.max(1))
    }
}

/// An event that was not understood, and how often it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strange {
    /// Its name; `None` = one that may hold anything, so that it isn't to be shown around.
    pub name: Option<Arc<str>>,
    /// Known, but it could not be read.
    pub garbled: bool,
    /// How often.
    pub count: u32,
}

/// How a session fares.
#[derive(Clone, Debug, Default)]
pub struct Health {
    standings: Vec<(Kind, Standing)>,
    /// `participants`.
    pub participants: Option<Standing>,
    /// `service_status`.
    pub service_status: Option<Standing>,
    /// Tokens traded for new ones.
    pub refreshes: u32,
    /// … and how often that failed.
    pub refreshes_failed: u32,
    /// Streams that opened; each after the first is a reconnect.
    pub streams: u32,
    /// Sessions that took the place of a dead one.
    pub rejoins: u32,
    /// How long commands take to be answered.
    pub trips: Trips,
    /// Events that were not understood.
    pub strange: Vec<Strange>,
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
    /// Spellings learned by being refused.
    pub dialect: Dialect,
}

impl Health {
    /// What was seen of a command; `None` = not tried.
    pub fn standing(&self, kind: Kind) -> Option<Standing> {
        let known = self.standings.iter().find(|(known, _)| *known == kind);
        known.map(|(_, standing)| *standing)
    }

    pub(crate) fn stands(&mut self, kind: Kind, standing: Standing) {
        self.forget(kind);
        self.standings.push((kind, standing));
    }

    pub(crate) fn forget(&mut self, kind: Kind) {
        self.standings.retain(|(known, _)| *known != kind);
    }

    /// What a command's end says about the server. One that was never sent says nothing.
    pub(crate) fn told(&mut self, kind: Kind, outcome: &Outcome) {
        let standing = match outcome {
            Outcome::Done | Outcome::Otherwise => Standing::Works,
            Outcome::NotOffered => Standing::NotOffered,
            Outcome::Refused { status, .. } => Standing::Refused(*status),
            Outcome::NoEffect => Standing::NoEffect,
            Outcome::Checking | Outcome::Unknown => Standing::NoAnswer,
            Outcome::NotAllowed(_) | Outcome::NotSent => return,
        };
        self.stands(kind, standing);
    }

    pub(crate) fn answered(&mut self, ms: u64) {
        self.trips.add(ms);
    }

    pub(crate) fn spelt(&mut self, raw: &RawEvent) {
        let other = wire::is_respelt(&raw.name) && is_plain(&raw.name);
        if other && !self.spellings.iter().any(|known| **known == *raw.name) {
            keep(&mut self.spellings, Arc::from(raw.name.as_str()));
        }
    }

    pub(crate) fn heard(&mut self, event: &Event) {
        let (name, garbled) = match event {
            Event::Created(_) => {
                self.lists_people = true;
                return;
            }
            Event::Other(name) => (name, false),
            Event::Garbled(name) => (name, true),
            _ => return,
        };
        let name = is_plain(name).then(|| name.clone());
        let room = self.strange.len() < MOST_NAMES;
        let same = |known: &&mut Strange| known.garbled == garbled && known.name == name;
        if let Some(known) = self.strange.iter_mut().find(same) {
            known.count = known.count.saturating_add(1);
        } else if room {
            self.strange.push(Strange {
                name,
                garbled,
                count: 1,
            });
        }
    }
}

/// What a read's end says about the server.
pub(crate) fn standing_of<T>(read: &Result<T, Refusal>) -> Option<Standing> {
    match read {
        Ok(_) => Some(Standing::Works),
        // The token's trouble, not the command's.
        Err(refusal) if refusal.kind == RefusalKind::InvalidToken => None,
        Err(refusal) if refusal.kind == RefusalKind::NotOffered => Some(Standing::NotOffered),
        Err(refusal) => Some(Standing::Refused(refusal.status)),
    }
}

fn keep(names: &mut Vec<Arc<str>>, name: Arc<str>) {
    if names.len() < MOST_NAMES {
        names.push(name);
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

impl Session {
    /// How this session fares.
    pub fn health(&self, now: Now) -> Health {
        let mut health = self.health.clone();
        health.dialect = self.dialect;
        let info = self.info.as_ref();
        health.version = info
            .and_then(|info| info.version.clone())
            .filter(|version| is_version(version));
        if let Some(keeper) = &self.keeper {
            (health.token_age_ms, health.token_life_ms) = keeper.age_and_life_ms(now);
        }
        health
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(name: &str) -> Event {
        Event::Other(Arc::from(name))
    }

    #[test]
    fn strange_events_are_counted_by_name() {
        let check = |events: &[Event], expect: &[(Option<&str>, bool, u32)]| {
            let mut health = Health::default();
            events.iter().for_each(|event| health.heard(event));
            let found: Vec<_> = health
                .strange
                .iter()
                .map(|strange| (strange.name.as_deref(), strange.garbled, strange.count))
                .collect();
            assert_eq!(found, expect);
        };
        check(&[Event::SyncBegin, Event::RefreshNow], &[]);
        check(
            &[other("refer"), other("on_hold"), other("refer")],
            &[(Some("refer"), false, 2), (Some("on_hold"), false, 1)],
        );
        check(
            &[Event::Garbled(Arc::from("layout")), other("layout")],
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
                health.heard(&other(&name));
                health.spelt(&RawEvent {
                    name: name.to_uppercase(),
                    ..RawEvent::default()
                });
            }
        }
        assert_eq!(health.strange.len(), MOST_NAMES);
        assert!(health.spellings.len() <= MOST_NAMES);
    }

    #[test]
    fn other_spellings_are_kept_once() {
        let check = |names: &[&str], expect: &[&str]| {
            let mut health = Health::default();
            for name in names {
                health.spelt(&RawEvent {
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
    fn the_last_outcome_counts() {
        let check = |outcomes: &[Outcome], expect: Option<Standing>| {
            let mut health = Health::default();
            for outcome in outcomes {
                health.told(Kind::Mute, outcome);
            }
            assert_eq!(health.standing(Kind::Mute), expect);
        };
        let refused = Outcome::Refused {
            status: 403,
            words: Arc::from("No"),
        };
        check(&[], None);
        check(&[Outcome::NotSent], None);
        check(&[Outcome::NoEffect, Outcome::Done], Some(Standing::Works));
        check(&[Outcome::Done, refused], Some(Standing::Refused(403)));
        check(&[Outcome::NotOffered], Some(Standing::NotOffered));
    }

    #[test]
    fn round_trips() {
        let mut trips = Trips::default();
        assert_eq!(trips.usual_ms(), 0);
        for ms in [10, 40, 10] {
            trips.add(ms);
        }
        assert_eq!((trips.count, trips.last_ms), (3, 10));
        assert_eq!((trips.longest_ms, trips.usual_ms()), (40, 20));
    }
}
