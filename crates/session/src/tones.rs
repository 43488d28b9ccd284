//! Tones to one person go out in the order in which they were asked for: the next ones only after the answer to the ones before.

use crate::act::{Act, Stage};
use crate::{Now, Outcome, Session};
use conference::{Command, Kind};

impl Session {
    /// Whether tones to the same person are on their way, so that these have to wait.
    pub(crate) fn must_wait(&self, command: &Command) -> bool {
        self.acts
            .iter()
            .any(|act| are_to_same(&act.command, command))
    }

    /// Those that wait for nothing any more go out.
    pub(crate) fn send_waiting_tones(&mut self, now: Now) {
        let is_first = |(at, act): &(usize, &Act)| {
            act.stage == Stage::Waits
                && !self
                    .acts
                    .iter()
                    .take(*at)
                    .any(|before| are_to_same(&before.command, &act.command))
        };
        let free = self.acts.iter().enumerate().filter(is_first);
        let numbers: Vec<u32> = free.map(|(_, act)| act.number).collect();
        for number in numbers {
            if let Some(act) = self.acts.iter_mut().find(|act| act.number == number) {
                act.stage = Stage::Sent;
            }
            self.send_act(now, number);
        }
    }

    /// `failed` was not carried out: what was to follow would say something else without it, and isn't sent.
    pub(crate) fn drop_tones_after(&mut self, failed: &Act) {
        let follows =
            |act: &mut Act| act.stage == Stage::Waits && are_to_same(&act.command, &failed.command);
        for act in self.acts.extract_if(.., follows).collect::<Vec<_>>() {
            self.tell(act.command.kind(), act.name, Outcome::NotSent);
        }
    }
}

fn are_to_same(one: &Command, other: &Command) -> bool {
    one.kind() == Kind::Dtmf && other.kind() == Kind::Dtmf && one.target() == other.target()
}
