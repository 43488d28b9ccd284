//! A panel that listens to a portal which is played, step by step.

use crate::common::exchange;
use owt::ListeningInput as Input;
use owt::ListeningOutput as Output;
use owt::*;
use serde_json::{Value, json};

pub const SERVER: &str = "http://127.0.0.1:3000";
pub const OPEN: &str = r#"0{"sid":"a","pingInterval":25000,"pingTimeout":20000}"#;
pub const CONNECTED: &str = r#"40{"sid":"b"}"#;
pub const JOINED: &str = r#"431["ok",{"id":"me","room":{"participants":[{"id":"me","user":"Gavel","role":"viewer"},{"id":"p"}],"streams":[]}}]"#;
pub const DROP: &str = r#"42["drop",null]"#;
pub const SOMEBODY: Option<Seats> = Some(Seats {
    people: 1,
    panels: 0,
});

pub fn room(change: impl FnOnce(&mut Value)) -> Room {
    let may = |publish: bool| json!({ "audio": publish, "video": publish });
    let mut json = json!({ "_id": "r", "name": "R", "participantLimit": -1, "roles": [
        { "role": "presenter", "publish": may(true), "subscribe": may(true) },
        { "role": "viewer", "publish": may(false), "subscribe": may(true) },
        { "role": "sipguest", "publish": may(true), "subscribe": may(true) },
    ]});
    change(&mut json);
    let body = json.to_string();
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: body.as_bytes(),
    };
    match Ask::GetRoom(RoomId::new("r")).read(&reply) {
        Ok(Answer::Room(room)) => room,
        _ => panic!(),
    }
}

pub fn token() -> PortalToken {
    let ask = InRoom::CreateToken(NewToken {
        preference: None,
        user: "u".into(),
        role: "viewer".into(),
    });
    match Ask::In(RoomId::new("r"), ask).read(&exchange("token").reply()) {
        Ok(Answer::Token(token)) => token,
        _ => panic!(),
    }
}

pub struct Play {
    pub it: Listening,
    pub now_ms: u64,
}

impl Play {
    pub fn new() -> Self {
        Self {
            it: Listening::new(SERVER),
            now_ms: 0,
        }
    }

    pub fn told(&mut self, input: Input<'_>) -> Vec<Output> {
        self.it.handle(self.now_ms, 0, input)
    }

    /// Waits for as long as it wants.
    pub fn wake(&mut self) -> Vec<Output> {
        self.now_ms = self.it.wake_at_ms().unwrap().max(self.now_ms);
        self.told(Input::Wake)
    }

    /// Goes in, from when it wants the room read.
    pub fn enter(&mut self) {
        let made = self.told(Input::Room(Some(&room(|_| ()))));
        let [Output::MakeToken(new)] = &made[..] else {
            panic!("{made:?}");
        };
        assert_eq!((&*new.user, &*new.role), ("Gavel", "viewer"));
        let opened = self.told(Input::Token(Some(token())));
        let url = "ws://127.0.0.1:8080/socket.io/?EIO=4&transport=websocket";
        assert_eq!(opened, [Output::Open(url.into())]);
        assert_eq!(self.told(Input::Text(OPEN)), [Output::Send("40".into())]);
        assert_eq!(self.it.hearing(), Hearing::Out);
        let asked = self.told(Input::Text(CONNECTED));
        assert_eq!(asked, [Output::Send(login(1, &token()))]);
        assert_eq!(self.it.hearing(), Hearing::Entering);
        let told = self.told(Input::Text(JOINED));
        let [Output::In(result)] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!(result.own_id, Some(ParticipantId::new("me")));
        assert!(matches!(self.it.hearing(), Hearing::In(_)));
        assert_eq!(self.it.why_out(), None);
    }

    pub fn is_out(&self, why: &WhyOut) {
        assert_eq!(self.it.why_out().as_ref(), Some(why));
        assert_eq!(self.it.hearing(), Hearing::Out);
    }
}

/// In a room with somebody.
pub fn inside() -> Play {
    let mut play = Play::new();
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
    play.enter();
    play
}
