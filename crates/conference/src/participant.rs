//! A person in the meeting, and the partial news about one.

use crate::{Facts, ParticipantId};
use std::borrow::Cow;
use std::sync::Arc;

/// What a participant may do. The wire says chair/guest/HOST/GUEST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Role {
    /// Runs the meeting.
    Host,
    /// Takes part.
    #[default]
    Guest,
}

/// Where in the service a participant stands (`service_type`).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Service {
    /// In the meeting.
    #[default]
    Conference,
    /// Called out to, not answered yet (30 s at most).
    Connecting,
    /// Waits for a host to admit them.
    WaitingRoom,
    /// Asked for a PIN by the voice menu.
    Ivr,
    /// Point to point.
    Gateway,
    /// A word the document doesn't know: kept and shown.
    Other(Arc<str>),
}

impl Service {
    /// The word of the wire, for `data-service`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Conference => "conference",
            Self::Connecting => "connecting",
            Self::WaitingRoom => "waiting_room",
            Self::Ivr => "ivr",
            Self::Gateway => "gateway",
            Self::Other(word) => word,
        }
    }

    /// Whether somebody with this service is counted as being in the meeting.
    pub fn is_in_meeting(&self) -> bool {
        !matches!(self, Self::Connecting | Self::WaitingRoom | Self::Ivr)
    }
}

/// One person (or device, or control session) of the meeting, as the document's `participant_create` tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The server's uuid.
    pub id: ParticipantId,
    /// The name to show, already cleaned by [`crate::clean_name`]; the address where the name is empty.
    pub name: Arc<str>,
    /// The address (`uri`), cleaned the same way.
    pub address: Arc<str>,
    /// Host or guest.
    pub role: Role,
    /// In the meeting, connecting, waiting…
    pub service: Service,
    /// sip, h323, webrtc, rtmp, phone, mssip, api, …
    pub protocol: Arc<str>,
    /// Muted by a host.
    pub muted: bool,
    /// Sends the presentation.
    pub presenting: bool,
    /// May receive the presentation (`rx_presentation_policy` ALLOW).
    pub rx_presentation: bool,
    /// When they were put into the spotlight, seconds; `None` when they aren't. The earliest is first.
    pub spotlight: Option<f64>,
    /// Has audio or video.
    pub has_media: bool,
    /// Audio only.
    pub audio_only: bool,
    /// A recorder or live stream.
    pub streaming: bool,
    /// From outside (`is_external`).
    pub external: bool,
    /// Was called out to (`call_direction` out).
    pub called: bool,
    /// Media encryption, where told.
    pub encrypted: Option<bool>,
    /// When they came, seconds since 1970, where told.
    pub start_time: Option<f64>,
    /// The caption in the picture, cleaned.
    pub overlay_text: Arc<str>,
    /// Terminal or browser.
    pub vendor: Arc<str>,
}

impl Participant {
    /// A person of whom only the id is known.
    pub fn unknown(id: ParticipantId) -> Self {
        let empty: Arc<str> = Arc::from("");
        Self {
            name: Arc::from(id.short()),
            id,
            address: empty.clone(),
            role: Role::Guest,
            service: Service::Conference,
            protocol: empty.clone(),
            muted: false,
            presenting: false,
            rx_presentation: true,
            spotlight: None,
            has_media: true,
            audio_only: false,
            streaming: false,
            external: false,
            called: false,
            encrypted: None,
            start_time: None,
            overlay_text: empty.clone(),
            vendor: empty,
        }
    }

    /// Whether they are a recorder or a live stream rather than a person: one of the vendor's `anonymous_*` helpers. (A control
    /// session without media is somebody who sits at a panel like this one.)
    pub fn is_helper(&self) -> bool {
        self.name.starts_with("anonymous_")
    }
}

/// News about one participant: what is `None` was not told and stays.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipantPatch {
    /// Whom it is about.
    pub id: ParticipantId,
    /// `display_name` as sent (merging cleans it).
    pub name: Option<Arc<str>>,
    /// `uri`.
    pub address: Option<Arc<str>>,
    /// `role`.
    pub role: Option<Role>,
    /// `service_type`.
    pub service: Option<Service>,
    /// `protocol`.
    pub protocol: Option<Arc<str>>,
    /// `is_muted`.
    pub muted: Option<bool>,
    /// `is_presenting`.
    pub presenting: Option<bool>,
    /// `rx_presentation_policy`.
    pub rx_presentation: Option<bool>,
    /// `spotlight`, seconds; 0 = off.
    pub spotlight: Option<f64>,
    /// `has_media`.
    pub has_media: Option<bool>,
    /// `is_audio_only_call`.
    pub audio_only: Option<bool>,
    /// `is_streaming_conference`.
    pub streaming: Option<bool>,
    /// `is_external`.
    pub external: Option<bool>,
    /// `call_direction` is "out".
    pub called: Option<bool>,
    /// `encryption`.
    pub encrypted: Option<bool>,
    /// `start_time`, seconds.
    pub start_time: Option<f64>,
    /// `overlay_text`.
    pub overlay_text: Option<Arc<str>>,
    /// `vendor`.
    pub vendor: Option<Arc<str>>,
}

