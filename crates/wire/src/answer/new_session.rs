//! The answer to `new_session`.

use super::envelope::Envelope;
use super::{Refusal, Reply, life_s};
use crate::lenient::{self, AnyValue, read};
use crate::secret::{Token, token_of};
use conference::{ParticipantId, Role, Service};
use serde::{Deserialize, Deserializer};

/// More than so many aren't named.
const MAX_PROVIDERS: usize = 5;

/// A session. API document: access, `new_session`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NewSession {
    #[serde(deserialize_with = "lenient::word")]
    token: Option<String>,
    /// Seconds.
    #[serde(deserialize_with = "lenient::number")]
    expires: Option<f64>,
    #[serde(deserialize_with = "lenient::id")]
    participant_uuid: Option<ParticipantId>,
    #[serde(deserialize_with = "lenient::role")]
    role: Option<Role>,
    #[serde(deserialize_with = "lenient::line")]
    display_name: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    chat_enabled: Option<bool>,
    /// Where the session stands.
    #[serde(deserialize_with = "lenient::service")]
    current_service_type: Option<Service>,
    /// What kind of call it is.
    #[serde(deserialize_with = "lenient::line")]
    service_type: Option<String>,
    #[serde(deserialize_with = "version")]
    version: Option<String>,
    /// Not in the document.
    #[serde(rename = "conferencename", deserialize_with = "lenient::line")]
    conference_name: Option<String>,
    /// What is in here matters less than that it is: only the public edition has this and the eight that follow. Earlier document
    /// (2.2.0): `new_session`.
    #[serde(deserialize_with = "lenient::is_told")]
    allow_1080p: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    bandwidth_in: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    bandwidth_out: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    call_type: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    fecc_enabled: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    guests_can_present: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    owner: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    rtmp_enabled: bool,
    #[serde(deserialize_with = "lenient::is_told")]
    rtsp_enabled: bool,
}

impl NewSession {
    fn is_public(&self) -> bool {
        self.allow_1080p
            || self.bandwidth_in
            || self.bandwidth_out
            || self.call_type
            || self.fecc_enabled
            || self.guests_can_present
            || self.owner
            || self.rtmp_enabled
            || self.rtsp_enabled
    }
}

/// The node's version. API document: access, `new_session`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Version {
    #[serde(deserialize_with = "lenient::line")]
    version_id: Option<String>,
    #[serde(deserialize_with = "lenient::line")]
    pseudo_version: Option<String>,
}

/// What a server asks before it lets somebody in. Not in the document.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Requirements {
    /// "required".
    #[serde(deserialize_with = "lenient::word")]
    pin: Option<String>,
    /// "required", or "none": a guest has no PIN.
    #[serde(deserialize_with = "lenient::word")]
    guest_pin: Option<String>,
    /// "required", "standard", …: servers have a word for each kind of room that leads to others.
    #[serde(deserialize_with = "lenient::asked")]
    conference_extension: bool,
    /// Who vouches for people: single sign-on.
    #[serde(deserialize_with = "providers")]
    idp: Option<Vec<String>>,
    /// Where to sign on.
    #[serde(deserialize_with = "lenient::asked")]
    redirect_url: bool,
    /// Whoever has one is in, whatever else is said.
    #[serde(deserialize_with = "lenient::asked")]
    token: bool,
}

/// Somebody who vouches for people.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Provider {
    #[serde(deserialize_with = "lenient::line")]
    name: Option<String>,
}

/// What `new_session` leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// In.
    Session(Box<SessionInfo>),
    /// Not yet: the server asks.
    Question(Question),
    /// Not in this way: people sign on elsewhere first. Carries where, as far as the server names it.
    SingleSignOn(Vec<String>),
}

/// What a server may ask on the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// For a PIN.
    Pin {
        /// Only hosts have one; a guest goes on with `pin: none`.
        guest_without_pin: bool,
    },
    /// For the number of the room behind this one.
    Extension,
}

