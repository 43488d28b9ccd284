//! A session, a server and a clock: tests say what happens, and look at what came of it.

use crate::heard::Heard;
use crate::server::{Fate, Held, Reply, Server};
use crate::statuses::Statuses;
use conference::ParticipantId;
use session::{
    CallNews, CallNumber, Connection, Failure, Input, JoinRequest, Notice, Now, Output, Page,
    RequestId, Session, StreamFailure, StreamId, Target, Unreachable,
};
use std::collections::BTreeMap;
use wire::{InsecureOrigins, Password};

/// How long a byte is on its way, ms.
const WAY_MS: u64 = 20;
/// Wall time at the beginning, ms since 1970.
pub const EPOCH_MS: u64 = 1_700_000_000_000;

/// Something on its way.
pub enum Coming {
    Input(Input),
    /// The server's next keep-alive on this stream.
    KeepAlive(u32),
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at_ms: u64,
    /// The path from the room on: `participants/ann/mute`.
    pub what: String,
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
    pub keepalive: bool,
    pub id: RequestId,
}

pub struct Script {
    pub session: Session,
    pub server: Server,
    pub now: Now,
    pub sent: Vec<Sent>,
    pub streams: Vec<u64>,
    pub stream_urls: Vec<String>,
    pub aborted: Vec<RequestId>,
    pub notices: Vec<Notice>,
    pub statuses: Statuses,
    /// What was told about sub-calls.
    pub calls: Vec<(CallNumber, CallNews)>,
    /// Every connection that was shown, with when.
    pub shown: Vec<(u64, Connection)>,
    pub ticks: u64,
    pub heard: Vec<Heard>,
    /// Bytes of the stream are this much later than usual, ms.
    pub late_ms: u64,
    /// When the stream's newest bytes arrive: none overtake others.
    arrives_ms: u64,
    pub coming: BTreeMap<(u64, u64), Coming>,
    turn: u64,
    pub wake: Option<u64>,
    pub stream: Option<u32>,
    /// When the stream opened.
    pub opened_ms: Option<u64>,
    pub last_input: Now,
    /// The tick that was last asked for and hasn't come.
    pub asked: Option<u64>,
    /// The network or the page is gone, or was: what is dropped now hasn't failed.
    pub goes_away: bool,
    /// A stream whose bytes were lost once is dead for ever.
    pub dead: Option<u32>,
    /// The reader is the browser's own, which says nothing of a stream that doesn't open.
    pub says_nothing: bool,
}

pub fn id(uuid: &str) -> ParticipantId {
    ParticipantId::new(uuid)
}

impl Script {
    /// Nobody has asked for anything yet.
    pub fn idle(server: Server) -> Self {
        Self::seeded(server, 7)
    }

    pub fn seeded(server: Server, seed: u64) -> Self {
        Self {
            session: Session::new(seed),
            server,
            now: Now {
                mono_ms: 5_000,
                wall_ms: EPOCH_MS,
            },
            sent: Vec::new(),
            streams: Vec::new(),
            stream_urls: Vec::new(),
            aborted: Vec::new(),
            notices: Vec::new(),
            statuses: Statuses::default(),
            calls: Vec::new(),
            shown: Vec::new(),
            ticks: 0,
            heard: Vec::new(),
            late_ms: 0,
            arrives_ms: 0,
            coming: BTreeMap::new(),
            turn: 0,
            wake: None,
            stream: None,
            opened_ms: None,
            last_input: Now {
                mono_ms: 5_000,
                wall_ms: EPOCH_MS,
            },
            asked: None,
            goes_away: false,
            dead: None,
            says_nothing: false,
        }
    }

    /// In the meeting, everything well.
    pub fn live() -> Self {
        Self::live_with(Server::new())
    }

    pub fn live_with(server: Server) -> Self {
        Self::live_seeded(server, 7)
    }

