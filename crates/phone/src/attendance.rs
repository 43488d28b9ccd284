//! Who was in when, as whoever looks on saw it: the server's own times may be missing, and its clock another.

use crate::conference::{Call, CallKey};
use std::sync::Arc;

/// More times in than this nobody has; later ones aren't told apart.
const MAX_STAYS: usize = 1_000;

/// Somebody who was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub key: CallKey,
    /// Their number; may be empty.
    pub number: Arc<str>,
    /// The name that a host knows them by; may be empty.
    pub name: Arc<str>,
    /// From when to when, ms.
    stays: Vec<(u64, Option<u64>)>,
}

/// Everybody who was in, in the order in which they first came.
#[derive(Clone, Debug, Default)]
pub struct Attendance {
    lines: Vec<Attendee>,
}

impl Attendance {
    /// Returns everybody.
    pub fn lines(&self) -> &[Attendee] {
        &self.lines
    }

    /// Takes how somebody is now.
    pub fn observe(&mut self, now_ms: u64, call: &Call) {
        let is_in = call.state.is_in();
        let line = self.lines.iter_mut().find(|it| it.key == call.key);
        let Some(line) = line else {
            if is_in {
                self.lines.push(Attendee {
                    key: call.key,
                    number: call.number.clone(),
                    name: call.name.clone(),
                    stays: vec![(now_ms, None)],
                });
            }
            return;
        };
        line.number = call.number.clone();
        line.name = call.name.clone();
        let count = line.stays.len();
        match line.stays.last_mut() {
            Some((_, until @ None)) if !is_in => *until = Some(now_ms),
            Some((_, until @ Some(_))) if is_in && count >= MAX_STAYS => *until = None,
            Some((_, Some(_))) if is_in => line.stays.push((now_ms, None)),
            _ => {}
        }
    }

    /// Forgets somebody: they turned out to be somebody else.
    pub fn forget(&mut self, key: CallKey) {
        self.lines.retain(|it| it.key != key);
    }
}

impl Attendee {
    /// Returns when they first came, ms.
    pub fn joined_ms(&self) -> u64 {
        self.stays.first().map_or(0, |(from, _)| *from)
    }

    /// Returns when they last left, ms; `None` = they are in.
    pub fn left_ms(&self) -> Option<u64> {
        self.stays.last().and_then(|(_, until)| *until)
    }

    /// Returns how long they were in altogether, ms.
    pub fn total_ms(&self, now_ms: u64) -> u64 {
        let stays = self.stays.iter();
        stays
            .map(|(from, until)| until.unwrap_or(now_ms).saturating_sub(*from))
            .sum()
    }

    /// Returns how often they came.
    pub fn times_in(&self) -> usize {
        self.stays.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conference::{CallState, PhoneConference, Source};
    use crate::id::ConfId;

    #[test]
    fn somebody_comes_twice() {
        let mut changes = Vec::new();
        let mut conference = PhoneConference::default();
        if let Some(conf) = ConfId::new("1234") {
            conference.begin(conf, true, &mut changes);
        }
        conference.ask(&Arc::from("138"), &Arc::from("Ann"), &mut changes);
        let mut record = Attendance::default();
        for (ms, state) in [
            (1, CallState::Ringing),
            (10, CallState::In(Source::Told)),
            (12, CallState::In(Source::Counted)),
            (30, CallState::Out(Source::Told)),
            (35, CallState::Ringing),
            (40, CallState::In(Source::Told)),
        ] {
            let call = conference.calls().first().cloned();
            if let Some(call) = call {
                record.observe(ms, &Call { state, ..call });
            }
        }
        let [line] = record.lines() else {
            unreachable!("one came: {record:?}");
        };
        assert_eq!((line.joined_ms(), line.left_ms()), (10, None));
        assert_eq!((line.total_ms(45), line.times_in()), (25, 2));
        assert_eq!(&*line.name, "Ann");
        let key = line.key;
        record.forget(key);
        assert!(record.lines().is_empty());
    }
}
