//! Putting the spotlight's queue into a wished order, one confirmed step after another.
//!
//! The server orders by the stamp of when somebody came into the spotlight. So whoever stands wrong is taken out and put in
//! again, in the wished order. Stamps are in seconds: two within one second would tie, so that the next one goes in only when a
//! later stamp is possible. Whoever runs it says what time it is and how everybody stands, and sends what it returns.

use crate::{Command, ParticipantId};

/// A second of the server's, and one that a clock which ticks once a second may be behind, ms.
const LATER_MS: u64 = 2_000;
/// Commands for each of the queue before it is given up: a server that gives no later stamps would be asked for ever.
const MAX_COMMANDS_EACH: usize = 6;

/// What is to be done now.
#[derive(Clone, Debug, PartialEq)]
pub enum SpotlightStep {
    /// Nothing: an answer, an event or a later second is awaited.
    Wait,
    /// Send this.
    Send(Command),
    /// The queue is as wished, as far as those wished for are still in it.
    Done,
    /// The step about this one didn't happen; the others stay as they are.
    Stopped(ParticipantId),
}

/// Whether somebody is in the spotlight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpotlightState {
    /// Not in the meeting any more.
    Gone,
    /// In the meeting, not in the spotlight.
    Off,
    /// In the spotlight since this stamp, seconds.
    Since(f64),
}

/// The order under way. It begins with nothing wished.
#[derive(Debug, Default)]
pub struct SpotlightOrder {
    wished: Vec<ParticipantId>,
    /// Taken out by this, not yet in again.
    taken_out: Vec<ParticipantId>,
    /// The command under way.
    pending: Option<Command>,
    /// When the newest stamp that counts was seen, ms by the clock of whoever runs this.
    stamped_ms: u64,
    /// How many commands may still go out.
    commands_left: usize,
}

impl SpotlightOrder {
    /// Requests an order, from the first. It may come while another one is under way; the step being taken is finished.
    pub fn request(&mut self, now_ms: u64, order: Vec<ParticipantId>) {
        self.commands_left = order.len() * MAX_COMMANDS_EACH;
        self.wished = order;
        self.stamped_ms = now_ms;
    }

    /// Requests that these be in the spotlight, in this order: who isn't yet is put in as if taken out before.
    pub fn request_all(
        &mut self,
        now_ms: u64,
        order: Vec<ParticipantId>,
        state_of: &dyn Fn(&ParticipantId) -> SpotlightState,
    ) {
        let is_off = |id: &&ParticipantId| state_of(id) == SpotlightState::Off;
        self.taken_out = order.iter().filter(is_off).cloned().collect();
        let is_nobody_in = self.taken_out.len() == order.len();
        self.request(now_ms, order);
        if is_nobody_in {
            // There is no stamp that the first one's could tie with.
            self.stamped_ms = now_ms.saturating_sub(LATER_MS);
        }
    }

    /// Returns whether this took them out of the spotlight and they are to come in again.
    pub fn has_taken_out(&self, id: &ParticipantId) -> bool {
        self.taken_out.contains(id)
    }

    /// Returns what to do at `now_ms`, given how everybody stands and whether a command is still under way.
    pub fn next_step(
        &mut self,
        now_ms: u64,
        state_of: &dyn Fn(&ParticipantId) -> SpotlightState,
        is_pending: &dyn Fn(&Command) -> bool,
    ) -> SpotlightStep {
        if let Some(command) = self.pending.take() {
            if is_pending(&command) {
                self.pending = Some(command);
                return SpotlightStep::Wait;
            }
            if let Some(stopped) = self.finish(now_ms, command, state_of) {
                return SpotlightStep::Stopped(stopped);
            }
        }
        self.taken_out
            .retain(|id| matches!(state_of(id), SpotlightState::Off));
        let Some(command) = self.next_command(state_of) else {
            return SpotlightStep::Done;
        };
        // A clock that was set back begins to count anew.
        self.stamped_ms = self.stamped_ms.min(now_ms);
        if now_ms - self.stamped_ms < LATER_MS {
            return SpotlightStep::Wait;
        }
        let Some(left) = self.commands_left.checked_sub(1) else {
            return command
                .target()
                .map_or(SpotlightStep::Done, |id| SpotlightStep::Stopped(id.clone()));
        };
        self.commands_left = left;
        self.pending = Some(command.clone());
        SpotlightStep::Send(command)
    }

