//! The loop: inputs into the session, outputs into the browser and the page's state.

mod frame_pacing;
mod media_calls;

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
    time::Duration,
};

use leptos::prelude::{request_animation_frame, set_timeout};
use session::{Input, JoinRequest, Life, Output, Page, Session, StreamId, Target};

use crate::{
    browser::{
        clock, demo,
        event_stream::{self, EventStream},
        frames::Frames,
        http::Http,
        page_life::PageLife,
        timers::{Alarm, Timekeeper},
    },
    state::{MediaCallRequest, MeetingState, RoomInfo, SignInState},
};
use frame_pacing::FramePacing;
use media_calls::MediaCallRunner;

const SECOND_MS: u64 = 1000;
/// Who is let in sees the room with the people in it, or after this.
const LONGEST_WAIT_FOR_PEOPLE: Duration = Duration::from_millis(100);

/// Runs one session against the browser, for as long as the page lives; a page may have several. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Driver(Rc<Inner>);

struct Inner {
    session: RefCell<Session>,
    queue: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
    http: Http,
    frames: Frames,
    stream: RefCell<Option<(StreamId, Box<dyn EventStream>)>>,
    alarm: RefCell<Option<Alarm>>,
    /// When the alarm rings, monotonic ms; 0 = not at all.
    rings_at: Cell<u64>,
    second: RefCell<Option<Alarm>>,
    page: RefCell<Option<PageLife>>,
    pacing: FramePacing,
    is_frame_requested: Cell<bool>,
    media_calls: OnceCell<MediaCallRunner>,
    state: MeetingState,
    sign_in: SignInState,
}

impl Driver {
    /// Starts the loop. What it learns goes into `state` and `sign_in`.
    pub fn start(keeper: &Timekeeper, state: MeetingState, sign_in: SignInState) -> Self {
        let shown = state.clone();
        let driver = Self(Rc::new(Inner {
            session: RefCell::new(Session::new(clock::random_seed())),
            queue: RefCell::default(),
            busy: Cell::new(false),
            http: Http::default(),
            frames: Frames::new(move |frame| shown.show_frame(frame)),
            stream: RefCell::default(),
            alarm: RefCell::default(),
            rings_at: Cell::new(0),
            second: RefCell::default(),
            page: RefCell::default(),
            pacing: FramePacing::default(),
            is_frame_requested: Cell::new(false),
            media_calls: OnceCell::new(),
            state,
            sign_in,
        }));
        driver.watch_browser(keeper);
        driver
    }

    /// Takes one input. Whatever follows from it happens before this returns; an input that comes of an output waits until that is done.
    pub fn input(&self, input: Input) {
        self.0.queue.borrow_mut().push_back(input);
        if self.0.busy.replace(true) {
            return;
        }
        loop {
            let next = self.0.queue.borrow_mut().pop_front();
            let Some(input) = next else {
                break;
            };
            let outputs = self.0.session.borrow_mut().handle(clock::now(), input);
            for output in outputs {
                self.carry_out(output);
            }
        }
        self.0.busy.set(false);
    }

    /// The host asks for a call, or for its end.
    pub fn request_media_call(&self, request: MediaCallRequest) {
        self.media_calls().request(request);
    }

    fn media_calls(&self) -> &MediaCallRunner {
        let make = || MediaCallRunner::new(self.0.state.meeting(), self.sender());
        self.0.media_calls.get_or_init(make)
    }

    /// A callback that brings inputs here.
    fn sender(&self) -> Rc<dyn Fn(Input)> {
        let driver = self.clone();
        Rc::new(move |input| driver.input(input))
    }

    fn watch_browser(&self, keeper: &Timekeeper) {
        let inner = &self.0;
        let driver = self.clone();
        let on_alarm = move || {
            driver.0.rings_at.set(0);
            driver.input(Input::Tick);
        };
        let alarm = Alarm::new(keeper, on_alarm);
        *inner.alarm.borrow_mut() = Some(alarm);
        let driver = self.clone();
        let on_page = move |page| {
            driver.input(Input::Page(page));
            if let Page::Hidden | Page::Visible = page {
                let session = driver.0.session.borrow();
                let is_hidden = page == Page::Hidden;
                driver.0.state.show_page(is_hidden, session.conference());
            }
        };
        *inner.page.borrow_mut() = Some(PageLife::watch(on_page));
        let driver = self.clone();
        let second = Alarm::new(keeper, move || driver.on_second());
        *inner.second.borrow_mut() = Some(second);
        self.on_second();
    }

    /// Once a second: the timers on the page, and a look at the clock by the session.
    fn on_second(&self) {
        // A hidden page has no frames.
        self.show_changes();
        let now = clock::now();
        self.0.state.show_time(now.wall_ms);
        let health = self.0.session.borrow().health(now);
        self.0.state.show_health(health);
        if let Some(alarm) = self.0.second.borrow_mut().as_mut() {
            alarm.set(SECOND_MS - now.wall_ms % SECOND_MS);
        }
        self.input(Input::Tick);
    }

