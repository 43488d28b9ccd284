//! Receivers and readers with a NATS server between them: `cargo xtask test host` finds one.

use super::flood::{Sends, names};
use super::panel::Follower;
use super::process::{Gateway, Place, agent, signed};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Of each vendor's, at each receiver.
const SENDERS: usize = 2;
/// How many answers there are before a kill, and after it.
const ANSWERS: usize = 200;

/// A NATS server; killed when it is dropped.
struct Nats {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl Nats {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let child = serve(folder.path(), port);
        Self {
            child,
            folder,
            port,
        }
    }

    /// Ends it as a power cut would, and starts it where it was.
    fn restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = serve(self.folder.path(), self.port);
    }

    fn place(&self, reads_as: &str) -> Place {
        let reader = match reads_as {
            "" => String::new(),
            name => format!("reads_as = \"{name}\""),
        };
        let port = self.port;
        Place::new(&format!(
            "[nats]\nservers = [\"nats://127.0.0.1:{port}\"]\n{reader}"
        ))
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn serve(folder: &Path, port: u16) -> Child {
    let program = std::env::var_os("GAVEL_NATS_SERVER").unwrap_or("nats-server".into());
    Command::new(program)
        .args(["--addr", "127.0.0.1", "--port", &port.to_string()])
        .args(["--jetstream", "--store_dir"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Debian's nats-server, which GAVEL_NATS_SERVER may name")
}

/// Sends events until one is answered, which is when there is a stream.
fn wait_for_stream(gateway: &Gateway) {
    let start = Instant::now();
    loop {
        let open = signed(&[("event", "open"), ("room_id", "r"), ("trace_id", "first")]);
        if gateway.three_tee(&open).0 == 200 {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}

/// Follows a reader until it has all of these.
fn wait_for(reader: &Gateway, expect: &BTreeSet<String>) {
    let mut left = expect.clone();
    let mut follower = Follower::new(reader, "?after=0", None);
    while !left.is_empty() {
        let (_, event) = follower.next().unwrap();
        let name = match event["raw"]["trace_id"].as_str() {
            Some(name) => name,
            None => event["user"].as_str().unwrap(),
        };
        left.remove(name);
    }
}

#[test]
fn nothing_is_lost_and_nothing_comes_twice() {
    let nats = Nats::start();
    let places = [
        nats.place(""),
        nats.place(""),
        nats.place("a"),
        nats.place("b"),
    ];
    let [left_place, right_place, first, second] = &places;
    let (left, right) = (left_place.start(), right_place.start());
    let reader = first.start();
    wait_for_stream(&left);
    wait_for_stream(&right);
    let mut answered = BTreeSet::from(["first".to_owned()]);
    std::thread::scope(|scope| {
        let (tell, told) = channel();
        for (round, gateway) in [&left, &right].into_iter().enumerate() {
            for sends in Sends::all(SENDERS) {
                let (tell, address) = (tell.clone(), gateway.address.clone());
                scope.spawn(move || sends.flood(&address, round, &tell));
            }
        }
        drop(tell);
        answered.extend(told.iter().take(ANSWERS));
        left.kill();
        // The other one goes on; a reader ends in mid-flood, too.
        answered.extend(told.iter().take(ANSWERS));
        reader.kill();
        answered.extend(told.iter().take(ANSWERS));
        right.kill();
        answered.extend(told.iter());
    });
    assert!(answered.len() > 3 * ANSWERS);
    // What was answered is in the stream, whoever received it is gone, and each reader gets all of it once.
    for place in [first, second] {
        let reader = place.start();
        wait_for(&reader, &answered);
        assert!(names(&reader).len() >= answered.len());
        let room = reader.json("/api/rooms/3tee/r");
        assert_eq!(room["room"]["people"].as_object().unwrap().len(), 10);
    }
    // Sent again to a receiver that never heard of it.
    let receiver = left_place.start();
    let agent = agent();
    let reader = first.start();
    let count = names(&reader).len();
    for name in answered.iter().filter(|it| it.contains('-')).take(50) {
        assert!(Sends::of(name).send(&agent, &receiver.address, name));
    }
    assert!(Sends::of("3tee-0").send(&agent, &receiver.address, "3tee-last-0"));
    wait_for(&reader, &BTreeSet::from(["3tee-last-0".to_owned()]));
    assert_eq!(names(&reader).len(), count + 1);
    let counts = receiver.json("/api/status")["vendors"].take();
    let duplicates = ["3tee", "netease"].map(|it| counts[it]["duplicates"].as_u64().unwrap());
    assert_eq!(duplicates.iter().sum::<u64>(), 50, "{counts}");
}

/// While there is no server calls go on, in time; afterwards events are taken again.
#[test]
fn calls_go_on_without_a_server() {
    let mut nats = Nats::start();
    let place = nats.place("a");
    let gateway = place.start();
    wait_for_stream(&gateway);
    nats.child.kill().unwrap();
    nats.child.wait().unwrap();
    let start = Instant::now();
    let call = r#"{"eventType":20,"fromAccount":"meanwhile"}"#;
    assert_eq!(gateway.netease(call), (200, r#"{"errCode":0}"#.into()));
    let open = signed(&[("event", "open"), ("room_id", "q"), ("trace_id", "q")]);
    assert_eq!(gateway.three_tee(&open).0, 503);
    assert!(start.elapsed() < Duration::from_secs(4));
    assert_eq!(gateway.get("/healthz").0, 503);
    nats.restart();
    wait_for_stream(&gateway);
    wait_for(&gateway, &BTreeSet::from(["first".to_owned()]));
    assert_eq!(gateway.get("/healthz").0, 200);
    // An event without anything that tells it from others is there as often as it was sent.
    let join = signed(&[("event", "join"), ("room_id", "r"), ("user_id", "u")]);
    for _ in 0..2 {
        assert_eq!(gateway.three_tee(&join).0, 200);
    }
    let mut follower = Follower::new(&gateway, "?after=0", None);
    let mut count = 0;
    while count < 2 {
        count += usize::from(follower.next().unwrap().1["user"] == "u");
    }
}
