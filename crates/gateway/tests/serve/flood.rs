//! Killed in mid-flood, again and again: whatever was answered is there, and nothing twice.

use super::process::{Place, agent, signed};
use std::collections::BTreeMap;
use std::sync::mpsc::channel;

const ROUNDS: usize = 4;
const SENDERS: usize = 6;
/// How many answers there are before the kill.
const ANSWERS: usize = 300;

#[test]
fn what_was_answered_is_there_once() {
    let place = Place::new("");
    let mut answered = Vec::new();
    for round in 0..ROUNDS {
        let gateway = place.start();
        let (tell, told) = channel();
        std::thread::scope(|scope| {
            for sender in 0..SENDERS {
                let (tell, address) = (tell.clone(), gateway.address.clone());
                scope.spawn(move || {
                    let agent = agent();
                    let path = format!("{address}/callbacks/3tee");
                    for number in 0.. {
                        let trace = format!("{round}-{sender}-{number}");
                        let user = format!("u{}", number % 10);
                        let pairs = [
                            ("event", "join"),
                            ("trace_id", &trace),
                            ("room_id", "r"),
                            ("user_id", &user),
                        ];
                        let request = agent.post(&path);
                        match request.send(signed(&pairs).as_str()) {
                            Ok(response) if response.status() == 200 => tell.send(trace).unwrap(),
                            Ok(response) => panic!("{}", response.status()),
                            // Killed.
                            Err(_) => return,
                        }
                    }
                });
            }
            drop(tell);
            answered.extend(told.iter().take(ANSWERS));
            gateway.kill();
            answered.extend(told.iter());
        });
    }
    assert!(answered.len() >= ROUNDS * ANSWERS);
    let gateway = place.start();
    let check = |sent_again: usize| {
        let mut found = BTreeMap::new();
        for event in gateway.history() {
            let trace = event["raw"]["trace_id"].as_str().unwrap().to_owned();
            *found.entry(trace).or_insert(0) += 1;
        }
        assert!(
            found.values().all(|count| *count == 1),
            "one is there twice"
        );
        let lost = answered.iter().filter(|trace| !found.contains_key(*trace));
        assert_eq!(
            lost.count(),
            0,
            "of {} and {sent_again} again",
            answered.len()
        );
        found.len()
    };
    let count = check(0);
    // A sender that never heard the answer sends again.
    for trace in answered.iter().rev().take(50) {
        let number: usize = trace.rsplit('-').next().unwrap().parse().unwrap();
        let user = format!("u{}", number % 10);
        let pairs = [
            ("event", "join"),
            ("trace_id", trace),
            ("room_id", "r"),
            ("user_id", &user),
        ];
        assert_eq!(gateway.three_tee(&signed(&pairs)).0, 200);
    }
    assert_eq!(check(50), count);
    let room = gateway.json("/api/rooms/3tee/r");
    assert_eq!(room["room"]["people"].as_object().unwrap().len(), 10);
}
