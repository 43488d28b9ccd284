//! How a world begins, and how its server behaves.

/// How a world begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What ids are made from.
    pub seed: u64,
    /// Makes ids differ from those of an earlier start.
    pub id_salt: u64,
    /// What the server does at first.
    pub behaviour: Behaviour,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            seed: 7,
            id_salt: 0,
            behaviour: Behaviour::default(),
        }
    }
}

/// What the server does. The default is what the real one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// Whether `QuitConf` is answered, and nothing happens: the real server sends the service the command to invite.
    pub hang_up_bug: bool,
    /// What it tells by itself.
    pub notifications: Notifications,
    /// Whether the parameters of what it tells have names.
    pub by_name: bool,
    /// Whether errors stand in `error`, as JSON-RPC has it, and not beside `id`.
    pub nested_errors: bool,
    /// Of which shape results are.
    pub results: Results,
    /// How long a telephone rings until it is answered, ms; `None` = until somebody does it by the control endpoint.
    pub answer_after_ms: Option<u64>,
}

impl Default for Behaviour {
    fn default() -> Self {
        Behaviour {
            hang_up_bug: true,
            notifications: Notifications::Off,
            by_name: false,
            nested_errors: false,
            results: Results::Real,
            answer_after_ms: Some(3_000),
        }
    }
}

/// What the server tells by itself of those who are called. The document has `OnConfInviteJoin` twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notifications {
    /// Nothing at all, as the real server.
    Off,
    /// That somebody is in, without a result; nothing of calls that fail.
    Four,
    /// What became of each call, with a result.
    Five,
    /// The result of each call, and then of who is in the other as well.
    Both,
}

/// Of which shape results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Results {
    /// Objects with `statusCode`, numbers as texts.
    Real,
    /// As the document has them: a number, a text, a pair of objects, nothing.
    Documented,
}
