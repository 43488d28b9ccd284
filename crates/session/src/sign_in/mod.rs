//! What a host gave to get in: kept for joining again.

mod admission;
mod join;
mod rejoin;
mod rejoining;

pub(crate) use rejoining::Rejoining;

use crate::{Answer, JoinRequest, Problem, Target};
use wire::{
    Admission, ApiServer, BadAddress, Endpoint, JoinInfo, Node, Password, Pin, PinHeader, Reply,
    Request,
};

/// What the host typed, and what is known of the way in.
#[derive(Debug, Default)]
pub(crate) struct SignIn {
    /// A dead session is joined again with it.
    typed: Option<Box<JoinRequest>>,
    join_info: Option<Box<JoinInfo>>,
    door: Door,
}

/// How to ask the node to be let in.
#[derive(Debug, Default)]
struct Door {
    node: Option<Endpoint>,
    pin: DoorPin,
    extension: Option<String>,
    /// The server said that guests need no PIN; a wrong one doesn't change that.
    guest_without_pin: bool,
}

/// Which PIN to ask with.
#[derive(Debug, Default)]
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

    pub fn join_info(&self) -> Option<&JoinInfo> {
        self.join_info.as_deref()
    }

    /// Returns the node, once it is known.
    pub fn node(&self) -> Option<&Endpoint> {
        self.door.node.as_ref()
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
                self.door.node = Some(Endpoint::new(Node::parse(node, &typed.insecure)?, room));
                self.door.pin = pin_of_password(typed.password.as_ref());
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
        self.door.node = Some(Endpoint::new(node.clone(), account));
        self.door.pin = match info.password.take() {
            Some(pin) => DoorPin::Pin(pin),
            None => pin_of_password(typed.password.as_ref()),
        };
        self.join_info = Some(Box::new(info));
        Ok(true)
    }

    /// Returns the request to be let in, once the node is known.
    fn new_session(&self) -> Option<Request> {
        let (node, typed) = (self.node()?, self.typed()?);
        let pin = match &self.door.pin {
            DoorPin::Absent => PinHeader::Absent,
            DoorPin::GuestWithoutPin => PinHeader::None,
            DoorPin::Pin(pin) => PinHeader::Pin(pin),
        };
        let how = Admission {
            name: &typed.name,
            hide_me: typed.hide_me,
            pin,
            extension: self.door.extension.as_deref(),
        };
        Some(wire::new_session(node, &how))
    }

    /// Takes the host's answer to the server's question. Returns `false` if they changed their mind.
    fn take_answer(&mut self, answer: Answer) -> bool {
        match answer {
            Answer::Cancel => return false,
            Answer::Pin(pin) => self.door.pin = DoorPin::Pin(pin),
            Answer::GuestWithoutPin => self.door.pin = DoorPin::GuestWithoutPin,
            Answer::Extension(number) => self.door.extension = Some(number),
        }
        true
    }
}

/// On the node the meeting's password is a PIN.
fn pin_of_password(password: Option<&Password>) -> DoorPin {
    password.map_or(DoorPin::Absent, |password| DoorPin::Pin(password.to_pin()))
}
