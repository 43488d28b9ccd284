//! Calls with media that this host has added to somebody, as they are shown.

use std::sync::Arc;

use conference::ParticipantId;
use leptos::prelude::*;
use web_sys::MediaStream;

/// A call that the host asks for. `present`: the presentation instead of the main picture.
pub enum MediaCallRequest {
    /// Two addresses for a stream.
    Rtmp {
        /// Whose.
        participant: ParticipantId,
        /// Their name.
        name: Arc<str>,
        /// Treat it as a stream.
        streaming: bool,
        /// The presentation.
        present: bool,
        /// The most that it may use, kbit/s.
        bandwidth: Option<u32>,
    },
    /// To see and hear somebody here.
    Watch {
        /// Whom.
        participant: ParticipantId,
        /// Their name.
        name: Arc<str>,
        /// The presentation.
        present: bool,
    },
    /// To present this screen.
    ShareScreen {
        /// This session's own row.
        participant: ParticipantId,
        /// The name it goes by.
        name: Arc<str>,
    },
    /// The end of the call of this number.
    End(u32),
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaCallKind {
    /// A stream by RTMP.
    Rtmp,
    /// Somebody is watched here.
    Watch,
    /// This screen is presented.
    ShareScreen,
}

/// A call, from the request to its end.
#[derive(Clone, PartialEq)]
pub struct MediaCall {
    /// Tells it from the others; the newest has the highest.
    pub number: u32,
    /// Whose.
    pub name: Arc<str>,
    /// What it is for.
    pub kind: MediaCallKind,
    /// The server has answered.
    pub is_up: bool,
    /// Where a stream goes: plainly, encrypted.
    pub urls: [Option<String>; 2],
    /// What is received.
    pub stream: Option<MediaStream>,
}

/// What carries out a request for a call.
type Requester = std::rc::Rc<dyn Fn(MediaCallRequest)>;

/// The calls that this host has added, oldest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct MediaCalls {
    list: RwSignal<Vec<MediaCall>, LocalStorage>,
    requester: StoredValue<Option<Requester>, LocalStorage>,
}

impl MediaCalls {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new_local(Vec::new()),
            requester: StoredValue::new_local(None),
        }
    }

    /// The calls, oldest first.
    pub fn list(self) -> ReadSignal<Vec<MediaCall>, LocalStorage> {
        self.list.read_only()
    }

    /// Asks for a call, or for the end of one.
    pub fn request(self, request: MediaCallRequest) {
        if let Some(carry_out) = self.requester.try_get_value().flatten() {
            carry_out(request);
        }
    }

    /// Says who carries out requests.
    pub fn connect(self, requester: impl Fn(MediaCallRequest) + 'static) {
        self.requester.set_value(Some(std::rc::Rc::new(requester)));
    }

    /// Changes the list: for whoever carries calls out.
    pub(crate) fn update(self, change: impl FnOnce(&mut Vec<MediaCall>)) {
        self.list.update(change);
    }
}
