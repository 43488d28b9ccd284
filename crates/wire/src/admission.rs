//! Coming in and staying in: the answers to `new_session` and `refresh_session`.

use crate::answer::{Envelope, Refusal, Reply, clean_words, done};
use crate::participant::{read_id, read_role, read_service};
use crate::secret::Token;
use conference::{ParticipantId, Role, Service};
use json::{Bad, Reader, Scalar};

/// How long a token lives where the server doesn't say, seconds (the document's value).
const USUAL_LIFE: u32 = 120;

/// What `new_session` leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// In.
    Session(Box<SessionInfo>),
    /// Not yet: the server asks.
    Question(Question),
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
}

/// Reads the answer to `new_session`.
///
/// # Errors
/// When it was refused (a wrong PIN is [`crate::RefusalKind::InvalidPin`]), or has no token.
pub fn read_new_session(reply: &Reply<'_>) -> Result<Admitted, Refusal> {
    let text = reply.text();
    if let Ok(envelope) = Envelope::read(&text)
        && !envelope.failed
        && matches!(reply.status, 200..300 | 401 | 403)
        && let Some(question) = read_question(envelope.result)
    {
        return Ok(Admitted::Question(question));
    }
    let result = done(reply, &text)?;
    match read_session(result) {
        Ok(session) => Ok(Admitted::Session(Box::new(session))),
        Err(Bad) => Err(reply.unreadable()),
    }
}

fn read_question(result: &str) -> Option<Question> {
    let (mut pin, mut guest_without_pin, mut extension) = (false, false, false);
    let read = Reader::new(result).object(&mut |reader, key| {
        let value = reader.scalar()?;
        let is = |word: &str| {
            value
                .as_word()
                .is_some_and(|said| said.eq_ignore_ascii_case(word))
        };
        match key {
            "pin" => pin = is("required"),
            "guest_pin" => guest_without_pin = is("none"),
            "conference_extension" => extension = is("required"),
            _ => {}
        }
        Ok(())
    });
    match read {
        Ok(()) if pin => Some(Question::Pin { guest_without_pin }),
        Ok(()) if extension => Some(Question::Extension),
        _ => None,
    }
}

fn read_session(result: &str) -> Result<SessionInfo, Bad> {
    let (mut token, mut participant) = (None, None);
    let mut expires_s = USUAL_LIFE;
    let mut role = Role::Guest;
    let mut chat_enabled = true;
    let mut service = Service::Conference;
    let (mut name, mut service_type) = (String::new(), String::new());
    let mut version = None;
    Reader::new(result).object(&mut |reader, key| {
        if key == "version" {
            version = read_version(reader)?;
            return Ok(());
        }
        let value = reader.scalar()?;
        match key {
            "token" => token = read_token(&value),
            "participant_uuid" => participant = read_id(&value),
            "expires" => expires_s = read_life(&value),
            "role" => role = read_role(&value).unwrap_or_default(),
            "display_name" => name = value.as_text().and_then(clean_words).unwrap_or_default(),
            "chat_enabled" => chat_enabled = value.as_flag() != Some(false),
            "current_service_type" => service = read_service(&value).unwrap_or_default(),
            "service_type" => {
                service_type = value.as_text().and_then(clean_words).unwrap_or_default()
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(SessionInfo {
        token: token.ok_or(Bad)?,
        expires_s,
        participant: participant.ok_or(Bad)?,
        role,
        name,
        chat_enabled,
        service,
        service_type,
        version,
    })
}

/// `{version_id, pseudo_version}`, or a text.
fn read_version(reader: &mut Reader<'_>) -> Result<Option<String>, Bad> {
    if reader.peek() != Some(b'{') {
        return Ok(reader.scalar()?.as_text().and_then(clean_words));
    }
    let (mut version, mut pseudo) = (None, None);
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        match key {
            "version_id" => version = value.as_text().and_then(clean_words),
            "pseudo_version" => pseudo = value.as_text().and_then(clean_words),
            _ => {}
        }
        Ok(())
    })?;
    Ok(match (version, pseudo) {
        (Some(version), Some(pseudo)) => Some(format!("{version} ({pseudo})")),
        (version, pseudo) => version.or(pseudo),
    })
}

/// A new token (`refresh_session`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// The new token.
    pub token: Token,
    /// How long it lives, seconds, 10…86,400.
    pub expires_s: u32,
    /// The role from now on, where told.
    pub role: Option<Role>,
}

/// Reads the answer to `refresh_session`.
///
/// # Errors
/// When it was refused, or has no token.
pub fn read_refresh(reply: &Reply<'_>) -> Result<Refreshed, Refusal> {
    let text = reply.text();
    let result = done(reply, &text)?;
    let (mut token, mut expires_s, mut role) = (None, USUAL_LIFE, None);
    let read = Reader::new(result).object(&mut |reader, key| {
        let value = reader.scalar()?;
        match key {
            "token" => token = read_token(&value),
            "expires" => expires_s = read_life(&value),
            "role" => role = read_role(&value),
            _ => {}
        }
        Ok(())
    });
    match (read, token) {
        (Ok(()), Some(token)) => Ok(Refreshed {
            token,
            expires_s,
            role,
        }),
        _ => Err(reply.unreadable()),
    }
}

/// A token that a header can carry.
fn read_token(value: &Scalar<'_>) -> Option<Token> {
    let token = value.as_word()?;
    token
        .bytes()
        .all(|b| b.is_ascii_graphic())
        .then(|| Token::new(token.to_owned()))
}

fn read_life(value: &Scalar<'_>) -> u32 {
    value
        .as_number()
        .map_or(USUAL_LIFE, |seconds| seconds.clamp(10.0, 86_400.0) as u32)
}
