//! Who speaks.

use crate::lenient::{self, AnyValue};
use conference::{ParticipantId, Speaker};
use serde::{Deserialize, Deserializer};

/// More speakers than this are dropped: no picture has as many.
const MAX_SPEAKERS: usize = 1000;

/// Who speaks or spoke. API document: events, `stage`.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Stage {
    #[serde(deserialize_with = "lenient::objects")]
    entries: Vec<Option<StageEntry>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StageEntry {
    #[serde(deserialize_with = "lenient::id")]
    participant_uuid: Option<ParticipantId>,
    /// Some servers' word for `participant_uuid`.
    #[serde(deserialize_with = "lenient::id")]
    uuid: Option<ParticipantId>,
    /// Voice, 0…100; above 0 = speaking.
    #[serde(deserialize_with = "voice")]
    vad: u8,
    /// The place in the order of speaking; 0 = the last who spoke.
    #[serde(deserialize_with = "lenient::number")]
    stage_index: Option<f64>,
}

impl Stage {
    /// Returns the speakers in the order of speaking. An entry without a place stands where it came.
    pub(super) fn speakers(self) -> Vec<Speaker> {
        let named = self.entries.into_iter().flatten().filter_map(|entry| {
            let id = entry.participant_uuid.or(entry.uuid)?;
            let vad = entry.vad;
            Some((entry.stage_index, Speaker { id, vad }))
        });
        let mut placed: Vec<(f64, Speaker)> = named
            .take(MAX_SPEAKERS)
            .enumerate()
            .map(|(place, (index, speaker))| (index.unwrap_or(place as f64), speaker))
            .collect();
        placed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        placed.into_iter().map(|(_, speaker)| speaker).collect()
    }
}

fn voice<'de, D: Deserializer<'de>>(value: D) -> Result<u8, D::Error> {
    Ok(match <AnyValue<'_>>::deserialize(value)? {
        AnyValue::Flag(speaks) => u8::from(speaks) * 100,
        // The cast keeps what is between 0 and 255.
        value => value
            .number()
            .map_or(0, |vad| vad.clamp(0.0, 100.0).ceil() as u8),
    })
}
