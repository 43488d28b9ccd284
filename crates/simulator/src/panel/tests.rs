use super::*;
use axum::http::Uri;

/// A folder under the target's temporary one, filled anew.
fn site(name: &str) -> Site {
    let dir = std::env::temp_dir().join(format!("gavel-panel-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("sub")).unwrap();
    for (file, text) in [
        ("index.html", "home"),
        ("sub/index.html", "sub"),
        ("gavel-0123456789abcdef_bg.wasm", "wasm"),
        ("gavel-0123456789abcdef_bg.wasm.br", "packed"),
        ("_headers", "/*\n  X-Content-Type-Options: nosniff\n"),
    ] {
        std::fs::write(dir.join(file), text).unwrap();
    }
    Site::open(&dir).unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[test]
fn files_and_what_is_none() {
    let site = site("files");
    let check = |path: &str, status: u16, kind: &str| {
        let response = answer(&site, &Method::GET, path, &HeaderMap::new());
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(
            header(&response, "content-type").split(';').next(),
            Some(kind)
        );
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    };
    check("/", 200, "text/html");
    check("/index.html", 200, "text/html");
    check("/sub/", 200, "text/html");
    check("/gavel-0123456789abcdef_bg.wasm", 200, "application/wasm");
    check("/missing.js", 404, "text/plain");
    check("/_headers", 404, "text/plain");
    check("/../etc/passwd", 404, "text/plain");
    check("/%2e%2e/%2e%2e/etc/passwd", 404, "text/plain");
    check("/..%5c..%5cetc", 404, "text/plain");
    check("//etc/passwd", 404, "text/plain");
    let posted = answer(&site, &Method::POST, "/", &HeaderMap::new());
    assert_eq!(posted.status(), 405);
    std::fs::remove_dir_all(&site.dir).unwrap();
}

#[test]
fn brotli_and_caching() {
    let site = site("brotli");
    let path = Uri::from_static("/gavel-0123456789abcdef_bg.wasm");
    let check = |accepted: &'static str, encoding: &str| {
        let mut asked = HeaderMap::new();
        asked.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        let response = answer(&site, &Method::GET, path.path(), &asked);
        assert_eq!(
            header(&response, "content-encoding"),
            encoding,
            "{accepted}"
        );
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        header(&response, "etag").to_owned()
    };
    let tag = check("gzip, deflate, br, zstd", "br");
    check("gzip", "");
    check("br;q=0", "");
    let mut asked = HeaderMap::new();
    asked.insert(ACCEPT_ENCODING, HeaderValue::from_static("br"));
    asked.insert(IF_NONE_MATCH, HeaderValue::from_str(&tag).unwrap());
    let again = answer(&site, &Method::GET, path.path(), &asked);
    assert_eq!(again.status(), 304);
    let home = answer(&site, &Method::GET, "/", &HeaderMap::new());
    assert_eq!(header(&home, "cache-control"), "no-cache");
    std::fs::remove_dir_all(&site.dir).unwrap();
}

#[test]
fn what_is_missing_is_the_sites_own_page_and_is_not_kept() {
    let site = site("missing");
    std::fs::write(site.dir.join("404.html"), "no such file").unwrap();
    let rules = "/gavel-*\n  Cache-Control: public, max-age=31536000, immutable\n";
    std::fs::write(site.dir.join("_headers"), rules).unwrap();
    let check = |path: &str, status: u16, caching: &str| {
        let response = answer(&site, &Method::GET, path, &HeaderMap::new());
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header(&response, "cache-control"), caching, "{path}");
        header(&response, "content-type").to_owned()
    };
    let kept = "public, max-age=31536000, immutable";
    check("/gavel-0123456789abcdef_bg.wasm", 200, kept);
    check("/", 200, "no-cache");
    let page = check("/gavel-fedcba9876543210_bg.wasm", 404, "no-cache");
    assert!(page.starts_with("text/html"));
    std::fs::remove_dir_all(&site.dir).unwrap();
}
