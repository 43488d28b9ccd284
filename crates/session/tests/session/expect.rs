//! What tests expect of a script.

use crate::script::{Script, id};
use session::{CommandError, CommandStatus, Connection, Life, Notice};

pub fn failed(error: CommandError) -> CommandStatus {
    CommandStatus::Failed(error)
}

impl Script {
    /// How often something was sent.
    pub fn count(&self, what: &str) -> usize {
        self.sent.iter().filter(|sent| sent.what == what).count()
    }

    /// When something was sent, ms from `since`.
    pub fn times(&self, what: &str, since: u64) -> Vec<u64> {
        let fits = self.sent.iter().filter(|sent| sent.what == what);
        fits.map(|sent| sent.at_ms - since).collect()
    }

    pub fn sends(&self, expect: &[&str]) {
        let sent: Vec<_> = self.sent.iter().map(|sent| sent.what.as_str()).collect();
        assert_eq!(sent, expect);
    }

    /// What the host was told about commands and media calls.
    pub fn statuses(&self) -> Vec<CommandStatus> {
        let told = self.notices.iter().filter_map(|notice| match notice {
            Notice::Command { status, .. } => Some(status.clone()),
            Notice::MediaCallFailed { error, .. } => Some(failed(error.clone())),
            _ => None,
        });
        told.collect()
    }

    pub fn tells(&self, expect: &[CommandStatus]) {
        assert_eq!(self.statuses(), expect);
    }

    pub fn is(&self, expect: Connection) {
        assert_eq!(self.session.connection(), expect);
    }

    pub fn is_live(&self) {
        self.is(Connection::Live);
        self.shows_all();
    }

    pub fn ended(&self, expect: session::Ending) {
        assert_eq!(*self.session.life(), Life::Ended(expect));
    }

    /// The roster is the server's, field by field.
    pub fn shows_all(&self) {
        let meeting = self.session.conference();
        for person in &self.server.people {
            let shown = meeting.person(&id(&person.uuid));
            let shown = shown.unwrap_or_else(|| panic!("{} is missing", person.uuid));
            assert_eq!(&*shown.name, person.uuid);
            assert_eq!(shown.muted, person.muted, "{}", person.uuid);
            assert_eq!(shown.role == conference::Role::Host, person.host);
            assert_eq!(shown.spotlight, person.lit.map(f64::from));
            assert_eq!(shown.service.is_in_meeting(), !person.waits);
            assert_eq!(*shown.overlay_text, *person.text);
        }
        assert_eq!(meeting.people_count(), self.server.people.len());
    }
}