/// A session (`new_session`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// The token.
    pub token: Token,
    /// How long it lives, seconds, 10…86,400.
    pub expires_s: u32,
    /// This session in the roster.
    pub participant: ParticipantId,
    /// Host or guest; guest where the word isn't known, since the server refuses what a guest may not do.
    pub role: Role,
    /// The name that the others see.
    pub name: String,
    /// Whether there is chat.
    pub chat_enabled: bool,
    /// Where the session stands: in the meeting, waiting…
    pub service: Service,
    /// What kind of call it is: conference, gateway, lecture…
    pub service_type: String,
    /// The node's version.
    pub version: Option<String>,
    /// The meeting's name.
    pub meeting_name: Option<String>,
    /// It has fields that only the public edition has. A hint, and no more.
    pub is_public: bool,
}

/// Reads the answer to `new_session`.
///
/// # Errors
/// When it was refused (a wrong PIN is [`crate::RefusalKind::InvalidPin`]), or has no token.
pub fn read_new_session(reply: &Reply<'_>) -> Result<Admitted, Refusal> {
    if let Ok(envelope) = Envelope::read(&reply.text())
        && !envelope.has_failed()
        && matches!(reply.status, 200..300 | 401 | 403)
        && let Some(question) = read_question(envelope.result())
    {
        return Ok(question);
    }
    let told: NewSession = reply.result()?;
    let is_public = told.is_public();
    match (token_of(told.token), told.participant_uuid) {
        (Some(token), Some(participant)) => Ok(Admitted::Session(Box::new(SessionInfo {
            token,
            expires_s: life_s(told.expires),
            participant,
            role: told.role.unwrap_or_default(),
            name: told.display_name.unwrap_or_default(),
            chat_enabled: told.chat_enabled != Some(false),
            service: told.current_service_type.unwrap_or_default(),
            service_type: told.service_type.unwrap_or_default(),
            version: told.version,
            meeting_name: told.conference_name,
            is_public,
        }))),
        _ => Err(reply.unreadable()),
    }
}

fn read_question(result: &str) -> Option<Admitted> {
    let asked: Requirements = read(result).ok()?;
    let is = |said: &Option<String>, word: &str| {
        said.as_ref()
            .is_some_and(|said| said.eq_ignore_ascii_case(word))
    };
    if asked.token {
        None
    } else if is(&asked.pin, "required") {
        let guest_without_pin = is(&asked.guest_pin, "none");
        Some(Admitted::Question(Question::Pin { guest_without_pin }))
    } else if asked.conference_extension {
        Some(Admitted::Question(Question::Extension))
    } else if asked.idp.is_some() || asked.redirect_url {
        Some(Admitted::SingleSignOn(asked.idp.unwrap_or_default()))
    } else {
        None
    }
}

/// Reads the names of those who vouch for people; `None` = nobody does.
fn providers<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<String>>, D::Error> {
    let name = |value: AnyValue<'_, Provider>| match value {
        AnyValue::Object(provider) => provider.name,
        value => value.text().and_then(|name| lenient::clean_line(&name)),
    };
    Ok(match AnyValue::<'_, Provider>::deserialize(value)? {
        AnyValue::List(list) if list.is_empty() => None,
        AnyValue::List(list) => Some(
            list.into_iter()
                .filter_map(name)
                .take(MAX_PROVIDERS)
                .collect(),
        ),
        value @ (AnyValue::Object(_) | AnyValue::Text(_)) => {
            Some(name(value).into_iter().collect())
        }
        AnyValue::Null | AnyValue::Flag(_) | AnyValue::Number(_) => None,
    })
}

/// Reads `{version_id, pseudo_version}`, or a text.
fn version<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(match AnyValue::<'_, Version>::deserialize(value)? {
        AnyValue::Object(Version {
            version_id: Some(version),
            pseudo_version: Some(pseudo),
        }) => Some(format!("{version} ({pseudo})")),
        AnyValue::Object(version) => version.version_id.or(version.pseudo_version),
        value => value.text().and_then(|text| lenient::clean_line(&text)),
    })
}
