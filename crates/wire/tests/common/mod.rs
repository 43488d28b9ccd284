//! What requests are made with: a node, a token, somebody.
#![allow(dead_code, clippy::expect_used)]

use conference::ParticipantId;
use wire::{Endpoint, InsecureOrigins, Node, Token};

pub fn at() -> Endpoint {
    let node = Node::parse("mcu.example.cn", &InsecureOrigins::default());
    Endpoint::new(node.expect("a host"), "1234")
}

pub fn token() -> Token {
    Token::new("secret-token".into())
}

pub fn id() -> ParticipantId {
    ParticipantId::new("50b956c8-9a63-4711-8630-3810f8666b04")
}
