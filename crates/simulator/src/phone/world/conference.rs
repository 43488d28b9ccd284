//! A conference, and the telephones that are called into it.

use std::collections::BTreeSet;

/// An empty conference is deleted after so long, ms.
const EMPTY_MS: u64 = 600_000;
/// A telephone that is busy says so after this, ms.
const BUSY_MS: u64 = 2_000;
/// One that nobody answers is given up after this, ms.
const UNANSWERED_MS: u64 = 60_000;
/// Results of calls that fail; the service's own numbers aren't known.
pub const BUSY: i64 = 486;
const UNANSWERED: i64 = 408;

/// How a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// It rings; what becomes of it by itself, and when.
    Ringing(Option<(u64, Fate)>),
    In,
    Out,
    Failed(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Answers,
    Fails(i64),
}

/// One call of a telephone.
#[derive(Clone, Debug)]
pub struct Call {
    pub id: String,
    pub number: String,
    pub state: CallState,
}

/// What happened in a conference, which its server may tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Created {
        call: String,
    },
    Invited {
        call: String,
        number: String,
        result: i64,
    },
    Quit {
        call: String,
        number: String,
    },
    Deleted,
    Dismissed,
}

#[derive(Debug)]
pub struct Conference {
    /// The call that the conference's maker is told with.
    pub maker: String,
    pub calls: Vec<Call>,
    /// The clients that are told what happens: who made it, and who asked about it.
    pub listeners: BTreeSet<String>,
    empty_since: u64,
    is_over: bool,
}

impl Conference {
    pub fn new(maker: String, now: u64) -> Self {
        Conference {
            maker,
            calls: Vec::new(),
            listeners: BTreeSet::new(),
            empty_since: now,
            is_over: false,
        }
    }

    /// Returns how many are in.
    pub fn count(&self) -> usize {
        let is_in = |call: &&Call| call.state == CallState::In;
        self.calls.iter().filter(is_in).count()
    }

    /// Returns whether it is over, and to be forgotten.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Calls a telephone. Its number decides what becomes of it.
    pub fn call(&mut self, id: String, number: &str, now: u64, answer_after_ms: Option<u64>) {
        let fate = if number.ends_with("0001") {
            Some((now + BUSY_MS, Fate::Fails(BUSY)))
        } else if number.ends_with("0002") {
            Some((now + UNANSWERED_MS, Fate::Fails(UNANSWERED)))
        } else {
            answer_after_ms.map(|ms| (now + ms, Fate::Answers))
        };
        self.calls.push(Call {
            id,
            number: number.to_owned(),
            state: CallState::Ringing(fate),
        });
    }

    /// Lets happen what is due.
    pub fn advance(&mut self, now: u64) -> Vec<News> {
        let mut news = Vec::new();
        let due: Vec<(String, Fate)> = self
            .calls
            .iter()
            .filter_map(|call| match call.state {
                CallState::Ringing(Some((at, fate))) if now >= at => Some((call.id.clone(), fate)),
                _ => None,
            })
            .collect();
        for (id, fate) in due {
            news.extend(match fate {
                Fate::Answers => self.answer(&id),
                Fate::Fails(result) => self.fail(&id, result),
            });
        }
        let rings = |call: &Call| matches!(call.state, CallState::Ringing(_));
        if self.count() > 0 || self.calls.iter().any(rings) {
            self.empty_since = now;
        } else if now >= self.empty_since + EMPTY_MS {
            news.extend(self.delete());
        }
        news
    }

    /// Returns the last call of a telephone, as long as it is called or in.
    pub fn live_call_of(&self, number: &str) -> Option<&Call> {
        let calls = self.calls.iter().rev();
        let mut of_number = calls.filter(|call| call.number == number);
        of_number.find(|call| matches!(call.state, CallState::Ringing(_) | CallState::In))
    }

    /// Somebody answers.
    pub fn answer(&mut self, id: &str) -> Vec<News> {
        let Some(call) = self.ringing(id) else {
            return Vec::new();
        };
        call.state = CallState::In;
        vec![News::Invited {
            call: call.id.clone(),
            number: call.number.clone(),
            result: 0,
        }]
    }

    /// A call comes to nothing.
    pub fn fail(&mut self, id: &str, result: i64) -> Vec<News> {
        let Some(call) = self.ringing(id) else {
            return Vec::new();
        };
        call.state = CallState::Failed(result);
        vec![News::Invited {
            call: call.id.clone(),
            number: call.number.clone(),
            result,
        }]
    }

    /// Somebody hangs up, or is hung up on. When it was the last one the conference is deleted. `None` = there is no such call.
    pub fn quit(&mut self, id: &str) -> Option<Vec<News>> {
        let is_live = |call: &&mut Call| {
            call.id == id && matches!(call.state, CallState::Ringing(_) | CallState::In)
        };
        let call = self.calls.iter_mut().find(is_live)?;
        let was_in = call.state == CallState::In;
        call.state = CallState::Out;
        let mut news = vec![News::Quit {
            call: call.id.clone(),
            number: call.number.clone(),
        }];
        let is_live = |call: &Call| matches!(call.state, CallState::Ringing(_) | CallState::In);
        if was_in && !self.calls.iter().any(is_live) {
            news.extend(self.delete());
        }
        Some(news)
    }

    /// It is deleted.
    pub fn delete(&mut self) -> Vec<News> {
        self.is_over = true;
        vec![News::Deleted]
    }

    /// It is dismissed: everybody is hung up on.
    pub fn dismiss(&mut self) -> Vec<News> {
        self.is_over = true;
        vec![News::Dismissed, News::Deleted]
    }

    fn ringing(&mut self, id: &str) -> Option<&mut Call> {
        let is_it = |call: &&mut Call| call.id == id && matches!(call.state, CallState::Ringing(_));
        self.calls.iter_mut().find(is_it)
    }
}
