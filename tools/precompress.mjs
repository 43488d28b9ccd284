// Writes FILE.br beside every file of a folder that compresses: `node tools/precompress.mjs dist`.
// Web servers send it as it is, so the strongest setting costs a visitor nothing.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const COMPRESSES = /\.(html|js|mjs|css|wasm|json|svg|txt|webmanifest|xml)$/;

function* files(folder) {
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (COMPRESSES.test(entry)) yield path;
  }
}

const folder = process.argv[2];
if (!folder) throw new Error("usage: node precompress.mjs FOLDER");
for (const path of files(folder)) {
  const bytes = readFileSync(path);
  const wasm = path.endsWith(".wasm");
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: wasm ? constants.BROTLI_MODE_GENERIC : constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      // Short distances as they are, longer ones by twos: wasm repeats itself a few bytes on.
      [constants.BROTLI_PARAM_NPOSTFIX]: wasm ? 1 : 0,
      [constants.BROTLI_PARAM_NDIRECT]: wasm ? 12 : 4,
      [constants.BROTLI_PARAM_LGBLOCK]: wasm ? 16 : 0,
    },
  });
  writeFileSync(`${path}.br`, packed);
}
