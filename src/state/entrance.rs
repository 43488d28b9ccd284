//! Where the session stands on its way in: which page to show, and what the form and its dialogs say.

use std::rc::Rc;

use session::{Ask, Life, Problem};

use crate::reactive::Topic;

/// What the sign-in page follows. Written by the driver alone.
#[derive(Clone, Default)]
pub struct Entrance(Rc<Topics>);

#[derive(Default)]
struct Topics {
    in_room: Topic<bool>,
    busy: Topic<bool>,
    problem: Topic<Option<Problem>>,
    ask: Topic<Option<Ask>>,
}

impl Entrance {
    /// Follows the session's life.
    pub fn show(&self, life: &Life) {
        let Topics {
            in_room,
            busy,
            problem,
            ask,
        } = &*self.0;
        busy.put(matches!(life, Life::Checking | Life::Joining));
        in_room.put(life.in_room());
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
    }

    /// Whether the room was shown last.
    pub fn was_in_room(&self) -> bool {
        self.0.in_room.get_untracked()
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
