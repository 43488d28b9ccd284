//! What is chosen to add a call to somebody.

use std::sync::Arc;

use conference::Participant;
use leptos::prelude::*;

/// What kind of call is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddedKind {
    /// Two addresses for a stream.
    #[default]
    Rtmp,
    /// To see and hear them here.
    WebRtc,
}

/// Which picture a call carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddedPicture {
    /// The main one.
    #[default]
    Main,
    /// The presentation.
    Presentation,
}

/// The dialog that adds a call. Cheap to copy.
#[derive(Clone, Copy)]
pub struct MediaCallForm {
    /// Who is to get another call, as they were when it was asked for; `None` = the dialog is closed.
    pub person: RwSignal<Option<Arc<Participant>>>,
    /// What kind of call.
    pub kind: RwSignal<AddedKind>,
    /// Which picture.
    pub picture: RwSignal<AddedPicture>,
    /// Treat it as a stream.
    pub streaming: RwSignal<bool>,
    /// The most that it may use, kbit/s, as typed; empty = no limit.
    pub bandwidth: RwSignal<String>,
    /// The call that was asked for.
    pub requested: RwSignal<Option<u32>>,
}

impl MediaCallForm {
    pub(super) fn new() -> Self {
        Self {
            person: RwSignal::default(),
            kind: RwSignal::default(),
            picture: RwSignal::default(),
            streaming: RwSignal::new(true),
            bandwidth: RwSignal::default(),
            requested: RwSignal::default(),
        }
    }

    /// Opens the dialog about somebody.
    pub fn open(self, person: Arc<Participant>) {
        self.clear();
        self.person.set(Some(person));
    }

    /// Returns the most bandwidth, kbit/s; nothing typed = no limit. Followed.
    ///
    /// # Errors
    ///
    /// What is typed isn't a number above nought.
    pub fn limit(self) -> Result<Option<u32>, NotALimit> {
        self.bandwidth.with(|typed| match typed.trim() {
            "" => Ok(None),
            typed => match typed.parse() {
                Ok(0) | Err(_) => Err(NotALimit),
                Ok(limit) => Ok(Some(limit)),
            },
        })
    }

    /// Closes the dialog and forgets what was chosen.
    pub fn clear(self) {
        self.person.set(None);
        self.kind.set(AddedKind::default());
        self.picture.set(AddedPicture::default());
        self.streaming.set(true);
        self.bandwidth.set(String::new());
        self.requested.set(None);
    }
}

/// What is typed as a limit isn't one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALimit;