    fn carry_out(&self, output: Output) {
        let inner = &self.0;
        match output {
            Output::Send {
                id,
                request,
                keepalive,
            } => {
                let find_cause = !inner.session.borrow().life().in_room();
                let driver = self.clone();
                let on_input = move |input| driver.input(input);
                inner
                    .http
                    .send(id, request, keepalive, find_cause, on_input);
            }
            Output::Abort(id) => inner.http.abort(id),
            Output::OpenStream { id, url } => {
                let stream = event_stream::open(id, &url, self.sender());
                inner.stream.replace(Some((id, stream)));
            }
            Output::CloseStream(id) => self.close_stream(id),
            Output::WakeAt(mono_ms) => self.wake_at(mono_ms),
            Output::Changes(changes) => self.on_changes(changes),
            Output::Frame { url } => inner.frames.load(url),
            Output::Call(number, news) => self.media_calls().on_news(number, news),
            Output::CommandStatus(id, status) => {
                let session = inner.session.borrow();
                let conference = session.conference();
                inner.state.show_command_status(id, status, conference);
            }
            Output::State => self.show_session(),
            Output::Notice(notice) => inner.state.show_notice(notice),
        }
    }

    fn close_stream(&self, id: StreamId) {
        let open = self.0.stream.borrow().as_ref().map(|(open, _)| *open);
        if open == Some(id) {
            self.0.stream.replace(None);
        }
    }

    /// An alarm that rings earlier will do: the session then asks again. With every byte of the stream it wants to be woken later.
    fn wake_at(&self, mono_ms: u64) {
        let (now, rings_at) = (clock::now().mono_ms, self.0.rings_at.get());
        if rings_at > now && rings_at <= mono_ms {
            return;
        }
        if let Some(alarm) = self.0.alarm.borrow_mut().as_mut() {
            self.0.rings_at.set(mono_ms);
            alarm.set(mono_ms.saturating_sub(now) + 1);
        }
    }

    fn on_changes(&self, changes: Vec<conference::Change>) {
        let inner = &self.0;
        let session = inner.session.borrow();
        inner
            .state
            .record(&changes, session.conference(), session.joined_ms());
        if changes.contains(&conference::Change::Presentation) {
            inner.frames.present(session.conference().presentation());
        }
        drop(session);
        inner.pacing.add_changes(changes.len());
        if inner.state.add_changes(changes) {
            self.request_frame();
        }
    }

    /// One at a time: a hidden page has none for hours, and what it has missed is shown in the meantime.
    fn request_frame(&self) {
        if self.0.is_frame_requested.replace(true) {
            return;
        }
        let driver = self.clone();
        request_animation_frame(move || {
            driver.0.is_frame_requested.set(false);
            if driver.0.pacing.shows_now(clock::now().mono_ms) {
                driver.show_changes();
            } else {
                driver.request_frame();
            }
        });
    }

    /// Shows what has changed since the last frame: a flood of events costs the page no more than one of them.
    fn show_changes(&self) {
        let session = self.0.session.borrow();
        // The room first, so that what is measured in it needn't be measured again.
        if session.conference().is_complete() {
            open_room(self.0.sign_in);
        }
        self.0.state.show(session.conference());
    }

    fn show_session(&self) {
        // What is said about the roster comes with it.
        self.show_changes();
        let inner = &self.0;
        let session = inner.session.borrow();
        let begins = matches!(session.life(), Life::Checking | Life::Joining);
        if begins {
            let info = room_info(&session);
            inner.state.begin(info.as_ref().map(|info| &*info.room));
            inner.frames.present(None);
        }
        let has_place = matches!(
            session.life(),
            Life::Live | Life::Asking(_) | Life::Ended(_)
        );
        if let Some(info) = room_info(&session).filter(|_| has_place) {
            inner.state.show_info(info);
        }
        inner.state.show_session(&session);
        if inner.sign_in.show(session.life()) {
            let sign_in = inner.sign_in;
            set_timeout(move || open_room(sign_in), LONGEST_WAIT_FOR_PEOPLE);
        }
        // Signed out: nothing of the meeting stays, nor anything that was typed there. The room leaves the page first.
        if matches!(session.life(), Life::Idle(_)) {
            inner.state.clear();
            inner.frames.present(None);
            if let Some(address) = demo_address(&session) {
                demo::end(address);
            }
        }
    }
}

/// Shows the room to whoever waits for it. The form's button gives the focus up before: a browser that takes a focused element out of
/// the page lays the page out first, with the whole room in it.
fn open_room(sign_in: SignInState) {
    if sign_in.awaits_room() {
        let is_in_form = |focused: &web_sys::HtmlElement| {
            focused.closest(".connect").is_ok_and(|page| page.is_some())
        };
        if let Some(focused) = crate::ui::focused().filter(is_in_form) {
            let _ = focused.blur();
        }
        sign_in.open_room();
    }
}

/// Returns where the demo is that the session is in, or was last.
fn demo_address(session: &Session) -> Option<&str> {
    match session.typed() {
        Some(JoinRequest {
            is_demo: true,
            target: Target::Server { server, .. },
            ..
        }) => Some(server),
        _ => None,
    }
}

fn room_info(session: &Session) -> Option<RoomInfo> {
    let shown = |text: &str| conference::clean_name(text).into();
    Some(RoomInfo {
        meeting_name: shown(session.meeting_name().unwrap_or_default()),
        room: shown(session.room()),
        came_from: session.came_from().map(shown),
        own_name: shown(&session.typed()?.name),
        joined_ms: session.joined_ms(),
        is_insecure: session.is_insecure(),
        is_demo: demo_address(session).is_some(),
        node: session.node_origin().unwrap_or_default().into(),
    })
}
