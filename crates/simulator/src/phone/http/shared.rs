//! A world with its clock and its open sockets: what all requests share.

use crate::http::{Serve, Served, Shell};
use crate::phone::world::{Frame, Opening, Request, Settings, World};
use crate::world::request::Reply;
use std::collections::HashMap;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// The most frames that wait for a client that doesn't read; then its connection breaks.
const MAX_WAITING: usize = 20_000;

#[derive(Debug)]
struct Socket {
    frames: Sender<Frame>,
    /// Whether a page opened it, and not another program.
    is_page: bool,
}

#[derive(Debug)]
struct Server {
    world: World,
    sockets: HashMap<u64, Socket>,
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

    /// Opens a client's socket; `Ok(None)` where nothing is ever answered.
    pub(super) fn open(
        &self,
        client: &str,
        is_page: bool,
    ) -> Result<Option<(u64, Receiver<Frame>)>, Reply> {
        let now = self.0.now();
        let mut server = self.0.lock();
        match server.world.open(now, client) {
            Opening::Open(id) => {
                let (frames, receiver) = channel(MAX_WAITING);
                server.sockets.insert(id, Socket { frames, is_page });
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
            .update(|server, now| server.world.hear(now, id, text));
    }

    /// Notes that a socket has gone.
    pub(super) fn close(&self, id: u64) {
        self.0.update(|server, now| {
            server.sockets.remove(&id);
            server.world.close(now, id);
        });
    }
}

impl Serve for Server {
    fn served(&mut self) -> &mut Option<Served> {
        &mut self.served
    }

    fn flush(&mut self) {
        for (id, method, is_done) in self.world.drain_answered() {
            let is_page = self.sockets.get(&id).is_some_and(|it| it.is_page);
            if let Some(served) = self.served.as_mut().filter(|_| is_page) {
                served.answered_as(&method, if is_done { 200 } else { 500 });
            }
        }
        for (id, frames) in self.world.drain() {
            let Some(socket) = self.sockets.get(&id) else {
                continue;
            };
            let mut is_open = true;
            for frame in frames {
                if let (Some(served), Some(name)) = (&mut self.served, event_name(&frame)) {
                    served.event(&name);
                }
                is_open &= matches!(frame, Frame::Text(_));
                // Fails when the client has gone, which its task tells the world, or reads nothing for long.
                is_open &= socket.frames.try_send(frame).is_ok();
            }
            if !is_open {
                self.sockets.remove(&id);
            }
        }
    }
}

/// Returns the name of something that the server tells by itself, with how many parameters it has: of one there are two forms.
fn event_name(frame: &Frame) -> Option<String> {
    let Frame::Text(text) = frame else {
        return None;
    };
    let message: serde_json::Value = serde_json::from_str(text).ok()?;
    let method = message.get("method")?.as_str()?;
    let count = match message.get("params")? {
        serde_json::Value::Array(list) => list.len(),
        serde_json::Value::Object(named) => named.len(),
        _ => 0,
    };
    Some(format!("{method}/{count}"))
}