    /// Live for five minutes in which every refresh failed: automatic requests are spaced, the stream is fine.
    pub fn live_unrefreshed() -> Self {
        let mut server = Server::new();
        server.expires_s = 86_400;
        let mut it = Self::live_with(server);
        it.server
            .takes("refresh_session", Fate::Refused(503, ""), u32::MAX);
        it.server.tell("refresh_session", "");
        it.runs_s(300);
        it
    }

    pub fn live_seeded(server: Server, seed: u64) -> Self {
        let mut it = Self::seeded(server, seed);
        it.joins_at_node();
        it.runs_s(1);
        assert_eq!(it.session.connection(), Connection::Live);
        it.forgets();
        it
    }

    /// In a private edition's meeting, in trouble for so many seconds: answers that lead nowhere use up what is to spare.
    pub fn refused_for_s(seconds: u64, seed: u64) -> Self {
        let mut server = Server::new();
        server.private = true;
        let mut it = Self::live_seeded(server, seed);
        it.server.refuses_stream = Some(401);
        it.cut();
        it.runs_s(seconds);
        it
    }

    /// What was sent and told so far doesn't count any more.
    pub fn forgets(&mut self) {
        self.sent.clear();
        self.streams.clear();
        self.aborted.clear();
        self.notices.clear();
        self.shown.clear();
        self.ticks = 0;
        self.heard.clear();
    }

    pub fn joins_at_node(&mut self) {
        self.joins(
            Target::Node {
                node: "node.example.cn".into(),
                room: "1234".into(),
            },
            None,
        );
    }

    pub fn joins(&mut self, target: Target, password: Option<&str>) {
        self.takes(Input::Join(Box::new(JoinRequest {
            target,
            name: "me".into(),
            password: password.map(|text| Password::new(text.into())),
            hide_me: false,
            insecure: InsecureOrigins::default(),
            is_demo: false,
        })));
    }

    pub fn page(&mut self, page: Page) {
        self.takes(Input::Page(page));
    }

    /// The session is handed something.
    pub fn takes(&mut self, input: Input) {
        if matches!(input, Input::Tick) {
            self.ticks += 1;
        }
        let is_tick = matches!(input, Input::Tick);
        self.goes_away =
            matches!(input, Input::Page(Page::Offline | Page::Leaving)) || self.was_away();
        self.hears(&input);
        self.last_input = self.now;
        self.asked = self.asked.filter(|_| !is_tick);
        let open = self.stream.filter(|_| self.opened_ms.is_some());
        // Another network, or the end of the stream itself: it isn't found dead.
        let is_told = matches!(
            input,
            Input::StreamFailed(..) | Input::Page(Page::Online | Page::Resumed)
        );
        let outputs = self.session.handle(self.now, input);
        for output in outputs {
            self.obey(output);
        }
        if open.is_some() && open != self.stream && !is_told {
            self.finds_dead();
        }
        self.deliver();
    }

    fn obey(&mut self, output: Output) {
        let now = self.now.mono_ms;
        match output {
            Output::Send {
                id,
                request,
                keepalive,
            } => {
                let what = match request.url.split_once("/api/services/") {
                    Some((_, rest)) => rest.split_once('/').unwrap().1.to_owned(),
                    None => request.url.rsplit('/').next().unwrap().to_owned(),
                };
                self.sent.push(Sent {
                    at_ms: now,
                    what,
                    url: request.url.clone(),
                    headers: request.headers.clone(),
                    body: request.body.clone().unwrap_or_default(),
                    keepalive,
                    id,
                });
                match self.server.answer(&request, now) {
                    Reply::Nothing => {}
                    Reply::Unreachable => {
                        let failure = Failure::Network(Unreachable::NoAnswer);
                        self.comes(WAY_MS, Input::Failed { id, failure });
                    }
                    Reply::Answer {
                        status,
                        retry_after_s,
                        body,
                        after_ms,
                    } => self.comes(
                        after_ms,
                        Input::Response {
                            id,
                            status,
                            retry_after_s,
                            body: body.into_bytes(),
                        },
                    ),
                }
            }
            Output::Abort(id) => {
                self.gives_up(id);
                self.aborted.push(id);
                self.coming.retain(|_, coming| {
                    !matches!(coming,
                        Coming::Input(Input::Response { id: known, .. } | Input::Failed { id: known, .. }) if *known == id)
                });
            }
            Output::OpenStream { id, url } => self.opens(id, url),
            Output::CloseStream(id) => {
                if self.stream == Some(id.0) {
                    self.gives_up_stream();
                    self.stream = None;
                }
            }
            Output::WakeAt(at) => {
                assert!(at > now, "asked to be woken in the past");
                self.wake = Some(at);
                self.asked = Some(at);
            }
            Output::State => {
                let connection = self.session.connection();
                if self.shown.last().map(|(_, last)| last) != Some(&connection) {
                    self.shown.push((now, connection));
                }
            }
            Output::CommandStatus(id, status) => self.statuses.told(id, status),
            Output::Notice(notice) => self.notices.push(notice),
            Output::Call(number, news) => self.calls.push((number, news)),
            Output::Changes(_) | Output::Frame { .. } => {}
        }
    }

