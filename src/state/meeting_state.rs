//! The one place where a meeting's signals are written.

mod changes;

use std::{cell::RefCell, rc::Rc};

use conference::{
    Command, CommandId, Conference, FrameChanges, Lines, LogEntry, Meeting as MeetingSettings,
    Powers, Presentation,
};
use leptos::prelude::*;
use session::{CommandStatus, Connection, Ending, Health, Notice, Session};

use crate::{browser::clock, config::Config};

use super::{
    Absences, AddressBook, Attendance, Bulk, Chat, Commands, ConnectionPhase, MediaCalls, Meeting,
    Notices, Panels, ReturnedPeople, RollCalls, RoomInfo, Roster, Rotations, Scenes, Stage,
    StreamTargets, Timers, WaitingRoom, commands::fate, set_if_changed, throttle::Throttle,
    whom::Crowd,
};

/// As many as the conference keeps.
const MAX_LOG: usize = 2000;
/// Between two looks at new lines of the log, and at how many people are muted, ms.
const PAUSE_MS: u32 = 250;
/// Between two looks at who has spoken last or longest, seconds: nobody wants rows to jump with each word.
const VOICE_ORDER_S: u64 = 5;

/// Writes what a room shows. Cheap to clone.
#[derive(Clone)]
pub struct MeetingState(Rc<Inner>);

struct Inner {
    connection: RwSignal<Connection>,
    phase: Memo<ConnectionPhase>,
    powers: RwSignal<Powers>,
    info: RwSignal<Option<RoomInfo>>,
    now_ms: RwSignal<u64>,
    lasted_until_ms: Memo<u64>,
    settings: RwSignal<MeetingSettings>,
    presentation: RwSignal<Option<Presentation>>,
    frame: RwSignal<Option<String>>,
    log: RwSignal<Lines<LogEntry>>,
    attendance: Attendance,
    absences: Absences,
    returned: ReturnedPeople,
    not_understood: RwSignal<u32>,
    health: RwSignal<Health>,
    roster: Roster,
    waiting_room: WaitingRoom,
    stage: Stage,
    scenes: Scenes,
    chat: Chat,
    media_calls: MediaCalls,
    notices: Notices,
    commands: Commands,
    bulk: Bulk,
    address_book: AddressBook,
    stream_targets: StoredValue<StreamTargets>,
    panels: Panels,
    roll_calls: RollCalls,
    rotations: Rotations,
    timers: Timers,
    /// What the next frame shows, if one is due.
    changes: RefCell<Option<FrameChanges>>,
    /// Names are others than when look-alikes were looked for.
    renamed: std::cell::Cell<bool>,
    /// Lines of the log that nobody has been shown yet.
    new_log: Rc<RefCell<Vec<LogEntry>>>,
    show_log: Throttle,
    show_counts: Throttle,
    show_order: Throttle,
}

impl MeetingState {
    /// Returns a state in which nothing is known. Its signals live as long as the current owner: the app's.
    pub fn new(config: &Config) -> Self {
        let (roster, commands) = (Roster::new(), Commands::new());
        let connection = RwSignal::new(Connection::Idle);
        let phase = Memo::new(move |_| connection.with(ConnectionPhase::of));
        let now_ms = RwSignal::<u64>::default();
        let powers = RwSignal::<Powers>::default();
        let stage = Stage::new(roster, commands);
        let (may, now) = (powers.read_only(), now_ms.read_only());
        let scenes = Scenes::new(stage, roster, commands, may, now);
        let log = RwSignal::new(Lines::new(MAX_LOG));
        let new_log = Rc::new(RefCell::new(Vec::<LogEntry>::new()));
        let lines = new_log.clone();
        // Nobody reads sixty lines a second, or sees a number change as often.
        let show_log = Throttle::new(PAUSE_MS, move || {
            let new = lines.take();
            log.update(|log| {
                for entry in new {
                    if entry.counts() {
                        let name = entry.clone();
                        log.replace(entry, |before| name.replaces(before));
                    } else {
                        log.push(entry);
                    }
                }
            });
        });
        let panels = Panels::new(config.list);
        let attendance = Attendance::new(roster);
        let crowd = Crowd {
            roster,
            people: panels.people,
            powers: powers.read_only(),
        };
        Self(Rc::new(Inner {
            connection,
            phase,
            powers,
            info: RwSignal::default(),
            now_ms,
            lasted_until_ms: lasted_until(phase, now_ms),
            settings: RwSignal::default(),
            presentation: RwSignal::default(),
            frame: RwSignal::default(),
            log,
            attendance,
            absences: Absences::new(attendance),
            returned: ReturnedPeople::new(roster, stage, commands),
            not_understood: RwSignal::default(),
            health: RwSignal::default(),
            roster,
            waiting_room: WaitingRoom::new(roster, commands, powers),
            stage,
            rotations: Rotations::new(crowd, stage, commands, phase, now_ms.read_only()),
            scenes,
            chat: Chat::new(commands),
            media_calls: MediaCalls::new(),
            notices: Notices::new(),
            commands,
            bulk: Bulk::new(commands, roster),
            address_book: AddressBook::load(),
            stream_targets: StoredValue::new(StreamTargets {
                recording: config.rtmp_record.clone(),
                live: config.rtmp_live.clone(),
            }),
            panels,
            roll_calls: RollCalls::new(crowd, commands, phase, now_ms.read_only()),
            timers: Timers::new(now_ms.read_only()),
            changes: RefCell::default(),
            renamed: std::cell::Cell::default(),
            new_log,
            show_log,
            show_counts: Throttle::new(PAUSE_MS, move || roster.show_counts()),
            show_order: Throttle::new(PAUSE_MS, move || roster.order_changed()),
        }))
    }

