//! Commands: sent once a gesture, pending until the room shows them, told when they failed.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use owt::{Answer, Ask, Changes, CommandId, Fate, Finished, InRoom, RefusalKind, without_secrets};

use super::{Live, LogKind, Phase};
use crate::{
    browser::{clock, exchange::NoAnswer},
    owt_panel::{client::Answered, state::Notice},
};

impl Live {
    /// Sends a command. `name` is whom or what it is about. Does nothing where the same is under way, or nothing is known to be true.
    pub fn send(self, ask: InRoom, name: Arc<str>) {
        self.send_then(ask, name, |_| ());
    }

    /// The same; `then` is told what became of it, as long as the room is watched. Whoever asked may be gone by then.
    pub fn send_then(self, ask: InRoom, name: Arc<str>, then: impl FnOnce(&Fate) + 'static) {
        if self.phase.with_untracked(|phase| *phase != Phase::Live) {
            return;
        }
        let begun = self.change(|watch| {
            let id = watch.commands.begin(ask.clone())?;
            watch.names.insert(id, name);
            watch.then.insert(id, Box::new(then));
            if let Some(list) = ask.shows_in() {
                watch.polling.hurry(clock::now().mono_ms, list);
            }
            Some((id, watch.client.clone(), watch.room.clone()))
        });
        let Some((id, client, room)) = begun.flatten() else {
            return;
        };
        self.show_pending();
        let visit = self.visit.get_value();
        spawn_local(async move {
            let ask = Ask::In(room, ask);
            let answered = client.send(&ask, true).await;
            if self.visit.try_get_value() == Some(visit) {
                self.answered(id, &ask, answered);
                self.wake();
            }
        });
    }

    fn answered(self, id: CommandId, ask: &Ask, answered: Result<Answered, NoAnswer>) {
        let answered = answered.map(|answered| ask.read(&answered.reply()));
        if let Ok(Ok(answer)) = &answered
            && let Some((stream, address)) = origin(ask, answer)
        {
            self.origins.update(|origins| {
                origins.insert(stream, address);
            });
        }
        let told = self.change(|watch| {
            let mut changes: Option<Changes> = None;
            let finished = match answered {
                // The server said yes, in words that aren't understood.
                Ok(Err(refusal)) if refusal.kind == RefusalKind::Unreadable => {
                    watch.commands.answered(id, Ok(()), &watch.state)
                }
                Ok(Ok(answer)) => {
                    changes = watch.state.put(answer);
                    watch.commands.answered(id, Ok(()), &watch.state)
                }
                Ok(Err(refusal)) => watch.commands.answered(id, Err(refusal), &watch.state),
                Err(_) => watch.commands.lost(id),
            };
            if let Ask::In(_, ask) = ask
                && let Some(list) = ask.shows_in()
            {
                watch.polling.hurry(clock::now().mono_ms, list);
            }
            (changes, finished)
        });
        if let Some((changes, finished)) = told {
            if let Some(changes) = changes {
                self.show(&changes);
            }
            self.tell(finished.into_iter().collect());
        }
    }

    /// Tells what failed; what was done the room shows.
    pub(super) fn tell(self, finished: Vec<Finished>) {
        if finished.is_empty() {
            return;
        }
        for Finished { id, ask, fate } in finished {
            let known = self.change(|watch| (watch.names.remove(&id), watch.then.remove(&id)));
            let (name, then) = known.unwrap_or_default();
            if let Some(then) = then {
                then(&fate);
            }
            let name = name.unwrap_or_default();
            self.note(match &fate {
                Fate::Done => LogKind::Done(ask.clone(), Arc::clone(&name)),
                Fate::Failed(why) => LogKind::Failed(ask.clone(), Arc::clone(&name), why.clone()),
            });
            if let Fate::Failed(why) = fate {
                self.notices.tell(Notice::NotDone { ask, name, why });
            }
        }
        self.show_pending();
    }

    fn show_pending(self) {
        let pending = self.change(|watch| watch.commands.pending().cloned().collect());
        self.pending.set(pending.unwrap_or_else(|| Arc::from([])));
    }
}

/// Returns a stream that was brought in, and where it comes from.
fn origin(ask: &Ask, answer: &Answer) -> Option<(Arc<str>, Arc<str>)> {
    match (ask, answer) {
        (Ask::In(_, InRoom::StartStreamingIn(new)), Answer::Stream(stream)) => {
            let address = conference::clean_text(&without_secrets(&new.url), 1024).into_owned();
            Some((stream.id.shared(), Arc::from(address)))
        }
        _ => None,
    }
}
