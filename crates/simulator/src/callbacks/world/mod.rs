//! A day of both vendors, event by event: the same settings tell the same day. It knows no sockets and no clock.

mod callback;
mod media_server;
mod netease;
mod polled;
mod settings;
pub mod sign;
mod story;

pub use callback::{Body, Callback, Signed};
pub use media_server::MediaServer;
pub use polled::Answer;
pub use settings::{APP, KEY, Settings};

use crate::world::random::Random;
use netease::NetEase;
use std::collections::VecDeque;

/// Everything that happens, and what is known of it when the media server is asked.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    random: Random,
    /// Milliseconds since the day began.
    now_ms: u64,
    media_server: MediaServer,
    netease: NetEase,
    /// What has happened and isn't told yet.
    untold: VecDeque<Callback>,
    told: u64,
}

impl World {
    /// Begins the day.
    pub fn new(settings: Settings) -> Self {
        Self {
            random: Random::labelled(settings.seed, "callbacks"),
            now_ms: 0,
            media_server: MediaServer::default(),
            netease: NetEase::default(),
            untold: VecDeque::new(),
            told: 0,
            settings,
        }
    }

    /// Returns what is told next; `None` = the day is over.
    pub fn next_callback(&mut self) -> Option<Callback> {
        if self.settings.events.is_some_and(|most| self.told >= most) {
            return None;
        }
        while self.untold.is_empty() {
            if self.now_ms >= self.settings.minutes.saturating_mul(60_000) {
                return None;
            }
            story::go_on(self);
        }
        self.told += 1;
        self.untold.pop_front()
    }

    /// Returns the media server as it is.
    pub fn media_server(&self) -> &MediaServer {
        &self.media_server
    }

    /// Answers what the media server is asked: a path, and the pairs of its query.
    pub fn answer(&self, path: &str, query: &[(String, String)]) -> Answer {
        polled::answer(&self.settings, &self.media_server, path, query)
    }
}
