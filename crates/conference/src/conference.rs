//! The meeting: events in, small facts out.

use crate::roster::{Difference, Merge, Roster};
use crate::{
    Change, ChatLine, Event, LayoutEvent, LogEntry, LogKind, Meeting, Participant, ParticipantId,
    ParticipantPatch, Picture, Presentation, Role, Service, ServicePatch, Speaker, clean_name,
};
use std::collections::VecDeque;
use std::sync::Arc;

/// Chat lines kept.
const MOST_CHAT: usize = 1000;
/// Log lines kept.
const MOST_LOG: usize = 2000;
/// Events kept while an answer of `participants` is awaited; a poll that sees more is worth nothing.
const MOST_JOURNAL: usize = 20_000;

/// All that is known of a meeting. [`Conference::apply`] is the only way to change it.
#[derive(Debug, Default)]
pub struct Conference {
    roster: Roster,
    own: Option<ParticipantId>,
    meeting: Meeting,
    picture: Picture,
    pictures_seen: u32,
    stage: Vec<Speaker>,
    presentation: Option<Presentation>,
    chat: VecDeque<ChatLine>,
    log: VecDeque<LogEntry>,
    sync: Option<Sync>,
    journal: Option<Vec<Event>>,
    complete: bool,
    wants_roster: bool,
    not_understood: u32,
    awaiting_echo: VecDeque<Arc<str>>,
    echoed: VecDeque<Arc<str>>,
}

/// A snapshot under way (`participant_sync_begin` … `_end`).
#[derive(Debug, Default)]
struct Sync {
    roster: Roster,
    creates: usize,
    /// Kept until the first create: a private edition's bracket holds none, and then this is news like any other.
    rest: Vec<Event>,
}

impl Conference {
    /// A participant by uuid.
    pub fn person(&self, id: &ParticipantId) -> Option<&Participant> {
        self.roster.get(id)
    }

    /// How many rows the roster has, whoever they are.
    pub fn people_count(&self) -> usize {
        self.roster.len()
    }

    /// How many people are in the meeting: neither waiting nor connecting nor at the voice menu.
    pub fn head_count(&self) -> usize {
        self.roster
            .iter()
            .filter(|(_, person)| person.service.is_in_meeting())
            .count()
    }

    /// Everybody in the order to show: hosts first, then by when they came to be known. Only coming, leaving and a
    /// change of role change it.
    pub fn order(&self) -> Vec<ParticipantId> {
        self.sorted(
            |_| true,
            |number, person| (person.role != Role::Host, number),
        )
    }

    /// Who waits to be admitted, longest first.
    pub fn waiting(&self) -> Vec<ParticipantId> {
        self.sorted(
            |person| person.service == Service::WaitingRoom,
            |number, _| (false, number),
        )
    }

    /// Who is in the spotlight, first to last: by ascending stamp, ties by uuid so that the order is the same everywhere.
    pub fn spotlights(&self) -> Vec<ParticipantId> {
        let mut lit: Vec<_> = self
            .roster
            .iter()
            .filter_map(|(_, person)| Some((person.spotlight?, &person.id)))
            .collect();
        lit.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        lit.into_iter().map(|(_, id)| id.clone()).collect()
    }

    fn sorted(
        &self,
        keep: impl Fn(&Participant) -> bool,
        key: impl Fn(u64, &Participant) -> (bool, u64),
    ) -> Vec<ParticipantId> {
        let mut rows: Vec<_> = self
            .roster
            .iter()
            .filter(|(_, person)| keep(person))
            .map(|(number, person)| (key(number, person), &person.id))
            .collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// This session's own uuid.
    pub fn own(&self) -> Option<&ParticipantId> {
        self.own.as_ref()
    }

    /// Locked, guests muted.
    pub fn meeting(&self) -> Meeting {
        self.meeting
    }

    /// What is on air.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// How many `layout` events were taken in; a change of it confirms `override_layout`.
    pub fn pictures_seen(&self) -> u32 {
        self.pictures_seen
    }

    /// Who speaks, in speaking order.
    pub fn stage(&self) -> &[Speaker] {
        &self.stage
    }

    /// The presentation under way.
    pub fn presentation(&self) -> Option<&Presentation> {
        self.presentation.as_ref()
    }

    /// Chat, oldest first.
    pub fn chat(&self) -> impl DoubleEndedIterator<Item = &ChatLine> + ExactSizeIterator {
        self.chat.iter()
    }

    /// The log, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogEntry> + ExactSizeIterator {
        self.log.iter()
    }

