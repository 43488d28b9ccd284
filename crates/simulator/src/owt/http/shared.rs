//! A world with its clock and its open sockets: what all requests share.

use crate::http::{Serve, Served, Shell};
use crate::owt::world::{Frame, Opening, Place, Request, Settings, World};
use crate::world::request::{Answer, Reply};
use std::collections::HashMap;
use tokio::sync::mpsc::{Receiver, Sender, channel};

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
pub struct Shared(Shell<Server>);

impl Shared {
    /// Makes a world that begins now. With `control`, tests may reach into it.
    pub fn new(settings: Settings, control: bool) -> Shared {
        Shared(Shell::new(control, |now| Server {
            world: World::new(settings, now),
            sockets: HashMap::new(),
            served: None,
        }))
    }

    /// From now on it is written down what pages are served.
    #[must_use]
    pub fn with_served(self, served: Served) -> Shared {
        self.0.write_down(served);
        self
    }

    /// Lets time pass in the world.
    pub(super) fn advance(&self) {
        self.0.update(|server, now| server.world.advance(now));
    }

    /// Answers a request of the control endpoint, and says when it was done.
    pub(super) fn control(&self, request: &Request) -> Reply {
        let asked = (&*request.method, &*request.path, &*request.body);
        self.0
            .control(asked, |server, now| server.world.control(now, request))
    }

    /// Returns whether the control endpoint is open.
    pub(super) fn has_control(&self) -> bool {
        self.0.has_control()
    }

    /// Answers a request, of a page or of another program.
    pub(super) fn handle(&self, request: &Request, is_page: bool) -> Answer {
        self.0.update(|server, now| {
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
        let now = self.0.now();
        let mut server = self.0.lock();
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
        self.0
            .update(|server, now| server.world.hear_portal(now, id, text));
    }

    /// Notes that a socket has gone.
    pub(super) fn close(&self, id: u64) {
        self.0.update(|server, now| {
            server.sockets.remove(&id);
            server.world.close_portal(now, id);
        });
    }
}

impl Serve for Server {
    fn served(&mut self) -> &mut Option<Served> {
        &mut self.served
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
