//! The conference, and the connection to its server, as signals.

use std::sync::Arc;

use conference::Lines;
use leptos::{prelude::*, task::spawn_local};
use phone::{
    Attendance, Attendee, Call, CallKey, CallState, Change, Input, Phase, PhoneConference,
};
use session::Unreachable;

use super::{Connection, Facts, LogEntry, LogKind, Notice, Wait, Wanted, calls::Calls, line::Line};
use crate::{
    browser::{clock, page_life::PageLife, storage, web_socket::why_closed},
    kind::notices::Notices,
    state::set_if_changed,
};

/// So many lines of the log are kept.
const LOG_LINES: usize = 5_000;
/// Under this a browser remembers which conference was run last.
const CONFERENCE_KEY: &str = "phone-conference";

/// What is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The form.
    #[default]
    SignIn,
    /// A conference, or where one can be made.
    Room,
}

/// A conference and the line to its server, or none. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Live {
    /// Everybody.
    pub calls: Calls,
    /// What is told in passing.
    pub notices: Notices<Notice>,
    line: StoredValue<Option<Line>, LocalStorage>,
    place: RwSignal<Place>,
    is_entering: RwSignal<bool>,
    problem: RwSignal<Option<Unreachable>>,
    facts: RwSignal<Facts>,
    connection: RwSignal<Connection>,
    is_hang_up_broken: RwSignal<bool>,
    pending: RwSignal<Arc<[Wanted]>>,
    wait: RwSignal<Option<Wait>>,
    log: RwSignal<Lines<LogEntry>>,
    attendance: StoredValue<Attendance, LocalStorage>,
}

impl Live {
    pub(super) fn new() -> Self {
        Self {
            calls: Calls::new(),
            notices: Notices::default(),
            line: StoredValue::new_local(None),
            place: RwSignal::default(),
            is_entering: RwSignal::default(),
            problem: RwSignal::default(),
            facts: RwSignal::default(),
            connection: RwSignal::new(Connection {
                phase: Phase::Off,
                since_ms: 0,
            }),
            is_hang_up_broken: RwSignal::default(),
            pending: RwSignal::new(Arc::from([])),
            wait: RwSignal::default(),
            log: RwSignal::new(Lines::new(LOG_LINES)),
            attendance: StoredValue::new_local(Attendance::default()),
        }
    }

    /// What is in front.
    pub fn place(self) -> ReadSignal<Place> {
        self.place.read_only()
    }

    /// Whether a first connection is waited for.
    pub fn is_entering(self) -> ReadSignal<bool> {
        self.is_entering.read_only()
    }

    /// Why it didn't come about.
    pub fn problem(self) -> ReadSignal<Option<Unreachable>> {
        self.problem.read_only()
    }

    /// The conference in short.
    pub fn facts(self) -> ReadSignal<Facts> {
        self.facts.read_only()
    }

    /// How true what is shown is.
    pub fn connection(self) -> ReadSignal<Connection> {
        self.connection.read_only()
    }

    /// Whether this server has let a hang-up do nothing.
    pub fn is_hang_up_broken(self) -> ReadSignal<bool> {
        self.is_hang_up_broken.read_only()
    }

    /// What is under way.
    pub fn pending(self) -> ReadSignal<Arc<[Wanted]>> {
        self.pending.read_only()
    }

    /// What commands wait for, where that takes long.
    pub fn wait(self) -> ReadSignal<Option<Wait>> {
        self.wait.read_only()
    }

    /// What happened.
    pub fn log(self) -> ReadSignal<Lines<LogEntry>> {
        self.log.read_only()
    }

    /// Returns somebody, followed for as long as the current owner lives.
    pub fn call(self, key: Signal<CallKey>) -> Memo<Option<Arc<Call>>> {
        let find = move |key| self.with_conference(|it| it.call(key).cloned().map(Arc::new));
        self.calls.follow(key, move |key| find(key).flatten())
    }

    /// Reads the conference; `None` = there is no line. Not followed.
    pub fn with_conference<T>(self, read: impl FnOnce(&PhoneConference) -> T) -> Option<T> {
        let read = |line: &Option<Line>| line.as_ref().map(|it| read(it.session.conference()));
        self.line.try_with_value(read).flatten()
    }

    /// Reads who was in when. Not followed.
    pub fn with_attendance<T: Default>(self, read: impl FnOnce(&[Attendee]) -> T) -> T {
        let read = |record: &Attendance| read(record.lines());
        self.attendance.try_with_value(read).unwrap_or_default()
    }

    /// Returns which conference this browser ran last.
    pub fn last_conference(self) -> Option<String> {
        storage::get(CONFERENCE_KEY)
    }

