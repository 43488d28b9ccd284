//! What stands in the columns of a table, and the contact that a row makes by that.

use super::{COLUMNS, Contact};
use crate::DialProtocol;
use crate::dial::DialProblem;
use thiserror::Error;

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnUse {
    /// Nothing that is imported.
    #[default]
    Unused,
    /// Whole names.
    Name,
    /// Given names, for tables that have no whole ones.
    GivenName,
    /// Family names, likewise.
    FamilyName,
    /// Addresses or numbers, called by the row's protocol.
    Address,
    /// Addresses called by SIP.
    Sip,
    /// Addresses called by H.323.
    H323,
    /// Phone numbers.
    Phone,
    /// Protocols.
    Protocol,
    /// Roles in the meeting.
    Role,
    /// Groups.
    Groups,
    /// What the call carries.
    CallType,
    /// RTMP calls as streams or not.
    Streaming,
}

impl ColumnUse {
    /// All of them, in the order in which people look for them.
    pub const ALL: [Self; 13] = [
        Self::Unused,
        Self::Name,
        Self::GivenName,
        Self::FamilyName,
        Self::Address,
        Self::Sip,
        Self::H323,
        Self::Phone,
        Self::Protocol,
        Self::Role,
        Self::Groups,
        Self::CallType,
        Self::Streaming,
    ];

    /// Returns a word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unused => "unused",
            Self::Name => "name",
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::Address => "address",
            Self::Sip => "sip",
            Self::H323 => "h323",
            Self::Phone => "phone",
            Self::Protocol => "protocol",
            Self::Role => "role",
            Self::Groups => "groups",
            Self::CallType => "call-type",
            Self::Streaming => "streaming",
        }
    }

    /// Returns the place of what stands there among a contact's cells.
    const fn own_cell(self) -> Option<usize> {
        match self {
            Self::Name => Some(0),
            Self::Protocol => Some(2),
            Self::Role => Some(3),
            Self::Groups => Some(4),
            Self::CallType => Some(5),
            Self::Streaming => Some(6),
            _ => None,
        }
    }

    /// Returns by which protocol what stands there is called, and `Some(None)` where the row says it. `None` where nobody can be
    /// called by it.
    #[expect(clippy::option_option, reason = "two questions")]
    const fn address(self) -> Option<Option<DialProtocol>> {
        match self {
            Self::Address => Some(None),
            Self::Sip => Some(Some(DialProtocol::Sip)),
            Self::H323 => Some(Some(DialProtocol::H323)),
            Self::Phone => Some(Some(DialProtocol::Phone)),
            _ => None,
        }
    }
}

/// Why nothing can be imported by what columns are said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ColumnProblem {
    /// No column holds whom to call.
    #[error("no column of addresses")]
    AddressMissing,
    /// Two columns are said to hold the same, where a contact has one of it.
    #[error("two columns for one thing")]
    Twice(ColumnUse),
}

/// Returns why nothing can be imported by what columns are said to hold, one by one.
pub fn column_problem(uses: &[ColumnUse]) -> Option<ColumnProblem> {
    Columns::new(uses.iter().copied().enumerate()).err()
}

/// Which cells make a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Cells of [`COLUMNS`], where there are such.
    pub(super) own: [Option<usize>; 7],
    /// Given name and family name, where there is no whole one.
    pub(super) given: Option<usize>,
    pub(super) family: Option<usize>,
    /// Where an address may stand, best first, and how it is called there.
    pub(super) addresses: Vec<(usize, Option<DialProtocol>)>,
}

impl Columns {
    /// Makes columns of what each is said to hold; of several addresses the first one is meant most.
    pub(super) fn new(
        uses: impl IntoIterator<Item = (usize, ColumnUse)>,
    ) -> Result<Self, ColumnProblem> {
        let mut columns = Self::default();
        for (at, column_use) in uses {
            if let Some(protocol) = column_use.address() {
                columns.addresses.push((at, protocol));
                continue;
            }
            let place = match column_use {
                ColumnUse::GivenName => Some(&mut columns.given),
                ColumnUse::FamilyName => Some(&mut columns.family),
                other => other.own_cell().and_then(|cell| columns.own.get_mut(cell)),
            };
            if place.is_some_and(|place| place.replace(at).is_some()) {
                return Err(ColumnProblem::Twice(column_use));
            }
        }
        if columns.addresses.is_empty() {
            return Err(ColumnProblem::AddressMissing);
        }
        Ok(columns)
    }

