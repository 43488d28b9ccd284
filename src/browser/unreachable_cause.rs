//! Why a request couldn't be sent. To `fetch` all causes look alike, so look at what else the browser knows, and try once more
//! without asking to read the answer.

use js_sys::{Object, Reflect};
use session::Unreachable;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, PermissionState, PermissionStatus};

use super::request;

/// Returns the cause why `url` can't be reached, as far as a browser can tell. Sends one request at most.
pub(super) async fn find_unreachable_cause(url: &str) -> Unreachable {
    let Some(window) = web_sys::window() else {
        return Unreachable::NoAnswer;
    };
    let navigator = window.navigator();
    if !navigator.on_line() {
        return Unreachable::Offline;
    }
    // Mixed content isn't among the causes: the panel refuses plain http before it is tried, except to this machine, where browsers
    // allow it, and from a page that came by http itself.
    let Ok(probe) = request::probe(origin(url)) else {
        return Unreachable::NoAnswer;
    };
    if probe.send().await.is_ok() {
        return Unreachable::Cors;
    }
    let permission = if is_loopback(url) {
        "loopback-network"
    } else {
        "local-network"
    };
    // Newer browsers tell this machine and its network apart, older ones have one permission for both.
    for name in [permission, "local-network-access"] {
        if is_denied(&navigator, name).await {
            return Unreachable::LocalNetwork;
        }
    }
    Unreachable::NoAnswer
}

/// Returns `scheme://host[:port]` of `url`: nothing that was typed goes along.
fn origin(url: &str) -> &str {
    let host_at = url.find('/').map_or(0, |at| at + 2);
    let end = url
        .get(host_at..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| host_at + at);
    url.get(..end).unwrap_or(url)
}

fn is_loopback(url: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|start| url.starts_with(start))
}

/// Returns whether the host has denied the permission `name`; false if the browser doesn't know it.
async fn is_denied(navigator: &Navigator, name: &str) -> bool {
    permission_state(navigator, name)
        .await
        .is_ok_and(|state| state == PermissionState::Denied)
}

async fn permission_state(navigator: &Navigator, name: &str) -> Result<PermissionState, JsValue> {
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"name".into(), &name.into())?;
    let status = JsFuture::from(navigator.permissions()?.query(&descriptor)?).await?;
    Ok(status.dyn_into::<PermissionStatus>()?.state())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_origin_is_probed() {
        let check = |url: &str, expect: &str| assert_eq!(origin(url), expect, "{url}");
        check("https://a.cn:8443/api/x?token=1", "https://a.cn:8443");
        check("https://a.cn", "https://a.cn");
        check("http://[::1]/x", "http://[::1]");
        check("", "");
    }

    #[test]
    fn this_machine_has_three_names() {
        let check = |url: &str, expect: bool| assert_eq!(is_loopback(url), expect, "{url}");
        check("http://127.0.0.1:9000/x", true);
        check("http://localhost/x", true);
        check("http://[::1]/x", true);
        check("https://a.cn/x", false);
    }
}