    /// How many events could not be read or aren't known.
    pub fn not_understood(&self) -> u32 {
        self.not_understood
    }

    /// Whether a snapshot is under way.
    pub fn is_syncing(&self) -> bool {
        self.sync.is_some()
    }

    /// Whether the roster is the server's whole list since the last [`Conference::stream_lost`].
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether something happened that only `GET participants` can settle. Asking takes the wish away.
    pub fn take_wish_for_roster(&mut self) -> bool {
        std::mem::take(&mut self.wants_roster)
    }

    /// A new session: other uuids, the same meeting. People stay shown until the next snapshot replaces them.
    pub fn admitted(&mut self, own: ParticipantId) {
        self.own = Some(own);
    }

    /// The stream broke: what is shown is old from now on, and a snapshot under way is worth nothing.
    pub fn stream_lost(&mut self) {
        self.sync = None;
        self.journal = None;
        self.complete = false;
    }

    /// `GET participants` was sent: from here on events are kept, to be laid over its answer.
    pub fn poll_started(&mut self) {
        self.journal = Some(Vec::new());
    }

    /// Whether an answer of `participants` is still of use: a snapshot of the stream may have come in first.
    pub fn awaits_roster(&self) -> bool {
        self.journal.is_some() && self.sync.as_ref().is_none_or(|sync| sync.creates == 0)
    }

    /// A snapshot that doesn't end: what came of it is taken as news, and the roster must be asked for.
    pub fn abandon_sync(&mut self, at_ms: u64, changes: &mut Vec<Change>) {
        if let Some(sync) = self.sync.take() {
            for event in sync.rest {
                self.news(at_ms, event, false, changes);
            }
            let patches: Vec<_> = sync
                .roster
                .iter()
                .map(|(_, person)| whole(person))
                .collect();
            for patch in patches {
                self.news(at_ms, Event::Created(Box::new(patch)), false, changes);
            }
        }
    }

