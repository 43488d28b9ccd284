//! A world with its clock, its open streams and its calls: what all requests share.

#[cfg(feature = "webrtc")]
use super::peer::{self, PeerEvent, PeerHandle};
use super::served::{Served, TEST_PATH};
use super::stream::{StreamBody, StreamSender};
#[cfg(feature = "webrtc")]
use crate::world::call::MediaOrder;
use crate::world::fields::Fields;
#[cfg(feature = "webrtc")]
use crate::world::request::Content;
use crate::world::request::{Answer, Reply, Request};
use crate::world::streams::Ending;
use crate::world::{Settings, World};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A world with its clock and its open streams.
#[derive(Debug)]
struct Server {
    world: World,
    streams: HashMap<u64, StreamSender>,
    /// Where it is written down what is served, where it is.
    served: Option<Served>,
    /// The other ends of calls that carry media, by the call's id.
    #[cfg(feature = "webrtc")]
    peers: HashMap<String, PeerHandle>,
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
    pub fn new(mut settings: Settings, control: bool) -> Shared {
        let started_ms = unix_ms();
        settings.media = cfg!(feature = "webrtc");
        Shared {
            server: Arc::new(Mutex::new(Server {
                world: World::new(settings, started_ms),
                streams: HashMap::new(),
                served: None,
                #[cfg(feature = "webrtc")]
                peers: HashMap::new(),
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

    /// Does something with the world, then sends what its streams have to say.
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
            server.world.advance(now);
            if (request.method.as_str(), request.path.as_str()) == ("POST", TEST_PATH) {
                return server.begin_test(request);
            }
            server.world.control(request)
        });
        reply.headers.push(("at".to_owned(), now.to_string()));
        reply
    }

    /// Returns whether the control endpoint is open.
    pub(super) fn has_control(&self) -> bool {
        self.control
    }

    /// Answers a request, of a page or of another program; where the answer is a stream, its body is tied in before anything is
    /// sent.
    pub(super) fn handle(&self, request: &Request, is_page: bool) -> (Answer, Option<StreamBody>) {
        let now = self.now();
        self.update(|server| {
            #[cfg_attr(not(feature = "webrtc"), expect(unused_mut))]
            let mut answer = server.world.handle(now, request);
            #[cfg(feature = "webrtc")]
            if let Some(reply) = &mut answer.reply {
                server.answer_offer(self, reply);
            }
            if let (Some(served), Some(reply)) = (&mut server.served, &answer.reply) {
                served.answered(request, reply, is_page);
            }
            let opened = answer.reply.as_ref().and_then(Reply::stream_id);
            let body = opened.map(|id| {
                let shared = self.clone();
                let (sender, body) = StreamBody::new(move || shared.close_stream(id));
                server.streams.insert(id, sender);
                body
            });
            (answer, body)
        })
    }

    fn close_stream(&self, stream: u64) {
        let mut server = self.lock();
        server.world.close_stream(stream);
        server.streams.remove(&stream);
    }
}

impl Server {
    /// Takes the name of the test that runs from now on.
    fn begin_test(&mut self, request: &Request) -> Reply {
        let test =
            Fields::parse(&request.body).and_then(|fields| fields.text("test").map(str::to_owned));
        match test {
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
        #[cfg(feature = "webrtc")]
        self.carry_media();
        for flow in self.world.drain() {
            let Some(sender) = self.streams.get(&flow.stream) else {
                continue;
            };
            if !flow.bytes.is_empty() {
                if let Some(served) = &mut self.served {
                    served.sent(&flow.bytes);
                }
                sender.send(flow.bytes);
            }
            if flow.ending == Some(Ending::Cut) {
                sender.cut();
            }
            if flow.ending.is_some() {
                self.streams.remove(&flow.stream);
            }
        }
    }
}

#[cfg(feature = "webrtc")]
impl Server {
    /// Gives an offer that the world took its answer, and a peer that carries its media.
    fn answer_offer(&mut self, shared: &Shared, reply: &mut Reply) {
        let Content::Offer { call, sdp } = &reply.content else {
            return;
        };
        let (shared, id) = (shared.clone(), call.clone());
        let on_event = move |event| {
            shared.update(|server| match event {
                PeerEvent::Frame => server.world.count_frames(&id, 1),
                PeerEvent::Lost => server.world.lose_media(&id),
            });
        };
        *reply = match peer::answer(sdp, on_event) {
            Ok((handle, sdp)) => {
                self.peers.insert(call.clone(), handle);
                Reply::success(serde_json::json!({"call_uuid": call, "sdp": sdp}))
            }
            Err(why) => {
                self.world.forget_call(call);
                Reply::failed(400, format!("The offer can't be answered: {why}"))
            }
        };
    }

    fn carry_media(&mut self) {
        for order in self.world.media_orders() {
            match order {
                MediaOrder::Start(call) => {
                    if let Some(peer) = self.peers.get(&call) {
                        peer.start();
                    }
                }
                // The peer ends with its handle.
                MediaOrder::End(call) => drop(self.peers.remove(&call)),
            }
        }
    }
}

/// Returns milliseconds since the Unix epoch by the machine's clock.
pub fn unix_ms() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(0))
}
