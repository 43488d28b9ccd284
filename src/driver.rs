//! The loop: inputs into the session, outputs into transport and state.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
    time::Duration,
};

use session::{Input, Life, Output, Session, StreamId};

use crate::{
    calls::Calls,
    reactive::{request_animation_frame, set_timeout},
    state::{CallWish, RoomInfo, Store, entrance::Entrance},
    transport::{
        clock,
        event_stream::{self, EventStream},
        frames::Frames,
        http::Http,
        page::PageLife,
        timer::{self, Alarm},
    },
};

/// Numbers of the alarms in the worker.
const SESSION_ALARM: u32 = 1;
const CLOCK_ALARM: u32 = 2;
const SECOND_MS: u64 = 1000;
/// Who is let in sees the room with the people in it, or after this.
const AT_THE_DOOR: Duration = Duration::from_millis(100);
/// So many changes between two frames, twice in a row, are a flood:
const FLOOD: usize = 200;
/// nobody could read what each of its frames shows, so some are left out, for so long at most, ms.
const FLOOD_PAUSE_MS: u64 = 250;

/// Runs one session against the browser. There is one as long as the page lives, so nothing of it is ever given back.
#[derive(Clone, Copy)]
pub struct Driver(&'static Inner);

struct Inner {
    session: RefCell<Session>,
    queue: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
    http: Http,
    frames: Frames,
    stream: RefCell<Option<(StreamId, Box<dyn EventStream>)>>,
    alarm: RefCell<Option<Alarm>>,
    /// When it rings, monotonic ms; 0 = not at all.
    rings_at: Cell<u64>,
    /// How much has changed since the last frame, and since the one before it.
    news: Cell<(usize, usize)>,
    /// When a frame showed something last, monotonic ms.
    shown_ms: Cell<u64>,
    second: RefCell<Option<Alarm>>,
    page: RefCell<Option<PageLife>>,
    calls: OnceCell<Calls>,
    store: Store,
    entrance: Entrance,
}

impl Driver {
    /// Starts the loop. What it learns goes into `store` and `entrance`.
    pub fn start(store: Store, entrance: Entrance) -> Self {
        let driver = Self(Box::leak(Box::new(Inner {
            session: RefCell::new(Session::new(clock::seed())),
            queue: RefCell::default(),
            busy: Cell::new(false),
            http: Http::default(),
            frames: Frames::new(move |frame| store.set_frame(frame)),
            stream: RefCell::default(),
            alarm: RefCell::default(),
            rings_at: Cell::new(0),
            news: Cell::default(),
            shown_ms: Cell::new(0),
            second: RefCell::default(),
            page: RefCell::default(),
            calls: OnceCell::new(),
            store,
            entrance,
        })));
        driver.watch();
        driver
    }

    /// Takes one input; whatever follows from it happens before this returns.
    pub fn input(self, input: Input) {
        self.0.queue.borrow_mut().push_back(input);
        // An output that leads to an input at once waits its turn.
        if self.0.busy.replace(true) {
            return;
        }
        loop {
            let Some(input) = self.0.queue.borrow_mut().pop_front() else {
                break;
            };
            let outputs = self.0.session.borrow_mut().handle(clock::now(), input);
            for output in outputs {
                self.carry_out(output);
            }
        }
        self.0.busy.set(false);
    }

    /// The host wishes for a call, or its end.
    pub fn call(self, wish: CallWish) {
        self.calls().wish(wish);
    }

    fn calls(self) -> &'static Calls {
        let made = || Calls::new(self.0.store, move |input| self.input(input));
        self.0.calls.get_or_init(made)
    }

    fn watch(self) {
        let inner = self.0;
        let on_alarm = move || {
            inner.rings_at.set(0);
            self.input(Input::Tick);
        };
        let clockwork = timer::clockwork();
        let alarm = Alarm::new(clockwork.clone(), SESSION_ALARM, on_alarm);
        *inner.alarm.borrow_mut() = Some(alarm);
        let on_page = move |page| self.input(Input::Page(page));
        *inner.page.borrow_mut() = Some(PageLife::watch(on_page));
        let second = Alarm::new(clockwork, CLOCK_ALARM, move || self.second());
        *inner.second.borrow_mut() = Some(second);
        self.second();
    }

    /// Once a second: the timers on the page, and a look at the clock by the session.
    fn second(self) {
        // A hidden page has no frames.
        self.show();
        let now = clock::now();
        self.0.store.clock(now.wall_ms);
        let health = self.0.session.borrow().health(now);
        self.0.store.set_health(health);
        if let Some(alarm) = self.0.second.borrow_mut().as_mut() {
            alarm.set(SECOND_MS - now.wall_ms % SECOND_MS);
        }
        self.input(Input::Tick);
    }

    fn carry_out(self, output: Output) {
        let inner = self.0;
        match output {
            Output::Send {
                id,
                request,
                keepalive,
            } => {
                let explain = !inner.session.borrow().life().in_room();
                let tell = move |input| self.input(input);
                inner.http.send(id, request, keepalive, explain, tell);
            }
            Output::Abort(id) => inner.http.abort(id),
            Output::OpenStream { id, url } => {
                let tell = Rc::new(move |input| self.input(input));
                let stream = event_stream::open(id, &url, tell);
                inner.stream.replace(Some((id, stream)));
            }
            Output::CloseStream(id) => {
                let is_it = inner
                    .stream
                    .borrow()
                    .as_ref()
                    .is_some_and(|(open, _)| *open == id);
                if is_it {
                    inner.stream.replace(None);
                }
            }
            Output::WakeAt(mono_ms) => self.wake_at(mono_ms),
            Output::Changes(changes) => {
                let ended = changes.contains(&conference::Change::Presentation)
                    && inner.session.borrow().conference().presentation().is_none();
                let (new, before) = inner.news.get();
                inner.news.set((new + changes.len(), before));
                if inner.store.note(changes) {
                    self.ask_for_frame();
                }
                if ended {
                    inner.frames.clear();
                }
            }
            Output::Frame { url } => inner.frames.load(url),
            Output::Call(number, news) => self.calls().news(number, news),
            Output::State => self.show_state(),
            Output::Notice(notice) => inner.store.notice(notice),
        }
    }

    /// An alarm that rings earlier will do: the session then asks again. With every byte of the stream it wants to be woken later.
    fn wake_at(self, mono_ms: u64) {
        let (now, rings_at) = (clock::now().mono_ms, self.0.rings_at.get());
        if rings_at > now && rings_at <= mono_ms {
            return;
        }
        if let Some(alarm) = self.0.alarm.borrow_mut().as_mut() {
            self.0.rings_at.set(mono_ms);
            alarm.set(mono_ms.saturating_sub(now) + 1);
        }
    }

    fn ask_for_frame(self) {
        request_animation_frame(move || self.frame());
    }

    fn frame(self) {
        let inner = self.0;
        let now_ms = clock::now().mono_ms;
        let (new, before) = inner.news.get();
        inner.news.set((0, new));
        if new.min(before) > FLOOD && now_ms < inner.shown_ms.get() + FLOOD_PAUSE_MS {
            return self.ask_for_frame();
        }
        inner.shown_ms.set(now_ms);
        self.show();
    }

    /// Shows what has changed since the last frame: a flood of events costs the page no more than one of them.
    fn show(self) {
        let session = self.0.session.borrow();
        // The room first, so that what is measured in it needn't be measured again.
        if session.conference().is_complete() {
            self.0.entrance.open();
        }
        self.0.store.show(session.conference());
    }

    fn show_state(self) {
        // What is said about the roster comes with it.
        self.show();
        let inner = self.0;
        let session = inner.session.borrow();
        let begins = matches!(session.life(), Life::Checking | Life::Joining);
        if begins {
            inner.store.reset();
            inner.frames.clear();
        }
        if let (Life::Live, Some(info)) = (session.life(), room_info(&session)) {
            inner.store.set_info(info);
        }
        inner.store.set_connection(session.connection());
        inner.store.set_powers(session.powers().clone());
        inner
            .store
            .set_pending(session.pending().cloned().collect());
        if inner.entrance.show(session.life()) {
            set_timeout(move || inner.entrance.open(), AT_THE_DOOR);
        }
    }
}

fn room_info(session: &Session) -> Option<RoomInfo> {
    let typed = session.typed()?;
    let room = match &typed.target {
        session::Target::Server { account, .. } => account,
        session::Target::Node { room, .. } => room,
    };
    let name = session
        .join_info()
        .and_then(|info| info.name.as_deref())
        .unwrap_or_default();
    Some(RoomInfo {
        meeting_name: conference::clean_name(name).into(),
        room: conference::clean_name(room).into(),
        own_name: conference::clean_name(&typed.name).into(),
        joined_ms: session.joined_ms(),
        started_s: None,
    })
}
