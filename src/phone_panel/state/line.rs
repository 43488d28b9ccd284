//! The line to the server: the session, its socket and its timer. What the session wants is done, and what happens is told to it.

use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use phone::{CallKey, CallState, Change, CommandId, Input, Notice, Output, Phase, Session};
use rustc_hash::FxHashMap;
use session::{Now, Page};

use super::{Live, LogKind, Wanted};
use crate::browser::{
    clock,
    page_life::PageLife,
    web_socket::{Socket, SocketEvent},
};

/// A session, and what of the browser it uses.
#[derive(Default)]
pub struct Line {
    pub(super) session: Session,
    /// The server, as a page of its would be found: why it can't be reached is found out there.
    pub(super) server: String,
    /// Where the socket goes.
    pub(super) address: String,
    pub(super) socket: Option<Socket>,
    /// Tells what a socket says from what one before it said.
    pub(super) opened: u32,
    /// When the server said something last, by the wall clock, ms since 1970; 0 = not yet.
    pub(super) heard_ms: u64,
    timer: Option<Timeout>,
    pub(super) page: Option<PageLife>,
    pub(super) last_command: u64,
    pub(super) commands: FxHashMap<CommandId, Wanted>,
    /// How the log told of each call last.
    pub(super) told: FxHashMap<CallKey, CallState>,
}

impl Line {
    /// Returns a line that isn't connected.
    pub(super) fn new(server: String, address: String) -> Self {
        Self {
            server,
            address,
            ..Self::default()
        }
    }
}

impl Live {
    /// Tells the session what happened, and does what it wants.
    pub(super) fn input(self, input: Input<'_>) {
        let Now {
            mono_ms: now_ms,
            wall_ms,
        } = clock::now();
        #[allow(clippy::cast_possible_truncation)]
        let chance = clock::random_seed() as u32;
        let handled = self.change(|line| {
            let mut out = Vec::new();
            line.session.handle(now_ms, chance, input, &mut out);
            (out, line.session.delay(now_ms))
        });
        let (out, delay) = handled.unwrap_or_default();
        let mut changed = Vec::new();
        // Before commands are forgotten that are over.
        self.show_wait(delay, wall_ms.saturating_sub(now_ms));
        for output in out {
            self.carry_out(now_ms, output, &mut changed);
        }
        self.show(&changed);
        self.show_pending();
    }

    fn carry_out(self, now_ms: u64, output: Output, changed: &mut Vec<CallKey>) {
        match output {
            Output::Open => self.open(),
            Output::Close => {
                self.change(|line| {
                    line.opened = line.opened.wrapping_add(1);
                    line.socket = None;
                });
                if self.is_entering().get_untracked() {
                    self.not_entered();
                }
            }
            Output::Send(text) => {
                self.change(|line| {
                    if let Some(socket) = &line.socket {
                        socket.send(&text);
                    }
                });
            }
            Output::WakeAt(at_ms) => {
                let wait_ms = u32::try_from(at_ms.saturating_sub(now_ms)).unwrap_or(u32::MAX);
                let timer = Timeout::new(wait_ms.max(1), move || self.input(Input::Wake));
                self.change(|line| line.timer = Some(timer));
            }
            Output::Changed(change) => {
                if let Change::Called(key) | Change::Call(key) = change {
                    changed.push(key);
                }
                self.tell_change(&change);
            }
            Output::Phase(phase) => self.show_phase(phase),
            Output::Status(id, status) => self.take_status(id, status),
            Output::Notice(Notice::HangUpBroken) => self.note(LogKind::HangUpBroken),
            Output::Notice(Notice::Unknown(name)) => self.note(LogKind::Unknown(name)),
            Output::Notice(Notice::NotUnderstood(count)) => {
                self.note(LogKind::NotUnderstood(count));
            }
            Output::Notice(Notice::NotCounted(why)) => self.note(LogKind::NotCounted(why)),
        }
    }

    fn open(self) {
        let opened = self.change(|line| {
            line.opened = line.opened.wrapping_add(1);
            line.socket = None;
            (line.opened, line.address.clone())
        });
        let Some((opened, address)) = opened else {
            return;
        };
        let socket = Socket::open(&address, move |event| self.heard(opened, event));
        if socket.is_none() {
            // As of a socket that closes at once: when what is being done is done.
            spawn_local(async move { self.heard(opened, SocketEvent::Closed) });
        }
        self.change(|line| line.socket = socket);
    }

    fn heard(self, opened: u32, event: SocketEvent) {
        if self.change(|line| line.opened) != Some(opened) {
            return;
        }
        match event {
            SocketEvent::Opened => {
                self.entered();
                self.input(Input::Opened);
            }
            SocketEvent::Text(text) => {
                self.change(|line| line.heard_ms = clock::now().wall_ms);
                self.input(Input::Text(&text));
            }
            SocketEvent::Closed => self.lost(),
        }
    }

    /// The socket is gone.
    fn lost(self) {
        self.change(|line| {
            line.opened = line.opened.wrapping_add(1);
            line.socket = None;
        });
        if self.is_entering().get_untracked() {
            self.not_entered();
        } else {
            self.input(Input::Closed);
        }
    }

    /// Something happens to the page.
    pub(super) fn page(self, page: Page) {
        match page {
            Page::Hidden => self.input(Input::Hidden(true)),
            Page::Visible | Page::Resumed | Page::Online => self.input(Input::Hidden(false)),
            // What the browser knows is told at once, and not when a request has gone unanswered for long.
            Page::Offline => self.lost(),
            _ => {}
        }
    }

    fn show_phase(self, phase: Phase) {
        let before = self.connection().get_untracked().phase;
        self.set_phase(phase);
        match (before, phase) {
            (_, Phase::Live) => self.note(LogKind::Connected),
            (Phase::Live, Phase::Stale) => self.note(LogKind::Lost),
            _ => {}
        }
    }
}
