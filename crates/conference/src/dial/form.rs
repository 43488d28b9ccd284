//! The form for a call: what it lacks, and the call that is made of it.

use super::{DialProblem, TypedDestination, check_tones, parse_destination};
use crate::address_book::Contact;
use crate::typed::{tidy, tidy_number, tidy_tones};
use crate::{CallType, Dial, DialProtocol, KeepAlive, Role, clean_name};
use std::fmt;
use std::sync::Arc;

/// What is typed and chosen, as it stands in the fields. Its `Debug` shows nothing of it: tones and RTMP addresses may be secrets.
#[derive(Clone, PartialEq)]
pub struct DialForm {
    /// Address, number or URL.
    pub address: String,
    /// Protocol.
    pub protocol: DialProtocol,
    /// Role in the meeting.
    pub role: Role,
    /// What the call carries.
    pub call_type: CallType,
    /// An RTMP call as a stream; nothing else is one.
    pub streaming: bool,
    /// The name that their row gets.
    pub name: String,
    /// The meeting's name shown to them.
    pub source_name: String,
    /// The meeting's address or number to call from.
    pub source: String,
    /// Tones to send on connect.
    pub tones: String,
    /// What the call means for the meeting's end; `None` = as is usual for the protocol.
    pub keep_alive: Option<KeepAlive>,
    /// The caption that their row gets.
    pub caption: String,
    /// Groups of the address book, with commas between them.
    pub groups: String,
}

impl Default for DialForm {
    fn default() -> Self {
        Self {
            address: String::new(),
            protocol: DialProtocol::Auto,
            role: Role::Guest,
            call_type: CallType::Video,
            streaming: true,
            name: String::new(),
            source_name: String::new(),
            source: String::new(),
            tones: String::new(),
            keep_alive: None,
            caption: String::new(),
            groups: String::new(),
        }
    }
}

impl fmt::Debug for DialForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DialForm({:?} {:?} …)", self.protocol, self.role)
    }
}

/// What a form lacks, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DialFormProblems {
    /// What is wrong with the address, by its protocol.
    pub address: Option<DialProblem>,
    /// What is wrong with the tones.
    pub tones: Option<DialProblem>,
}

impl DialFormProblems {
    /// Returns whether nothing is wrong.
    pub const fn is_empty(self) -> bool {
        self.address.is_none() && self.tones.is_none()
    }
}

impl DialForm {
    /// Fills in somebody who is known; what an address book doesn't have stays as it is.
    pub fn fill_in(&mut self, contact: &Contact) {
        self.address = contact.address.as_ref().to_owned();
        self.protocol = contact.protocol;
        self.role = contact.role;
        self.call_type = contact.call_type;
        self.streaming = contact.streaming;
        self.name = contact.name.as_ref().to_owned();
        self.groups = contact.groups.as_ref().to_owned();
    }

    /// Returns whether anything is said beyond address, protocol and role.
    pub fn has_more(&self) -> bool {
        let beyond = Self {
            address: String::new(),
            protocol: DialProtocol::Auto,
            role: Role::Guest,
            ..self.clone()
        };
        beyond != Self::default()
    }

    /// Puts right what was typed and pasted, so that the fields show what would be sent. Digits behind a number (`number,,id#`) go
    /// to the tones, unless others stand there.
    pub fn tidy(&mut self) {
        let TypedDestination { address, tones } =
            TypedDestination::new(self.protocol, &self.address);
        self.tones = tidy_tones(&self.tones);
        if tones.is_empty() || self.tones.is_empty() || self.tones == tones {
            self.address = address;
            if !tones.is_empty() {
                self.tones = tones;
            }
        } else {
            self.address = tidy(&self.address);
        }
        self.source = tidy_number(&self.source);
    }

    /// Returns the form as [`DialForm::tidy`] makes it.
    pub fn tidied(&self) -> Self {
        let mut form = self.clone();
        form.tidy();
        form
    }

    /// Returns what is wrong.
    pub fn problems(&self) -> DialFormProblems {
        let form = self.tidied();
        DialFormProblems {
            address: parse_destination(form.protocol, &form.address).err(),
            tones: check_tones(&form.tones).err(),
        }
    }

    /// Returns whom it is about, for the address book.
    ///
    /// # Errors
    /// What is wrong with the form.
    pub fn contact(&self) -> Result<Contact, DialFormProblems> {
        let problems = self.problems();
        match parse_destination(self.protocol, &self.tidied().address) {
            Ok(address) if problems.is_empty() => Ok(Contact {
                name: clean_name(&self.name).into(),
                address: address.into(),
                protocol: self.protocol,
                role: self.role,
                groups: clean_name(&self.groups).into(),
                call_type: self.call_type,
                streaming: self.protocol == DialProtocol::Rtmp && self.streaming,
            }),
            _ => Err(problems),
        }
    }

    /// Returns the call, and whom it is to.
    ///
    /// # Errors
    /// What is wrong with the form.
    pub fn dial(&self) -> Result<(Contact, Dial), DialFormProblems> {
        let contact = self.contact()?;
        let form = self.tidied();
        let dial = Dial {
            source_name: optional(&form.source_name),
            source: optional(&form.source),
            dtmf: optional(&form.tones),
            keep_alive: form.keep_alive,
            caption: optional(&form.caption),
            ..contact.dial()
        };
        Ok((contact, dial))
    }
}

