//! The shell: puts a [`World`] on a socket. Everything that knows of time, tasks or headers stands here, and nothing of
//! meetings.

mod answer;
#[cfg(feature = "webrtc")]
mod peer;
mod stream;

use crate::world::control::CONTROL;
use crate::world::request::{Answer, Reply, Request};
use crate::world::streams::Ending;
use crate::world::{Settings, World, opened_stream};
#[cfg(feature = "webrtc")]
use crate::world::{media::Order, request::Content};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Response, header::HOST, request::Parts};
use axum::serve::ListenerExt;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use stream::{Feed, StreamBody};
use tokio::net::TcpListener;

/// How often the world is told the time.
const TICK: Duration = Duration::from_millis(100);
/// The most bytes of a request's body; the control endpoint takes more, for it sends huge events.
const BODY_LIMIT: usize = 1 << 20;
const CONTROL_LIMIT: usize = 64 << 20;
/// How long a request "hangs" before its connection is given up.
const HANG: Duration = Duration::from_secs(600);

/// A world with its clock and its open streams.
#[derive(Debug)]
struct Inner {
    world: World,
    streams: HashMap<u64, Feed>,
    /// Ends of calls that carry media, by the call's id.
    #[cfg(feature = "webrtc")]
    peers: HashMap<String, peer::Handle>,
}

/// What requests share.
#[derive(Clone, Debug)]
pub struct Shared {
    inner: Arc<Mutex<Inner>>,
    started: Instant,
    started_ms: u64,
    control: bool,
}

impl Shared {
    /// A world that begins now. With `control`, tests may reach into it.
    pub fn new(mut settings: Settings, control: bool) -> Shared {
        let started_ms = unix_ms();
        settings.media = cfg!(feature = "webrtc");
        Shared {
            inner: Arc::new(Mutex::new(Inner {
                world: World::new(settings, started_ms),
                streams: HashMap::new(),
                #[cfg(feature = "webrtc")]
                peers: HashMap::new(),
            })),
            started: Instant::now(),
            started_ms,
            control,
        }
    }

    /// Unix time in ms that never goes back.
    fn now(&self) -> u64 {
        let passed = self.started.elapsed().as_millis();
        self.started_ms
            .saturating_add(u64::try_from(passed).unwrap_or(0))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the world and sends what streams have to say.
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        let mut inner = self.lock();
        let result = act(&mut inner);
        inner.flush();
        result
    }

    fn close_stream(&self, stream: u64) {
        let mut inner = self.lock();
        inner.world.stream_closed(stream);
        inner.streams.remove(&stream);
    }
}

impl Inner {
    fn flush(&mut self) {
        #[cfg(feature = "webrtc")]
        self.carry_media();
        for flow in self.world.drain() {
            let Some(feed) = self.streams.get(&flow.stream) else {
                continue;
            };
            if !flow.bytes.is_empty() {
                feed.send(flow.bytes);
            }
            if flow.ending == Some(Ending::Cut) {
                feed.cut();
            }
            if flow.ending.is_some() {
                self.streams.remove(&flow.stream);
            }
        }
    }
}

#[cfg(feature = "webrtc")]
impl Inner {
    /// An offer that the world took gets its answer, and an end that carries its media.
    fn answer_offer(&mut self, shared: &Shared, reply: &mut Reply) {
        let Content::Offer { call, sdp } = &reply.content else {
            return;
        };
        *reply = match peer::answer(shared, call, sdp) {
            Ok((handle, sdp)) => {
                self.peers.insert(call.clone(), handle);
                Reply::success(serde_json::json!({"call_uuid": call, "sdp": sdp}))
            }
            Err(why) => {
                self.world.call_failed(call);
                Reply::failed(400, format!("The offer can't be answered: {why}"))
            }
        };
    }

    fn carry_media(&mut self) {
        for order in self.world.media_orders() {
            match order {
                Order::Start(call) => {
                    if let Some(peer) = self.peers.get(&call) {
                        peer.start();
                    }
                }
                // Its end ends with its handle.
                Order::End(call) => drop(self.peers.remove(&call)),
            }
        }
    }
}

/// Milliseconds since the Unix epoch by the machine's clock.
pub fn unix_ms() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(0))
}

/// Serves until the task is dropped.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(listener: TcpListener, shared: Shared) -> std::io::Result<()> {
    let clock = shared.clone();
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            let now = clock.now();
            clock.with(|inner| inner.world.advance(now));
        }
    });
    let app = Router::new().fallback(respond).with_state(shared);
    let listener = listener.tap_io(|socket| {
        // Small events must not wait for the next one; without it they only come later.
        let _ = socket.set_nodelay(true);
    });
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await
}

async fn respond(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: axum::extract::Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let is_control = parts.uri.path().starts_with(CONTROL);
    let limit = if is_control {
        CONTROL_LIMIT
    } else {
        BODY_LIMIT
    };
    let Ok(bytes) = to_bytes(body, limit).await else {
        return answer::plain(Reply::failed(413, "The body is too large"));
    };
    let request = read(&parts, bytes);
    if request.method == "OPTIONS" && is_control {
        return answer::preflight(Reply::success(true), &parts.headers);
    }
    if is_control {
        let reply = if !shared.control {
            Reply::failed(404, "No such path")
        } else if !peer.ip().is_loopback() {
            Reply::failed(403, "The control endpoint answers this machine only")
        } else {
            let now = shared.now();
            shared.with(|inner| {
                inner.world.advance(now);
                inner.world.control(&request)
            })
        };
        return answer::plain(reply);
    }
    let (answer, receiver) = ask(&shared, &request);
    if answer.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
    }
    let Some(reply) = answer.reply else {
        tokio::time::sleep(HANG).await;
        return answer::plain(Reply::failed(504, "Gateway timeout"));
    };
    match receiver {
        Some(body) => answer::stream(reply, body),
        None if request.method == "OPTIONS" => answer::preflight(reply, &parts.headers),
        None => answer::plain(reply),
    }
}

/// Puts a request to the world; where the answer is a stream, its body is tied in before anything is sent.
fn ask(shared: &Shared, request: &Request) -> (Answer, Option<StreamBody>) {
    let now = shared.now();
    shared.with(|inner| {
        #[cfg_attr(not(feature = "webrtc"), expect(unused_mut))]
        let mut answer = inner.world.handle(now, request);
        #[cfg(feature = "webrtc")]
        if let Some(reply) = &mut answer.reply {
            inner.answer_offer(shared, reply);
        }
        let opened = answer.reply.as_ref().and_then(opened_stream);
        let body = opened.map(|id| {
            let (feed, body) = StreamBody::new(id, shared.clone());
            inner.streams.insert(id, feed);
            body
        });
        (answer, body)
    })
}

fn read(parts: &Parts, body: Bytes) -> Request {
    let header = |name: &str| text(&parts.headers, name);
    Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        host: header(HOST.as_str()).unwrap_or_default(),
        token: header("token"),
        pin: header("pin"),
        role: header("role"),
        body: body.to_vec(),
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