    /// Returns the server's address; empty where none is connected to. Not followed.
    pub fn server(self) -> String {
        let read = |line: &Option<Line>| line.as_ref().map(|it| it.server.clone());
        self.line.try_with_value(read).flatten().unwrap_or_default()
    }

    pub(super) fn connect(self, server: String, address: String) {
        let line = Line::new(server, address);
        self.line.set_value(Some(line));
        self.problem.set(None);
        self.is_entering.set(true);
        self.input(Input::Connect);
    }

    /// The first connection stands.
    pub(super) fn entered(self) {
        if !self.is_entering.get_untracked() {
            return;
        }
        self.is_entering.set(false);
        self.place.set(Place::Room);
        let page = PageLife::watch(move |page| self.page(page));
        self.change(|line| line.page = Some(page));
    }

    /// The first connection didn't come about. Nobody tries again unasked: of two pages with one id a server throws the other's
    /// place away.
    pub(super) fn not_entered(self) {
        let server = self.change(|line| line.server.clone());
        self.line.set_value(None);
        spawn_local(async move {
            let why = why_closed(&server.unwrap_or_default()).await;
            self.is_entering.set(false);
            self.problem.set(Some(why));
        });
    }

    /// Leaves the server: what was known is forgotten.
    pub(super) fn leave(self) {
        self.input(Input::Leave);
        self.line.set_value(None);
        self.place.set(Place::SignIn);
        self.calls.clear();
        self.facts.set(Facts::default());
        self.pending.set(Arc::from([]));
        self.wait.set(None);
        self.is_hang_up_broken.set(false);
        self.log.set(Lines::new(LOG_LINES));
        self.attendance.set_value(Attendance::default());
        self.notices.clear();
    }

    /// Changes the line; `None` = there is none.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut Line) -> T) -> Option<T> {
        let change = |line: &mut Option<Line>| line.as_mut().map(change);
        self.line.try_update_value(change).flatten()
    }

    /// Writes a line of the log.
    pub(super) fn note(self, kind: LogKind) {
        let at_ms = clock::now().wall_ms;
        self.log.update(|log| log.push(LogEntry { at_ms, kind }));
    }

    /// Writes down what is other of the conference.
    pub(super) fn tell_change(self, change: &Change) {
        match change {
            Change::Began => {
                let id = self.with_conference(|it| it.id().map(|id| id.as_str().to_owned()));
                if let Some(id) = id.flatten() {
                    storage::set(CONFERENCE_KEY, &id);
                    self.note(LogKind::Began(id.into()));
                }
                self.attendance.set_value(Attendance::default());
            }
            Change::Ended(ending) => self.note(LogKind::Ended(*ending)),
            Change::Called(key) | Change::Call(key) => self.tell_call(*key),
            Change::Count => {}
        }
    }

    fn tell_call(self, key: CallKey) {
        let call = self.with_conference(|it| it.call(key).cloned()).flatten();
        let Some(call) = call else {
            self.attendance.update_value(|record| record.forget(key));
            return;
        };
        let now_ms = clock::now().wall_ms;
        self.attendance
            .update_value(|record| record.observe(now_ms, &call));
        let before = self.change(|line| line.told.insert(key, call.state.clone()));
        let before = before.flatten();
        // Whose turn has come was told to be called before.
        let is_turn = before == Some(CallState::Waiting) && call.state == CallState::Asked;
        if before.as_ref() != Some(&call.state) && !is_turn {
            self.note(LogKind::Call(Arc::new(call)));
        }
    }

    /// Shows the conference as it is now, and these as they are.
    pub(super) fn show(self, changed: &[CallKey]) {
        let shown = self.change(|line| {
            let facts = Facts::of(&line.session);
            (facts, line.session.is_hang_up_broken())
        });
        let Some((facts, is_broken)) = shown else {
            return;
        };
        let is_other = self.facts.with_untracked(|shown| shown.id != facts.id);
        if is_other || !changed.is_empty() {
            self.with_conference(|it| self.calls.show(it, changed));
        }
        set_if_changed(self.facts, facts);
        set_if_changed(self.is_hang_up_broken, is_broken);
    }

    pub(super) fn set_phase(self, phase: Phase) {
        let before = self.connection.get_untracked();
        let heard_ms = self.change(|line| line.heard_ms).unwrap_or_default();
        let since_ms = match phase {
            _ if before.phase == phase => before.since_ms,
            Phase::Stale if heard_ms > 0 => heard_ms,
            _ => clock::now().wall_ms,
        };
        set_if_changed(self.connection, Connection { phase, since_ms });
    }

    pub(super) fn set_wait(self, wait: Option<Wait>) {
        set_if_changed(self.wait, wait);
    }

    pub(super) fn set_pending(self, pending: Arc<[Wanted]>) {
        set_if_changed(self.pending, pending);
    }
}
