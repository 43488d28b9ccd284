//! What each method does.

use super::conference::News;
use super::rpc::{Fault, Params};
use super::{Results, World};
use serde_json::{Value, json};

/// The service's word for what went well.
const WELL: &str = "000000";

impl World {
    /// Calls a method for a client. `None` = there is no such method.
    pub(super) fn call(
        &mut self,
        client: &str,
        method: &str,
        params: &Params,
    ) -> Option<Result<Value, Fault>> {
        let names: &[&str] = match method {
            "CreateConf" => &[],
            "DismissConf" | "QueryConfState" => &["confid"],
            "InviteJoinConf" => &["confid", "number"],
            "QuitConf" => &["confid", "callid"],
            _ => return None,
        };
        let values = match params.bind(method, names) {
            Ok(values) => values,
            Err(fault) => return Some(Err(fault)),
        };
        let mut values = values.into_iter();
        let conf = values.next().unwrap_or_default();
        let other = values.next().unwrap_or_default();
        if method == "CreateConf" {
            return Some(Ok(self.create(client)));
        }
        let Some(conference) = self.conferences.get_mut(&conf) else {
            return Some(Err(Fault::of_service(111_603, "conf not found")));
        };
        conference.listeners.insert(client.to_owned());
        Some(match method {
            "DismissConf" => {
                let news = conference.dismiss();
                self.happened(&conf, news);
                Ok(self.done())
            }
            "InviteJoinConf" => self.invite(&conf, &other),
            "QuitConf" => self.quit(&conf, &other),
            _ => Ok(self.query(&conf)),
        })
    }

    fn create(&mut self, client: &str) -> Value {
        let conf = self.make_conference();
        let mut call = String::new();
        if let Some(conference) = self.conferences.get_mut(&conf) {
            conference.listeners.insert(client.to_owned());
            call.clone_from(&conference.maker);
        }
        self.happened(&conf, vec![News::Created { call }]);
        match self.behaviour.results {
            Results::Real => json!({"statusCode": WELL, "confid": conf}),
            Results::Documented => json!(conf.parse::<u64>().unwrap_or_default()),
        }
    }

    fn invite(&mut self, conf: &str, number: &str) -> Result<Value, Fault> {
        if number.is_empty() || number.ends_with("0003") {
            return Err(Fault::of_service(111_612, "illegal number"));
        }
        let call = self.call_id();
        let answer_after_ms = self.behaviour.answer_after_ms;
        if let Some(conference) = self.conferences.get_mut(conf) {
            conference.call(call.clone(), number, self.now, answer_after_ms);
        }
        Ok(match self.behaviour.results {
            Results::Real => json!({"statusCode": WELL, "callid": call}),
            Results::Documented => json!(call),
        })
    }

    fn quit(&mut self, conf: &str, call: &str) -> Result<Value, Fault> {
        if self.behaviour.hang_up_bug {
            return Ok(self.done());
        }
        let conference = self.conferences.get_mut(conf);
        match conference.and_then(|conference| conference.quit(call)) {
            Some(news) => {
                self.happened(conf, news);
                Ok(self.done())
            }
            None => Err(Fault::of_service(111_604, "call not found")),
        }
    }

    fn query(&self, conf: &str) -> Value {
        let count = self.conferences.get(conf).map_or(0, |it| it.count());
        match self.behaviour.results {
            Results::Real => {
                json!({"statusCode": WELL, "state": "1", "count": count.to_string()})
            }
            Results::Documented => json!([{"state": 1}, {"count": count}]),
        }
    }

    fn done(&self) -> Value {
        match self.behaviour.results {
            Results::Real => json!({"statusCode": WELL}),
            Results::Documented => Value::Null,
        }
    }
}
