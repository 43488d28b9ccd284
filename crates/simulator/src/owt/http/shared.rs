//! A world with its clock and its open sockets: what all requests share.

use crate::http::{Served, unix_ms};
use crate::owt::world::{Frame, Opening, Place, Request, Settings, World};
use crate::world::fields::Fields;
use crate::world::request::{Answer, Reply};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// The control endpoint's path that names the test which runs from now on.
const TEST_PATH: &str = "/__control/test";
/// The most frames that wait for a client that doesn't read; then its connection breaks.
const MAX_WAITING: usize = 20_000;

#[derive(Debug)]
struct Server {
    world: World,
    sockets: HashMap<u64, Sender<Frame>>,
    /// Where it is written down what is served, where it is.
    served: Option<Served>,
}

/// What requests share.
#[derive(Clone, Debug)]
pub struct Shared {
    server: Arc<Mutex<Server>>,
    started: Instant,
    started_ms: u64,
    control: bool,
}

impl Shared {
    /// Makes a world that begins now. With `control`, tests may reach into it.
    pub fn new(settings: Settings, control: bool) -> Shared {
        let started_ms = unix_ms();
        Shared {
            server: Arc::new(Mutex::new(Server {
                world: World::new(settings, started_ms),
                sockets: HashMap::new(),
                served: None,
            })),
            started: Instant::now(),
            started_ms,
            control,
        }
    }

    /// From now on it is written down what pages are served.
    #[must_use]
    pub fn with_served(self, served: Served) -> Shared {
        self.lock().served = Some(served);
        self
    }

    /// Returns Unix time (ms) that never goes back.
    fn now(&self) -> u64 {
        let passed = self.started.elapsed().as_millis();
        self.started_ms
            .saturating_add(u64::try_from(passed).unwrap_or(0))
    }

    fn lock(&self) -> MutexGuard<'_, Server> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the world, then sends what its sockets have to say.
    fn update<T>(&self, act: impl FnOnce(&mut Server) -> T) -> T {
        let mut server = self.lock();
        let result = act(&mut server);
        server.flush();
        result
    }

    /// Lets time pass in the world.
    pub(super) fn advance(&self) {
        let now = self.now();
        self.update(|server| server.world.advance(now));
    }

    /// Answers a request of the control endpoint, and says when it was done.
    pub(super) fn control(&self, request: &Request) -> Reply {
        let now = self.now();
        let mut reply = self.update(|server| {
            if (request.method.as_str(), request.path.as_str()) == ("POST", TEST_PATH) {
                return server.begin_test(request);
            }
            server.world.control(now, request)
        });
        reply.headers.push(("at".to_owned(), now.to_string()));
        reply
    }

    /// Returns whether the control endpoint is open.
    pub(super) fn has_control(&self) -> bool {
        self.control
    }

    /// Answers a request, of a page or of another program.
    pub(super) fn handle(&self, request: &Request, is_page: bool) -> Answer {
        let now = self.now();
        self.update(|server| {
            let answer = server.world.handle(now, request);
            let place = Place::parse(&request.path).filter(|_| is_page);
            let route = place.and_then(|place| place.route(&request.method));
            if let (Some(served), Some(route), Some(reply)) =
                (&mut server.served, route, &answer.reply)
            {
                served.answered_as(&route.row(), reply.status);
            }
            answer
        })
    }

    /// Opens a socket of the portal; `Ok(None)` where nothing is ever answered.
    pub(super) fn open(&self, query: &str) -> Result<Option<(u64, Receiver<Frame>)>, Reply> {
        let now = self.now();
        let mut server = self.lock();
        match server.world.open_portal(now, query) {
            Opening::Open(id) => {
                let (sender, receiver) = channel(MAX_WAITING);
                server.sockets.insert(id, sender);
                server.flush();
                Ok(Some((id, receiver)))
            }
            Opening::Refused(reply) => Err(reply),
            Opening::Never => Ok(None),
        }
    }

    /// Hears what a socket says.
    pub(super) fn hear(&self, id: u64, text: &str) {
        let now = self.now();
        self.update(|server| server.world.hear_portal(now, id, text));
    }

    /// Notes that a socket has gone.
    pub(super) fn close(&self, id: u64) {
        let now = self.now();
        self.update(|server| {
            server.sockets.remove(&id);
            server.world.close_portal(now, id);
        });
    }
}

impl Server {
    /// Takes the name of the test that runs from now on.
    fn begin_test(&mut self, request: &Request) -> Reply {
        let fields = Fields::parse(&request.body);
        match fields.and_then(|fields| fields.text("test").map(str::to_owned)) {
            Ok(test) => {
                if let Some(served) = &mut self.served {
                    served.begin(&test);
                }
                Reply::success(true)
            }
            Err(refusal) => refusal,
        }
    }

    fn flush(&mut self) {
        for (id, frames) in self.world.drain() {
            let Some(sender) = self.sockets.get(&id) else {
                continue;
            };
            let mut is_open = true;
            for frame in frames {
                if let (Some(served), Some(name)) = (&mut self.served, event_name(&frame)) {
                    served.event(name);
                }
                is_open &= matches!(frame, Frame::Text(_));
                // Fails when the client has gone, which its task tells the world, or reads nothing for long.
                is_open &= sender.try_send(frame).is_ok();
            }
            if !is_open {
                self.sockets.remove(&id);
            }
        }
    }
}

/// Returns the name of an event that is on its way out.
fn event_name(frame: &Frame) -> Option<&str> {
    let Frame::Text(text) = frame else {
        return None;
    };
    let rest = text.strip_prefix("42[\"")?;
    Some(rest.split_once('"')?.0)
}
