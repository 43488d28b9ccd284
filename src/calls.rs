//! Calls with media: the session decides, the browser's peers carry it, state shows it. One place that ties the three together.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use conference::ParticipantId;
use session::{CallNews, CallNumber, Input, NewCall, Notice};
use wasm_bindgen_futures::spawn_local;

use crate::{
    i18n::t_string,
    state::{CallKind, CallWish, ShownCall, Store},
    transport::webrtc::{self, Peer},
};

/// The calls of a session, by number. Cheap to clone.
#[derive(Clone)]
pub struct Calls(Rc<Inner>);

struct Inner {
    peers: RefCell<Vec<(u32, Peer)>>,
    last: RefCell<u32>,
    store: Store,
    tell: Box<dyn Fn(Input)>,
}

impl Calls {
    /// None yet. `tell` brings what follows to the session.
    pub fn new(store: Store, tell: impl Fn(Input) + 'static) -> Self {
        Self(Rc::new(Inner {
            peers: RefCell::default(),
            last: RefCell::default(),
            store,
            tell: Box::new(tell),
        }))
    }

    /// The host wishes for a call, or its end.
    pub fn wish(&self, wish: CallWish) {
        match wish {
            CallWish::Rtmp {
                participant,
                name,
                streaming,
                present,
                bandwidth,
            } => {
                let number = self.begin(CallKind::Rtmp, name);
                let call = NewCall::Rtmp {
                    streaming,
                    present: present.then_some("receive"),
                    bandwidth,
                };
                self.start(number, participant, call);
            }
            CallWish::Watch {
                participant,
                name,
                present,
            } => {
                let number = self.begin(CallKind::Watch, name);
                let present = present.then_some("receive");
                self.open(number, participant, present);
            }
            CallWish::Share { participant, name } => {
                let number = self.begin(CallKind::Share, name);
                self.open(number, participant, Some("send"));
            }
            CallWish::End(number) => {
                self.forget(number);
                (self.0.tell)(Input::EndCall(CallNumber(number)));
            }
        }
    }

    /// What the session says of a call.
    pub fn news(&self, number: CallNumber, news: CallNews) {
        let CallNumber(number) = number;
        let CallNews::Started(started) = news else {
            return self.forget(number);
        };
        self.change(number, |call| {
            call.is_up = true;
            call.urls = [started.url, started.secure_url];
        });
        let peers = self.0.peers.borrow();
        let peer = peers.iter().find(|(known, _)| *known == number);
        if let (Some((_, peer)), Some(sdp)) = (peer, started.sdp) {
            let (talk, calls) = (peer.talk(), self.clone());
            spawn_local(async move {
                if talk.answer(&sdp).await {
                    (calls.0.tell)(Input::AckCall(CallNumber(number)));
                } else {
                    calls.broke(number);
                }
            });
        }
    }

    fn begin(&self, kind: CallKind, name: Arc<str>) -> u32 {
        let mut last = self.0.last.borrow_mut();
        *last += 1;
        let number = *last;
        self.0.store.calls(|calls| {
            calls.push(ShownCall {
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
        (self.0.tell)(Input::StartCall {
            number: CallNumber(number),
            participant,
            call,
        });
    }

    /// Opens this browser's end and asks for the other.
    fn open(&self, number: u32, participant: ParticipantId, present: Option<&'static str>) {
        let calls = self.clone();
        spawn_local(async move {
            let screen = if present == Some("send") {
                let Some(screen) = webrtc::screen().await else {
                    // The browser's question was answered with no.
                    return calls.forget(number);
                };
                Some(screen)
            } else {
                None
            };
            let weak = Rc::downgrade(&calls.0);
            let lost = move |by_host: bool| match weak.upgrade().map(Self) {
                Some(calls) if by_host => calls.wish(CallWish::End(number)),
                Some(calls) => calls.broke(number),
                None => {}
            };
            let Some(peer) = Peer::new(screen, lost) else {
                return calls.broke(number);
            };
            // Ended in the meantime: so is this end, and the screen's capture.
            if !calls.is_there(number) {
                return;
            }
            let (talk, stream) = (peer.talk(), peer.stream());
            calls.0.peers.borrow_mut().push((number, peer));
            calls.change(number, |call| call.stream = Some(stream));
            let offer = talk.offer().await;
            match offer {
                _ if !calls.is_there(number) => {}
                Some(sdp) => calls.start(number, participant, NewCall::WebRtc { sdp, present }),
                None => calls.broke(number),
            }
        });
    }

    /// Its media can't be had, or broke off.
    fn broke(&self, number: u32) {
        let is_it = |call: &&ShownCall| call.number == number;
        let known = self.0.store.view().calls.get_untracked();
        if let Some(call) = known.iter().find(is_it) {
            self.0.store.notice(Notice::SubCallEnded {
                name: Some(call.name.clone()),
                reason: Arc::from(t_string!(calls.no_media)),
            });
            self.wish(CallWish::End(number));
        }
    }

    fn is_there(&self, number: u32) -> bool {
        let calls = self.0.store.view();
        calls
            .calls
            .with_untracked(|calls| calls.iter().any(|call| call.number == number))
    }

    fn change(&self, number: u32, change: impl FnOnce(&mut ShownCall)) {
        self.0.store.calls(|calls| {
            if let Some(call) = calls.iter_mut().find(|call| call.number == number) {
                change(call);
            }
        });
    }

    fn forget(&self, number: u32) {
        let mut peers = self.0.peers.borrow_mut();
        let at = peers.iter().position(|(known, _)| *known == number);
        let peer = at.map(|at| peers.swap_remove(at).1);
        drop(peers);
        drop(peer);
        self.0
            .store
            .calls(|calls| calls.retain(|call| call.number != number));
    }
}
