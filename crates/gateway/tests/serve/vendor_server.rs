//! The gateway asks a 叁体 server, here a socket that answers what it is told to.

use super::process::{Place, signed};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What the server does with a request.
enum Reply {
    Body(&'static str),
    Status(u16),
    /// Nothing, with the connection open.
    Silence,
}

use Reply::{Body, Silence, Status};

/// Answers each request by its path, and tells what was asked for.
fn vendor_server(reply: fn(&str) -> Reply) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut silent = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            for line in lines.by_ref() {
                if line.unwrap().is_empty() {
                    break;
                }
            }
            let path = first.split(' ').nth(1).unwrap().to_owned();
            let (status, body) = match reply(&path) {
                Body(body) => (200, body),
                Status(status) => (status, "secret words"),
                Silence => {
                    silent.push(stream);
                    tell.send(path).unwrap();
                    continue;
                }
            };
            let head = format!(
                "HTTP/1.1 {status} As told\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((head + body).as_bytes()).unwrap();
            if tell.send(path).is_err() {
                return;
            }
        }
    });
    (address, told)
}

fn place(address: &str) -> Place {
    Place::new(&format!(
        "[three_tee.poll]\nserver = \"{address}\"\naccess_key = \"ak\"\nsecret_key = \"s k\"\nevery_s = 1"
    ))
}

/// Waits until the server was asked for this so often from now on.
fn wait_for(told: &Receiver<String>, path: &str, times: usize) {
    let asked = told.iter().filter(|it| it.starts_with(path));
    assert_eq!(asked.take(times).count(), times);
}

#[test]
fn who_is_gone_is_found_by_asking() {
    let (address, told) = vendor_server(|path| match path.split('?').next().unwrap() {
        "/sdkapi/v2/app/get_token" => Body(r#"{"ret":0,"token":"t"}"#),
        "/sdkapi/v2/room/list" => Body(r#"{"ret":0,"rooms":[{"room_id":"r"}]}"#),
        "/sdkapi/v2/room/participate/list" => Body(r#"{"ret":0,"users":[{"user_id":"here"}]}"#),
        _ => Body(r#"{"ret":1}"#),
    });
    let place = place(&address);
    let gateway = place.start();
    for (room, user) in [("r", "here"), ("r", "gone"), ("q", "gone")] {
        let query = signed(&[("event", "join"), ("room_id", room), ("user_id", user)]);
        assert_eq!(gateway.three_tee(&query).0, 200);
    }
    assert_eq!(
        told.recv().unwrap(),
        "/sdkapi/v2/app/get_token?access_key=ak&secret_key=s%20k"
    );
    // The answer to the first question after the events is used up once the next is asked.
    wait_for(&told, "/sdkapi/v2/room/participate/list", 3);
    wait_for(&told, "/sdkapi/v2/app/get_token", 1);
    let rooms = gateway.json("/api/rooms");
    let rooms = rooms["rooms"].as_array().unwrap();
    assert_eq!(rooms.len(), 1);
    let people: Vec<_> = rooms[0]["people"].as_object().unwrap().keys().collect();
    assert_eq!(people, ["here"]);
    let newest = gateway.history();
    assert!(
        newest
            .iter()
            .rev()
            .take(2)
            .all(|event| event["polled"] == true)
    );
    let status = gateway.json("/api/status");
    assert_eq!(status["polling"]["rooms"], 1);
    assert!(!status.to_string().contains("s k"));
}

#[test]
fn an_answer_that_is_not_understood_ends_nothing() {
    let (address, told) = vendor_server(|path| match path.contains("get_token") {
        true => Body(r#"{"ret":0,"token":"t"}"#),
        false => Body(r#"{"ret":0,"meetings":"none"}"#),
    });
    let place = place(&address);
    let gateway = place.start();
    let query = signed(&[("event", "join"), ("room_id", "r"), ("user_id", "u")]);
    assert_eq!(gateway.three_tee(&query).0, 200);
    wait_for(&told, "/sdkapi/v2/room/list", 2);
    wait_for(&told, "/sdkapi/v2/app/get_token", 1);
    assert_eq!(
        gateway.json("/api/rooms")["rooms"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let polling = gateway.json("/api/status")["polling"].take();
    assert!(
        polling["error"].as_str().unwrap().contains("shape"),
        "{polling}"
    );
    assert_eq!(polling["raw"], r#"{"ret":0,"meetings":"none"}"#);
}

#[test]
fn the_status_of_a_failure_is_told() {
    let (address, told) = vendor_server(|path| match path.contains("get_token") {
        true => Body(r#"{"ret":0,"token":"t"}"#),
        false => Status(503),
    });
    let place = place(&address);
    let gateway = place.start();
    wait_for(&told, "/sdkapi/v2/room/list", 1);
    wait_for(&told, "/sdkapi/v2/app/get_token", 1);
    let polling = gateway.json("/api/status")["polling"].take();
    let error = polling["error"].as_str().unwrap();
    assert!(
        error.contains("room/list") && error.contains("503"),
        "{polling}"
    );
    assert!(!polling.to_string().contains("secret"), "{polling}");
}

/// A server that takes questions and answers none keeps neither the next question nor the end waiting.
#[test]
fn silence_of_the_server_is_not_waited_for() {
    let (address, told) = vendor_server(|path| match path.contains("get_token") {
        true => Body(r#"{"ret":0,"token":"t"}"#),
        false => Silence,
    });
    let more = format!(
        "[three_tee.poll]\nserver = \"{address}\"\naccess_key = \"a\"\nsecret_key = \"s\"\nevery_s = 1\nwithin_s = 1"
    );
    let start = Instant::now();
    let impatient = Place::new(&more);
    let gateway = impatient.start();
    wait_for(&told, "/sdkapi/v2/room/list", 2);
    // One answer may take ten.
    assert!(start.elapsed() < Duration::from_secs(8));
    let polling = gateway.json("/api/status")["polling"].take();
    let error = polling["error"].as_str().unwrap();
    assert!(error.contains("too long"), "{polling}");

    let patient = place(&address);
    let gateway = patient.start();
    wait_for(&told, "/sdkapi/v2/room/list", 1);
    let start = Instant::now();
    assert!(gateway.terminate());
    assert!(start.elapsed() < Duration::from_secs(5));
}
