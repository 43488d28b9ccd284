//! Serves a built panel as a CDN would: the headers of its `_headers` file, brotli where it lies beside a file, right
//! media types, hashed files cached for ever.

mod headers_file;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use headers_file::Rules;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use tokio::net::TcpListener;

/// A folder to serve.
#[derive(Clone, Debug)]
pub struct Site {
    dir: PathBuf,
}

impl Site {
    /// Opens a folder that exists.
    ///
    /// # Errors
    /// Where it doesn't, or isn't one.
    pub fn open(dir: &Path) -> Result<Site, Error> {
        let dir = dir.canonicalize()?;
        if dir.is_dir() {
            Ok(Site { dir })
        } else {
            Err(Error::new(ErrorKind::NotADirectory, "it is not a folder"))
        }
    }

    /// Returns the file behind a request's path, if it is one and lies in the folder.
    fn find(&self, path: &str) -> Option<PathBuf> {
        let decoded = crate::world::request::percent_decode(path);
        let mut file = self.dir.clone();
        for segment in decoded.split('/').filter(|s| !s.is_empty() && *s != ".") {
            if segment == ".." || segment.contains(['\\', '\0']) {
                return None;
            }
            file.push(segment);
        }
        if file.is_dir() {
            file.push("index.html");
        }
        // A link must not lead out of the folder; and the build's own files are nobody's business.
        let file = file.canonicalize().ok()?;
        let hidden = ["_headers", "_redirects"]
            .iter()
            .any(|name| file.ends_with(name));
        (file.starts_with(&self.dir) && file.is_file() && !hidden).then_some(file)
    }
}

/// Serves the folder until the task is dropped.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(listener: TcpListener, site: Site) -> Result<(), Error> {
    let app = Router::new().fallback(respond).with_state(Arc::new(site));
    axum::serve(listener, app).await
}

async fn respond(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    answer(
        &site,
        request.method(),
        request.uri().path(),
        request.headers(),
    )
}

/// Returns the answer to one request.
fn answer(site: &Site, method: &Method, path: &str, asked: &HeaderMap) -> Response<Body> {
    // Read anew each time: a rebuilt panel needs no restart.
    let rules = std::fs::read_to_string(site.dir.join("_headers")).unwrap_or_default();
    let rules = Rules::parse(&rules);
    let mut response = if method != Method::GET && method != Method::HEAD {
        let mut response = text_response(StatusCode::METHOD_NOT_ALLOWED, "Use GET\n");
        response
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else {
        match site.find(path) {
            None => not_found(site),
            Some(file) => match file_response(&file, asked) {
                Ok(response) => response,
                Err(_) => text_response(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "The file can't be read\n",
                ),
            },
        }
    };
    for (name, value) in rules.matching(path) {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    // That a file is missing is nothing to keep.
    if response.status().is_client_error() || response.status().is_server_error() {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

/// Returns the folder's own page for what isn't there, as static hosts do.
fn not_found(site: &Site) -> Response<Body> {
    let mut response = text_response(StatusCode::NOT_FOUND, "Not found\n");
    if let Ok(page) = std::fs::read(site.dir.join("404.html")) {
        *response.body_mut() = Body::from(page);
        let kind = HeaderValue::from_static(media_type(Path::new("404.html")));
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    response
}

fn text_response(status: StatusCode, message: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(message));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn file_response(file: &Path, asked: &HeaderMap) -> Result<Response<Body>, Error> {
    let packed = PathBuf::from(format!("{}.br", file.display()));
    let packed = Some(packed).filter(|packed| accepts_brotli(asked) && packed.is_file());
    let sent = packed.as_deref().unwrap_or(file);
    let etag = etag(sent)?;
    let mut response = Response::new(Body::empty());
    let known = asked.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    if known == Some(etag.as_str()) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let bytes = std::fs::read(sent)?;
        let headers = response.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        *response.body_mut() = Body::from(bytes);
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(file)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(if is_hashed(file) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }),
    );
    if packed.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(ETAG, value);
    }
    Ok(response)
}

/// Returns a weak tag out of size and time of change.
fn etag(file: &Path) -> Result<String, Error> {
    let meta = std::fs::metadata(file)?;
    let changed = meta.modified()?.duration_since(UNIX_EPOCH);
    let changed = changed.map_or(0, |d| d.as_nanos());
    Ok(format!("W/\"{:x}-{changed:x}\"", meta.len()))
}

/// Returns whether `Accept-Encoding` names brotli, and not with `q=0`.
fn accepts_brotli(asked: &HeaderMap) -> bool {
    let accepted = asked.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok());
    accepted.unwrap_or("").split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let refused = ["q=0", "q=0.0", "q=0.00", "q=0.000"];
        words.next() == Some("br") && !words.any(|q| refused.contains(&q))
    })
}

/// Returns whether the name holds a hash (`gavel-1a2b3c4d5e6f7a8b_bg.wasm`): such a file never changes.
fn is_hashed(file: &Path) -> bool {
    let name = file.file_name().and_then(|n| n.to_str()).unwrap_or("");
    name.split(['-', '_', '.'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
