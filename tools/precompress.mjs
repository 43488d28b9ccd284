// Writes FILE.br and FILE.gz beside every file of a release that compresses: Trunk's post_build hook.
// Web servers send them as they are, so the strongest setting costs a visitor nothing. config.json has none: who puts the panel on a
// web server changes it there, and servers would go on sending the old one.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = /\.(html|js|css|wasm|json|svg|txt)$/;

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;
if (TRUNK_PROFILE === "release") {
  if (!TRUNK_STAGING_DIR) throw new Error("Trunk says no TRUNK_STAGING_DIR");
  for (const name of readdirSync(TRUNK_STAGING_DIR, { recursive: true, encoding: "utf8" })) {
    if (COMPRESSIBLE.test(name) && name !== "config.json") precompress(join(TRUNK_STAGING_DIR, name));
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
