//! A world with its clock, its open streams and its calls: what all requests share.

#[cfg(feature = "webrtc")]
use super::peer::{self, PeerEvent, PeerHandle};
use super::served::Served;
use super::shell::{Serve, Shell};
use super::stream::{StreamBody, StreamSender};
#[cfg(feature = "webrtc")]
use crate::world::call::MediaOrder;
#[cfg(feature = "webrtc")]
use crate::world::request::Content;
use crate::world::request::{Answer, Reply, Request};
use crate::world::streams::Ending;
use crate::world::{Settings, World};
use std::collections::HashMap;

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
pub struct Shared(Shell<Server>);

impl Shared {
    /// Makes a world that begins now. With `control`, tests may reach into it.
    pub fn new(mut settings: Settings, control: bool) -> Shared {
        settings.media = cfg!(feature = "webrtc");
        Shared(Shell::new(control, |now| Server {
            world: World::new(settings, now),
            streams: HashMap::new(),
            served: None,
            #[cfg(feature = "webrtc")]
            peers: HashMap::new(),
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
        self.0.control(asked, |server, now| {
            server.world.advance(now);
            server.world.control(request)
        })
    }

    /// Returns whether the control endpoint is open.
    pub(super) fn has_control(&self) -> bool {
        self.0.has_control()
    }

    /// Answers a request, of a page or of another program; where the answer is a stream, its body is tied in before anything is
    /// sent.
    pub(super) fn handle(&self, request: &Request, is_page: bool) -> (Answer, Option<StreamBody>) {
        self.0.update(|server, now| {
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
        let mut server = self.0.lock();
        server.world.close_stream(stream);
        server.streams.remove(&stream);
    }
}

impl Serve for Server {
    fn served(&mut self) -> &mut Option<Served> {
        &mut self.served
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
            shared.0.update(|server, _| match event {
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
