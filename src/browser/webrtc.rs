//! WebRTC: this browser's end of a call that carries media. The session sends offers and answers; here are the browser's objects.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaDevices, MediaStream, MediaStreamTrack, RtcIceGatheringState, RtcPeerConnection,
    RtcPeerConnectionState, RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType,
    RtcSessionDescriptionInit, RtcTrackEvent,
};

/// An offer goes out with the network addresses that are found within a second: so many looks, so many ms apart.
const GATHERING_LOOKS: u32 = 20;
const GATHERING_LOOK_MS: u32 = 50;

/// Why the media of a call broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaEnd {
    /// The connection failed.
    Failed,
    /// The host pressed the browser's own button that ends the sharing.
    StoppedByHost,
}

/// This browser's end of a call. When it is dropped, the connection is closed and the screen is captured no longer.
pub struct Peer {
    connection: RtcPeerConnection,
    stream: MediaStream,
    _listeners: Vec<EventListener>,
}

impl Peer {
    /// Returns a peer that sends `screen`, or that only receives if there is none. It calls `on_end` when the media breaks off.
    /// `None` if the browser refuses.
    pub fn new(screen: Option<MediaStream>, on_end: impl Fn(MediaEnd) + 'static) -> Option<Self> {
        let connection = RtcPeerConnection::new().ok()?;
        let on_end: Rc<dyn Fn(MediaEnd)> = Rc::new(on_end);
        let mut listeners = vec![listen_for_failure(&connection, &on_end)];
        let stream = match screen {
            Some(screen) => {
                listeners.extend(send_tracks(&connection, &screen, &on_end));
                screen
            }
            None => {
                let stream = MediaStream::new().ok()?;
                listeners.push(receive_tracks(&connection, &stream));
                stream
            }
        };
        Some(Self {
            connection,
            stream,
            _listeners: listeners,
        })
    }

    /// Returns what it receives or sends.
    pub fn stream(&self) -> MediaStream {
        // `stream.clone()` would be the browser's own method, which makes another stream.
        Clone::clone(&self.stream)
    }

    /// Returns the half that makes offers and takes answers.
    pub fn negotiation(&self) -> Negotiation {
        Negotiation(self.connection.clone())
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

fn listen_for_failure(
    connection: &RtcPeerConnection,
    on_end: &Rc<dyn Fn(MediaEnd)>,
) -> EventListener {
    let (watched, on_end) = (connection.clone(), Rc::clone(on_end));
    EventListener::new(connection, "connectionstatechange", move |_| {
        if watched.connection_state() == RtcPeerConnectionState::Failed {
            on_end(MediaEnd::Failed);
        }
    })
}

fn send_tracks(
    connection: &RtcPeerConnection,
    screen: &MediaStream,
    on_end: &Rc<dyn Fn(MediaEnd)>,
) -> Vec<EventListener> {
    let options = transceiver(RtcRtpTransceiverDirection::Sendonly);
    let send = |track: MediaStreamTrack| {
        connection.add_transceiver_with_media_stream_track_and_init(&track, &options);
        let on_end = Rc::clone(on_end);
        EventListener::new(&track, "ended", move |_| on_end(MediaEnd::StoppedByHost))
    };
    tracks(screen).map(send).collect()
}

fn receive_tracks(connection: &RtcPeerConnection, stream: &MediaStream) -> EventListener {
    let options = transceiver(RtcRtpTransceiverDirection::Recvonly);
    for kind in ["audio", "video"] {
        connection.add_transceiver_with_str_and_init(kind, &options);
    }
    let stream = Clone::clone(stream);
    EventListener::new(connection, "track", move |event| {
        if let Some(event) = event.dyn_ref::<RtcTrackEvent>() {
            stream.add_track(&event.track());
        }
    })
}

fn transceiver(direction: RtcRtpTransceiverDirection) -> RtcRtpTransceiverInit {
    let options = RtcRtpTransceiverInit::new();
    options.set_direction(direction);
    options
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream
        .get_tracks()
        .into_iter()
        .filter_map(|track| track.dyn_into().ok())
}

/// Makes offers and takes answers for a [`Peer`], which may be dropped while the browser works.
pub struct Negotiation(RtcPeerConnection);

impl Negotiation {
    /// Returns the offer (SDP), with the network addresses that are found within a second. `None` if the browser refuses.
    pub async fn offer(self) -> Option<String> {
        let Self(connection) = self;
        let offer = JsFuture::from(connection.create_offer()).await.ok()?;
        let set = connection.set_local_description(offer.unchecked_ref());
        JsFuture::from(set).await.ok()?;
        for _ in 0..GATHERING_LOOKS {
            if connection.ice_gathering_state() == RtcIceGatheringState::Complete {
                break;
            }
            TimeoutFuture::new(GATHERING_LOOK_MS).await;
        }
        Some(connection.local_description()?.sdp())
    }

    /// Takes the answer (SDP) of the other end, and returns whether it fits the offer.
    pub async fn accept_answer(self, sdp: &str) -> bool {
        let answer = RtcSessionDescriptionInit::new(RtcSdpType::Answer);
        answer.set_sdp(sdp);
        JsFuture::from(self.0.set_remote_description(&answer))
            .await
            .is_ok()
    }
}

/// Returns whether this browser has WebRTC.
pub fn is_supported() -> bool {
    Reflect::has(&js_sys::global(), &"RTCPeerConnection".into()).unwrap_or_default()
}

/// Returns whether this page can share a screen: phones can't, nor can pages over plain http.
pub fn can_share_screen() -> bool {
    is_supported() && screen_sources().is_some()
}

/// Asks the host for a screen to share, with the browser's own dialog. `None` if the host says no.
pub async fn ask_for_screen() -> Option<MediaStream> {
    let asked = screen_sources()?.get_display_media().ok()?;
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}

fn screen_sources() -> Option<MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    // Without them there is nothing to look into, which is an error too.
    Reflect::has(&devices, &"getDisplayMedia".into())
        .is_ok_and(|is_there| is_there)
        .then_some(devices)
}
