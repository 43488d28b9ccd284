//! One participant's fields, as `participant_create`, `participant_update` and `participants` tell them.

use conference::{ParticipantId, ParticipantPatch, Role, Service};
use json::{Bad, Reader, Scalar, cut};
use std::sync::Arc;

/// Texts about a person are cut here; what is shown of them is shorter anyway.
const LONGEST_TEXT: usize = 1024;
/// Words such as a service or a protocol are cut here.
const LONGEST_WORD: usize = 64;
/// An id longer than this isn't one, and to cut it would make another.
const LONGEST_ID: usize = 256;

/// Reads one participant. What is null, empty of meaning or of a strange type counts as not told; without an id there is
/// nobody it could be about.
pub(crate) fn read_patch(reader: &mut Reader<'_>) -> Result<ParticipantPatch, Bad> {
    let mut id = None;
    let mut patch = ParticipantPatch::new(ParticipantId::new(""));
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        // The length first: it tells most of them apart without a look at their letters.
        match (key.len(), key) {
            (4, "uuid") | (16, "participant_uuid") => id = read_id(&value).or(id.take()),
            (12, "display_name") => patch.name = value.to_text(LONGEST_TEXT),
            (3, "uri") => patch.address = value.to_text(LONGEST_TEXT),
            (4, "role") => patch.role = read_role(&value),
            (12, "service_type") => patch.service = read_service(&value),
            (8, "protocol") => patch.protocol = read_word(&value),
            (8, "is_muted") => patch.muted = value.as_flag(),
            (13, "is_presenting") => patch.presenting = value.as_flag(),
            (22, "rx_presentation_policy") => patch.rx_presentation = value.as_flag(),
            (9, "spotlight") => patch.spotlight = value.as_stamp(),
            (9, "has_media") => patch.has_media = value.as_flag(),
            (18, "is_audio_only_call") => patch.audio_only = value.as_flag(),
            (23, "is_streaming_conference") => patch.streaming = value.as_flag(),
            (11, "is_external") => patch.external = value.as_flag(),
            (14, "call_direction") => patch.called = read_direction(&value),
            (10, "encryption") => patch.encrypted = value.as_flag(),
            (10, "start_time") => patch.start_time = value.as_stamp(),
            (12, "overlay_text") => patch.overlay_text = value.to_text(LONGEST_TEXT),
            (6, "vendor") => patch.vendor = value.to_text(LONGEST_TEXT),
            _ => {}
        }
        Ok(())
    })?;
    patch.id = id.ok_or(Bad)?;
    Ok(patch)
}

/// A participant's id; `None` where there is none.
pub(crate) fn read_id(value: &Scalar<'_>) -> Option<ParticipantId> {
    value
        .as_word()
        .filter(|id| id.len() <= LONGEST_ID)
        .map(ParticipantId::new)
}

/// chair/host or guest, in any letter case.
pub(crate) fn read_role(value: &Scalar<'_>) -> Option<Role> {
    let word = value.as_word()?;
    if word.eq_ignore_ascii_case("chair") || word.eq_ignore_ascii_case("host") {
        Some(Role::Host)
    } else if word.eq_ignore_ascii_case("guest") {
        Some(Role::Guest)
    } else {
        None
    }
}

/// A service; words that the document doesn't know are kept.
pub(crate) fn read_service(value: &Scalar<'_>) -> Option<Service> {
    let word = read_word(value)?;
    Some(match &*word {
        "conference" => Service::Conference,
        "connecting" => Service::Connecting,
        "waiting_room" => Service::WaitingRoom,
        "ivr" => Service::Ivr,
        "gateway" => Service::Gateway,
        _ => Service::Other(word),
    })
}

fn read_word(value: &Scalar<'_>) -> Option<Arc<str>> {
    let word = cut(value.as_word()?, LONGEST_WORD);
    if word.bytes().any(|b| b.is_ascii_uppercase()) {
        Some(Arc::from(word.to_ascii_lowercase()))
    } else {
        Some(Arc::from(word))
    }
}

fn read_direction(value: &Scalar<'_>) -> Option<bool> {
    let word = value.as_word()?;
    if word.eq_ignore_ascii_case("out") {
        Some(true)
    } else if word.eq_ignore_ascii_case("in") {
        Some(false)
    } else {
        None
    }
}