impl ParticipantPatch {
    /// News that says nothing yet.
    pub fn new(id: ParticipantId) -> Self {
        Self {
            id,
            name: None,
            address: None,
            role: None,
            service: None,
            protocol: None,
            muted: None,
            presenting: None,
            rx_presentation: None,
            spotlight: None,
            has_media: None,
            audio_only: None,
            streaming: None,
            external: None,
            called: None,
            encrypted: None,
            start_time: None,
            overlay_text: None,
            vendor: None,
        }
    }

    /// Merges the news into `person` and says which facts changed.
    pub fn merge_into(&self, person: &mut Participant) -> Facts {
        let mut facts = Facts::NONE;
        if let Some(address) = &self.address {
            put_text(&mut person.address, address, Facts::NAME, &mut facts);
        }
        if let Some(name) = &self.name {
            let shown = name_to_show(name, person);
            put(&mut person.name, Some(shown), Facts::NAME, &mut facts);
        }
        if let Some(text) = &self.overlay_text {
            put_text(&mut person.overlay_text, text, Facts::OTHER, &mut facts);
            if person.overlay_text == person.name {
                // Kept once.
                person.overlay_text = person.name.clone();
            }
        }
        put(&mut person.role, self.role, Facts::ROLE, &mut facts);
        put(
            &mut person.service,
            self.service.clone(),
            Facts::SERVICE,
            &mut facts,
        );
        put(
            &mut person.protocol,
            self.protocol.clone(),
            Facts::OTHER,
            &mut facts,
        );
        put(&mut person.muted, self.muted, Facts::MUTED, &mut facts);
        put(
            &mut person.presenting,
            self.presenting,
            Facts::PRESENTING,
            &mut facts,
        );
        put(
            &mut person.rx_presentation,
            self.rx_presentation,
            Facts::RX_PRESENTATION,
            &mut facts,
        );
        let spotlight = self.spotlight.map(|stamp| (stamp > 0.0).then_some(stamp));
        put(
            &mut person.spotlight,
            spotlight,
            Facts::SPOTLIGHT,
            &mut facts,
        );
        put(
            &mut person.has_media,
            self.has_media,
            Facts::OTHER,
            &mut facts,
        );
        put(
            &mut person.audio_only,
            self.audio_only,
            Facts::OTHER,
            &mut facts,
        );
        put(
            &mut person.streaming,
            self.streaming,
            Facts::OTHER,
            &mut facts,
        );
        put(
            &mut person.external,
            self.external,
            Facts::OTHER,
            &mut facts,
        );
        put(&mut person.called, self.called, Facts::OTHER, &mut facts);
        put(
            &mut person.encrypted,
            self.encrypted.map(Some),
            Facts::OTHER,
            &mut facts,
        );
        put(
            &mut person.start_time,
            self.start_time.map(Some),
            Facts::OTHER,
            &mut facts,
        );
        put(
            &mut person.vendor,
            self.vendor.clone(),
            Facts::OTHER,
            &mut facts,
        );
        facts
    }
}

/// The name; the address where nothing visible is in it; at last the beginning of the uuid.
fn name_to_show(name: &Arc<str>, person: &Participant) -> Arc<str> {
    let shown = clean(name);
    if !shown.trim().is_empty() {
        return shown;
    }
    if person.address.trim().is_empty() {
        Arc::from(person.id.short())
    } else {
        person.address.clone()
    }
}

fn put<T: PartialEq>(place: &mut T, news: Option<T>, fact: Facts, facts: &mut Facts) {
    if let Some(news) = news
        && *place != news
    {
        *place = news;
        *facts = facts.with(fact);
    }
}

fn put_text(place: &mut Arc<str>, raw: &Arc<str>, fact: Facts, facts: &mut Facts) {
    // Clean already, and as it was: most news are like that.
    if *place != *raw {
        put(place, Some(clean(raw)), fact, facts);
    }
}

/// A text without what must not be shown; itself, where there is nothing of the kind.
fn clean(raw: &Arc<str>) -> Arc<str> {
    match crate::clean_name(raw) {
        Cow::Borrowed(_) => raw.clone(),
        Cow::Owned(clean) => Arc::from(clean),
    }
}
