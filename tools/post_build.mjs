// Trunk's post_build hook: what the page says of the program's file, and a release's packed files.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = /\.(html|js|css|wasm|json|svg|txt)$/;
/** Trunk's link to the program, in a page that is minified or not. */
const WASM_LINK = /<link\b(?=[^>]*\bas="?fetch\b)[^>]*\bintegrity="?([^\s">]+)[^>]*>\s*/;
const ENTRY = /\bname="?app-entry\b"?/;

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;
if (!TRUNK_STAGING_DIR) throw new Error("Trunk says no TRUNK_STAGING_DIR");
const folder = TRUNK_STAGING_DIR;
moveIntegrity(join(folder, "index.html"));
if (TRUNK_PROFILE === "release") precompressAll();

/**
 * Takes the preload link of the program out of the page. Chromium doesn't use the machine code that it kept of a program whose file was
 * preloaded, and who comes for another kind of server doesn't need that file. The hash in it goes to boot.js, which has it checked.
 * @param {string} path
 */
function moveIntegrity(path) {
  const page = readFileSync(path, "utf8");
  const [link, integrity] = WASM_LINK.exec(page) ?? [];
  if (!link || !ENTRY.test(page)) throw new Error(`${path} has no preload link of the program, or no app-entry`);
  writeFileSync(path, page.replace(link, "").replace(ENTRY, `$& data-integrity="${integrity}"`));
}

/**
 * Writes FILE.br and FILE.gz beside every file that compresses. Web servers send them as they are, so the strongest setting costs a
 * visitor nothing. config.json has none: who puts the panel on a web server changes it there, and servers would go on sending the old one.
 */
function precompressAll() {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (COMPRESSIBLE.test(name) && name !== "config.json") precompress(join(folder, name));
  }
}

/** @param {string} path */
function precompress(path) {
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
