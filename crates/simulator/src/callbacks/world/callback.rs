//! One callback, before it is signed and sent.

use serde_json::Value;

/// What is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Parameters of an event of 叁体's.
    ThreeTee(Vec<(&'static str, String)>),
    /// NetEase's JSON.
    NetEase(Value),
}

/// How it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// As the document says.
    Well,
    /// With another key.
    Badly,
    /// Not at all.
    Not,
}

/// One callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// When, in milliseconds since the day began.
    pub at_ms: u64,
    /// What it is about: callbacks of one subject are sent in their order.
    pub subject: String,
    /// What is sent.
    pub body: Body,
    /// See there.
    pub signed: Signed,
}

impl Callback {
    /// Returns the value of a parameter of 叁体's, or of a text of NetEase's.
    pub fn get(&self, name: &str) -> Option<&str> {
        match &self.body {
            Body::ThreeTee(pairs) => {
                let found = pairs.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| value.as_str())
            }
            Body::NetEase(json) => json.get(name)?.as_str(),
        }
    }
}