    /// Returns the command for the first who stands wrong.
    fn next_command(&self, state_of: &dyn Fn(&ParticipantId) -> SpotlightState) -> Option<Command> {
        let mut last = f64::NEG_INFINITY;
        self.wished.iter().find_map(|id| match state_of(id) {
            SpotlightState::Since(stamp) if stamp > last => {
                last = stamp;
                None
            }
            SpotlightState::Since(_) => Some(Command::SpotlightOff(id.clone())),
            SpotlightState::Off if self.has_taken_out(id) => Some(Command::SpotlightOn(id.clone())),
            SpotlightState::Off | SpotlightState::Gone => None,
        })
    }

    /// Takes in what the roster shows of a command that is under way no more. Returns whom it failed for.
    fn finish(
        &mut self,
        now_ms: u64,
        command: Command,
        state_of: &dyn Fn(&ParticipantId) -> SpotlightState,
    ) -> Option<ParticipantId> {
        let id = command.target()?;
        match (&command, state_of(id)) {
            (Command::SpotlightOff(_), SpotlightState::Off) => self.taken_out.push(id.clone()),
            (Command::SpotlightOn(_), SpotlightState::Since(_)) => self.stamped_ms = now_ms,
            (_, SpotlightState::Gone) => {}
            _ => return Some(id.clone()),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn id(name: &str) -> ParticipantId {
        ParticipantId::new(name)
    }

    /// A server whose clock is half a second off, and a page that looks once a second.
    struct Play {
        order: SpotlightOrder,
        lit: BTreeMap<ParticipantId, f64>,
        at_ms: u64,
        sent: Vec<String>,
        /// Commands with this beginning do nothing.
        deaf_to: &'static str,
        /// All stamps are this.
        stamp: Option<f64>,
    }

    impl Play {
        fn new(lit: &[(&str, f64)]) -> Self {
            Self {
                order: SpotlightOrder::default(),
                lit: lit.iter().map(|(name, at)| (id(name), *at)).collect(),
                at_ms: 100_000,
                sent: Vec::new(),
                deaf_to: "-",
                stamp: None,
            }
        }

        fn wish(&mut self, names: &str) {
            self.order
                .request(self.at_ms, names.split_whitespace().map(id).collect());
        }

        fn look(&mut self) -> SpotlightStep {
            let lit = self.lit.clone();
            let standing = |id: &ParticipantId| match lit.get(id) {
                Some(stamp) if *stamp < 0.0 => SpotlightState::Gone,
                Some(stamp) if *stamp > 0.0 => SpotlightState::Since(*stamp),
                _ => SpotlightState::Off,
            };
            self.order.next_step(self.at_ms, &standing, &|_| false)
        }

        /// Until it has come to an end, and how.
        fn runs(&mut self) -> SpotlightStep {
            for _ in 0..200 {
                match self.look() {
                    SpotlightStep::Wait => self.at_ms += 1_000,
                    SpotlightStep::Send(command) => self.takes(&command),
                    end => return end,
                }
            }
            panic!("no end: {:?}", self.sent);
        }

        fn takes(&mut self, command: &Command) {
            let told = match command {
                Command::SpotlightOn(id) => format!("+{}", id.as_str()),
                Command::SpotlightOff(id) => format!("-{}", id.as_str()),
                other => panic!("{other:?}"),
            };
            let target = command.target().unwrap().clone();
            if !told.starts_with(self.deaf_to) || self.deaf_to == "-" {
                let now = self.stamp.unwrap_or(((self.at_ms + 500) / 1000) as f64);
                let on = matches!(command, Command::SpotlightOn(_));
                self.lit.insert(target, if on { now } else { 0.0 });
            }
            self.sent.push(told);
        }

        fn queue(&self) -> String {
            let mut lit: Vec<_> = self.lit.iter().filter(|(_, at)| **at > 0.0).collect();
            lit.sort_by(|a, b| a.1.total_cmp(b.1));
            let stamps: Vec<_> = lit.iter().map(|(_, at)| **at).collect();
            assert!(
                stamps.windows(2).all(|two| two[0] < two[1]),
                "a tie: {lit:?}"
            );
            lit.iter()
                .map(|(id, _)| id.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        }
    }

    #[test]
    fn moves_only_who_stands_wrong() {
        let check = |lit: &[(&str, f64)], wish: &str, sent: &str| {
            let mut play = Play::new(lit);
            play.wish(wish);
            assert_eq!(play.runs(), SpotlightStep::Done, "{wish}");
            assert_eq!(play.queue(), wish);
            assert_eq!(play.sent.join(" "), sent, "{wish}");
        };
        let abc = [("a", 1.0), ("b", 2.0), ("c", 3.0)];
        check(&abc, "a b c", "");
        check(&abc, "a c b", "-b +b");
        check(&abc, "b a c", "-a +a -c +c");
        check(&abc, "c b a", "-b +b -a +a");
        // A tie is no order.
        check(&[("a", 1.0), ("b", 1.0)], "a b", "-b +b");
    }

    #[test]
    fn the_next_goes_in_when_a_later_stamp_is_possible() {
        let mut play = Play::new(&[("a", 1.0), ("b", 2.0), ("c", 3.0)]);
        play.wish("c b a");
        let mut ons = Vec::new();
        loop {
            match play.look() {
                SpotlightStep::Wait => play.at_ms += 1_000,
                SpotlightStep::Send(command) => {
                    if matches!(command, Command::SpotlightOn(_)) {
                        ons.push(play.at_ms);
                    }
                    play.takes(&command);
                }
                _ => break,
            }
        }
        assert!(ons.windows(2).all(|two| two[1] - two[0] >= LATER_MS));
    }

    #[test]
    fn stops_where_a_step_fails() {
        let mut play = Play::new(&[("a", 1.0), ("b", 2.0)]);
        play.deaf_to = "+";
        play.wish("b a");
        assert_eq!(play.runs(), SpotlightStep::Stopped(id("a")));
        assert_eq!(play.sent.join(" "), "-a +a");
        // A server that gives no later stamp isn't asked for ever.
        let mut play = Play::new(&[("a", 1.0), ("b", 2.0)]);
        play.stamp = Some(2.0);
        play.wish("b a");
        assert_eq!(play.runs(), SpotlightStep::Stopped(id("a")));
        assert_eq!(play.sent.len(), 2 * MAX_COMMANDS_EACH);
    }

    #[test]
    fn waits_for_what_is_under_way() {
        let mut order = SpotlightOrder::default();
        order.request(0, vec![id("b"), id("a")]);
        let stamps =
            |who: &ParticipantId| SpotlightState::Since(f64::from(u8::from(*who == id("b")) + 1));
        let off = Command::SpotlightOff(id("a"));
        assert_eq!(
            order.next_step(5_000, &stamps, &|_| false),
            SpotlightStep::Send(off)
        );
        assert_eq!(
            order.next_step(9_000, &stamps, &|_| true),
            SpotlightStep::Wait
        );
    }

    #[test]
    fn who_left_or_was_taken_out_by_others_is_let_go() {
        let mut play = Play::new(&[("a", 1.0), ("b", -1.0), ("c", 0.0), ("d", 4.0)]);
        play.wish("d c b a");
        assert_eq!(play.runs(), SpotlightStep::Done);
        assert_eq!(play.sent.join(" "), "-a +a");
        assert_eq!(play.queue(), "d a");
    }

    #[test]
    fn who_is_not_in_is_put_in_once_each() {
        let check = |lit: &[(&str, f64)], wish: &str, sent: &str, waits_ms: u64| {
            let mut play = Play::new(lit);
            let known = play.lit.clone();
            let state_of = |id: &ParticipantId| match known.get(id) {
                Some(stamp) => SpotlightState::Since(*stamp),
                None => SpotlightState::Off,
            };
            let order = wish.split_whitespace().map(id).collect();
            play.order.request_all(play.at_ms, order, &state_of);
            let began_ms = play.at_ms;
            while play.sent.is_empty() {
                match play.look() {
                    SpotlightStep::Send(command) => play.takes(&command),
                    _ => play.at_ms += 1_000,
                }
            }
            assert_eq!(play.at_ms - began_ms, waits_ms, "{wish}");
            assert_eq!(play.runs(), SpotlightStep::Done, "{wish}");
            assert_eq!(play.queue(), wish);
            assert_eq!(play.sent.join(" "), sent, "{wish}");
        };
        check(&[], "a b c", "+a +b +c", 0);
        check(&[("a", 1.0)], "a b c", "+b +c", LATER_MS);
        check(&[("a", 1.0)], "b a", "+b -a +a", LATER_MS);
    }

    #[test]
    fn another_wish_on_the_way() {
        let mut play = Play::new(&[("a", 1.0), ("b", 2.0), ("c", 3.0)]);
        play.wish("b c a");
        while play.sent.is_empty() {
            match play.look() {
                SpotlightStep::Send(command) => play.takes(&command),
                _ => play.at_ms += 1_000,
            }
        }
        assert!(!play.order.has_taken_out(&id("a")), "not confirmed yet");
        play.wish("c a b");
        assert_eq!(play.runs(), SpotlightStep::Done);
        assert_eq!(play.queue(), "c a b");
        assert!(!play.order.has_taken_out(&id("a")));
    }
}