    /// This host's chat line was accepted. Shown once, whether the server echoes it or not, and in whatever order.
    pub fn said(&mut self, at_ms: u64, text: Arc<str>, changes: &mut Vec<Change>) {
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
            },
            changes,
        );
    }

    /// Takes in one event. `at_ms` is wall time, ms since 1970; `changes` gets the facts it turned into.
    pub fn apply(&mut self, at_ms: u64, event: Event, changes: &mut Vec<Change>) {
        match event {
            Event::SyncBegin => {
                self.sync = Some(Sync::default());
            }
            Event::SyncEnd => self.end_sync(at_ms, changes),
            Event::Roster(people) => self.roster_read(at_ms, people, changes),
            Event::Created(_) | Event::Updated(_) | Event::Deleted(_) => {
                self.about_people(at_ms, event, changes)
            }
            Event::Service(patch) => self.service(at_ms, patch, changes),
            Event::Layout(layout) => self.layout(at_ms, layout, changes),
            Event::Stage(stage) => {
                if self.stage != stage {
                    self.stage = stage;
                    changes.push(Change::Stage);
                }
            }
            Event::PresentationStart { name, address, id } => {
                self.presentation_started(at_ms, &name, &address, id, changes);
            }
            Event::PresentationStop => {
                if let Some(ended) = self.presentation.take() {
                    changes.push(Change::Presentation);
                    self.note(
                        at_ms,
                        ended.id,
                        ended.name,
                        LogKind::PresentationStopped,
                        changes,
                    );
                }
            }
            Event::PresentationFrame(id) => changes.push(Change::Frame(id)),
            Event::Message {
                origin,
                id,
                mime,
                text,
            } => self.message(at_ms, &origin, id, &mime, text, changes),
            Event::CallDisconnected { call: _, reason } => {
                self.note(
                    at_ms,
                    None,
                    Arc::from(""),
                    LogKind::CallDisconnected(reason),
                    changes,
                );
            }
            Event::Disconnected { id, reason } => {
                let name = id
                    .as_ref()
                    .and_then(|id| self.person(id))
                    .map_or_else(|| Arc::from(""), |p| p.name.clone());
                self.note(at_ms, id, name, LogKind::PutOut(reason), changes);
            }
            Event::RefreshNow => {}
            Event::Other(name) => self.strange(at_ms, name, LogKind::Unknown, changes),
            Event::Garbled(name) => self.strange(at_ms, name, LogKind::Garbled, changes),
        }
    }

    fn about_people(&mut self, at_ms: u64, event: Event, changes: &mut Vec<Change>) {
        if let Some(journal) = &mut self.journal {
            journal.push(event.clone());
            if journal.len() > MOST_JOURNAL {
                self.journal = None;
                self.wants_roster = true;
            }
        }
        let Some(sync) = &mut self.sync else {
            return self.news(at_ms, event, true, changes);
        };
        match &event {
            Event::Created(patch) => {
                sync.creates += 1;
                sync.roster.create(patch);
                for early in std::mem::take(&mut sync.rest) {
                    // What came before the first create is older than the snapshot only for those it names again.
                    match &early {
                        Event::Updated(patch) => drop(sync.roster.update(patch)),
                        Event::Deleted(id) => drop(sync.roster.delete(id)),
                        _ => {}
                    }
                }
            }
            Event::Updated(patch) if sync.creates > 0 => drop(sync.roster.update(patch)),
            Event::Deleted(id) if sync.creates > 0 => drop(sync.roster.delete(id)),
            _ => sync.rest.push(event),
        }
    }

    /// News about people outside a snapshot; `told` = into the log.
    fn news(&mut self, at_ms: u64, event: Event, told: bool, changes: &mut Vec<Change>) {
        match event {
            Event::Created(patch) => {
                let before = self.person(&patch.id).cloned();
                let merge = self.roster.create(&patch);
                self.merged(at_ms, &patch.id, before, merge, told, changes);
            }
            Event::Updated(patch) => {
                let before = self.person(&patch.id).cloned();
                let merge = self.roster.update(&patch);
                if matches!(merge, Merge::Ghost) || (before.is_none() && patch.name.is_none()) {
                    self.wants_roster = true;
                }
                self.merged(at_ms, &patch.id, before, merge, told, changes);
            }
            Event::Deleted(id) => {
                if let Some(person) = self.roster.delete(&id) {
                    if told {
                        let kind = match person.service {
                            Service::WaitingRoom | Service::Ivr => LogKind::GaveUp,
                            Service::Connecting => LogKind::CallEnded,
                            _ => LogKind::Left,
                        };
                        self.note(at_ms, Some(id), person.name.clone(), kind, changes);
                    }
                    changes.push(Change::Gone(Box::new(person)));
                }
            }
            _ => {}
        }
    }

    fn merged(
        &mut self,
        at_ms: u64,
        id: &ParticipantId,
        before: Option<Participant>,
        merge: Merge,
        told: bool,
        changes: &mut Vec<Change>,
    ) {
        match merge {
            Merge::Added => changes.push(Change::Added(id.clone())),
            Merge::Changed(facts) if !facts.is_none() => {
                changes.push(Change::Changed(id.clone(), facts))
            }
            Merge::Changed(_) | Merge::Ghost => return,
        }
        if told && let Some(now) = self.roster.get(id) {
            let (name, kinds) = (
                now.name.clone(),
                crate::log::differences(before.as_ref(), now),
            );
            for kind in kinds {
                self.note(at_ms, Some(id.clone()), name.clone(), kind, changes);
            }
        }
    }

    fn end_sync(&mut self, at_ms: u64, changes: &mut Vec<Change>) {
        let Some(sync) = self.sync.take() else { return };
        if sync.creates == 0 {
            for event in sync.rest {
                self.news(at_ms, event, true, changes);
            }
            if self.journal.is_none() && !self.complete {
                self.wants_roster = true;
            }
            return;
        }
        // The stream's snapshot is younger than a poll that is still under way.
        self.journal = None;
        let first = self.roster.len() == 0;
        let difference = self.roster.replace(sync.roster, changes);
        self.replaced(at_ms, first, difference, changes);
    }

    fn roster_read(
        &mut self,
        at_ms: u64,
        people: Vec<ParticipantPatch>,
        changes: &mut Vec<Change>,
    ) {
        let Some(journal) = self.journal.take() else {
            return;
        };
        if self.sync.as_ref().is_some_and(|sync| sync.creates > 0) {
            return;
        }
        let mut snapshot = Roster::default();
        for patch in &people {
            snapshot.create(patch);
        }
        for event in journal {
            match event {
                Event::Created(patch) => drop(snapshot.create(&patch)),
                Event::Updated(patch) => drop(snapshot.update(&patch)),
                Event::Deleted(id) => drop(snapshot.delete(&id)),
                _ => {}
            }
        }
        let first = self.roster.len() == 0;
        let difference = self.roster.replace(snapshot, changes);
        self.replaced(at_ms, first, difference, changes);
    }

    fn replaced(
        &mut self,
        at_ms: u64,
        first: bool,
        difference: Difference,
        changes: &mut Vec<Change>,
    ) {
        self.complete = true;
        let Difference {
            joined,
            left,
            changed,
        } = difference;
        if !first && joined + left + changed > 0 {
            self.note(
                at_ms,
                None,
                Arc::from(""),
                LogKind::Resynced {
                    joined,
                    left,
                    changed,
                },
                changes,
            );
        }
        let presenter = self
            .roster
            .iter()
            .find(|(_, person)| person.presenting)
            .map(|(_, person)| Presentation {
                name: person.name.clone(),
                id: Some(person.id.clone()),
            });
        if presenter.is_some() != self.presentation.is_some() {
            self.presentation = presenter;
            changes.push(Change::Presentation);
        }
    }

    fn service(&mut self, at_ms: u64, patch: ServicePatch, changes: &mut Vec<Change>) {
        let before = self.meeting;
        self.meeting.locked = patch.locked.or(before.locked);
        self.meeting.guests_muted = patch.guests_muted.or(before.guests_muted);
        if before == self.meeting {
            return;
        }
        changes.push(Change::Meeting);
        if let Some(locked) = self.meeting.locked
            && before.locked.is_some_and(|was| was != locked)
        {
            self.note(at_ms, None, Arc::from(""), LogKind::Locked(locked), changes);
        }
        if let Some(muted) = self.meeting.guests_muted
            && before.guests_muted.is_some_and(|was| was != muted)
        {
            self.note(
                at_ms,
                None,
                Arc::from(""),
                LogKind::GuestsMuted(muted),
                changes,
            );
        }
    }

    fn layout(&mut self, at_ms: u64, layout: LayoutEvent, changes: &mut Vec<Change>) {
        self.pictures_seen = self.pictures_seen.wrapping_add(1);
        let before = self.picture.clone();
        let both = layout.view;
        if let Some(name) = layout.host_view.or_else(|| both.clone()) {
            self.picture.hosts = Some(name);
        }
        if let Some(name) = layout.guest_view.or(both) {
            self.picture.guests = Some(name);
        }
        if let Some(slots) = layout.participants {
            self.picture.slots = slots;
        }
        if before == self.picture {
            return;
        }
        changes.push(Change::Picture);
        if (before.hosts != self.picture.hosts || before.guests != self.picture.guests)
            && before.guests.is_some()
        {
            let kind = LogKind::Layout(self.picture.hosts.clone(), self.picture.guests.clone());
            self.note(at_ms, None, Arc::from(""), kind, changes);
        }
    }

    fn presentation_started(
        &mut self,
        at_ms: u64,
        name: &str,
        address: &str,
        id: Option<ParticipantId>,
        changes: &mut Vec<Change>,
    ) {
        let id = id.or_else(|| {
            let mut same = self
                .roster
                .iter()
                .filter(|(_, person)| person.presenting || *person.address == *address);
            same.find(|(_, person)| {
                *person.name == *name || (!address.is_empty() && *person.address == *address)
            })
            .map(|(_, person)| person.id.clone())
        });
        let shown = clean_name(if name.trim().is_empty() {
            address
        } else {
            name
        });
        let shown: Arc<str> = match &*shown {
            "" => id
                .as_ref()
                .and_then(|id| self.person(id))
                .map_or_else(|| Arc::from(""), |p| p.name.clone()),
            shown => Arc::from(shown),
        };
        let now = Some(Presentation {
            name: shown.clone(),
            id: id.clone(),
        });
        if self.presentation != now {
            self.presentation = now;
            changes.push(Change::Presentation);
            self.note(at_ms, id, shown, LogKind::PresentationStarted, changes);
        }
    }

    fn message(
        &mut self,
        at_ms: u64,
        origin: &str,
        id: Option<ParticipantId>,
        mime: &str,
        text: Arc<str>,
        changes: &mut Vec<Change>,
    ) {
        if mime.starts_with("application/") {
            return;
        }
        let own = id.is_some() && id == self.own;
        if own {
            if take(&mut self.awaiting_echo, &text) {
                return;
            }
            remember(&mut self.echoed, text.clone());
        }
        let name = Arc::from(&*clean_name(origin));
        self.push_chat(
            ChatLine {
                at_ms,
                id,
                name,
                text,
                own,
            },
            changes,
        );
    }

    fn push_chat(&mut self, line: ChatLine, changes: &mut Vec<Change>) {
        if self.chat.len() >= MOST_CHAT {
            self.chat.pop_front();
        }
        self.chat.push_back(line);
        changes.push(Change::Chat);
    }

    fn strange(&mut self, at_ms: u64, name: Arc<str>, kind: LogKind, changes: &mut Vec<Change>) {
        self.not_understood = self.not_understood.saturating_add(1);
        let name = Arc::from(&*clean_name(&name));
        self.note(at_ms, None, name, kind, changes);
    }

    fn note(
        &mut self,
        at_ms: u64,
        id: Option<ParticipantId>,
        name: Arc<str>,
        kind: LogKind,
        changes: &mut Vec<Change>,
    ) {
        let entry = LogEntry {
            at_ms,
            id,
            name,
            kind,
        };
        if self.log.len() >= MOST_LOG {
            self.log.pop_front();
        }
        self.log.push_back(entry.clone());
        changes.push(Change::Log(entry));
    }
}

