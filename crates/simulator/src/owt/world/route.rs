//! Which path is which resource, and what may be done to it.

use super::World;
use super::call::Call;
use super::resources::{participants, rooms, services, sipcalls, streams, subscriptions, tokens};
use crate::world::request::{Answer, percent_decode};

/// Whose room a path must name before anything else is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The path names no room, or one that its handler looks for.
    Service,
    /// The room must be one of the service's.
    Room,
}

/// Answers a call.
pub type Handler = fn(&mut World, &Call) -> Answer;

/// A line of the table.
#[derive(Debug)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// Resource and whether one of it is named, as the document's headings: "rooms", "rooms/{id}", …
    pub path: &'static str,
    /// Whose room it must be.
    pub scope: Scope,
    /// What it does.
    pub run: Handler,
}

macro_rules! routes {
    ($($method:ident $path:literal $scope:ident $run:path;)*) => {
        &[$(Route {
            method: stringify!($method),
            path: $path,
            scope: Scope::$scope,
            run: $run,
        }),*]
    };
}

/// Every verb of every resource of the document. A path under a room is written without `rooms/{room}/`.
pub static ROUTES: &[Route] = routes! {
    GET "services" Service services::list;
    POST "services" Service services::create;
    GET "services/{id}" Service services::get;
    DELETE "services/{id}" Service services::delete;
    GET "rooms" Service rooms::list;
    POST "rooms" Service rooms::create;
    GET "rooms/{id}" Service rooms::get;
    PUT "rooms/{id}" Service rooms::replace;
    PATCH "rooms/{id}" Service rooms::patch;
    DELETE "rooms/{id}" Service rooms::delete;
    GET "participants" Room participants::list;
    GET "participants/{id}" Room participants::get;
    PATCH "participants/{id}" Room participants::patch;
    DELETE "participants/{id}" Room participants::delete;
    GET "streams" Room streams::list;
    GET "streams/{id}" Room streams::get;
    PATCH "streams/{id}" Room streams::patch;
    DELETE "streams/{id}" Room streams::delete;
    POST "streaming-ins" Room streams::start;
    DELETE "streaming-ins/{id}" Room streams::delete;
    GET "streaming-outs" Room subscriptions::list;
    POST "streaming-outs" Room subscriptions::stream_out;
    PATCH "streaming-outs/{id}" Room subscriptions::patch;
    DELETE "streaming-outs/{id}" Room subscriptions::delete;
    GET "recordings" Room subscriptions::list;
    POST "recordings" Room subscriptions::record;
    PATCH "recordings/{id}" Room subscriptions::patch;
    DELETE "recordings/{id}" Room subscriptions::delete;
    GET "sipcalls" Room sipcalls::list;
    POST "sipcalls" Room sipcalls::make;
    PATCH "sipcalls/{id}" Room sipcalls::patch;
    DELETE "sipcalls/{id}" Room sipcalls::end;
    GET "analytics" Room subscriptions::list;
    POST "analytics" Room subscriptions::analyse;
    DELETE "analytics/{id}" Room subscriptions::delete;
    POST "tokens" Room tokens::create;
};

/// A path, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Whether it is v1.1's.
    pub is_v1_1: bool,
    /// The room, decoded; "" where there is none.
    pub room: String,
    /// The resource as the table has it.
    pub path: String,
    /// What is named of it, decoded; "" where nothing is.
    pub id: String,
}

impl Place {
    /// Takes a path apart; `None` where it isn't one of the API's, signed or not.
    pub fn parse(path: &str) -> Option<Place> {
        // One slash at the end counts for nothing.
        let path = path.strip_suffix('/').unwrap_or(path);
        let rest = path.strip_prefix('/')?;
        let segments: Vec<String> = rest.split('/').map(percent_decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let mut place = Place::default();
        let (room, resource, id) = match words.as_slice() {
            ["services"] => ("", "services", ""),
            ["services", id] => ("", "services", *id),
            [version @ ("v1" | "v1.1"), "rooms", rest @ ..] => {
                place.is_v1_1 = *version == "v1.1";
                match rest {
                    [] => ("", "rooms", ""),
                    [id] => ("", "rooms", *id),
                    [room, resource] => (*room, *resource, ""),
                    [room, resource, id] => (*room, *resource, *id),
                    [room, ..] => (*room, "", ""),
                }
            }
            _ => return None,
        };
        place.room = room.to_owned();
        place.path = if id.is_empty() {
            resource.to_owned()
        } else {
            format!("{resource}/{{id}}")
        };
        place.id = id.to_owned();
        Some(place)
    }

    /// Returns what a method does here.
    pub fn route(&self, method: &str) -> Option<&'static Route> {
        // A question for the head alone is answered as the whole one.
        let method = if method == "HEAD" { "GET" } else { method };
        let in_room = !self.room.is_empty();
        let fits = |route: &&Route| {
            route.method == method
                && route.path == self.path
                && in_room == (route.scope == Scope::Room)
        };
        ROUTES.iter().find(fits)
    }

    /// Returns the name by which a fault, or a list of what was served, knows a method here: `PATCH streams/{id}`.
    pub fn name(&self, method: &str) -> String {
        format!("{method} {}", self.path)
    }

    /// Returns the room that it is about; "" where it is about none.
    pub fn about(&self) -> &str {
        match self.path.as_str() {
            "rooms/{id}" => &self.id,
            _ => &self.room,
        }
    }

    /// Returns whether the server looks here without asking whose room it is: v1.1's own streams are found before that.
    pub fn is_unguarded(&self) -> bool {
        let resource = self.path.split('/').next().unwrap_or("");
        self.is_v1_1 && ["streams", "streaming-ins"].contains(&resource)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        let check = |method: &str, path: &str, expect: Option<(&str, &str, &str, bool)>| {
            let place = Place::parse(path);
            let found = place.as_ref().map(|p| {
                let known = p.route(method).is_some();
                (p.room.as_str(), p.path.as_str(), p.id.as_str(), known)
            });
            assert_eq!(found, expect, "{method} {path}");
        };
        check("GET", "/v1/rooms", Some(("", "rooms", "", true)));
        check("GET", "/v1.1/rooms/", Some(("", "rooms", "", true)));
        check("PUT", "/v1/rooms/r", Some(("", "rooms/{id}", "r", true)));
        check(
            "GET",
            "/v1/rooms/r/streams",
            Some(("r", "streams", "", true)),
        );
        check(
            "PATCH",
            "/v1/rooms/r/streams/a%20b",
            Some(("r", "streams/{id}", "a b", true)),
        );
        check("GET", "/v1/rooms/r/rooms", Some(("r", "rooms", "", false)));
        check(
            "PATCH",
            "/v1/rooms/r/analytics/a",
            Some(("r", "analytics/{id}", "a", false)),
        );
        check("GET", "/v1/rooms/r/a/b/c", Some(("r", "", "", false)));
        check("GET", "/services/s", Some(("", "services/{id}", "s", true)));
        check("GET", "/v1/nothing", None);
        check("GET", "/", None);
    }
}