    /// Returns the read-only side, for components.
    pub fn meeting(&self) -> Meeting {
        let inner = &self.0;
        Meeting {
            connection: inner.connection.read_only(),
            phase: inner.phase,
            powers: inner.powers.read_only(),
            info: inner.info.read_only(),
            now_ms: inner.now_ms.read_only(),
            lasted_until_ms: inner.lasted_until_ms,
            settings: inner.settings.read_only(),
            roster: inner.roster,
            waiting_room: inner.waiting_room,
            stage: inner.stage,
            scenes: inner.scenes,
            presentation: inner.presentation.read_only(),
            frame: inner.frame.read_only(),
            chat: inner.chat,
            log: inner.log.read_only(),
            attendance: inner.attendance,
            absences: inner.absences,
            returned: inner.returned,
            not_understood: inner.not_understood.read_only(),
            health: inner.health.read_only(),
            media_calls: inner.media_calls,
            notices: inner.notices,
            commands: inner.commands,
            bulk: inner.bulk,
            address_book: inner.address_book,
            stream_targets: inner.stream_targets,
            panels: inner.panels,
            roll_calls: inner.roll_calls,
            rotations: inner.rotations,
            timers: inner.timers,
        }
    }

    /// Shows where the session stands: how true everything is, what may be done and what is under way.
    pub fn show_session(&self, session: &Session) {
        self.0.absences.show_connection(
            &session.connection(),
            clock::now().wall_ms,
            session.conference(),
        );
        self.show_connection(session.connection());
        self.show_powers(session.powers().clone());
        let pending = session.pending();
        self.show_pending(pending.map(|(id, command)| (id, command.clone())).collect());
        self.0
            .commands
            .show_spotlight_order(session.spotlight_order());
    }

    /// The page is hidden, or in sight again.
    pub fn show_page(&self, is_hidden: bool, conference: &Conference) {
        let now_ms = clock::now().wall_ms;
        self.0.absences.show_page(is_hidden, now_ms, conference);
    }

    /// Shows how true everything is.
    pub fn show_connection(&self, connection: Connection) {
        let is_over = |connection: &Connection| matches!(connection, Connection::Ended(_));
        let before = self.0.connection.get_untracked();
        if is_over(&connection) && !is_over(&before) {
            let last_ms = before.known_until_ms(clock::now().wall_ms);
            self.0.attendance.end(last_ms);
            self.0.timers.stop();
        }
        set_if_changed(self.0.connection, connection);
        self.count_voices();
    }

    /// Shows what may be done.
    pub fn show_powers(&self, powers: Powers) {
        set_if_changed(self.0.powers, powers);
    }

    /// Shows the commands that are under way.
    pub fn show_pending(&self, pending: Vec<(CommandId, Command)>) {
        self.0.commands.show_pending(pending);
    }

