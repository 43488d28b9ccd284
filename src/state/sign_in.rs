//! Where the session stands on its way in: which page to show, and what the form and its dialogs say.

use leptos::prelude::*;
use session::{Life, Problem, Question};

use super::set_if_changed;

/// What the sign-in page follows. Written by the driver alone. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct SignInState {
    in_room: RwSignal<bool>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    question: RwSignal<Option<Question>>,
    /// Let in, and the room isn't shown yet.
    awaits_room: StoredValue<bool>,
}

impl SignInState {
    /// Whether the room is to be shown rather than the form.
    pub fn in_room(self) -> ReadSignal<bool> {
        self.in_room.read_only()
    }

    /// Whether joining is under way.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why the last try didn't work.
    pub fn problem(self) -> ReadSignal<Option<Problem>> {
        self.problem.read_only()
    }

    /// What the server asks.
    pub fn question(self) -> ReadSignal<Option<Question>> {
        self.question.read_only()
    }

    /// Shows where the session stands. Whoever is let in waits until [`Self::open_room`] is called, which has to be soon: a room with
    /// people in it is drawn at once, and not first without them. Returns whether somebody has just begun to wait for that.
    pub fn show(self, life: &Life) -> bool {
        let waits = *life == Life::Live && !self.in_room.get_untracked();
        let waited = self.awaits_room.get_value();
        self.awaits_room.set_value(waits);
        let is_busy = waits || matches!(life, Life::Checking | Life::Joining);
        set_if_changed(self.busy, is_busy);
        set_if_changed(self.in_room, life.in_room() && !waits);
        match life {
            Life::Idle(why) => set_if_changed(self.problem, why.clone()),
            Life::Asking(_) | Life::Live => set_if_changed(self.problem, None),
            _ => {}
        }
        match life {
            Life::Asking(asked) => set_if_changed(self.question, Some(asked.clone())),
            // The dialog stays, busy, while its answer is on the way.
            Life::Joining => {}
            _ => set_if_changed(self.question, None),
        }
        waits && !waited
    }

    /// Shows the room to whoever waits for it.
    pub fn open_room(self) {
        if self.awaits_room() {
            self.awaits_room.set_value(false);
            self.in_room.set(true);
            self.busy.set(false);
        }
    }

    /// Whether somebody waits for [`Self::open_room`].
    pub fn awaits_room(self) -> bool {
        self.awaits_room.get_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::Ending;

    #[test]
    fn who_is_let_in_waits_until_the_room_opens() {
        let owner = Owner::new();
        owner.set();
        let state = SignInState::default();
        let check = |life: Option<Life>, in_room: bool, busy: bool, begins: bool| {
            let began = match &life {
                Some(life) => state.show(life),
                None => {
                    state.open_room();
                    false
                }
            };
            let found = (
                state.in_room.get_untracked(),
                state.busy.get_untracked(),
                began,
            );
            assert_eq!(found, (in_room, busy, begins), "{life:?}");
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
        // A room that nobody waits for stays as it is.
        check(Some(Life::Idle(None)), false, false, false);
        check(None, false, false, false);
        check(Some(Life::Joining), false, true, false);
        check(Some(Life::Live), false, true, true);
        check(Some(Life::Ended(Ending::Left)), true, false, false);
    }
}
