//! More than can be stored: calls go on all the same, and what isn't kept is counted.

use super::flood::names;
use super::panel::Follower;
use super::process::{Gateway, Place, agent, netease_request, signed};
use rusqlite::Connection;
use std::time::{Duration, Instant};

const SENDERS: usize = 12;
/// NetEase's own limit.
const LIMIT: Duration = Duration::from_secs(2);

/// Sends NetEase's callbacks one after the other for so long, each of which has to be passed in time. Returns how many.
fn flood(gateway: &Gateway, time: Duration) -> usize {
    let until = Instant::now() + time;
    let send = |sender: usize| {
        let agent = agent();
        for count in 0.. {
            if Instant::now() > until {
                return count;
            }
            let call = format!(r#"{{"eventType":20,"fromAccount":"{sender}-{count}"}}"#);
            let start = Instant::now();
            let answer = netease_request(&agent, &gateway.address, &call).unwrap();
            assert_eq!(answer, (200, r#"{"errCode":0}"#.to_owned()));
            assert!(start.elapsed() < LIMIT, "after {:?}", start.elapsed());
        }
        0
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..SENDERS)
            .map(|sender| scope.spawn(move || send(sender)))
            .collect();
        all.into_iter().map(|it| it.join().unwrap()).sum()
    })
}

#[test]
fn calls_go_on_while_nothing_can_be_stored() {
    let place = Place::new("[limits]\nanswer_within_ms = 300\nwaiting = 16");
    let gateway = place.start();
    let join = |user| signed(&[("event", "join"), ("room_id", "r"), ("user_id", user)]);
    assert_eq!(gateway.three_tee(&join("before")).0, 200);
    let other = Connection::open(place.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Longer than SQLite waits by itself.
    let sent = flood(&gateway, Duration::from_secs(6));
    let start = Instant::now();
    assert_eq!(gateway.three_tee(&join("meanwhile")), (503, "busy".into()));
    assert!(start.elapsed() < LIMIT);

    let counts = gateway.json("/api/status")["vendors"]["netease"].take();
    let (late, shed) = (counts["late"].as_u64(), counts["shed"].as_u64());
    let (late, shed) = (late.unwrap(), shed.unwrap());
    assert!(late >= 16 && shed > 0, "{counts}");
    assert_eq!(usize::try_from(late + shed).unwrap(), sent);
    let (_, metrics) = gateway.get("/metrics");
    let line = format!("gateway_shed_total{{vendor=\"netease\"}} {shed}");
    assert!(metrics.contains(&line), "{line} isn't in {metrics}");

    // What was late is stored after all, and new ones are in time.
    other.execute_batch("COMMIT").unwrap();
    let mut follower = Follower::new(&gateway, "?after=1", None);
    for _ in 0..late {
        assert_eq!(follower.next().unwrap().1["kind"], "call");
    }
    assert_eq!(gateway.three_tee(&join("afterwards")).0, 200);
    let late = usize::try_from(late).unwrap();
    let calls = names(&gateway).iter().filter(|it| it.contains('-')).count();
    assert_eq!(calls, late);
}
