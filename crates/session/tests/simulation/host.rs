//! What a host does in a history.

use crate::play::Play;
use crate::script::id;
use crate::server::Fate;
use crate::wishes::command;
use session::{CallNumber, Input, NewCall};

/// What a host may do, by the end of its path.
const COMMANDS: [&str; 13] = [
    "lock",
    "unlock",
    "muteguests",
    "mute",
    "unmute",
    "spotlighton",
    "role",
    "disconnect",
    "dtmf",
    "message",
    "dial",
    "transfer",
    "calls",
];

impl Play {
    pub fn does(&mut self, what: usize, who: usize, fate: Option<Fate>) {
        let what = COMMANDS[what % COMMANDS.len()];
        let uuid = self.someone(who);
        let person = id(&uuid);
        if let Some(fate) = fate {
            self.it.server.takes(what, fate, 1);
        }
        self.promises.gestures += 1;
        self.promises.gentle.allow(self.it.now.mono_ms, 2);
        let sent = self.it.sent.len();
        let pending: Vec<_> = self.it.session.pending().map(|(id, _)| id).collect();
        let path = match what {
            "lock" | "unlock" | "muteguests" | "message" | "dial" => what.to_owned(),
            _ => format!("participants/{uuid}/{what}"),
        };
        // Tones may wait for those before them.
        if what == "dtmf" {
            self.promises.once.gesture(&path);
        }
        if what == "calls" {
            self.calls += 1;
            let call = NewCall::Rtmp {
                streaming: true,
                present: None,
                bandwidth: None,
            };
            let number = CallNumber(self.calls);
            self.it.takes(Input::StartCall {
                number,
                participant: person,
                call,
            });
        } else {
            self.it.does(command(what, person));
        }
        let went_out = self.it.sent[sent..].iter().any(|sent| sent.what == path);
        // While the token is being changed it goes out a moment later.
        let mut now_pending = self.it.session.pending();
        let is_held = now_pending.any(|(id, _)| !pending.contains(&id));
        if (went_out || is_held) && what != "dtmf" {
            self.promises.once.gesture(&path);
        }
        self.it.server.fates.retain(|(path, ..)| *path != what);
    }
}
