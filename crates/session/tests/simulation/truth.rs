//! P1, P2 and P7: what is shown, against the server's own list.

use crate::script::{Script, id};
use crate::server::Person;
use conference::Audience;
use session::Connection;
use std::collections::{HashMap, HashSet};

/// What is shown as live may be so much older than the truth where nobody can see a fault, ms.
const UNSEEN_MS: u64 = 15_000;
/// … and where a fault can be seen, ms.
const SEEN_MS: u64 = 2_000;
const AT_ONCE_MS: u64 = 100;
/// Events that can't be read make Gavel ask for the roster, at this pace at least, ms.
const GARBLED_MS: u64 = 30_000;

/// What was true lately.
#[derive(Default)]
pub struct Truth {
    people: Vec<Person>,
    /// By uuid: until when this was so; `None` = not there.
    past: HashMap<String, Vec<(u64, Option<Person>)>>,
    shown: HashSet<String>,
    /// When an event was last garbled.
    pub garbled_ms: Option<u64>,
    /// When the page last thawed.
    pub thawed_ms: u64,
    wrong_since: Option<u64>,
    /// Since when there is no stream that anybody could hear.
    deaf_since: Option<u64>,
}

impl Truth {
    /// The host joins again: what is shown begins anew.
    pub fn begins_anew(&mut self) {
        self.shown.clear();
    }

    /// Compares, at any moment.
    pub fn check(&mut self, it: &Script) -> Result<(), String> {
        self.learn(it);
        self.is_swapped_whole(it)?;
        if it.session.connection() != Connection::Live {
            self.wrong_since = None;
            return Ok(());
        }
        self.is_heard(it)?;
        let Err(lie) = self.is_true(it) else {
            self.wrong_since = None;
            return Ok(());
        };
        // What happens at once at the server is told one by one.
        let since = *self.wrong_since.get_or_insert(it.now.mono_ms);
        if it.now.mono_ms > since + AT_ONCE_MS {
            return Err(lie);
        }
        Ok(())
    }

    fn learn(&mut self, it: &Script) {
        let now = it.now.mono_ms;
        if self.people != it.server.people {
            for before in &self.people {
                let same = |person: &Person| person == before;
                if !it.server.people.iter().any(same) {
                    let past = self.past.entry(before.uuid.clone()).or_default();
                    past.push((now, Some(before.clone())));
                }
            }
            for person in &it.server.people {
                if !self.people.iter().any(|before| before.uuid == person.uuid) {
                    let past = self.past.entry(person.uuid.clone()).or_default();
                    past.push((now, None));
                }
            }
            self.people.clone_from(&it.server.people);
        }
        if it.stream().is_some() {
            self.deaf_since = None;
        } else {
            self.deaf_since.get_or_insert(now);
        }
    }

    /// P7: nobody vanishes but by leaving, or with a whole new list.
    fn is_swapped_whole(&mut self, it: &Script) -> Result<(), String> {
        let meeting = it.session.conference();
        let known = self.shown.len() == meeting.people_count()
            && self
                .shown
                .iter()
                .all(|uuid| meeting.person(&id(uuid)).is_some());
        if known {
            return Ok(());
        }
        let shown: HashSet<String> = meeting
            .order()
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect();
        let before = std::mem::replace(&mut self.shown, shown);
        if meeting.is_complete() {
            return Ok(());
        }
        let mut gone = before.difference(&self.shown);
        match gone.find(|uuid| !it.server.left.contains(uuid)) {
            Some(uuid) => Err(format!("P7: {uuid} vanished from a list that isn't whole")),
            None => Ok(()),
        }
    }

    /// P1: a stream that is gone isn't live.
    fn is_heard(&self, it: &Script) -> Result<(), String> {
        match self.deaf_since {
            Some(since) if it.now.mono_ms > since + SEEN_MS => {
                Err("P1: shown as live without a stream".into())
            }
            _ => Ok(()),
        }
    }

    /// P1: nothing stale is shown as live.
    fn is_true(&self, it: &Script) -> Result<(), String> {
        let now = it.now.mono_ms;
        if now < self.thawed_ms + SEEN_MS {
            return Ok(());
        }
        let is_garbled = |at: u64| now < at + GARBLED_MS + UNSEEN_MS;
        let window = UNSEEN_MS
            + if self.garbled_ms.is_some_and(is_garbled) {
                GARBLED_MS
            } else {
                0
            };
        let meeting = it.session.conference();
        let was = |uuid: &str, fits: &dyn Fn(Option<&Person>) -> bool| {
            let mut past = self.past.get(uuid).into_iter().flatten();
            past.any(|(until, person)| *until + window >= now && fits(person.as_ref()))
        };
        for person in &self.people {
            if !is_shown(it, person) {
                let shown = meeting.person(&id(&person.uuid));
                let lately = was(&person.uuid, &|past| match past {
                    Some(past) => is_shown(it, past),
                    None => shown.is_none(),
                });
                if !lately {
                    return Err(format!(
                        "P1: {} isn't shown as live: {shown:?}",
                        person.uuid
                    ));
                }
            }
        }
        if meeting.people_count() == self.people.len() {
            return Ok(());
        }
        for id in meeting.order() {
            let uuid = id.as_str();
            let there = self.people.iter().any(|person| person.uuid == uuid);
            if !there && !was(uuid, &|past| past.is_some()) {
                return Err(format!("P1: {uuid} is shown as live, and isn't there"));
            }
        }
        Ok(())
    }
}

fn is_shown(it: &Script, person: &Person) -> bool {
    let Some(shown) = it.session.conference().person(&id(&person.uuid)) else {
        return false;
    };
    *shown.name == *person.uuid
        && shown.muted == person.muted
        && (shown.role == conference::Role::Host) == person.host
        && shown.spotlight == person.lit.map(f64::from)
        && shown.service.is_in_meeting() != person.waits
        && *shown.overlay_text == *person.text
}

/// P2: whether all that is shown is the server's truth, and shown as such.
pub fn has_converged(it: &Script) -> bool {
    let meeting = it.session.conference();
    let own = it.session.conference().own();
    let role = it
        .server
        .people
        .iter()
        .find(|person| Some(&id(&person.uuid)) == own);
    let layout = meeting
        .picture()
        .layout(Audience::Hosts)
        .map(|name| name.as_str());
    it.session.connection() == Connection::Live
        && meeting.people_count() == it.server.people.len()
        && it.server.people.iter().all(|person| is_shown(it, person))
        && meeting.meeting().locked == Some(it.server.locked)
        && meeting.meeting().guests_muted == Some(it.server.guests_muted)
        && (it.server.layout.is_none() || layout == it.server.layout)
        && role.is_none_or(|own| (it.session.powers().role == conference::Role::Host) == own.host)
}
