//! What happened while the host was away: a page that was hidden for long, or a connection that was lost for a while.

use crate::{Attendance, Attendee, Change, Conference, IdSet, LayoutName, LogKind, Participant};
use std::sync::Arc;

/// A page that was hidden for so long was not looked at, ms.
const LONG_HIDDEN_MS: u64 = 30 * 60_000;
/// A connection that was lost for so long is told of, ms.
const LONG_LOST_MS: u64 = 30_000;
/// So many are named.
const MOST_NAMES: usize = 5;

/// Some people: how many, and what the first of them are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SomePeople {
    /// How many there are.
    pub count: usize,
    /// The names of the first.
    pub names: Vec<Arc<str>>,
}

impl SomePeople {
    fn add(&mut self, name: &Arc<str>) {
        self.count += 1;
        if self.names.len() < MOST_NAMES {
            self.names.push(name.clone());
        }
    }
}

/// What happened in an absence, as far as it still matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// From when, ms since 1970.
    pub since_ms: u64,
    /// Until when.
    pub until_ms: u64,
    /// Are in, and weren't.
    pub joined: SomePeople,
    /// Were in, and aren't.
    pub left: SomePeople,
    /// Are in as they were, and weren't in between.
    pub came_back: SomePeople,
    /// Were in for a while in between.
    pub passed: SomePeople,
    /// Wait, and didn't.
    pub waiting: SomePeople,
    /// Are muted, and weren't.
    pub muted: SomePeople,
    /// How often another layout came on air.
    pub layouts: usize,
    /// The layouts on air, hosts' and guests', where they are others than before.
    pub on_air: Option<(Option<LayoutName>, Option<LayoutName>)>,
    /// Who presents, and didn't; empty where the server doesn't say.
    pub presents: Option<Arc<str>>,
    /// Who presented, and doesn't.
    pub presented: Option<Arc<str>>,
}

impl Digest {
    /// Returns whether nothing happened.
    pub fn is_empty(&self) -> bool {
        let people = [
            &self.joined,
            &self.left,
            &self.came_back,
            &self.passed,
            &self.waiting,
            &self.muted,
        ];
        people.iter().all(|people| people.count == 0)
            && self.layouts == 0
            && self.on_air.is_none()
            && self.presents.is_none()
            && self.presented.is_none()
    }
}

/// How it was when an absence began, and what has been counted since.
#[derive(Clone, Debug)]
struct Before {
    since_ms: u64,
    unmuted: IdSet,
    waiting: IdSet,
    on_air: (Option<LayoutName>, Option<LayoutName>),
    presenter: Option<Arc<str>>,
    layouts: usize,
}

impl Before {
    fn of(meeting: &Conference, since_ms: u64) -> Self {
        let ids = |is_so: fn(&Participant) -> bool| {
            let people = meeting.people().filter(|person| is_so(person));
            people.map(|person| person.id.clone()).collect()
        };
        Self {
            since_ms,
            unmuted: ids(|person| !person.muted),
            waiting: meeting.waiting().into_iter().collect(),
            on_air: on_air(meeting),
            presenter: presenter(meeting),
            layouts: 0,
        }
    }
}

/// Follows whether the host sees what happens, and what happens while they don't. A digest is made once for an absence; one that
/// begins before the last digest was dismissed goes on with it.
#[derive(Clone, Debug, Default)]
pub struct AbsenceWatch {
    hidden_since_ms: Option<u64>,
    lost_since_ms: Option<u64>,
    /// Nothing was lost before it was first there.
    has_been_live: bool,
    was_long: bool,
    before: Option<Before>,
}

impl AbsenceWatch {
    /// The page is hidden, or shown again. Returns whether an absence ends that [`AbsenceWatch::digest`] can be asked about.
    pub fn show_page(&mut self, is_hidden: bool, now_ms: u64, meeting: &Conference) -> bool {
        if is_hidden {
            if self.hidden_since_ms.is_none() {
                self.begin(now_ms, meeting);
                self.hidden_since_ms = Some(now_ms);
            }
            return false;
        }
        let Some(since_ms) = self.hidden_since_ms.take() else {
            return false;
        };
        self.was_long |= now_ms.saturating_sub(since_ms) >= LONG_HIDDEN_MS;
        self.end()
    }