    fn opens(&mut self, id: StreamId, url: String) {
        let now = self.now.mono_ms;
        assert_eq!(self.stream, None, "two streams at once");
        self.streams.push(now);
        self.stream = Some(id.0);
        self.opened_ms = None;
        self.arrives_ms = 0;
        let token = url.split("token=").nth(1).unwrap().to_owned();
        self.stream_urls.push(url);
        let failure = match self.server.down {
            Some(Fate::Refused(status, _)) => Some(StreamFailure::Status(status, None)),
            Some(Fate::Later(status, s)) => Some(StreamFailure::Status(status, Some(s))),
            Some(Fate::Hangs | Fate::Lost) => return,
            Some(_) => Some(StreamFailure::Network),
            None if self.server.holds_back == Some(Held::Whole) => return,
            None => self
                .server
                .refuses_stream
                .or((!self.server.is_good(&token, now)).then_some(403))
                .map(|status| StreamFailure::Status(status, None)),
        };
        match failure {
            Some(_) if self.says_nothing => {
                self.comes(WAY_MS, Input::StreamFailed(id, StreamFailure::Unsaid));
            }
            Some(failure) => self.comes(WAY_MS, Input::StreamFailed(id, failure)),
            None => {
                self.comes(WAY_MS, Input::StreamOpened(id));
                self.server.told.clear();
                let snapshot = self.server.snapshot();
                self.streams_bytes(&snapshot);
                if let Some(period) = self.server.keep_alive_ms {
                    self.queue(period, Coming::KeepAlive(id.0));
                }
            }
        }
    }

    pub fn streams_bytes(&mut self, text: &str) {
        if self.server.half_open {
            self.dead = self.stream;
        }
        if self.server.holds_back.is_some() {
            return;
        }
        if let Some(id) = self.stream
            && self.dead != self.stream
        {
            let bytes = text.as_bytes().to_vec();
            let now = self.now.mono_ms;
            self.arrives_ms = self.arrives_ms.max(now + WAY_MS + self.late_ms);
            let after_ms = self.arrives_ms - now;
            self.comes(after_ms, Input::StreamBytes(StreamId(id), bytes));
        }
    }

    /// Puts what the server told on its way.
    pub fn deliver(&mut self) {
        for text in std::mem::take(&mut self.server.told) {
            self.streams_bytes(&text);
        }
    }

    /// The stream breaks.
    pub fn cut(&mut self) {
        if let Some(id) = self.stream {
            self.takes(Input::StreamFailed(StreamId(id), StreamFailure::Ended));
        }
    }

    fn comes(&mut self, after_ms: u64, input: Input) {
        self.queue(after_ms, Coming::Input(input));
    }

    pub fn queue(&mut self, after_ms: u64, coming: Coming) {
        self.turn += 1;
        self.coming
            .insert((self.now.mono_ms + after_ms, self.turn), coming);
    }
}