/// A person as news that says everything.
fn whole(person: &Participant) -> ParticipantPatch {
    ParticipantPatch {
        name: Some(person.name.clone()),
        address: Some(person.address.clone()),
        role: Some(person.role),
        service: Some(person.service.clone()),
        protocol: Some(person.protocol.clone()),
        muted: Some(person.muted),
        presenting: Some(person.presenting),
        rx_presentation: Some(person.rx_presentation),
        spotlight: Some(person.spotlight.unwrap_or(0.0)),
        has_media: Some(person.has_media),
        audio_only: Some(person.audio_only),
        streaming: Some(person.streaming),
        external: Some(person.external),
        called: Some(person.called),
        encrypted: person.encrypted,
        start_time: person.start_time,
        overlay_text: Some(person.overlay_text.clone()),
        vendor: Some(person.vendor.clone()),
        ..ParticipantPatch::new(person.id.clone())
    }
}

fn take(texts: &mut VecDeque<Arc<str>>, text: &str) -> bool {
    let at = texts.iter().position(|known| **known == *text);
    at.is_some_and(|at| texts.remove(at).is_some())
}

fn remember(texts: &mut VecDeque<Arc<str>>, text: Arc<str>) {
    if texts.len() >= 32 {
        texts.pop_front();
    }
    texts.push_back(text);
}
