//! MAuth, by which every request is signed: read and checked as the real server does, which is cruder than its document.

use super::encoding::{from_base64, sign};
use super::refusal::{not_signed, unexpected};
use super::service::Service;
use crate::world::request::Reply;
use std::collections::BTreeMap;

/// What a signed request may say beside its service: who a token is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// The user's name, decoded.
    pub user: Option<String>,
    /// Their role.
    pub role: Option<String>,
}

/// Why a request isn't let in.
#[derive(Clone, Debug, PartialEq)]
pub enum Denied {
    /// It isn't signed as it should be; the server lets it wait up to a second.
    Slowly(Reply),
    /// The server stumbles over the service's id.
    AtOnce(Reply),
}

/// Returns the service that signed a request, and what else the header says.
pub fn check<'a>(
    header: Option<&str>,
    services: &'a [Service],
) -> Result<(&'a Service, Claims), Denied> {
    let slowly = || Denied::Slowly(not_signed());
    let params = parse(header.ok_or_else(slowly)?);
    let id = params.get("serviceid").ok_or_else(slowly)?;
    if !is_object_id(id) {
        return Err(Denied::AtOnce(unexpected(cast_error(id))));
    }
    let known = services.iter().find(|s| s.id.eq_ignore_ascii_case(id));
    let service = known.ok_or_else(slowly)?;
    // A value that is missing is signed by the word that JavaScript has for it.
    let value = |key: &str| params.get(key).map_or("undefined", String::as_str);
    let mut text = format!("{},{}", value("timestamp"), value("cnonce"));
    let mut claims = Claims::default();
    if let (Some(user), Some(role)) = (params.get("username"), params.get("role")) {
        text = format!("{text},{user},{role}");
        claims.user = from_base64(user);
        claims.role = Some(role.clone());
    }
    let signed = value("signature") == sign(&service.key, &text);
    match signed && value("signature_method") == "HMAC_SHA256" {
        true => Ok((service, claims)),
        false => Err(slowly()),
    }
}

/// Takes a header apart as the server does: at each comma, then at each equals sign; the first six characters of a name don't
/// count. Quotes and blanks stay where they are.
fn parse(header: &str) -> BTreeMap<String, String> {
    let pair = |part: &str| {
        let mut pieces = part.split('=');
        let name = pieces.next().unwrap_or("").chars().skip(6).collect();
        let value = pieces.map(|piece| if piece.is_empty() { "=" } else { piece });
        (name, value.collect())
    };
    header.split(',').map(pair).collect()
}

/// Returns whether the database takes it for an id: 24 hexadecimal digits, or any twelve bytes.
pub fn is_object_id(text: &str) -> bool {
    let hexadecimal = text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal || text.len() == 12
}

/// Returns what the server says of a service's id that is none.
pub fn cast_error(id: &str) -> String {
    format!(
        "CastError Cast to ObjectId failed for value \"{id}\" (type string) at path \"_id\" for model \"Service\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "6b0234e24d6cc98f7c424e76";

    fn check_header(header: &str, expect: Result<Claims, u16>) {
        let services = [Service::new(ID, "sample", "sampleKeyForTests0001", 0)];
        let found = check(Some(header), &services).map(|(_, claims)| claims);
        let found = found.map_err(|denied| match denied {
            Denied::Slowly(reply) | Denied::AtOnce(reply) => reply.status,
        });
        assert_eq!(found, expect, "{header}");
    }

    #[test]
    fn headers() {
        let plain = "NjgzY2NiZGU4OThlY2VjYWRlODliOGM3ZjExZGUyMGZkMTU5ZDk2NGViYzQxM2Y1Njk1ZDYwNmVhMTQ4NWI2NA==";
        let named = "Njg3ZGI4YTA4ZDI0MjhlNDA0ODRkNTEwNWUwYWYwMjFhNzgwMzA4NDZlMmEzNDZhMjAwMmJhMGVhNGU4OTZkNw==";
        let header = |id: &str, more: &str, signature: &str| {
            format!(
                "MAuth realm=http://webrtc.intel.com,mauth_signature_method=HMAC_SHA256{more},mauth_serviceid={id},mauth_cnonce=87428,mauth_timestamp=1406079112038,mauth_signature={signature}"
            )
        };
        check_header(&header(ID, "", plain), Ok(Claims::default()));
        let user = Claims {
            user: from_base64("test"),
            role: Some("role".into()),
        };
        check_header(
            &header(ID, ",mauth_username=test,mauth_role=role", named),
            Ok(user),
        );
        // One of the two alone isn't signed.
        check_header(
            &header(ID, ",mauth_username=test", plain),
            Ok(Claims::default()),
        );
        check_header(
            &header(&ID.to_uppercase(), "", plain),
            Ok(Claims::default()),
        );
        check_header(&header(ID, "", named), Err(401));
        check_header(&header(ID, "", plain).replace("_SHA256", "_SHA1"), Err(401));
        check_header(&header(ID, "", plain).replace(',', ", "), Err(401));
        check_header(&header(&format!("\"{ID}\""), "", plain), Err(500));
        check_header(&header("abc", "", plain), Err(500));
        check_header(&header("53c74879209ee7f96e5cbc9c", "", plain), Err(401));
        check_header("", Err(401));
        check_header("Basic YTpi", Err(401));
    }
}
