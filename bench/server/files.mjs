// The pages' files, packed and with the leave to keep them that the files in deploy/ give: for good where the name holds a hash, else
// with the question each time whether one has changed.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const HASHED = /-[0-9a-f]+(_bg)?\.(css|js|svg|wasm)$/;

/** Answers with files: `folders` tells by the first part of the path which folder they are in. */
export function files(folders) {
  const read = new Map();
  return (path, request, response) => {
    const [, first, rest] = path.match(/^\/([^/]+)\/(.*)$/) ?? [];
    const folder = folders[first];
    const file = folder && join(folder, normalize(`/${rest || "index.html"}`));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    if (!read.has(file)) read.set(file, prepared(file, folder));
    const { headers, body } = read.get(file);
    if (request.headers["if-none-match"] === headers.etag) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(body);
  };
}

/** A file's bytes, packed, and the headers that go with them. */
function prepared(file, folder) {
  const body = packed(file);
  const headers = {
    ...ownHeaders(folder),
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-encoding": "br",
    "cache-control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    etag: `"${createHash("sha256").update(body).digest("hex")}"`,
  };
  return { headers, body };
}

/** The headers that a folder asks for in its `_headers`. */
function ownHeaders(folder) {
  const file = join(folder, "_headers");
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, "utf8").matchAll(/^ {2}([\w-]+): (.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name.toLowerCase(), value]));
}

function packed(file) {
  // Gavel brings its own; what it ships is what is measured.
  if (existsSync(`${file}.br`)) return readFileSync(`${file}.br`);
  return brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}
