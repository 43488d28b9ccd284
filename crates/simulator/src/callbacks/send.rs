//! Signs and sends callbacks, as both vendors do.

use super::world::{Body, Callback, Signed, sign};
use crate::http::unix_ms;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::Duration;
use ureq::Agent;

/// Longer than this no vendor waits.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Where callbacks go, and what they are signed with.
#[derive(Clone, Debug)]
pub struct Sender {
    agent: Agent,
    gateway: String,
    key: String,
    app: (String, String),
}

/// What became of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It was taken.
    Taken,
    /// It was refused.
    Refused,
    /// There was no answer.
    Failed,
}

impl Sender {
    /// Makes one for a gateway's address, with 叁体's key, and NetEase's AppKey and App Secret.
    pub fn new(gateway: &str, key: String, app: (String, String)) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT));
        Self {
            agent: config.build().into(),
            gateway: gateway.trim_end_matches('/').to_owned(),
            key,
            app,
        }
    }

    /// Signs a callback now, sends it, and waits for the answer.
    pub fn send(&self, callback: &Callback) -> Sent {
        let status = match &callback.body {
            Body::ThreeTee(pairs) => self.send_three_tee(pairs, callback.signed),
            Body::NetEase(json) => self.send_netease(&json.to_string(), callback.signed),
        };
        match status {
            Ok(200) => Sent::Taken,
            Ok(_) => Sent::Refused,
            Err(_) => Sent::Failed,
        }
    }

    fn send_three_tee(
        &self,
        pairs: &[(&'static str, String)],
        signed: Signed,
    ) -> Result<u16, ureq::Error> {
        let mut all = pairs.to_vec();
        match signed {
            Signed::Well => all.push(("check_code", sign::check_code(&self.key, pairs))),
            Signed::Badly => all.push(("check_code", sign::check_code("guessed", pairs))),
            Signed::Not => {}
        }
        let escape = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<_> = all
            .iter()
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        // As the document's sample does; its back office can be set to POST as well.
        let address = format!("{}/callbacks/3tee?{}", self.gateway, pairs.join("&"));
        Ok(self.agent.get(address).call()?.status().as_u16())
    }

    fn send_netease(&self, body: &str, signed: Signed) -> Result<u16, ureq::Error> {
        let time = unix_ms().to_string();
        let secret = match signed {
            Signed::Well => self.app.1.as_str(),
            _ => "guessed",
        };
        let (md5, sum) = sign::check_sum(secret, &time, body.as_bytes());
        let request = self
            .agent
            .post(format!("{}/callbacks/netease", self.gateway));
        let request = request.header("Content-Type", "application/json;charset=utf-8");
        let request = request.header("AppKey", &self.app.0);
        let mut request = request.header("CurTime", &time);
        if signed != Signed::Not {
            request = request.header("MD5", md5).header("CheckSum", sum);
        }
        Ok(request.send(body)?.status().as_u16())
    }
}
