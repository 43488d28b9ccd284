//! A participant, as `participant_create`, `participant_update` and `participants` tell of one.

use crate::event::Unreadable;
use crate::lenient;
use conference::{ParticipantId, ParticipantPatch, Protocol, Role, Service};
use serde::Deserialize;
use std::sync::Arc;

/// What is told of one participant. An update may carry only some fields.
///
/// API document: events, `participant_create` and `participant_update`; conference commands, `participants`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Participant {
    #[serde(deserialize_with = "lenient::id")]
    uuid: Option<ParticipantId>,
    /// Some servers' word for `uuid`.
    #[serde(deserialize_with = "lenient::id")]
    participant_uuid: Option<ParticipantId>,
    #[serde(deserialize_with = "lenient::text")]
    display_name: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    uri: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::role")]
    role: Option<Role>,
    #[serde(deserialize_with = "lenient::service")]
    service_type: Option<Service>,
    #[serde(deserialize_with = "lenient::lowercase_word")]
    protocol: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::flag")]
    is_muted: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    is_presenting: Option<bool>,
    /// ALLOW or DENY.
    #[serde(deserialize_with = "lenient::flag")]
    rx_presentation_policy: Option<bool>,
    /// When the participant was put into the spotlight, seconds since 1970; 0 = isn't in it.
    #[serde(deserialize_with = "lenient::stamp")]
    spotlight: Option<f64>,
    #[serde(deserialize_with = "lenient::flag")]
    is_audio_only_call: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    is_streaming_conference: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    is_external: Option<bool>,
    /// On or Off.
    #[serde(deserialize_with = "lenient::flag")]
    encryption: Option<bool>,
    /// When the participant came, seconds since 1970.
    #[serde(deserialize_with = "lenient::stamp")]
    start_time: Option<f64>,
    #[serde(deserialize_with = "lenient::text")]
    overlay_text: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    vendor: Option<Arc<str>>,
    /// Above 0: a host has barred the camera. This and what follows isn't in the document.
    #[serde(deserialize_with = "lenient::flag_or_count")]
    v_muted: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    ear_muted: Option<bool>,
    /// The vendor's clients hold and pin people and lower hands, and never show who is held or pinned or has a hand up: what the
    /// fields are called isn't known, and the likely words are read.
    #[serde(deserialize_with = "lenient::flag_or_count")]
    on_hold: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    is_on_hold: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    stick: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    is_stick: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    hand_raised: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    is_hand_raised: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    raise_hand: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    raisehand: Option<bool>,
    #[serde(deserialize_with = "lenient::flag_or_count")]
    hands_up: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    is_speaking: Option<bool>,
    /// By how many seconds their play is delayed.
    #[serde(deserialize_with = "lenient::number")]
    delay_time: Option<f64>,
}

impl TryFrom<Participant> for ParticipantPatch {
    type Error = Unreadable;

    fn try_from(told: Participant) -> Result<Self, Unreadable> {
        Ok(Self {
            id: told
                .uuid
                .or(told.participant_uuid)
                .ok_or(Unreadable::NoId)?,
            name: told.display_name,
            address: told.uri,
            role: told.role,
            service: told.service_type,
            protocol: told.protocol.as_deref().map(Protocol::of_word),
            muted: told.is_muted,
            presenting: told.is_presenting,
            rx_presentation: told.rx_presentation_policy,
            spotlight: told.spotlight,
            audio_only: told.is_audio_only_call,
            streaming: told.is_streaming_conference,
            external: told.is_external,
            encrypted: told.encryption,
            start_time: told.start_time,
            overlay_text: told.overlay_text,
            vendor: told.vendor,
            camera_blocked: told.v_muted,
            deafened: told.ear_muted,
            on_hold: told.on_hold.or(told.is_on_hold),
            pinned_in_picture: told.stick.or(told.is_stick),
            hand_raised: told
                .hand_raised
                .or(told.is_hand_raised)
                .or(told.raise_hand)
                .or(told.raisehand)
                .or(told.hands_up),
            speaking: told.is_speaking,
            // Rounded; what is no number of seconds counts as none.
            delay_s: told.delay_time.map(|seconds| seconds.round() as u32),
        })
    }
}

/// Who left. API document: events, `participant_delete`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ParticipantDelete {
    #[serde(deserialize_with = "lenient::id")]
    uuid: Option<ParticipantId>,
    /// Some servers' word for `uuid`.
    #[serde(deserialize_with = "lenient::id")]
    participant_uuid: Option<ParticipantId>,
}

impl ParticipantDelete {
    pub(super) fn id(self) -> Result<ParticipantId, Unreadable> {
        self.uuid.or(self.participant_uuid).ok_or(Unreadable::NoId)
    }
}
