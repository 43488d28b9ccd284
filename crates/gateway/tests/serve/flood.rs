//! Killed in mid-flood, again and again: whatever was answered is there, and nothing twice.

use super::process::{Gateway, Place, netease_request, three_tee_request};
use gateway::Vendor;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use ureq::Agent;

const KILLS: usize = 10;
/// Of each vendor's.
const SENDERS: usize = 3;
/// How many answers there are before a kill.
const ANSWERS: usize = 200;

/// Who sends.
#[derive(Clone, Copy, Debug)]
pub struct Sends {
    vendor: Vendor,
    /// In its names, so that nobody else has them.
    number: usize,
}

impl Sends {
    /// Returns this many of each vendor's.
    pub fn all(count: usize) -> impl Iterator<Item = Self> {
        let each = |number| Vendor::ALL.map(|vendor| Self { vendor, number });
        (0..count).flat_map(each)
    }

    /// Returns who sends what is called so.
    pub fn of(name: &str) -> Self {
        let vendor = Vendor::of_word(name.split('-').next().unwrap()).unwrap();
        Self { vendor, number: 0 }
    }

    /// Sends an event of this name until it is answered; `false` = nobody answers any more.
    pub fn send(self, agent: &Agent, address: &str, name: &str) -> bool {
        let answer = match self.vendor {
            Vendor::ThreeTee => three_tee_request(agent, address, &join(name)),
            Vendor::NetEase => netease_request(agent, address, &call(name)),
        };
        match answer {
            Ok((200, _)) => true,
            Ok(answer) => panic!("{answer:?}"),
            // Killed.
            Err(_) => false,
        }
    }

    /// Sends one after the other until nobody answers, and tells which were answered.
    pub fn flood(self, address: &str, round: usize, tell: &Sender<String>) {
        let agent = super::process::agent();
        let Self { vendor, number } = self;
        for count in 0.. {
            let name = format!("{vendor}-{number}-{round}-{count}");
            if !self.send(&agent, address, &name) {
                return;
            }
            tell.send(name).unwrap();
        }
    }
}

fn join(name: &str) -> [(&'static str, &str); 4] {
    // Few people, who come in again and again.
    let user = name.get(name.len() - 1..).unwrap();
    [
        ("event", "join"),
        ("trace_id", name),
        ("room_id", "r"),
        ("user_id", user),
    ]
}

fn call(name: &str) -> String {
    format!(r#"{{"eventType":20,"fromAccount":"{name}","toAccountList":["b"]}}"#)
}

/// Returns the names of all events in the history, each of which has to be there once.
pub fn names(gateway: &Gateway) -> Vec<String> {
    let mut found = BTreeMap::new();
    for event in gateway.history() {
        let name = match &event["raw"]["trace_id"] {
            Value::String(name) => name.clone(),
            _ => event["user"].as_str().unwrap().to_owned(),
        };
        *found.entry(name).or_insert(0) += 1;
    }
    let twice: Vec<_> = found.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "there more than once: {twice:?}");
    found.into_keys().collect()
}

#[test]
fn what_was_answered_is_there_once() {
    let place = Place::new("");
    let mut answered = Vec::new();
    for round in 0..KILLS {
        let gateway = place.start();
        let (tell, told) = channel();
        std::thread::scope(|scope| {
            for sends in Sends::all(SENDERS) {
                let (tell, address) = (tell.clone(), gateway.address.clone());
                scope.spawn(move || sends.flood(&address, round, &tell));
            }
            drop(tell);
            answered.extend(told.iter().take(ANSWERS));
            gateway.kill();
            answered.extend(told.iter());
        });
        // At each start what was answered before is there already.
        let gateway = place.start();
        let found = names(&gateway);
        let lost = answered
            .iter()
            .filter(|it| found.binary_search(it).is_err());
        assert_eq!(
            lost.count(),
            0,
            "lost of {} in round {round}",
            answered.len()
        );
    }
    for vendor in ["3tee", "netease"] {
        let count = answered.iter().filter(|it| it.starts_with(vendor)).count();
        assert!(count >= KILLS, "{count} of {vendor}");
    }
    let gateway = place.start();
    let count = names(&gateway).len();
    // A sender that never heard the answer sends again.
    let agent = super::process::agent();
    for name in answered.iter().rev().take(50) {
        assert!(Sends::of(name).send(&agent, &gateway.address, name));
    }
    assert_eq!(names(&gateway).len(), count);
    let room = gateway.json("/api/rooms/3tee/r");
    assert_eq!(room["room"]["people"].as_object().unwrap().len(), 10);
}
