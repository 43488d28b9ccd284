//! Plays a history, and looks at the promises after every input.

use crate::history::{History, PATHS, Step};
use crate::promises::Promises;
use crate::script::Script;
use crate::server::{Fate, Server};
use session::{Input, Page, StreamId};

/// What was driven, and the worst that was measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    pub histories: u64,
    pub steps: u64,
    pub inputs: u64,
    pub requests: u64,
    pub simulated_ms: u64,
    /// From the server being well to everything shown being true, ms: at most, and how much of what is promised.
    pub slowest_ms: u64,
    pub slowest_seen_ms: u64,
    pub most_first: u64,
    pub most_later: u64,
}

impl Measured {
    pub fn add(&mut self, other: &Self) {
        self.histories += other.histories;
        self.steps += other.steps;
        self.inputs += other.inputs;
        self.requests += other.requests;
        self.simulated_ms += other.simulated_ms;
        self.slowest_ms = self.slowest_ms.max(other.slowest_ms);
        self.slowest_seen_ms = self.slowest_seen_ms.max(other.slowest_seen_ms);
        self.most_first = self.most_first.max(other.most_first);
        self.most_later = self.most_later.max(other.most_later);
    }
}

pub struct Play {
    pub it: Script,
    pub promises: Promises,
    pub measured: Measured,
    /// What was asked while answers hung may be waited for until then, ms.
    pub slow_until: u64,
    pub calls: u32,
    /// A stream whose snapshot never ends.
    pub endless: Option<u32>,
    /// To be shown step by step; how much of each kind of thing was.
    pub told: Option<[usize; 4]>,
}

pub type Check = Result<(), String>;

impl Play {
    pub fn new(history: &History) -> Self {
        let mut server = Server::new();
        server.private = history.private;
        server.expires_s = history.expires_s;
        server.keep_alive_ms = history.keep_alive_ms;
        server.layout = Some("1:7");
        let mut it = Script::seeded(server, history.seed);
        it.says_nothing = history.says_nothing;
        Self {
            it,
            promises: Promises::default(),
            measured: Measured::default(),
            slow_until: 0,
            calls: 0,
            endless: None,
            told: None,
        }
    }

    /// Plays it from joining to health.
    pub fn run(mut self, history: &History) -> Result<Measured, String> {
        self.it.joins_at_node();
        self.runs(1_000)?;
        for step in &history.steps {
            if self.told.is_some() {
                println!("{:>9} ms  {step:?}", self.it.now.mono_ms);
            }
            self.take(step)?;
            self.it.deliver();
            self.check()?;
        }
        self.recovers(history.finish)?;
        self.stays()?;
        let gentle = &self.promises.gentle;
        Ok(Measured {
            histories: 1,
            steps: history.steps.len() as u64,
            requests: (self.it.sent.len() + self.it.streams.len()) as u64,
            simulated_ms: self.it.now.mono_ms,
            most_first: gentle.most_first,
            most_later: gentle.most_later,
            ..self.measured
        })
    }

    pub fn check(&mut self) -> Check {
        self.measured.inputs += 1;
        if self.told.is_some() {
            self.tell();
        }
        self.promises
            .check(&self.it)
            .map_err(|broken| format!("{broken} (at {} ms)", self.it.now.mono_ms))
    }

    /// Shows what happened since the last time.
    fn tell(&mut self) {
        let it = &self.it;
        let counts = [
            it.heard.len(),
            it.sent.len(),
            it.streams.len(),
            it.shown.len(),
        ];
        let [heard, sent, streams, shown] = self.told.replace(counts).unwrap_or_default();
        let now = it.now.mono_ms;
        for heard in &it.heard[heard..] {
            let what = heard
                .id
                .and_then(|id| it.sent.iter().find(|sent| sent.id == id));
            let what = what.map_or("the stream", |sent| &sent.what);
            println!(
                "{now:>9} ms      {what}: {} {:?}",
                heard.status, heard.retry_after_s
            );
        }
        for sent in &it.sent[sent..] {
            println!("{now:>9} ms      sends {}", sent.what);
        }
        for _ in streams..it.streams.len() {
            println!("{now:>9} ms      opens the stream");
        }
        for (_, shown) in &it.shown[shown..] {
            println!("{now:>9} ms      shows {shown:?}");
        }
    }

