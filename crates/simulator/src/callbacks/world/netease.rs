//! NetEase's side: calls of two, and rooms of several with those who come and go.

use crate::world::random::Random;
use serde_json::{Value, json};

/// NetEase's rooms that are open: their names and who is in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetEase {
    rooms: Vec<(String, Vec<u64>)>,
    made: u64,
}

impl NetEase {
    /// Does one thing; returns what it is about, and what is told of it at a Unix time in ms.
    pub fn go_on(&mut self, random: &mut Random, at_ms: u64) -> (String, Value) {
        match random.below(10) {
            0..3 => call(random, at_ms),
            3..5 if self.rooms.len() < 8 => self.open(random, at_ms),
            _ => match usize::try_from(random.below(self.rooms.len() as u64)) {
                Ok(index) if index < self.rooms.len() => self.in_room(index, random, at_ms),
                _ => self.open(random, at_ms),
            },
        }
    }

    fn open(&mut self, random: &mut Random, at_ms: u64) -> (String, Value) {
        self.made += 1;
        let room = format!("channel-{}", self.made);
        self.rooms.push((room.clone(), Vec::new()));
        let body = json!({
            "channelName": room,
            "eventType": 21,
            "fromAccount": account(random),
            "fromClientIp": "115.236.119.138",
            "fromClientPort": "46612",
            "fromClientType": "WEB",
            "fromDeviceId": random.uuid(),
            "roomConfig": "",
            "selfConfig": "",
            "timestamp": at_ms.to_string(),
        });
        (room, body)
    }

    fn in_room(&mut self, index: usize, random: &mut Random, at_ms: u64) -> (String, Value) {
        let Some((name, people)) = self.rooms.get_mut(index) else {
            return call(random, at_ms);
        };
        let name = name.clone();
        let told = |kind: u32, uid: Option<u64>| {
            let data = json!({ "channelName": name, "channelId": 9_000 + index, "uid": uid, "timestamp": at_ms });
            (name.clone(), json!({ "eventType": kind, "data": data }))
        };
        let somebody = random.pick(people).copied();
        match (random.below(12), somebody) {
            (0, _) if people.len() < 2 => {
                self.rooms.remove(index);
                told(2, None)
            }
            (1, Some(uid)) => told(12, Some(uid)),
            (2..5, Some(uid)) => told(11, Some(uid)),
            (5..7, Some(uid)) => told(13, Some(uid)),
            (7..9, Some(uid)) => {
                people.retain(|one| *one != uid);
                told(5, Some(uid))
            }
            (9, Some(_)) => {
                let data = json!({ "channelName": name, "vid": random.below(1 << 30), "url": "https://vod.example.com/r.mp4", "timestamp": at_ms });
                (name.clone(), json!({ "eventType": 3, "data": data }))
            }
            _ => {
                let uid = 1_000 + random.below(1 << 20);
                people.push(uid);
                told(4, Some(uid))
            }
        }
    }
}

fn account(random: &mut Random) -> String {
    format!("rss{:02}", random.below(40))
}

fn call(random: &mut Random, at_ms: u64) -> (String, Value) {
    let from = account(random);
    let to = account(random);
    let body = json!({
        "callType": 1 + random.below(2),
        "eventType": 20,
        "forceKeepCalling": true,
        "fromAccount": from,
        "fromClientIp": "240e:e8:f012:6fc1:ec15:1366:3ccb:2f18",
        "fromClientPort": "50867",
        "fromClientType": "IOS",
        "fromDeviceId": random.uuid(),
        "notifyAttach": "音视频请求扩展信息",
        "timestamp": at_ms.to_string(),
        "toAccountList": [to],
    });
    ("calls".to_owned(), body)
}