    /// Shows what became of a command, to everything that waits for it. `conference` is as it is by then.
    pub fn show_command_status(
        &self,
        id: CommandId,
        status: CommandStatus,
        conference: &Conference,
    ) {
        let fate = fate(&status);
        self.0.bulk.command_status(id, &status);
        // Of one of many nobody asks, and they would crowd out what a rotation or a roll call waits for.
        if !self.0.bulk.has(id) {
            self.0.commands.set_status(id, status.clone());
        }
        self.0.stage.command_status(id, fate, conference.picture());
        self.0.returned.show();
        self.0.chat.command_status(id, fate);
        self.0.scenes.command_status(id, &status);
    }

    /// Shows what doesn't change while the session lasts.
    pub fn show_info(&self, info: RoomInfo) {
        set_if_changed(self.0.info, Some(info));
    }

    /// Shows the presentation's newest frame, an object URL. Whoever made it revokes it when the next one is shown.
    pub fn show_frame(&self, frame: Option<String>) {
        set_if_changed(self.0.frame, frame);
    }

    /// Tells the host something in passing.
    pub fn show_notice(&self, notice: Notice) {
        // One of many is told with the others: fifty notices nobody reads.
        if let Notice::Command { id, .. } = &notice
            && self.0.bulk.has(*id)
        {
            return;
        }
        self.0.notices.add(notice);
    }

    /// Shows how the session fares.
    pub fn show_health(&self, health: Health) {
        self.0.health.set(health);
    }

    /// One tick a second: `wall_ms` since 1970.
    pub fn show_time(&self, wall_ms: u64) {
        set_if_changed(self.0.now_ms, wall_ms);
        self.count_voices();
        self.0.bulk.second_passed();
        if (wall_ms / 1000).is_multiple_of(VOICE_ORDER_S) {
            self.0.roster.voices_changed();
        }
        self.0.waiting_room.look(clock::now().mono_ms);
        // A millisecond for thousands of names: too much for every event.
        if self.0.renamed.take() {
            self.0.roster.show_look_alikes();
        }
    }

    /// Forgets the meeting: signed out.
    pub fn clear(&self) {
        self.clear_but_minutes();
        self.clear_minutes();
    }

    /// Forgets the meeting, for `room` is about to be joined. Where that is the one that was left, who was in when goes on.
    pub fn begin(&self, room: Option<&str>) {
        // While a meeting is being joined, which is told several times, nothing new is in the minutes.
        let is_outside = self
            .0
            .connection
            .with_untracked(|connection| match connection {
                Connection::Ended(why) => !matches!(why, Ending::Transferred { .. }),
                Connection::Idle | Connection::Connecting => true,
                _ => false,
            });
        let is_same = |info: &RoomInfo| Some(&*info.room) == room;
        let known = self.0.info;
        let goes_on = is_outside && known.with_untracked(|info| info.as_ref().is_none_or(is_same));
        self.clear_but_minutes();
        if !goes_on {
            self.clear_minutes();
        }
    }

    fn clear_minutes(&self) {
        self.0.attendance.clear();
        self.0.roster.forget_voices();
    }

    fn clear_but_minutes(&self) {
        let inner = &self.0;
        inner.changes.take();
        inner.new_log.borrow_mut().clear();
        inner.roster.clear();
        inner.waiting_room.clear();
        inner.stage.clear();
        inner.scenes.clear();
        inner.chat.clear();
        inner.notices.clear();
        inner.bulk.close();
        inner.panels.clear();
        inner.roll_calls.clear();
        inner.rotations.clear();
        inner.timers.clear();
        inner.absences.clear();
        inner.returned.clear();
        inner.log.update(Lines::clear);
        set_if_changed(inner.settings, MeetingSettings::default());
        set_if_changed(inner.presentation, None);
        set_if_changed(inner.frame, None);
        set_if_changed(inner.not_understood, 0);
        set_if_changed(inner.connection, Connection::Idle);
        set_if_changed(inner.powers, Powers::default());
        set_if_changed(inner.info, None);
    }
}

/// Once it is over, nothing goes on: the time stops, and stays through a change of language.
fn lasted_until(phase: Memo<ConnectionPhase>, now_ms: RwSignal<u64>) -> Memo<u64> {
    Memo::new(move |before: Option<&u64>| {
        let now_ms = now_ms.get();
        match phase.get() {
            ConnectionPhase::Ended => before.copied().unwrap_or(now_ms),
            _ => now_ms,
        }
    })
}
