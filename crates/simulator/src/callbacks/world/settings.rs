//! What a day is made of.

/// The key of the check code, unless another is given.
pub const KEY: &str = "northbound-key";
/// NetEase's AppKey and App Secret, unless others are given.
pub const APP: (&str, &str) = ("app", "0123456789ab");

/// What a day is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What the story is made from.
    pub seed: u64,
    /// How long it is.
    pub minutes: u64,
    /// It ends after so many callbacks.
    pub events: Option<u64>,
    /// Rooms that are open at a time, at most.
    pub rooms: usize,
    /// People that are in them at a time, at most.
    pub people: usize,
    /// Everything is told as it should be: nothing twice, nothing left out, nothing signed badly, no crash.
    pub calm: bool,
    /// Rooms fill at once, rather than in the course of the day.
    pub full: bool,
    /// Takes the place of `access_key` and `secret_key` of who asks.
    pub access: (String, String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 7,
            minutes: 24 * 60,
            events: None,
            rooms: 12,
            people: 80,
            calm: false,
            full: false,
            access: ("ak".to_owned(), "sk".to_owned()),
        }
    }
}
