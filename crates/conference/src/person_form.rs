//! What has to be typed before it is done to somebody: tones, another meeting, a caption.

use crate::typed::{tidy, tidy_number, tidy_tones};
use crate::{Command, Kind, ParticipantId, Role, Transfer};
use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// One of the forms, as it stands in the fields. Its `Debug` shows nothing of what was typed, which may be a PIN.
#[derive(Clone, PartialEq, Eq)]
pub enum PersonForm {
    /// Tones to send (`dtmf`); spaces between them are for the eye, and keys of any width are keys.
    Tones(String),
    /// Another meeting to send them to (`transfer`).
    Transfer {
        /// Its address or number.
        alias: String,
        /// Their role there.
        role: Role,
        /// The PIN there; may be empty.
        pin: String,
    },
    /// Their caption in the picture (`overlay_text`); empty takes it away.
    Caption(String),
}

/// What a form lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PersonFormProblem {
    /// No tones were typed.
    #[error("no tones")]
    TonesMissing,
    /// A telephone doesn't have these tones.
    #[error("not tones")]
    NotTones,
    /// No address was typed.
    #[error("no address")]
    AddressMissing,
}

impl PersonForm {
    /// Returns the kind of the command.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Tones(_) => Kind::Dtmf,
            Self::Transfer { .. } => Kind::Transfer,
            Self::Caption(_) => Kind::OverlayText,
        }
    }

    /// Puts right what was typed and pasted, so that the fields show what would be sent.
    pub fn tidy(&mut self) {
        match self {
            Self::Tones(typed) => *typed = tidy_tones(typed),
            Self::Transfer { alias, pin, .. } => {
                *alias = tidy_number(alias);
                *pin = tidy(pin);
            }
            Self::Caption(typed) => *typed = typed.trim().to_owned(),
        }
    }

    /// Returns the form as [`PersonForm::tidy`] makes it.
    fn tidied(&self) -> Self {
        let mut form = self.clone();
        form.tidy();
        form
    }

    /// Returns what is wrong, if anything is.
    pub fn problem(&self) -> Option<PersonFormProblem> {
        match self.tidied() {
            Self::Tones(tones) if tones.is_empty() => Some(PersonFormProblem::TonesMissing),
            Self::Tones(tones) => (!are_tones(&tones)).then_some(PersonFormProblem::NotTones),
            Self::Transfer { alias, .. } => alias
                .is_empty()
                .then_some(PersonFormProblem::AddressMissing),
            Self::Caption(_) => None,
        }
    }

    /// Returns the command that does it to somebody.
    ///
    /// # Errors
    /// What is wrong with the form.
    pub fn command(&self, id: ParticipantId) -> Result<Command, PersonFormProblem> {
        if let Some(problem) = self.problem() {
            return Err(problem);
        }
        Ok(match self.tidied() {
            Self::Tones(tones) => Command::Dtmf(id, tones.into()),
            Self::Transfer { alias, role, pin } => {
                let transfer = Transfer {
                    alias: alias.into(),
                    role,
                    pin: Some(pin).filter(|pin| !pin.is_empty()).map(Arc::from),
                };
                Command::Transfer(id, Box::new(transfer))
            }
            Self::Caption(caption) => Command::OverlayText(id, caption.into()),
        })
    }
}

impl fmt::Debug for PersonForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonForm({:?} …)", self.kind())
    }
}

fn are_tones(typed: &str) -> bool {
    typed
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"*#".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> ParticipantId {
        ParticipantId::new("a")
    }

    #[test]
    fn tones_are_a_telephones() {
        let check = |typed: &str, expect: Result<&str, PersonFormProblem>| {
            let found = PersonForm::Tones(typed.to_owned()).command(id());
            let expect = expect.map(|tones| Command::Dtmf(id(), tones.into()));
            assert_eq!(found, expect, "{typed:?}");
        };
        check("0123456789*#", Ok("0123456789*#"));
        check("123 456 #", Ok("123456#"));
        check("", Err(PersonFormProblem::TonesMissing));
        check("  ", Err(PersonFormProblem::TonesMissing));
        check("12a", Err(PersonFormProblem::NotTones));
        check("１２＃", Ok("12#"));
        check("\u{202A}1\u{A0}2\u{202C}", Ok("12"));
        check("\u{200B}", Err(PersonFormProblem::TonesMissing));
    }

    #[test]
    fn transfers_and_captions() {
        let check = |form: PersonForm, expect: Result<Command, PersonFormProblem>| {
            assert_eq!(form.command(id()), expect, "{form:?}");
        };
        let transfer = |alias: &str, pin: &str| PersonForm::Transfer {
            alias: alias.to_owned(),
            role: Role::Guest,
            pin: pin.to_owned(),
        };
        let command = |alias: &str, pin: Option<&str>| {
            let transfer = Transfer {
                alias: alias.into(),
                role: Role::Guest,
                pin: pin.map(Arc::from),
            };
            Command::Transfer(id(), Box::new(transfer))
        };
        check(transfer(" 100 ", " 42 "), Ok(command("100", Some("42"))));
        check(
            transfer("\u{202A}820 445\u{A0}398\u{202C}", "４２"),
            Ok(command("820445398", Some("42"))),
        );
        check(
            transfer("\u{200B}", ""),
            Err(PersonFormProblem::AddressMissing),
        );
        check(transfer("100", " "), Ok(command("100", None)));
        check(transfer(" ", ""), Err(PersonFormProblem::AddressMissing));
        let caption = |text: &str| Command::OverlayText(id(), text.into());
        check(
            PersonForm::Caption(" Chair ".to_owned()),
            Ok(caption("Chair")),
        );
        check(PersonForm::Caption(String::new()), Ok(caption("")));
    }

    #[test]
    fn the_fields_show_what_is_sent() {
        let check = |typed: PersonForm, expect: PersonForm| {
            let mut form = typed;
            form.tidy();
            assert!(form == expect, "{expect:?}");
            form.tidy();
            assert!(form == expect, "once more: {expect:?}");
        };
        let tones = |typed: &str| PersonForm::Tones(typed.to_owned());
        check(tones("１ ２-3＃"), tones("123#"));
        check(tones("12a"), tones("12a"));
        let transfer = |alias: &str, pin: &str| PersonForm::Transfer {
            alias: alias.to_owned(),
            role: Role::Host,
            pin: pin.to_owned(),
        };
        check(
            transfer("\u{202A}820 445\u{A0}398\u{202C}", " ４２ "),
            transfer("820445398", "42"),
        );
        check(
            transfer("ｒｏｏｍ-7＠example。cn", ""),
            transfer("room-7@example.cn", ""),
        );
        let caption = |typed: &str| PersonForm::Caption(typed.to_owned());
        check(caption(" Chair, 主席 "), caption("Chair, 主席"));
    }
}
