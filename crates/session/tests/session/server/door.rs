//! Sessions and their tokens.

use super::reply::{failed, ok, plain};
use super::{Reply, Server};

impl Server {
    pub(super) fn new_session(&mut self, pin: Option<&str>, body: &str, now: u64) -> Reply {
        let questions = self.host_pin.is_some() || self.guest_pin.is_some();
        match pin {
            None if questions => {
                let guest = self.guest_pin.map_or("none", |_| "required");
                return plain(
                    403,
                    &format!(
                        "{{\"status\":\"success\",\"result\":{{\"pin\":\"required\",\"guest_pin\":\"{guest}\"}}}}"
                    ),
                );
            }
            Some("none") if self.guest_pin.is_none() => self.role = "GUEST",
            Some(pin) if self.host_pin == Some(pin) => self.role = "HOST",
            Some(pin) if self.guest_pin == Some(pin) => self.role = "GUEST",
            Some(_) if questions => return failed(403, "Invalid PIN"),
            _ => {}
        }
        if let Some(number) = self.extension
            && !body.contains(&format!("\"conference_extension\":\"{number}\""))
        {
            return if body.contains("conference_extension") {
                failed(404, "Neither conference nor gateway found")
            } else {
                plain(
                    403,
                    "{\"status\":\"success\",\"result\":{\"conference_extension\":\"required\"}}",
                )
            };
        }
        self.sessions_given += 1;
        let old = std::mem::replace(&mut self.own, format!("me-{}", self.sessions_given));
        if self.people.iter().any(|person| person.uuid == old) {
            self.leaves(&old);
        }
        let own = self.own.clone();
        self.joins(&own);
        let role = self.role;
        self.change(&own, |person| person.host = role == "HOST");
        let token = self.new_token(now);
        ok(&format!(
            "{{\"token\":\"{token}\",\"expires\":\"{}\",\"participant_uuid\":\"{own}\",\"role\":\"{role}\",\"display_name\":\"me\"}}",
            self.expires_s
        ))
    }

    pub(super) fn new_token(&mut self, now: u64) -> String {
        self.tokens_given += 1;
        let token = format!("token{}", self.tokens_given);
        self.token = Some((token.clone(), now + u64::from(self.expires_s) * 1000));
        token
    }
}
