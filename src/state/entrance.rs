//! Where the session stands on its way in: which page to show, and what the form and its dialogs say.

use std::cell::Cell;

use session::{Ask, Life, Problem};

use crate::reactive::Topic;

/// What the sign-in page follows. Written by the driver alone; like the store it is made once and stays.
#[derive(Clone, Copy)]
pub struct Entrance(&'static Topics);

impl Default for Entrance {
    fn default() -> Self {
        Self(Box::leak(Box::default()))
    }
}

#[derive(Default)]
struct Topics {
    in_room: Topic<bool>,
    busy: Topic<bool>,
    problem: Topic<Option<Problem>>,
    ask: Topic<Option<Ask>>,
    /// Let in, and the room isn't shown yet.
    at_the_door: Cell<bool>,
}

impl Entrance {
    /// Follows the session's life. Whoever is let in stays at the door until [`Entrance::open`] is called, which has to be soon: a
    /// room with people in it is drawn at once, and not first without them. Says whether somebody has just come to the door.
    pub fn show(&self, life: &Life) -> bool {
        let Topics {
            in_room,
            busy,
            problem,
            ask,
            at_the_door,
        } = self.0;
        let waits = *life == Life::Live && !self.was_in_room();
        let waited = at_the_door.replace(waits);
        busy.put(waits || matches!(life, Life::Checking | Life::Joining));
        in_room.put(life.in_room() && !waits);
        match life {
            Life::Idle(why) => problem.put(why.clone()),
            Life::Asking(_) | Life::Live => problem.put(None),
            _ => {}
        }
        match life {
            Life::Asking(asked) => ask.put(Some(asked.clone())),
            // The dialog stays, busy, while its answer is on the way.
            Life::Joining => {}
            _ => ask.put(None),
        }
        waits && !waited
    }

    /// Shows the room to whoever is at the door.
    pub fn open(&self) {
        if self.0.at_the_door.take() {
            self.0.in_room.put(true);
            self.0.busy.put(false);
        }
    }

    /// Whether the room was shown last.
    pub fn was_in_room(&self) -> bool {
        self.0.in_room.get_untracked()
    }

    /// Nobody is in the room or on the way into it.
    pub fn is_quiet(&self) -> bool {
        !self.was_in_room() && !self.0.busy.get_untracked()
    }

    /// Whether the room is to be shown rather than the form.
    pub fn in_room(&self) -> bool {
        self.0.in_room.get()
    }

    /// Joining is under way.
    pub fn busy(&self) -> bool {
        self.0.busy.get()
    }

    /// Why the last try didn't work.
    pub fn problem(&self) -> Option<Problem> {
        self.0.problem.get()
    }

    /// What the server asks.
    pub fn ask(&self) -> Option<Ask> {
        self.0.ask.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::Ending;

    #[test]
    fn who_is_let_in_stays_at_the_door_until_it_opens() {
        let entrance = Entrance::default();
        let check = |life: Option<Life>, in_room: bool, busy: bool, comes: bool| {
            let came = match &life {
                Some(life) => entrance.show(life),
                None => {
                    entrance.open();
                    false
                }
            };
            let busy_now = entrance.0.busy.get_untracked();
            let found = (entrance.was_in_room(), busy_now, came);
            assert_eq!(found, (in_room, busy, comes), "{life:?}");
        };
        check(Some(Life::Checking), false, true, false);
        check(Some(Life::Joining), false, true, false);
        check(Some(Life::Live), false, true, true);
        check(Some(Life::Live), false, true, false);
        check(None, true, false, false);
        check(Some(Life::Live), true, false, false);
        check(Some(Life::Recovering { since_ms: 1 }), true, false, false);
        check(Some(Life::Live), true, false, false);
        check(Some(Life::Ended(Ending::Left)), true, false, false);
        // A door that nobody waits at stays as it is.
        check(Some(Life::Idle(None)), false, false, false);
        check(None, false, false, false);
        check(Some(Life::Joining), false, true, false);
        check(Some(Life::Live), false, true, true);
        check(Some(Life::Ended(Ending::Left)), true, false, false);
    }
}