    /// What is shown is what is, or was last so at `since_ms`. Returns whether an absence ends.
    pub fn hear(&mut self, lost_since_ms: Option<u64>, now_ms: u64, meeting: &Conference) -> bool {
        let Some(since_ms) = lost_since_ms else {
            self.has_been_live = true;
            let Some(since_ms) = self.lost_since_ms.take() else {
                return false;
            };
            self.was_long |= now_ms.saturating_sub(since_ms) >= LONG_LOST_MS;
            return self.end();
        };
        if self.has_been_live && self.lost_since_ms.is_none() {
            self.begin(since_ms, meeting);
            self.lost_since_ms = Some(since_ms);
        }
        false
    }

    /// Takes in what changes.
    pub fn observe(&mut self, changes: &[Change]) {
        if let Some(before) = &mut self.before {
            let is_layout = |change: &&Change| match change {
                Change::Log(entry) => matches!(entry.kind, LogKind::Layout(..)),
                _ => false,
            };
            before.layouts += changes.iter().filter(is_layout).count();
        }
    }

    /// Returns what happened in the absence that has ended; `None` where nothing did.
    pub fn digest(&self, now_ms: u64, meeting: &Conference, record: &Attendance) -> Option<Digest> {
        let before = self.before.as_ref()?;
        let mut digest = Digest {
            since_ms: before.since_ms,
            until_ms: now_ms,
            layouts: before.layouts,
            ..Digest::default()
        };
        let own = meeting.own();
        let others = record.lines().iter();
        for line in others.filter(|line| line.stays().iter().all(|stay| Some(&stay.id) != own)) {
            digest.add(line);
        }
        for id in meeting.waiting() {
            if let Some(person) = meeting
                .person(&id)
                .filter(|_| !before.waiting.contains(&id))
            {
                digest.waiting.add(&person.name);
            }
        }
        for id in meeting.order() {
            let person = meeting.person(&id).filter(|person| person.muted);
            if let Some(person) = person.filter(|_| before.unmuted.contains(&id)) {
                digest.muted.add(&person.name);
            }
        }
        let (on_air, presenter) = (on_air(meeting), presenter(meeting));
        if on_air != before.on_air {
            digest.layouts = digest.layouts.max(1);
            digest.on_air = Some(on_air);
        }
        if presenter != before.presenter {
            digest.presented = before.presenter.clone();
            digest.presents = presenter;
        }
        Some(digest).filter(|digest| !digest.is_empty())
    }

    /// The digest was read: what happens from now on is for the next one.
    pub fn dismiss(&mut self) {
        self.before = None;
        self.was_long = false;
    }

    fn begin(&mut self, since_ms: u64, meeting: &Conference) {
        if self.before.is_none() {
            self.before = Some(Before::of(meeting, since_ms));
        }
    }

    /// Returns whether the host is back, after long enough.
    fn end(&mut self) -> bool {
        let is_back = self.hidden_since_ms.is_none() && self.lost_since_ms.is_none();
        if is_back && !self.was_long {
            self.before = None;
        }
        is_back && self.was_long
    }
}

impl Digest {
    fn add(&mut self, line: &Attendee) {
        let (was_in, is_in) = (line.was_in_at(self.since_ms), line.present_id().is_some());
        let stays = line.stays();
        let people = match (was_in, is_in) {
            (false, true) => &mut self.joined,
            (true, false) => &mut self.left,
            (true, true) => {
                // Another uuid without a break is no news.
                let is_break = |pair: &[crate::Stay]| match pair {
                    [one, next] => {
                        next.came_ms > self.since_ms && one.end_ms(next.came_ms) < next.came_ms
                    }
                    _ => false,
                };
                if !stays.windows(2).any(is_break) {
                    return;
                }
                &mut self.came_back
            }
            (false, false) => {
                if stays.last().is_none_or(|last| last.came_ms < self.since_ms) {
                    return;
                }
                &mut self.passed
            }
        };
        people.add(&line.name);
    }
}

fn on_air(meeting: &Conference) -> (Option<LayoutName>, Option<LayoutName>) {
    let picture = meeting.picture();
    (picture.hosts.clone(), picture.guests.clone())
}

fn presenter(meeting: &Conference) -> Option<Arc<str>> {
    meeting.presentation().map(|shown| shown.name.clone())
}

#[cfg(test)]
mod tests;
