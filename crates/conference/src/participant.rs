//! A person in the meeting.

use crate::{ParticipantId, Protocol};
use std::sync::Arc;

/// What a participant may do (`role`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Role {
    /// Runs the meeting.
    Host,
    /// Takes part.
    #[default]
    Guest,
}

impl Role {
    /// Returns the role of a word: "chair" or "host", "guest", in any letter case, for servers spell it in several ways.
    pub fn of_word(word: &str) -> Option<Self> {
        if word.eq_ignore_ascii_case("chair") || word.eq_ignore_ascii_case("host") {
            Some(Self::Host)
        } else if word.eq_ignore_ascii_case("guest") {
            Some(Self::Guest)
        } else {
            None
        }
    }

    /// Returns the word that people use, "host" or "guest".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Guest => "guest",
        }
    }

    /// Returns the document's word, "chair" or "guest".
    pub const fn api_word(self) -> &'static str {
        match self {
            Self::Host => "chair",
            Self::Guest => "guest",
        }
    }
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
    /// Returns the service of the document's word, which is in lower case.
    pub fn of_word(word: &str) -> Self {
        match word {
            "conference" => Self::Conference,
            "connecting" => Self::Connecting,
            "waiting_room" => Self::WaitingRoom,
            "ivr" => Self::Ivr,
            "gateway" => Self::Gateway,
            other => Self::Other(Arc::from(other)),
        }
    }

    /// Returns the document's word.
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

    /// Returns whether somebody with this service counts as being in the meeting.
    pub fn is_in_meeting(&self) -> bool {
        !matches!(self, Self::Connecting | Self::WaitingRoom | Self::Ivr)
    }
}

/// One person (or device, or control session) of the meeting, as `participant_create` tells of them.
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
    /// How they are connected, where told.
    pub protocol: Option<Protocol>,
    /// Muted by a host.
    pub muted: bool,
    /// Sends the presentation.
    pub presenting: bool,
    /// May receive the presentation (`rx_presentation_policy` ALLOW).
    pub rx_presentation: bool,
    /// When they were put into the spotlight, seconds; `None` when they aren't. The earliest is first.
    pub spotlight: Option<f64>,
    /// Audio only.
    pub audio_only: bool,
    /// A recorder or live stream.
    pub streaming: bool,
    /// From outside (`is_external`).
    pub external: bool,
    /// Media encryption, where told.
    pub encrypted: Option<bool>,
    /// When they came, seconds since 1970, where told.
    pub start_time: Option<f64>,
    /// The caption in the picture, cleaned.
    pub overlay_text: Arc<str>,
    /// Terminal or browser, cleaned.
    pub vendor: Arc<str>,
    /// A host has barred their camera (`v_muted`).
    pub camera_blocked: bool,
    /// They hear nothing of the meeting (`ear_muted`), where the server tells that.
    pub deafened: Option<bool>,
    /// They are on hold, where the server tells that.
    pub on_hold: Option<bool>,
    /// They are kept in the picture (`stick`), where the server tells that.
    pub pinned_in_picture: Option<bool>,
    /// They ask to speak.
    pub hand_raised: bool,
    /// By how many seconds their play is delayed (`delay_time`); 0 = it isn't, or that isn't told.
    pub delay_s: u32,
}

impl Participant {
    /// Makes a person of whom only the id is known.
    pub fn unknown(id: ParticipantId) -> Self {
        let empty: Arc<str> = Arc::from("");
        Self {
            name: Arc::from(id.short()),
            id,
            address: empty.clone(),
            role: Role::Guest,
            service: Service::Conference,
            protocol: None,
            muted: false,
            presenting: false,
            rx_presentation: true,
            spotlight: None,
            audio_only: false,
            streaming: false,
            external: false,
            encrypted: None,
            start_time: None,
            overlay_text: empty.clone(),
            vendor: empty,
            camera_blocked: false,
            deafened: None,
            on_hold: None,
            pinned_in_picture: None,
            hand_raised: false,
            delay_s: 0,
        }
    }

    /// Returns whether they are a recorder or a live stream rather than a person: one of the vendor's `anonymous_*` helpers, which
    /// stream, or come by RTMP. The name alone is nothing: anybody may take it. (A control session without media is somebody who
    /// sits at a panel like this one.)
    pub fn is_helper(&self) -> bool {
        let streams = self.streaming || self.protocol == Some(Protocol::Rtmp);
        streams && self.name.starts_with("anonymous_")
    }
}

/// Returns an address to compare it by: servers spell one with capital letters here and without them there.
pub(crate) fn fold_address(address: &Arc<str>) -> Arc<str> {
    if address.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Arc::from(address.to_ascii_lowercase())
    } else {
        address.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_by_their_words() {
        let check = |word: &str, expect: Option<Role>| assert_eq!(Role::of_word(word), expect);
        check("chair", Some(Role::Host));
        check("HOST", Some(Role::Host));
        check("Guest", Some(Role::Guest));
        check("", None);
        check("owner", None);
        for role in [Role::Host, Role::Guest] {
            check(role.as_str(), Some(role));
            check(role.api_word(), Some(role));
        }
    }

    #[test]
    fn a_helper_streams_under_a_helpers_name() {
        let check = |name: &str, streaming: bool, protocol: Option<Protocol>, expect: bool| {
            let person = Participant {
                name: name.into(),
                streaming,
                protocol,
                ..Participant::unknown(ParticipantId::new("a"))
            };
            assert_eq!(person.is_helper(), expect, "{person:?}");
        };
        check("anonymous_recorder", true, None, true);
        check("anonymous_living", false, Some(Protocol::Rtmp), true);
        check("anonymous_recorder", false, None, false);
        check("anonymous_ann", false, Some(Protocol::WebRtc), false);
        check("Ann", true, Some(Protocol::Rtmp), false);
    }

    #[test]
    fn services_by_their_words() {
        let check = |word: &str, is_in_meeting: bool| {
            let service = Service::of_word(word);
            assert_eq!(service.as_str(), word);
            assert_eq!(service.is_in_meeting(), is_in_meeting, "{word}");
        };
        check("conference", true);
        check("connecting", false);
        check("waiting_room", false);
        check("ivr", false);
        check("gateway", true);
        check("theatre", true);
    }
}