    pub fn runs(&mut self, ms: u64) -> Check {
        self.check()?;
        let end = self.it.now.mono_ms + ms;
        self.it.deliver();
        while self.goes_on_until(end)? {}
        Ok(())
    }

    pub fn goes_on_until(&mut self, end: u64) -> Result<bool, String> {
        let more = self.it.goes_on_until(end);
        self.check()?;
        Ok(more)
    }

    pub fn someone(&self, at: usize) -> String {
        let people = &self.it.server.people;
        let person = at.checked_rem(people.len()).map(|at| &people[at]);
        person.map(|person| person.uuid.clone()).unwrap_or_default()
    }

    pub fn page(&mut self, page: Page) {
        if matches!(page, Page::Visible | Page::Online | Page::Resumed) {
            self.promises.gentle.nudged(self.it.now.mono_ms);
        }
        self.promises.occasion_ms = self.it.now.mono_ms;
        self.it.page(page);
    }

    fn is_slow(&mut self, fate: Fate, ms: u64) {
        if matches!(fate, Fate::Hangs | Fate::Lost | Fate::Slow(_)) {
            self.slow_until = self.slow_until.max(self.it.now.mono_ms + ms + 10_000);
        }
    }

    fn take(&mut self, step: &Step) -> Check {
        self.meets(step);
        match *step {
            Step::Restarts => {
                self.it.server.restart();
                self.it.cut();
            }
            Step::TokenDies => {
                self.it.server.token = None;
                self.it.cut();
            }
            Step::AsksForRefresh => self.it.server.tell("refresh_session", ""),
            Step::Down(fate, ms) => {
                self.is_slow(fate, ms);
                self.it.server.down = Some(fate);
                self.it.cut();
                self.runs(ms)?;
                self.it.server.down = None;
            }
            Step::Fate(path, fate, times) => {
                // Nobody knows when it will be asked for.
                self.is_slow(fate, u64::from(u32::MAX));
                self.it.server.takes(PATHS[path], fate, times);
            }
            Step::Cut => self.it.cut(),
            Step::HalfOpen(ms) => {
                self.it.server.half_open = true;
                self.runs(ms)?;
                self.it.server.half_open = false;
            }
            Step::Late(ms) => self.it.late_ms = ms,
            Step::EndlessSync(ms) => {
                self.it.server.sync_ends = false;
                self.it.cut();
                self.runs(ms)?;
                self.it.server.sync_ends = true;
                self.endless = self.it.stream();
            }
            Step::RefusesStream(status, ms) => {
                self.it.server.refuses_stream = Some(status);
                self.it.cut();
                self.runs(ms)?;
                self.it.server.refuses_stream = None;
            }
            Step::Runs(ms) => self.runs(ms)?,
            Step::Flood(begin, kib) => self.floods(begin, kib)?,
            _ => {
                self.page_step(step)?;
                self.host(step);
            }
        }
        Ok(())
    }

    /// Bytes without the end of an event, first as one line, then as many; and the end at last.
    fn floods(&mut self, begin: &[u8], kib: usize) -> Check {
        const PIECE: usize = 1 << 16;
        let fill = *begin.last().unwrap_or(&b'x');
        let line = [b"\n\n", begin, &vec![fill; kib << 9]].concat();
        let short = [b"\n", begin, &[fill; 1_000]].concat();
        let lines = short.repeat(kib.div_ceil(2));
        for piece in line.chunks(PIECE).chain(lines.chunks(PIECE)) {
            self.streams(piece);
            self.check()?;
        }
        self.streams(b"\n\n");
        self.promises.is_between_events = true;
        self.check()?;
        self.promises.is_between_events = false;
        Ok(())
    }

    fn streams(&mut self, bytes: &[u8]) {
        if let Some(stream) = self.it.stream().filter(|_| !self.it.is_half_open()) {
            let bytes = Input::StreamBytes(StreamId(stream), bytes.to_vec());
            self.it.takes(bytes);
        }
    }

