//! P3: no command goes out twice without a new gesture.

use crate::script::{Script, Sent};
use std::collections::HashMap;

/// What a host asked for, and what went out.
#[derive(Default)]
pub struct Once {
    gestures: HashMap<String, u32>,
    sent: HashMap<String, u32>,
    /// Refused because of the token, which changes nothing at the server.
    refused: HashMap<String, u32>,
    seen: usize,
    heard: usize,
}

/// Whether a request is a host's command, rather than Gavel's own.
pub fn is_command(sent: &Sent) -> bool {
    let own = [
        "checkJoin.shtml",
        "new_session",
        "refresh_session",
        "participants",
        "service_status",
        "end_session",
    ];
    !own.contains(&sent.what.as_str())
}

/// May go out once more, after a refusal that says that nothing was done.
fn is_safe(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let safe = [
        "lock",
        "unlock",
        "muteguests",
        "unmuteguests",
        "mute",
        "unmute",
        "allowrxpresentation",
        "denyrxpresentation",
        "spotlighton",
        "spotlightoff",
        "role",
    ];
    safe.contains(&last)
}

impl Once {
    /// A host asks for what goes out as this path.
    pub fn gesture(&mut self, path: &str) {
        *self.gestures.entry(path.to_owned()).or_default() += 1;
    }

    pub fn check(&mut self, it: &Script) -> Result<(), String> {
        for heard in &it.heard[self.heard..] {
            if let (Some(id), 401 | 403) = (heard.id, heard.status)
                && let Some(sent) = it.sent.iter().rev().find(|sent| sent.id == id)
            {
                *self.refused.entry(sent.what.clone()).or_default() += 1;
            }
        }
        self.heard = it.heard.len();
        for sent in it.sent[self.seen..].iter().filter(|sent| is_command(sent)) {
            let count = self.sent.entry(sent.what.clone()).or_default();
            *count += 1;
            let known = |of: &HashMap<String, u32>| of.get(&sent.what).copied().unwrap_or(0);
            let asked = known(&self.gestures);
            let again = if is_safe(&sent.what) {
                known(&self.refused).min(asked)
            } else {
                0
            };
            if *count > asked + again {
                return Err(format!(
                    "P3: {} went out {count} times for {asked} gestures",
                    sent.what
                ));
            }
        }
        self.seen = it.sent.len();
        Ok(())
    }
}
