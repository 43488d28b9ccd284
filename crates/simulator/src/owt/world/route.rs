//! Which path is which resource, and what may be done to it.

use super::World;
use super::call::Call;
use super::resources::{participants, rooms, services, sipcalls, streams, subscriptions, tokens};
use crate::world::request::{Answer, percent_decode};

/// Answers a call.
pub type Handler = fn(&mut World, &Call) -> Answer;

/// A line of the table.
#[derive(Debug)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, as the document has it.
    pub path: &'static str,
    /// What it does.
    pub run: Handler,
}

impl Route {
    /// Returns the method and the path, as lists of what is there, and of what was served, name it.
    pub fn row(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Returns whether its path names a room that something is in.
    fn is_in_room(&self) -> bool {
        self.path.contains("{roomId}/")
    }

    /// Returns the resource, and whether one of it is named: "rooms/{id}", "streams", …
    fn resource(&self) -> String {
        let mut words = self.path.rsplit('/');
        match (words.next(), words.next()) {
            (Some(last), Some(resource)) if last.starts_with('{') => format!("{resource}/{{id}}"),
            (last, _) => last.unwrap_or("").to_owned(),
        }
    }
}

macro_rules! routes {
    ($($method:ident $path:literal $run:path;)*) => {
        &[$(Route {
            method: stringify!($method),
            path: $path,
            run: $run,
        }),*]
    };
}

/// Every verb of every resource of the document. All are there in both versions of the API.
pub static ROUTES: &[Route] = routes! {
    GET "/services" services::list;
    POST "/services" services::create;
    GET "/services/{serviceId}" services::get;
    DELETE "/services/{serviceId}" services::delete;
    POST "/v1/rooms" rooms::create;
    GET "/v1/rooms" rooms::list;
    GET "/v1/rooms/{roomId}" rooms::get;
    DELETE "/v1/rooms/{roomId}" rooms::delete;
    PUT "/v1/rooms/{roomId}" rooms::replace;
    GET "/v1/rooms/{roomId}/participants" participants::list;
    GET "/v1/rooms/{roomId}/participants/{participantId}" participants::get;
    PATCH "/v1/rooms/{roomId}/participants/{participantId}" participants::patch;
    DELETE "/v1/rooms/{roomId}/participants/{participantId}" participants::delete;
    GET "/v1.1/rooms/{roomId}/streams" streams::list;
    GET "/v1.1/rooms/{roomId}/streams/{streamId}" streams::get;
    PATCH "/v1.1/rooms/{roomId}/streams/{streamId}" streams::patch;
    DELETE "/v1.1/rooms/{roomId}/streams/{streamId}" streams::delete;
    POST "/v1.1/rooms/{roomId}/streaming-ins" streams::start;
    DELETE "/v1.1/rooms/{roomId}/streaming-ins/{streamId}" streams::delete;
    GET "/v1/rooms/{roomId}/streaming-outs" subscriptions::list;
    POST "/v1/rooms/{roomId}/streaming-outs" subscriptions::stream_out;
    PATCH "/v1/rooms/{roomId}/streaming-outs/{streamOutId}" subscriptions::patch;
    DELETE "/v1/rooms/{roomId}/streaming-outs/{streamOutId}" subscriptions::delete;
    GET "/v1/rooms/{roomId}/recordings" subscriptions::list;
    POST "/v1/rooms/{roomId}/recordings" subscriptions::record;
    PATCH "/v1/rooms/{roomId}/recordings/{recordingId}" subscriptions::patch;
    DELETE "/v1/rooms/{roomId}/recordings/{recordingId}" subscriptions::delete;
    GET "/v1/rooms/{roomId}/sipcalls" sipcalls::list;
    POST "/v1/rooms/{roomId}/sipcalls" sipcalls::make;
    PATCH "/v1/rooms/{roomId}/sipcalls/{sipCallId}" sipcalls::patch;
    DELETE "/v1/rooms/{roomId}/sipcalls/{sipCallId}" sipcalls::end;
    GET "/v1/rooms/{roomId}/analytics" subscriptions::list;
    POST "/v1/rooms/{roomId}/analytics" subscriptions::analyse;
    DELETE "/v1/rooms/{roomId}/analytics/{analyticId}" subscriptions::delete;
    POST "/v1/rooms/{roomId}/tokens" tokens::create;
};

/// What the document doesn't have, and the server does, if only to fail.
static BEYOND: &[Route] = routes! {
    PATCH "/v1/rooms/{roomId}" rooms::patch;
};

/// A path, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Whether it is v1.1's.
    pub is_v1_1: bool,
    /// The room, decoded; "" where there is none.
    pub room: String,
    /// The resource, and whether one of it is named: "rooms/{id}", "streams", …
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
            route.method == method && route.is_in_room() == in_room && route.resource() == self.path
        };
        ROUTES.iter().chain(BEYOND).find(fits)
    }

    /// Returns the name by which a fault knows a method here: `PATCH streams/{id}`.
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

    #[test]
    fn every_row_is_found_in_both_versions() {
        for route in ROUTES {
            for version in ["/v1/", "/v1.1/"] {
                let path = route
                    .path
                    .replace("/v1.1/", "/v1/")
                    .replace("/v1/", version);
                let place = Place::parse(&path).unwrap();
                let found = place.route(route.method).map(Route::row);
                assert_eq!(found, Some(route.row()), "{path}");
            }
        }
    }
}
