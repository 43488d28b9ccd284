//! Tokens, by which somebody joins through the portal.

use super::after;
use crate::owt::world::call::Call;
use crate::owt::world::encoding::{sign, to_base64};
use crate::owt::world::handle::page;
use crate::owt::world::refusal::{bad_request, cluster_failed};
use crate::owt::world::{Token, World};
use crate::world::request::Answer;
use serde_json::json;

/// How long a portal is looked for (ms).
const GIVEN_UP_MS: u64 = 60_600;

/// Makes one, for the user and role that the signature or else the body names.
pub fn create(world: &mut World, call: &Call) -> Answer {
    let named = |claim: &Option<String>, field| {
        let claim = claim.clone().filter(|claim| !claim.is_empty());
        claim.or_else(|| call.text(field).map(str::to_owned))
    };
    let user = named(&call.claims.user, "user").filter(|user| !user.is_empty());
    let role = named(&call.claims.role, "role");
    let room = world.rooms.get(&call.room);
    let role = role.filter(|role| room.is_some_and(|room| room.role(role).is_some()));
    let (Some(user), Some(role)) = (user, role) else {
        return bad_request("Name or role not valid").into();
    };
    if !world.portal.can_be_had() {
        return after(GIVEN_UP_MS, cluster_failed("Failed to get portal"));
    }
    let id = world.object_id();
    let host = &world.settings.portal_host;
    let token = json!({
        "tokenId": id,
        "host": host,
        "secure": false,
        "signature": sign(&world.server_key, &to_sign(&id, host)),
    });
    let made_at = world.now;
    let room = call.room.clone();
    world.tokens.insert(
        id,
        Token {
            room,
            user,
            role,
            made_at,
        },
    );
    page(&to_base64(&token.to_string())).into()
}

/// Returns what of a token is signed; its third part is the address of WebTransport, which isn't there.
pub fn to_sign(id: &str, host: &str) -> String {
    format!("{id},{host},undefined")
}