    /// What happens in the meeting, and on its stream.
    fn meets(&mut self, step: &Step) {
        let server = &mut self.it.server;
        match *step {
            Step::Joins(number) => {
                let uuid = format!("p{number}");
                if server.people.iter().all(|known| known.uuid != uuid) {
                    server.joins(&uuid);
                }
            }
            Step::Leaves(at) => {
                let uuid = self.someone(at);
                if !uuid.starts_with("me-") {
                    self.it.server.leaves(&uuid);
                }
            }
            Step::Mutes(at, muted) => {
                let uuid = self.someone(at);
                self.it.server.change(&uuid, |person| person.muted = muted);
            }
            Step::Lights(at, lit) => {
                let uuid = self.someone(at);
                self.it.server.change(&uuid, |person| person.lit = lit);
            }
            Step::Role(at, host) => {
                let uuid = if at == 0 {
                    server.own.clone()
                } else {
                    self.someone(at)
                };
                self.it.server.change(&uuid, |person| person.host = host);
            }
            Step::Layout(big) => {
                let name = if big { "1:0" } else { "4:0" };
                server.layout = Some(name);
                server.tell("layout", &format!("{{\"host_view\":\"{name}\"}}"));
            }
            Step::Locks(locked) => {
                server.locked = locked;
                server.tell("service_update", &format!("{{\"locked\":{locked}}}"));
            }
            Step::MutesGuests(muted) => {
                server.guests_muted = muted;
                server.tell("service_update", &format!("{{\"guests_muted\":{muted}}}"));
            }
            Step::Chats(lines) => {
                for line in 0..lines {
                    let data = format!(
                        "{{\"origin\":\"ann\",\"type\":\"text/plain\",\"payload\":\"{line}\"}}"
                    );
                    server.tell("message", &data);
                }
            }
            Step::Garbles(at) => {
                let uuid = self.someone(at);
                self.it.deliver();
                self.it
                    .server
                    .change(&uuid, |person| person.muted = !person.muted);
                self.it.server.told.clear();
                self.it.server.tell("participant_update", "{\"uuid\": [[");
                self.promises.truth.garbled_ms = Some(self.it.now.mono_ms);
            }
            Step::Noise(ref noise) => {
                // An event of its own: what it might spoil of others can't be known by anybody.
                let bytes = [b"\n\n", noise.as_slice(), b"\n\n"].concat();
                self.streams(&bytes);
            }
            Step::Echo(older) => {
                if let Some(stream) = self.it.stream() {
                    let old = StreamId(stream.saturating_sub(older));
                    let gone = b"event: participant_delete\ndata: {\"uuid\":\"ann\"}\n\n";
                    self.it.takes(Input::StreamBytes(old, gone.to_vec()));
                }
            }
            _ => {}
        }
    }

    fn page_step(&mut self, step: &Step) -> Check {
        match *step {
            Step::Offline(ms) => {
                self.page(Page::Offline);
                self.promises.offline = true;
                self.runs(ms)?;
                self.promises.offline = false;
                self.page(Page::Online);
            }
            Step::Sleeps(seconds, mono_runs) => {
                self.it.sleeps_s(seconds, mono_runs);
                self.thaws();
            }
            Step::Frozen(ms, joins) => {
                self.it.now.mono_ms += ms / 2;
                if joins {
                    self.it
                        .server
                        .joins(&format!("frozen{}", self.it.now.mono_ms));
                    self.it.deliver();
                }
                self.it.now.mono_ms += ms / 2;
                self.it.now.wall_ms += ms / 2 * 2;
                self.thaws();
            }
            Step::WallJumps(ms) => {
                self.it.now.wall_ms = self.it.now.wall_ms.saturating_add_signed(ms);
                self.thaws();
            }
            Step::Seen => self.page(Page::Visible),
            Step::Hidden => self.page(Page::Hidden),
            Step::Back => self.page(Page::Resumed),
            Step::LeavesAndComesBack(ms) => {
                self.page(Page::Leaving);
                self.promises.away = true;
                self.runs(ms)?;
                self.promises.away = false;
                self.page(Page::Resumed);
            }
            _ => {}
        }
        Ok(())
    }

    fn thaws(&mut self) {
        self.promises.truth.thawed_ms = self.it.now.mono_ms;
        self.promises.occasion_ms = self.it.now.mono_ms;
    }

    fn host(&mut self, step: &Step) {
        match *step {
            Step::Does(what, who, fate) => self.does(what, who, fate),
            Step::Rejoins => {
                self.presses_button();
            }
            _ => {}
        }
    }
}
