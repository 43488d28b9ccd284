//! WebRTC: one end of a call that carries media. What is negotiated goes through the session; here are the browser's objects.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaStream, MediaStreamTrack, RtcIceGatheringState, RtcPeerConnection, RtcRtpTransceiverInit,
    RtcSdpType, RtcSessionDescriptionInit, RtcTrackEvent,
};

use super::Listener;

/// An offer goes out with the addresses that are known by then: so many looks, so many ms apart.
const LOOKS: u32 = 20;
const LOOK_MS: u32 = 50;

/// One end of a call. Closed, and its screen no longer captured, when it is dropped.
pub struct Peer {
    connection: RtcPeerConnection,
    stream: MediaStream,
    _listeners: Vec<Listener>,
}

impl Peer {
    /// One that only receives, or one that sends this screen. Calls `lost` when the media breaks off; with true when it
    /// was the browser's own button that ended the sharing.
    pub fn new(screen: Option<MediaStream>, lost: impl Fn(bool) + 'static) -> Option<Self> {
        let connection = RtcPeerConnection::new().ok()?;
        let lost: Rc<dyn Fn(bool)> = Rc::new(lost);
        let mut listeners = Vec::new();
        let (watched, broken) = (connection.clone(), Rc::clone(&lost));
        listeners.push(Listener::new(
            &connection,
            "connectionstatechange",
            move |_| {
                if watched.connection_state() == web_sys::RtcPeerConnectionState::Failed {
                    broken(false);
                }
            },
        ));
        let stream = match screen {
            Some(screen) => {
                for track in tracks(&screen) {
                    connection.add_transceiver_with_media_stream_track_and_init(
                        &track,
                        &direction("sendonly"),
                    );
                    let ended = Rc::clone(&lost);
                    listeners.push(Listener::new(&track, "ended", move |_| ended(true)));
                }
                screen
            }
            None => {
                for kind in ["audio", "video"] {
                    connection.add_transceiver_with_str_and_init(kind, &direction("recvonly"));
                }
                let stream = MediaStream::new().ok()?;
                // Its own `clone` would be the browser's, which makes another stream.
                let shown = Clone::clone(&stream);
                listeners.push(Listener::new(&connection, "track", move |event| {
                    let event: RtcTrackEvent = event.unchecked_into();
                    shown.add_track(&event.track());
                }));
                stream
            }
        };
        Some(Self {
            connection,
            stream,
            _listeners: listeners,
        })
    }

    /// What it receives or sends.
    pub fn stream(&self) -> MediaStream {
        Clone::clone(&self.stream)
    }

    /// What negotiates for it.
    pub fn talk(&self) -> Talk {
        Talk(self.connection.clone())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        for track in tracks(&self.stream) {
            track.stop();
        }
        self.connection.close();
    }
}

/// A hold on a peer's connection while the browser works; the peer may be gone by the end.
pub struct Talk(RtcPeerConnection);

impl Talk {
    /// The offer, with the addresses that are found within a second.
    pub async fn offer(self) -> Option<String> {
        let Self(connection) = self;
        let offer = JsFuture::from(connection.create_offer()).await.ok()?;
        let set = connection.set_local_description(offer.unchecked_ref());
        JsFuture::from(set).await.ok()?;
        for _ in 0..LOOKS {
            if connection.ice_gathering_state() == RtcIceGatheringState::Complete {
                break;
            }
            gloo_timers::future::TimeoutFuture::new(LOOK_MS).await;
        }
        Some(connection.local_description()?.sdp())
    }

    /// Puts the answer in place; whether it fits.
    pub async fn answer(self, sdp: &str) -> bool {
        let answer = RtcSessionDescriptionInit::new(RtcSdpType::Answer);
        answer.set_sdp(sdp);
        JsFuture::from(self.0.set_remote_description(&answer))
            .await
            .is_ok()
    }
}

/// Whether this browser does WebRTC.
pub fn is_there() -> bool {
    Reflect::has(&js_sys::global(), &"RTCPeerConnection".into()).unwrap_or_default()
}

/// Whether this page may ask for a screen: not on a phone, and not over plain http.
pub fn may_share() -> bool {
    is_there() && display_media().is_some()
}

/// Asks for a screen: the browser's own question, which may be answered with no.
pub async fn screen() -> Option<MediaStream> {
    let (devices, ask) = display_media()?;
    let asked = ask.call0(&devices).ok()?;
    let stream = JsFuture::from(asked.unchecked_into::<js_sys::Promise>()).await;
    stream.ok()?.dyn_into().ok()
}

fn display_media() -> Option<(JsValue, js_sys::Function)> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let devices = Reflect::get(&navigator, &"mediaDevices".into()).ok()?;
    // Without them there is nothing to look into.
    let ask = Reflect::get(&devices, &"getDisplayMedia".into()).ok()?;
    Some((devices, ask.dyn_into().ok()?))
}

fn direction(word: &str) -> RtcRtpTransceiverInit {
    let init = Object::new();
    let _ = Reflect::set(&init, &"direction".into(), &word.into());
    init.unchecked_into()
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream
        .get_tracks()
        .into_iter()
        .filter_map(|track| track.dyn_into().ok())
}
