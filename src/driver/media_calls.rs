//! Calls with media: the session decides, the browser's peers carry it, state shows it. One place that ties the three together.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use conference::ParticipantId;
use leptos::prelude::*;
use session::{CallNews, CallNumber, Input, NewCall, Notice};
use wasm_bindgen_futures::spawn_local;

use crate::{
    browser::webrtc::{self, MediaEnd, Peer},
    state::{MediaCall, MediaCallKind, MediaCallRequest, Meeting},
};

/// Carries out the calls of a session, by number. Cheap to clone.
#[derive(Clone)]
pub(super) struct MediaCallRunner(Rc<Inner>);

struct Inner {
    peers: RefCell<Vec<(u32, Peer)>>,
    last: RefCell<u32>,
    meeting: Meeting,
    send: Rc<dyn Fn(Input)>,
}

impl MediaCallRunner {
    /// Returns a runner without calls. `send` brings what follows to the session.
    pub fn new(meeting: Meeting, send: Rc<dyn Fn(Input)>) -> Self {
        Self(Rc::new(Inner {
            peers: RefCell::default(),
            last: RefCell::default(),
            meeting,
            send,
        }))
    }

    /// The host asks for a call, or for its end.
    pub fn request(&self, request: MediaCallRequest) {
        match request {
            MediaCallRequest::Rtmp {
                participant,
                name,
                streaming,
                present,
                bandwidth,
            } => {
                let number = self.add(MediaCallKind::Rtmp, name);
                let call = NewCall::Rtmp {
                    streaming,
                    present: present.then_some("receive"),
                    bandwidth,
                };
                self.start(number, participant, call);
            }
            MediaCallRequest::Watch {
                participant,
                name,
                present,
            } => {
                let number = self.add(MediaCallKind::Watch, name);
                let present = present.then_some("receive");
                self.open(number, participant, present);
            }
            MediaCallRequest::ShareScreen { participant, name } => {
                let number = self.add(MediaCallKind::ShareScreen, name);
                self.open(number, participant, Some("send"));
            }
            MediaCallRequest::End(number) => {
                self.remove(number);
                (self.0.send)(Input::EndCall(CallNumber(number)));
            }
        }
    }

    /// Takes what the session says of a call.
    pub fn on_news(&self, number: CallNumber, news: CallNews) {
        let CallNumber(number) = number;
        let CallNews::Started(started) = news else {
            return self.remove(number);
        };
        self.update(number, |call| {
            call.is_up = true;
            call.urls = [started.url, started.secure_url];
        });
        let peers = self.0.peers.borrow();
        let peer = peers.iter().find(|(known, _)| *known == number);
        if let (Some((_, peer)), Some(sdp)) = (peer, started.sdp) {
            let (negotiation, runner) = (peer.negotiation(), self.clone());
            spawn_local(async move {
                if negotiation.accept_answer(&sdp).await {
                    (runner.0.send)(Input::AckCall(CallNumber(number)));
                } else {
                    runner.end_broken(number);
                }
            });
        }
    }

    fn add(&self, kind: MediaCallKind, name: Arc<str>) -> u32 {
        let mut last = self.0.last.borrow_mut();
        *last += 1;
        let number = *last;
        self.0.meeting.media_calls.update(|calls| {
            calls.push(MediaCall {
                number,
                name,
                kind,
                is_up: false,
                urls: [None, None],
                stream: None,
            });
        });
        number
    }

    fn start(&self, number: u32, participant: ParticipantId, call: NewCall) {
        (self.0.send)(Input::StartCall {
            number: CallNumber(number),
            participant,
            call,
        });
    }

    /// Opens this browser's end and asks for the other.
    fn open(&self, number: u32, participant: ParticipantId, present: Option<&'static str>) {
        let runner = self.clone();
        spawn_local(async move {
            let screen = if present == Some("send") {
                let Some(screen) = webrtc::ask_for_screen().await else {
                    // The browser's question was answered with no.
                    return runner.remove(number);
                };
                Some(screen)
            } else {
                None
            };
            let weak = Rc::downgrade(&runner.0);
            let on_end = move |end: MediaEnd| match (weak.upgrade().map(Self), end) {
                (Some(runner), MediaEnd::StoppedByHost) => {
                    runner.request(MediaCallRequest::End(number));
                }
                (Some(runner), MediaEnd::Failed) => runner.end_broken(number),
                (None, _) => {}
            };
            let Some(peer) = Peer::new(screen, on_end) else {
                return runner.end_broken(number);
            };
            // Ended in the meantime: so is this end, and the screen's capture.
            if !runner.has(number) {
                return;
            }
            let (negotiation, stream) = (peer.negotiation(), peer.stream());
            runner.0.peers.borrow_mut().push((number, peer));
            runner.update(number, |call| call.stream = Some(stream));
            let offer = negotiation.offer().await;
            match offer {
                _ if !runner.has(number) => {}
                Some(sdp) => runner.start(number, participant, NewCall::WebRtc { sdp, present }),
                None => runner.end_broken(number),
            }
        });
    }

    /// Its media can't be had, or broke off.
    fn end_broken(&self, number: u32) {
        let name = self.0.meeting.media_calls.list().with_untracked(|calls| {
            let call = calls.iter().find(|call| call.number == number);
            call.map(|call| call.name.clone())
        });
        if let Some(name) = name {
            self.0
                .meeting
                .notices
                .add(Notice::MediaLost { name: Some(name) });
            self.request(MediaCallRequest::End(number));
        }
    }

    fn has(&self, number: u32) -> bool {
        self.0
            .meeting
            .media_calls
            .list()
            .with_untracked(|calls| calls.iter().any(|call| call.number == number))
    }

    fn update(&self, number: u32, change: impl FnOnce(&mut MediaCall)) {
        self.0.meeting.media_calls.update(|calls| {
            if let Some(call) = calls.iter_mut().find(|call| call.number == number) {
                change(call);
            }
        });
    }

    fn remove(&self, number: u32) {
        let mut peers = self.0.peers.borrow_mut();
        let at = peers.iter().position(|(known, _)| *known == number);
        let peer = at.map(|at| peers.swap_remove(at).1);
        drop(peers);
        drop(peer);
        self.0
            .meeting
            .media_calls
            .update(|calls| calls.retain(|call| call.number != number));
    }
}
