//! A session with a server that answers what it likes, when it likes.

use session::{
    Failure, Input, JoinRequest, Now, Output, Page, RequestId, Session, StreamFailure, StreamId,
    Target, Unreachable,
};
use std::collections::VecDeque;
use wire::InsecureOrigins;

/// Parts one thing that happens from the next.
const NEXT: u8 = 0x1E;
/// A silence that the server asks for is kept for at most so long, s.
const LONGEST_SILENCE_S: u32 = 600;
const STATUSES: [u16; 8] = [200, 204, 400, 401, 403, 404, 429, 503];

/// Each thing that happens is a byte that says what, one that says how, and the bytes of a body. Whatever it is, nothing is sent
/// before `Retry-After`, and no name that hides something gets into the meeting.
pub fn session(bytes: &[u8]) {
    let mut it = Driven::new();
    for piece in bytes.split(|byte| *byte == NEXT) {
        if let [what, how, body @ ..] = piece {
            it.happens(*what, *how, body);
        }
    }
    let meeting = it.session.conference();
    for id in meeting.order() {
        let Some(person) = meeting.person(&id) else {
            panic!("{id:?} stands in the order and isn't there");
        };
        let name = &*person.name;
        assert_eq!(conference::clean_name(name), name, "shown as it came");
    }
}

struct Driven {
    session: Session,
    now: Now,
    /// Requests that wait for an answer, oldest first.
    asked: VecDeque<RequestId>,
    stream: Option<StreamId>,
    silent_until: u64,
}

impl Driven {
    /// A host who joins at a node.
    fn new() -> Self {
        let mut it = Self {
            session: Session::new(7),
            now: Now::default(),
            asked: VecDeque::new(),
            stream: None,
            silent_until: 0,
        };
        it.takes(Input::Join(Box::new(JoinRequest {
            target: Target::Node {
                node: "node.example.com".into(),
                room: "1234".into(),
            },
            name: "Wang Fang".into(),
            password: None,
            hide_me: false,
            insecure: InsecureOrigins::default(),
            is_demo: false,
        })));
        it
    }

    fn happens(&mut self, what: u8, how: u8, body: &[u8]) {
        let status = STATUSES.get(usize::from(how) % STATUSES.len());
        let status = status.copied().unwrap_or(200);
        let retry_after_s = (status >= 429).then(|| u32::from(how));
        match what {
            b'a' => {
                if let Some(id) = self.asked.pop_front() {
                    self.keeps_silent(retry_after_s);
                    self.takes(Input::Response {
                        id,
                        status,
                        retry_after_s,
                        body: body.to_vec(),
                    });
                }
            }
            b'f' => {
                if let Some(id) = self.asked.pop_front() {
                    let failure = Failure::Network(Unreachable::NoAnswer);
                    self.takes(Input::Failed { id, failure });
                }
            }
            b'o' => self.streams(Input::StreamOpened),
            b'b' => self.streams(|id| Input::StreamBytes(id, body.to_vec())),
            b'e' => self.streams(|id| Input::StreamFailed(id, StreamFailure::Ended)),
            b'r' if self.stream.is_some() => {
                self.keeps_silent(retry_after_s);
                let failure = StreamFailure::Status(status, retry_after_s);
                self.streams(|id| Input::StreamFailed(id, failure));
            }
            b't' => {
                self.now.mono_ms += u64::from(how) * 100;
                self.now.wall_ms += u64::from(how) * 100;
                self.takes(Input::Tick);
            }
            b'p' => {
                let pages = [Page::Hidden, Page::Visible, Page::Offline, Page::Online];
                if let Some(page) = pages.get(usize::from(how) % pages.len()) {
                    self.takes(Input::Page(*page));
                }
            }
            _ => {}
        }
    }

    fn keeps_silent(&mut self, retry_after_s: Option<u32>) {
        if let Some(seconds) = retry_after_s {
            let until = u64::from(seconds.min(LONGEST_SILENCE_S)) * 1_000;
            self.silent_until = self.silent_until.max(self.now.mono_ms + until);
        }
    }

    fn streams(&mut self, input: impl FnOnce(StreamId) -> Input) {
        if let Some(id) = self.stream {
            self.takes(input(id));
        }
    }

    fn takes(&mut self, input: Input) {
        let shown = format!("{input:?}");
        for output in self.session.handle(self.now, input) {
            match output {
                Output::Send { id, .. } => self.asked.push_back(id),
                Output::OpenStream { id, .. } => self.stream = Some(id),
                Output::Abort(id) => {
                    self.asked.retain(|asked| *asked != id);
                    continue;
                }
                Output::CloseStream(id) => {
                    self.stream = self.stream.filter(|open| *open != id);
                    continue;
                }
                _ => continue,
            }
            assert!(
                self.now.mono_ms >= self.silent_until,
                "{output:?} before Retry-After, at {shown}"
            );
        }
    }
}
