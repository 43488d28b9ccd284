//! The only door: one input after the other, and whatever is due by then.

use crate::outbox::ToldState;
use crate::{Connection, Ending, Input, Life, Notice, Now, Output, Session};
use conference::{Change, Role};

impl Session {
    /// Takes one input; returns what is to be done.
    pub fn handle(&mut self, now: Now, input: Input) -> Vec<Output> {
        self.rate_limit.forget_old(now.mono_ms);
        self.notice_absence(now);
        let is_from_server = matches!(
            input,
            Input::Response { .. } | Input::StreamBytes(..) | Input::StreamEvent(..)
        );
        self.take(now, input);
        self.do_what_is_due(now);
        self.tell_changes();
        self.tell_state(now, is_from_server);
        self.outbox.wake_at(self.next_wake(now));
        self.page.last_input = Some(now);
        self.outbox.take()
    }

    fn take(&mut self, now: Now, input: Input) {
        match input {
            Input::Join(request) => self.join(now, request),
            Input::Rejoin => self.join_again(now),
            Input::GoBack => self.go_back(now),
            Input::StayHere => self.stay_here(),
            Input::Answer(answer) => self.answer(now, answer),
            Input::Command { id, command } => self.command(now, id, command),
            Input::CommandQueue(commands) => self.queue_commands(now, commands),
            Input::CancelQueued(ids) => self.cancel_queued(&ids),
            Input::OrderSpotlight { id, order } => self.order_spotlight(now, id, order),
            Input::FillSpotlight { id, order } => self.fill_spotlight(now, id, order),
            Input::StartCall {
                number,
                participant,
                call,
            } => self.start_call(now, number, participant, &call),
            Input::AckCall(number) => self.ack_call(now, number),
            Input::EndCall(number) => self.end_call(now, number),
            Input::Leave => self.leave(now),
            Input::Response {
                id,
                status,
                retry_after_s,
                body,
            } => {
                let reply = wire::Reply {
                    status,
                    retry_after_s,
                    body: &body,
                };
                self.answered(now, id, &reply);
            }
            Input::Failed { id, failure } => self.request_failed(now, id, failure),
            Input::StreamOpened(id) => self.stream_opened(now, id),
            Input::StreamBytes(id, bytes) => self.stream_bytes(now, id, &bytes),
            Input::StreamEvent(id, raw) => self.stream_event(now, id, &raw),
            Input::StreamFailed(id, failure) => self.stream_failed(now, id, failure),
            Input::Tick => self.outbox.woken(),
            Input::Page(page) => self.page_changed(now, page),
        }
    }

    /// Moves to the next life; what may not follow is dropped (and is a bug that the tests look for).
    pub(crate) fn go(&mut self, next: Life) {
        debug_assert!(self.life.follows(&next), "{:?} → {next:?}", self.life);
        if self.life.follows(&next) {
            self.life = next;
        }
    }

    fn leave(&mut self, now: Now) {
        match self.life {
            Life::Live | Life::Recovering { .. } => {
                self.send_held(now);
                self.leave_media_calls();
                self.send_end();
                self.end(Ending::Left);
                if self.sign_in.is_demo() {
                    self.leave(now);
                }
            }
            Life::Ended(_) => {
                self.close_stream();
                self.room.conference = conference::Conference::default();
                self.go(Life::Idle(None));
            }
            _ => self.cancel_joining(),
        }
    }

    /// Ends the session: everything under way is dropped without noise, the one reason stays.
    pub(crate) fn end(&mut self, why: Ending) {
        self.close_stream();
        self.end_unheard(why);
    }

    /// The same for one whose stream is no matter any more.
    pub(crate) fn end_unheard(&mut self, why: Ending) {
        self.drop_what_is_under_way(&why);
        self.go(Life::Ended(why));
    }

    pub(crate) fn drop_what_is_under_way(&mut self, why: &Ending) {
        self.drop_commands(why);
        self.forget_media_calls();
        self.credentials.forget();
        // What a host asked for and then left is still to be done: only its answer is of no use any more.
        self.abort_all(*why == Ending::Left);
    }

    fn do_what_is_due(&mut self, now: Now) {
        self.give_up_overdue(now);
        self.recover_if_expired(now);
        if self.is_refresh_first(now) {
            self.refresh_if_due(now);
        }
        self.attend_to_stream(now);
        self.read_state_if_due(now);
        self.read_if_held_back(now);
        self.refresh_if_due(now);
        self.send_held_if_free(now);
        self.rejoin_if_due(now);
        self.check_commands(now);
    }

    /// Where only one may go, it is the stream, or what it leaves to be asked: without them nothing shown is true. Only a token
    /// that grows old takes turns with them.
    fn is_refresh_first(&self, now: Now) -> bool {
        self.credentials.is_urgent(now) && !self.rate_limit.was_last_a_refresh()
    }

    /// The earliest time at which something is due, monotonic ms.
    fn next_wake(&self, now: Now) -> Option<u64> {
        let due = [
            self.requests.next_deadline(),
            self.token_due(now),
            self.stream_due(now),
            self.state_reads_due(now),
            self.held_back_due(now),
            self.rejoin_due(now),
            self.commands.due_at(),
        ];
        due.into_iter()
            .flatten()
            .min()
            .map(|at| at.max(now.mono_ms + 1))
    }

    fn tell_changes(&mut self) {
        if self.room.changes.is_empty() {
            return;
        }
        let changes = std::mem::take(&mut self.room.changes);
        if let Some(role) = self.room.told_role(&changes) {
            self.take_role(role);
        }
        self.tell_of_ended_calls(&changes);
        self.drop_media_calls_of_gone();
        // A frame belongs to the presentation that began before it.
        let presents = |change: &Change| *change == Change::Presentation;
        let begins = changes.iter().rposition(presents).unwrap_or_default();
        let (before, after) = changes.split_at(begins);
        let urls = |changes: &[Change]| -> Vec<_> {
            let urls = changes.iter().filter_map(|change| self.frame_url(change));
            urls.map(|url| Output::Frame { url }).collect()
        };
        let (before, after) = (urls(before), urls(after));
        for output in before
            .into_iter()
            .chain([Output::Changes(changes)])
            .chain(after)
        {
            self.outbox.push(output);
        }
    }

    /// Returns the address of the frame that a change tells of.
    fn frame_url(&self, change: &Change) -> Option<String> {
        let Change::Frame(id) = change else {
            return None;
        };
        let (node, token) = self.access()?;
        Some(wire::frame_url(node, token, id))
    }

    /// The session has this role now, whoever says so.
    pub(crate) fn take_role(&mut self, role: Role) {
        if self.room.powers.role != role {
            self.room.powers.role = role;
            self.outbox.notice(Notice::RoleChanged(role));
        }
    }

    fn tell_state(&mut self, now: Now, is_from_server: bool) {
        let connection = self.connection();
        let is_live = connection == Connection::Live;
        self.room.powers.reachability = connection.reachability();
        self.room.powers.edition = self.edition();
        if is_live && is_from_server {
            self.room.true_at_ms = now.wall_ms;
        }
        let pending = self.pending();
        let spotlight = self.spotlight_order();
        let state = ToldState {
            life: self.life.clone(),
            connection,
            powers: self.room.powers.clone(),
            pending: pending.map(|(id, command)| (id, command.clone())).collect(),
            queue: self.queue(),
            spotlight_order: spotlight.wished.to_vec(),
            spotlight_stopped_at: spotlight.stopped_at.cloned(),
            can_go_back: self.came_from().is_some(),
        };
        self.outbox.tell_state(state);
    }
}
