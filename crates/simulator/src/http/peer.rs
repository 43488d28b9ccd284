//! The other end of a call that carries media: answers an offer, shows a test pattern to whoever receives, and counts what is
//! sent. Listens on loopback alone, so only browsers of this machine reach it.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};
use str0m::change::SdpOffer;
use str0m::crypto::from_feature_flags;
use str0m::error::{IceError, SdpError};
use str0m::format::Codec;
use str0m::media::{Frequency, MediaKind, MediaTime, Mid};
use str0m::net::{Protocol, Receive};
use str0m::{Candidate, Event, IceConnectionState, Input, Output, Rtc, RtcConfig, RtcError};
use thiserror::Error;

/// Two seconds of VP8 in an IVF file; README.md beside it says how it was made.
static PATTERN: &[u8] = include_bytes!("../../media/pattern.ivf");
/// The pictures in it, each with a header of its own.
static FRAMES: &[u8] = PATTERN.split_at(FILE_HEADER_BYTES).1;
/// Length of the file's header (IVF).
const FILE_HEADER_BYTES: usize = 32;
/// Between two pictures.
const FRAME_INTERVAL: Duration = Duration::from_millis(100);
/// The same on the clock of RTP video, 90 kHz.
const FRAME_TICKS: u64 = 9_000;
/// An order waits no longer than this.
const MAX_WAIT: Duration = Duration::from_millis(20);
/// Whoever doesn't come in this time doesn't come.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Why an offer can't be answered.
#[derive(Debug, Error)]
pub enum PeerError {
    /// There is no socket to listen on.
    #[error("no socket: {0}")]
    Socket(#[from] std::io::Error),
    /// The socket's address can't be offered.
    #[error(transparent)]
    Address(#[from] IceError),
    /// The offer isn't a session description.
    #[error(transparent)]
    Offer(#[from] SdpError),
    /// The offer asks for what isn't there.
    #[error(transparent)]
    Refused(#[from] RtcError),
}

/// What happens to a call's media.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerEvent {
    /// A picture came in.
    Frame,
    /// They are over, however that came.
    Lost,
}

/// What holds a call: dropping it ends the call.
#[derive(Debug)]
pub struct PeerHandle(Sender<()>);

impl PeerHandle {
    /// Lets media flow.
    pub fn start(&self) {
        // Fails where it has broken off already, which the world learns by itself.
        let _ = self.0.send(());
    }
}

/// Answers an offer, and carries its media in a thread of its own until the handle is dropped or the other end is gone.
/// Returns the handle and the answer's session description; `on_event` is called from that thread.
///
/// # Errors
/// What is wrong with the offer.
pub fn answer(
    offer: &str,
    on_event: impl Fn(PeerEvent) + Send + 'static,
) -> Result<(PeerHandle, String), PeerError> {
    let (rtc, socket, sdp) = open(offer)?;
    let (sender, orders) = channel();
    let peer = Peer {
        rtc,
        socket,
        orders,
        opened: Instant::now(),
        began: None,
        shown: 0,
        rest: &[],
        receivers: Vec::new(),
    };
    std::thread::spawn(move || {
        // However it ended, it has.
        let _ = peer.run(&|| on_event(PeerEvent::Frame));
        on_event(PeerEvent::Lost);
    });
    Ok((PeerHandle(sender), sdp))
}

fn open(offer: &str) -> Result<(Rtc, UdpSocket, String), PeerError> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let candidate = Candidate::host(socket.local_addr()?, "udp")?;
    let offer = SdpOffer::from_sdp_string(offer)?;
    let mut rtc = RtcConfig::new()
        .set_crypto_provider(Arc::new(from_feature_flags()))
        // The browser comes to us, as to any server of this kind: its own addresses needn't be known, and it hides them.
        .set_ice_lite(true)
        .clear_codecs()
        .enable_vp8(true)
        .enable_opus(true, false)
        .build(Instant::now());
    rtc.add_local_candidate(candidate);
    let sdp = rtc.sdp_api().accept_offer(offer)?.to_sdp_string();
    Ok((rtc, socket, sdp))
}

struct Peer {
    rtc: Rtc,
    socket: UdpSocket,
    orders: Receiver<()>,
    opened: Instant,
    /// When the first picture went out.
    began: Option<Instant>,
    /// Pictures that went out.
    shown: u64,
    /// What is left of the pattern until it begins again.
    rest: &'static [u8],
    /// Where the other end wants to see something.
    receivers: Vec<Mid>,
}

impl Peer {
    fn run(mut self, count_frame: &dyn Fn()) -> Result<(), RtcError> {
        let mut buffer = vec![0; 2_000];
        let mut started = false;
        loop {
            let timeout = match self.rtc.poll_output()? {
                Output::Timeout(at) => at,
                Output::Transmit(packet) => {
                    // A packet that can't be sent is a packet that was lost.
                    let _ = self.socket.send_to(&packet.contents, packet.destination);
                    continue;
                }
                Output::Event(event) => {
                    match event {
                        Event::IceConnectionStateChange(IceConnectionState::Disconnected) => {
                            return Ok(());
                        }
                        Event::MediaData(data) if data.params.spec().codec == Codec::Vp8 => {
                            count_frame()
                        }
                        Event::MediaAdded(media)
                            if media.kind == MediaKind::Video && media.direction.is_sending() =>
                        {
                            self.receivers.push(media.mid);
                        }
                        // Whoever missed something needs a whole picture: the first.
                        Event::KeyframeRequest(_) => self.rest = FRAMES,
                        Event::Closed => return Ok(()),
                        _ => {}
                    }
                    continue;
                }
            };
            let now = Instant::now();
            let late = !self.rtc.is_connected() && now > self.opened + CONNECT_TIMEOUT;
            if !self.rtc.is_alive() || late {
                return Ok(());
            }
            match self.orders.try_recv() {
                Ok(()) => started = true,
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => return self.close(),
            }
            if started && self.rtc.is_connected() {
                self.show(now)?;
            }
            self.listen(now, timeout, &mut buffer)?;
        }
    }

    fn listen(&mut self, now: Instant, until: Instant, buffer: &mut [u8]) -> Result<(), RtcError> {
        let wait = until.saturating_duration_since(now).min(MAX_WAIT);
        // No time at all would mean for ever.
        self.socket
            .set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
        let input = match self.socket.recv_from(buffer) {
            Ok((length, source)) => {
                let destination = self.socket.local_addr()?;
                let contents = buffer.get(..length).unwrap_or_default().try_into();
                // What isn't a packet of ours is no matter of ours.
                contents.ok().map(|contents| Receive {
                    proto: Protocol::Udp,
                    source,
                    destination,
                    contents,
                })
            }
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => None,
            // A port that nobody listens on any more tells so; ICE finds out by itself.
            Err(e) if e.kind() == ErrorKind::ConnectionRefused => None,
            Err(e) => return Err(e.into()),
        };
        self.rtc.handle_input(match input {
            Some(packet) => Input::Receive(Instant::now(), packet),
            None => Input::Timeout(Instant::now()),
        })
    }

    /// Sends the pictures that are due by now.
    fn show(&mut self, now: Instant) -> Result<(), RtcError> {
        let began = *self.began.get_or_insert(now);
        let due = now.duration_since(began).as_millis() / FRAME_INTERVAL.as_millis();
        while u128::from(self.shown) <= due {
            let frame = self.next_frame();
            let time = MediaTime::new(self.shown * FRAME_TICKS, Frequency::NINETY_KHZ);
            for &mid in &self.receivers {
                if let Some(writer) = self.rtc.writer(mid) {
                    let vp8 = writer
                        .payload_params()
                        .find(|known| known.spec().codec == Codec::Vp8);
                    if let Some(pt) = vp8.map(|known| known.pt()) {
                        writer.write(pt, now, time, frame)?;
                    }
                }
            }
            self.shown += 1;
        }
        Ok(())
    }

    fn next_frame(&mut self) -> &'static [u8] {
        let next = split_frame(self.rest).or_else(|| split_frame(FRAMES));
        let (frame, rest) = next.unwrap_or_default();
        self.rest = rest;
        frame
    }

    /// Ends the connection, and tells the other end.
    fn close(mut self) -> Result<(), RtcError> {
        self.rtc.close()?;
        let over = Instant::now() + MAX_WAIT;
        while self.rtc.is_alive() && Instant::now() < over {
            match self.rtc.poll_output()? {
                Output::Transmit(packet) => {
                    let _ = self.socket.send_to(&packet.contents, packet.destination);
                }
                Output::Timeout(_) => self.rtc.handle_input(Input::Timeout(Instant::now()))?,
                Output::Event(_) => {}
            }
        }
        Ok(())
    }
}

/// Returns the first picture of what is left, and the rest: a header of length (four bytes) and stamp (eight), then the picture.
fn split_frame(rest: &'static [u8]) -> Option<(&'static [u8], &'static [u8])> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (_stamp, after) = after.split_first_chunk::<8>()?;
    after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_is_whole() {
        let (mut rest, mut count) = (FRAMES, 0);
        while let Some((frame, after)) = split_frame(rest) {
            let is_whole = frame.first().is_some_and(|byte| byte & 1 == 0);
            assert_eq!(is_whole, count == 0, "picture {count}");
            (rest, count) = (after, count + 1);
        }
        assert_eq!((rest.len(), count), (0, 20));
    }
}
