//! News about one participant.

use crate::{ChangedFields, Participant, ParticipantId, Protocol, Role, Service};
use std::borrow::Cow;
use std::sync::Arc;

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
    pub protocol: Option<Protocol>,
    /// `is_muted`.
    pub muted: Option<bool>,
    /// `is_presenting`.
    pub presenting: Option<bool>,
    /// `rx_presentation_policy`.
    pub rx_presentation: Option<bool>,
    /// `spotlight`, seconds; 0 = off.
    pub spotlight: Option<f64>,
    /// `is_audio_only_call`.
    pub audio_only: Option<bool>,
    /// `is_streaming_conference`.
    pub streaming: Option<bool>,
    /// `is_external`.
    pub external: Option<bool>,
    /// `encryption`.
    pub encrypted: Option<bool>,
    /// `start_time`, seconds.
    pub start_time: Option<f64>,
    /// `overlay_text`.
    pub overlay_text: Option<Arc<str>>,
    /// `vendor`.
    pub vendor: Option<Arc<str>>,
    /// `v_muted`.
    pub camera_blocked: Option<bool>,
    /// `ear_muted`.
    pub deafened: Option<bool>,
    /// `on_hold`, or another word for it.
    pub on_hold: Option<bool>,
    /// `stick`, or another word for it.
    pub pinned_in_picture: Option<bool>,
    /// `hand_raised`, or another word for it.
    pub hand_raised: Option<bool>,
    /// `is_speaking`: of servers that tell no `stage`.
    pub speaking: Option<bool>,
    /// `delay_time`, seconds; 0 = not delayed.
    pub delay_s: Option<u32>,
}

impl ParticipantPatch {
    /// Makes news that says nothing yet.
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
            audio_only: None,
            streaming: None,
            external: None,
            encrypted: None,
            start_time: None,
            overlay_text: None,
            vendor: None,
            camera_blocked: None,
            deafened: None,
            on_hold: None,
            pinned_in_picture: None,
            hand_raised: None,
            speaking: None,
            delay_s: None,
        }
    }

    /// Merges the news into `person` and returns the fields that changed.
    pub fn merge_into(&self, person: &mut Participant) -> ChangedFields {
        use ChangedFields as Fields;
        let mut changed = Fields::NONE;
        let mut note = |is_changed: bool, field: Fields| {
            if is_changed {
                changed = changed.union(field);
            }
        };
        if let Some(address) = &self.address {
            note(set_text(&mut person.address, address), Fields::NAME);
        }
        if let Some(name) = &self.name {
            let shown = name_to_show(name, person);
            note(set(&mut person.name, Some(&shown)), Fields::NAME);
        }
        if let Some(text) = &self.overlay_text {
            note(set_text(&mut person.overlay_text, text), Fields::OTHER);
            if person.overlay_text == person.name {
                // Kept once.
                person.overlay_text = person.name.clone();
            }
        }
        let spotlight = self.spotlight.map(|stamp| (stamp > 0.0).then_some(stamp));
        note(set(&mut person.role, self.role.as_ref()), Fields::ROLE);
        note(
            set(&mut person.service, self.service.as_ref()),
            Fields::SERVICE,
        );
        note(set(&mut person.muted, self.muted.as_ref()), Fields::MUTED);
        note(
            set(&mut person.presenting, self.presenting.as_ref()),
            Fields::PRESENTING,
        );
        note(
            set(&mut person.rx_presentation, self.rx_presentation.as_ref()),
            Fields::RX_PRESENTATION,
        );
        note(
            set(&mut person.spotlight, spotlight.as_ref()),
            Fields::SPOTLIGHT,
        );
        let others = set_told(&mut person.protocol, &self.protocol)
            | set(&mut person.audio_only, self.audio_only.as_ref())
            | set(&mut person.streaming, self.streaming.as_ref())
            | set(&mut person.external, self.external.as_ref())
            | set_told(&mut person.encrypted, &self.encrypted)
            | set_told(&mut person.start_time, &self.start_time)
            | self
                .vendor
                .as_ref()
                .is_some_and(|vendor| set_text(&mut person.vendor, vendor))
            | set(&mut person.camera_blocked, self.camera_blocked.as_ref())
            | set_told(&mut person.deafened, &self.deafened)
            | set_told(&mut person.on_hold, &self.on_hold)
            | set_told(&mut person.pinned_in_picture, &self.pinned_in_picture)
            | set(&mut person.delay_s, self.delay_s.as_ref());
        note(
            set(&mut person.hand_raised, self.hand_raised.as_ref()),
            Fields::HAND,
        );
        note(others, Fields::OTHER);
        changed
    }
}

/// Returns the name; the address where nothing visible is in it; at last the beginning of the uuid.
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

/// Sets a field where there is news about it. Returns whether it changed.
fn set<T: PartialEq + Clone>(field: &mut T, news: Option<&T>) -> bool {
    match news {
        Some(news) if *field != *news => {
            *field = news.clone();
            true
        }
        _ => false,
    }
}

/// The same for a field that may never have been told.
fn set_told<T: PartialEq + Clone>(field: &mut Option<T>, news: &Option<T>) -> bool {
    news.is_some() && set(field, Some(news))
}

fn set_text(field: &mut Arc<str>, raw: &Arc<str>) -> bool {
    // Clean already, and as it was: most news are like that.
    *field != *raw && set(field, Some(&clean(raw)))
}

/// Returns a text without what must not be shown; itself, where there is nothing of the kind.
fn clean(raw: &Arc<str>) -> Arc<str> {
    match crate::clean_name(raw) {
        Cow::Borrowed(_) => raw.clone(),
        Cow::Owned(clean) => Arc::from(clean),
    }
}
