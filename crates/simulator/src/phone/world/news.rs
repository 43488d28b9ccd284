//! What the server tells by itself, where it is switched on.

use super::conference::News;
use super::{Notifications, World};
use crate::world::calendar::format_timestamp;
use serde_json::{Value, json};

impl World {
    /// Something happened in a conference: it is told to who listens, and what is over is forgotten.
    pub(super) fn happened(&mut self, conf: &str, news: Vec<News>) {
        for it in &news {
            for (method, params) in self.notifications(conf, it) {
                self.tell(conf, method, &params);
            }
        }
        let is_over = self.conferences.get(conf).is_some_and(|it| it.is_over());
        if is_over {
            self.conferences.remove(conf);
        }
    }

    /// Tells this to a conference's listeners.
    pub(super) fn tell(&mut self, conf: &str, method: &str, params: &Value) {
        let text = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
        let Some(conference) = self.conferences.get(conf) else {
            return;
        };
        for client in &conference.listeners {
            self.sockets.say_to(client, &text);
        }
    }

    fn notifications(&self, conf: &str, news: &News) -> Vec<(&'static str, Value)> {
        let form = self.behaviour.notifications;
        if form == Notifications::Off {
            return Vec::new();
        }
        let time: String = format_timestamp(self.now)
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let params = |named: &[(&str, Value)]| {
            if self.behaviour.by_name {
                let named = named.iter().cloned();
                Value::Object(
                    named
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            } else {
                named.iter().map(|(_, value)| value.clone()).collect()
            }
        };
        let conf = ("confid", json!(conf));
        match news {
            News::Created { call } => {
                let named = [conf, ("callid", json!(call)), ("createtime", json!(time))];
                vec![("OnConfCreate", params(&named))]
            }
            News::Invited {
                call,
                number,
                result,
            } => {
                let head = [conf, ("callid", json!(call)), ("jointime", json!(time))];
                let number = ("number", json!(number));
                let four = [head.as_slice(), std::slice::from_ref(&number)].concat();
                let five = [head.as_slice(), &[("result", json!(result)), number]].concat();
                let four = (*result == 0).then(|| params(&four));
                let told = match form {
                    Notifications::Off => Vec::new(),
                    Notifications::Four => four.into_iter().collect(),
                    Notifications::Five => vec![params(&five)],
                    Notifications::Both => std::iter::once(params(&five)).chain(four).collect(),
                };
                let name = |params| ("OnConfInviteJoin", params);
                told.into_iter().map(name).collect()
            }
            News::Quit { call, number } => {
                let named = [
                    conf,
                    ("callid", json!(call)),
                    ("jointime", json!(time)),
                    ("number", json!(number)),
                ];
                vec![("OnConfQuit", params(&named))]
            }
            News::Deleted => vec![("OnConfDel", params(&[conf, ("deltime", json!(time))]))],
            News::Dismissed => vec![("OnConfDismiss", params(&[conf, ("status", json!(0))]))],
        }
    }
}