    /// Returns what a column holds.
    pub(super) fn use_of(&self, at: usize) -> ColumnUse {
        let is_here = |place: Option<usize>| place == Some(at);
        if let Some((_, protocol)) = self.addresses.iter().find(|(own, _)| *own == at) {
            return match protocol {
                Some(DialProtocol::Sip) => ColumnUse::Sip,
                Some(DialProtocol::H323) => ColumnUse::H323,
                Some(DialProtocol::Phone) => ColumnUse::Phone,
                _ => ColumnUse::Address,
            };
        }
        let own = |column_use: &ColumnUse| {
            let cell = column_use.own_cell().and_then(|cell| self.own.get(cell));
            cell.is_some_and(|place| is_here(*place))
        };
        match ColumnUse::ALL.into_iter().find(own) {
            Some(column_use) => column_use,
            None if is_here(self.given) => ColumnUse::GivenName,
            None if is_here(self.family) => ColumnUse::FamilyName,
            None => ColumnUse::Unused,
        }
    }

    /// Returns whether a column tells people's names.
    pub(super) fn has_name(&self) -> bool {
        let [name, ..] = self.own;
        name.or(self.given).or(self.family).is_some()
    }

    /// Makes a contact of a row, by the first of its addresses that can be called.
    pub(super) fn contact(&self, row: &[String]) -> Result<Contact, (DialProblem, String)> {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        let own: [String; COLUMNS.len()] = self.own.map(cell);
        let mut first_problem = None;
        for (at, by) in &self.addresses {
            let address = cell(Some(*at));
            if address.trim().is_empty() {
                continue;
            }
            let mut cells = own.clone();
            let [name, to, protocol, ..] = &mut cells;
            if name.trim().is_empty() {
                *name = whole_name(&cell(self.given), &cell(self.family));
            }
            if let Some(by) = by {
                *protocol = DialProtocol::as_str(*by).to_owned();
            }
            to.clone_from(&address);
            match Contact::from_cells(&cells) {
                Ok(contact) => return Ok(contact),
                Err(why) => first_problem = first_problem.or(Some((why, address))),
            }
        }
        Err(first_problem.unwrap_or((DialProblem::AddressMissing, String::new())))
    }
}

/// A family name stands first, without a space, where both are Chinese.
fn whole_name(given: &str, family: &str) -> String {
    let is_chinese = |text: &str| text.starts_with(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    if is_chinese(given) && is_chinese(family) {
        [family.trim(), given.trim()].concat()
    } else {
        [given, " ", family].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColumnUse::*;

    #[test]
    fn uses_come_back_unless_they_are_doubled() {
        let check = |uses: &[ColumnUse], expect: Result<(), ColumnProblem>| {
            let columns = Columns::new(uses.iter().copied().enumerate());
            if let Ok(columns) = &columns {
                let found: Vec<_> = (0..uses.len()).map(|at| columns.use_of(at)).collect();
                assert_eq!(found, uses);
            }
            assert_eq!(columns.map(|_| ()), expect, "{uses:?}");
        };
        check(&[Name, Unused, Address, Unused], Ok(()));
        check(&[Address, Sip, H323, Phone, Phone], Ok(()));
        check(
            &[
                GivenName, FamilyName, Protocol, Role, Groups, CallType, Streaming, Sip,
            ],
            Ok(()),
        );
        check(&[Name, Name, Address], Err(ColumnProblem::Twice(Name)));
        check(&[Role, Address, Role], Err(ColumnProblem::Twice(Role)));
        check(&[Name, Groups], Err(ColumnProblem::AddressMissing));
        check(&[], Err(ColumnProblem::AddressMissing));
    }

    #[test]
    fn names_of_two_parts() {
        let check = |given: &str, family: &str, expect: &str| {
            let columns = Columns::new([(0, GivenName), (1, FamilyName), (2, Address)]).unwrap();
            let row = [given, family, "8001"].map(str::to_owned);
            assert_eq!(&*columns.contact(&row).unwrap().name, expect);
        };
        check("Ada", "Müller", "Ada Müller");
        check("芳", "王", "王芳");
        check("Ada", "", "Ada");
    }
}