fn optional(typed: &str) -> Option<Arc<str>> {
    Some(typed.trim())
        .filter(|typed| !typed.is_empty())
        .map(Arc::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(protocol: DialProtocol, address: &str, tones: &str) -> DialForm {
        DialForm {
            address: address.to_owned(),
            protocol,
            tones: tones.to_owned(),
            ..DialForm::default()
        }
    }

    #[test]
    fn says_what_it_lacks() {
        let check = |protocol: DialProtocol, address: &str, tones: &str, expect: [_; 2]| {
            let form = form(protocol, address, tones);
            let [address, tones] = expect;
            let expect = DialFormProblems { address, tones };
            assert_eq!(form.problems(), expect, "{protocol:?}");
            let failed = (!expect.is_empty()).then_some(expect);
            assert_eq!(form.contact().err(), failed);
            assert_eq!(form.dial().err(), failed);
        };
        use DialProblem as Problem;
        check(DialProtocol::Auto, "8001", "", [None, None]);
        check(
            DialProtocol::Auto,
            " ",
            "",
            [Some(Problem::AddressMissing), None],
        );
        check(
            DialProtocol::Phone,
            "bob",
            "12#",
            [Some(Problem::NotPhoneNumber), None],
        );
        check(
            DialProtocol::Sip,
            "8001@example.com",
            "x",
            [None, Some(Problem::NotTones)],
        );
        check(
            DialProtocol::Rtmp,
            "http://x",
            "?",
            [Some(Problem::NotRtmpUrl), Some(Problem::NotTones)],
        );
        check(
            DialProtocol::Rtsp,
            "10.0.0.9",
            "",
            [Some(Problem::NotRtspUrl), None],
        );
    }

    #[test]
    fn makes_the_call() {
        let mut form = form(DialProtocol::Phone, " +86 10-1234 ", " 12# ");
        form.role = Role::Host;
        form.name = "Bob\u{202E}".to_owned();
        form.source = "  ".to_owned();
        form.source_name = "Team ".to_owned();
        form.caption = " Front row ".to_owned();
        form.keep_alive = Some(KeepAlive::Never);
        let (contact, dial) = form.dial().unwrap();
        assert_eq!((&*contact.name, &*contact.address), ("Bob", "+86101234"));
        assert_eq!((&*dial.destination, dial.role), ("+86101234", Role::Host));
        assert_eq!(dial.name.as_deref(), Some("Bob"));
        assert_eq!(dial.dtmf.as_deref(), Some("12#"));
        assert_eq!(dial.source_name.as_deref(), Some("Team"));
        assert_eq!(dial.caption.as_deref(), Some("Front row"));
        assert_eq!(dial.keep_alive, Some(KeepAlive::Never));
        assert_eq!((dial.source, dial.streaming), (None, false));
        assert!(!format!("{form:?}").contains("86"));
    }

    #[test]
    fn digits_behind_a_number_are_tones() {
        let check =
            |address: &str, tones: &str, expect: Result<(&str, Option<&str>), DialProblem>| {
                for protocol in [DialProtocol::Phone, DialProtocol::Auto] {
                    let mut form = form(protocol, address, tones);
                    let problem = form.problems().address;
                    let dial = form.dial().map(|(_, dial)| dial);
                    let found = dial
                        .as_ref()
                        .map(|dial| (&*dial.destination, dial.dtmf.as_deref()));
                    assert_eq!(
                        found.map_err(|_| problem),
                        expect.map_err(Some),
                        "{address}"
                    );
                    form.tidy();
                    let shown = (
                        &*form.address,
                        Some(&*form.tones).filter(|tones| !tones.is_empty()),
                    );
                    if let Ok(expect) = expect {
                        assert_eq!(shown, expect, "shown is what is sent");
                    }
                }
            };
        let zoom = "+1 646 555 0186,,820445398#";
        check(zoom, "", Ok(("+16465550186", Some("820445398#"))));
        check(
            zoom,
            " 820 445 398 # ",
            Ok(("+16465550186", Some("820445398#"))),
        );
        check(zoom, "7", Err(DialProblem::DigitsBehindNumber));
        check("+86 10 8888", "１２＃", Ok(("+86108888", Some("12#"))));
    }

    #[test]
    fn only_rtmp_is_a_stream() {
        let check = |protocol: DialProtocol, address: &str, chosen: bool, expect: bool| {
            let mut form = form(protocol, address, "");
            form.streaming = chosen;
            assert_eq!(form.dial().map(|(_, dial)| dial.streaming), Ok(expect));
        };
        check(DialProtocol::Rtmp, "rtmp://x/y", true, true);
        check(DialProtocol::Rtmp, "rtmp://x/y", false, false);
        check(DialProtocol::Sip, "8001", true, false);
        check(DialProtocol::Rtsp, "rtsp://x/y", true, false);
    }

    #[test]
    fn fills_in_who_is_known() {
        let mut known = form(DialProtocol::Sip, "8001", "");
        (known.name, known.groups) = ("Bob".to_owned(), "Board".to_owned());
        let contact = known.contact().unwrap();
        let mut other = form(DialProtocol::Auto, "9", "12#");
        other.fill_in(&contact);
        assert_eq!(other.contact(), Ok(contact));
        assert_eq!(other.tones, "12#");
    }

    #[test]
    fn what_is_beyond_an_address_is_more() {
        let check = |change: fn(&mut DialForm), expect: bool| {
            let mut form = DialForm::default();
            change(&mut form);
            assert_eq!(form.has_more(), expect);
        };
        check(|_| {}, false);
        check(
            |form| {
                form.address = "8001".to_owned();
                form.protocol = DialProtocol::Sip;
                form.role = Role::Host;
            },
            false,
        );
        check(|form| form.name = "Ann".to_owned(), true);
        check(|form| form.tones = "1".to_owned(), true);
        check(|form| form.streaming = false, true);
        check(|form| form.call_type = CallType::Audio, true);
    }
}
