//! What a world is told before it begins.

/// The settings of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many people are in the lively room.
    pub people: usize,
    /// How lively it is: 1 = as meetings are, 0 = frozen.
    pub rate: f64,
    /// What the story is made from.
    pub seed: u64,
    /// Mixed into ids and tokens only, so that those of a restarted server are new while its story is the same.
    pub id_salt: u64,
    /// Where the portal listens, `host:port`: tokens say so.
    pub portal_host: String,
    /// Which agents the cluster has.
    pub agents: Agents,
    /// Whether the rooms that are there from the start are left out, and the sample service is empty.
    pub empty: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            people: 12,
            rate: 1.0,
            seed: 7,
            id_salt: 0,
            portal_host: "127.0.0.1:8084".to_owned(),
            agents: Agents::default(),
            empty: false,
        }
    }
}

/// The agents of the cluster that not every installation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agents {
    /// Mixes and transcodes audio; without it no room with a view can be joined.
    pub audio: bool,
    /// The same for video.
    pub video: bool,
    /// Makes SIP calls.
    pub sip: bool,
    /// Analyses streams.
    pub analytics: bool,
}

impl Default for Agents {
    fn default() -> Self {
        Agents {
            audio: true,
            video: true,
            sip: true,
            analytics: true,
        }
    }
}
