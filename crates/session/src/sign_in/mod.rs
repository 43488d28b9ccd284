//! What a host gave to get in: kept for joining again.

mod admission;
mod join;
mod rejoin;
mod rejoining;
mod transfer;

pub(crate) use rejoining::Rejoining;

use crate::{Answer, JoinRequest, Problem, Target};
use transfer::Transfers;
use wire::{
    Admission, ApiServer, BadAddress, Endpoint, JoinInfo, Node, Password, Pin, PinHeader, Reply,
    Request, Token,
};

/// What the host typed, and what is known of the way in.
#[derive(Debug, Default)]
pub(crate) struct SignIn {
    /// A dead session is joined again with it.
    typed: Option<Box<JoinRequest>>,
    place: Place,
    transfers: Transfers,
}

/// A meeting to be let into, and what the API server said of it.
#[derive(Debug, Default)]
struct Place {
    join_info: Option<Box<JoinInfo>>,
    door: Door,
}

/// How to ask the node to be let in.
#[derive(Debug, Default)]
struct Door {
    node: Option<Endpoint>,
    /// The meeting's number or address, as it is shown.
    room: String,
    /// What a `refer` came with opens it, once.
    referral: Option<Token>,
    pin: DoorPin,
    extension: Option<String>,
    /// The server said that guests need no PIN; a wrong one doesn't change that.
    guest_without_pin: bool,
}

/// Which PIN to ask with.
#[derive(Clone, Debug, Default)]
enum DoorPin {
    #[default]
    Absent,
    GuestWithoutPin,
    Pin(Pin),
}

impl SignIn {
    pub fn typed(&self) -> Option<&JoinRequest> {
        self.typed.as_deref()
    }

    /// Returns whether the server is a made-up one inside the page.
    pub fn is_demo(&self) -> bool {
        self.typed().is_some_and(|typed| typed.is_demo)
    }

    pub fn join_info(&self) -> Option<&JoinInfo> {
        self.place.join_info.as_deref()
    }

    /// Returns the node, once it is known.
    pub fn node(&self) -> Option<&Endpoint> {
        self.place.door.node.as_ref()
    }

    /// Returns the meeting's number or address.
    pub fn room(&self) -> &str {
        &self.place.door.room
    }

    /// Returns whether what is said to the API server or to the node can be read and changed on the way.
    pub fn is_insecure(&self) -> bool {
        let is_server_insecure = self.typed().is_some_and(|typed| match &typed.target {
            Target::Server { server, .. } => typed.insecure.names(server),
            Target::Node { .. } => false,
        });
        is_server_insecure || self.node().is_some_and(|room| room.node().is_insecure())
    }

    /// Returns the request by which the API server is asked for the node, if it is to be asked.
    fn check_join(&mut self) -> Result<Option<Request>, BadAddress> {
        let Some(typed) = &self.typed else {
            return Ok(None);
        };
        match &typed.target {
            Target::Server { server, account } => {
                let server = ApiServer::parse(server, &typed.insecure)?;
                let password = typed.password.as_ref();
                let request = wire::check_join(&server, account, password, &typed.name);
                Ok(Some(request))
            }
            Target::Node { node, room } => {
                self.place.door = Door {
                    pin: pin_of_password(typed.password.as_ref()),
                    ..Door::new(Node::parse(node, &typed.insecure)?, room)
                };
                Ok(None)
            }
        }
    }

    /// Takes what the API server says. Returns `false` if it wasn't asked.
    fn take_join_info(&mut self, reply: &Reply<'_>) -> Result<bool, Problem> {
        let Some(typed) = &self.typed else {
            return Ok(false);
        };
        let Target::Server { server, account } = &typed.target else {
            return Ok(false);
        };
        let Ok(server) = ApiServer::parse(server, &typed.insecure) else {
            return Ok(false);
        };
        let mut info = wire::read_check_join(reply, &server, &typed.insecure)?;
        let node = info.node.as_ref().map_err(|bad| Problem::BadNode(*bad))?;
        let mut door = Door::new(node.clone(), account);
        door.pin = match info.password.take() {
            Some(pin) => DoorPin::Pin(pin),
            None => pin_of_password(typed.password.as_ref()),
        };
        self.place = Place {
            join_info: Some(Box::new(info)),
            door,
        };
        Ok(true)
    }

    /// Returns the request to be let in, once the node is known.
    fn new_session(&self) -> Option<Request> {
        let (node, typed) = (self.node()?, self.typed()?);
        let door = &self.place.door;
        let pin = match &door.pin {
            DoorPin::Absent => PinHeader::Absent,
            DoorPin::GuestWithoutPin => PinHeader::None,
            DoorPin::Pin(pin) => PinHeader::Pin(pin),
        };
        let how = Admission {
            name: &typed.name,
            hide_me: typed.hide_me,
            pin,
            extension: door.extension.as_deref(),
            token: door.referral.as_ref(),
        };
        Some(wire::new_session(node, &how))
    }

    /// Takes the host's answer to the server's question. Returns `false` if they changed their mind.
    fn take_answer(&mut self, answer: Answer) -> bool {
        let door = &mut self.place.door;
        match answer {
            Answer::Cancel => return false,
            Answer::Pin(pin) => door.pin = DoorPin::Pin(pin),
            Answer::GuestWithoutPin => door.pin = DoorPin::GuestWithoutPin,
            Answer::Extension(number) => door.extension = Some(number),
        }
        true
    }
}

impl Door {
    /// Returns the way into `room` on `node`, nothing of it tried yet.
    fn new(node: Node, room: &str) -> Self {
        Self {
            node: Some(Endpoint::new(node, room)),
            room: room.to_owned(),
            ..Self::default()
        }
    }
}

/// On the node the meeting's password is a PIN.
fn pin_of_password(password: Option<&Password>) -> DoorPin {
    password.map_or(DoorPin::Absent, |password| DoorPin::Pin(password.to_pin()))
}
