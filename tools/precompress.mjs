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

// How distances back are written, and how long a block is: which is best for a file nobody can tell but by trying.
const WAYS = [[0, 0, 0], [0, 4, 0], [0, 12, 17], [1, 12, 16], [1, 24, 16], [3, 80, 17]];

function packed(bytes, [postfix, direct, block]) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
      [constants.BROTLI_PARAM_LGBLOCK]: block,
    },
  });
}

const folder = process.argv[2];
if (!folder) throw new Error("usage: node precompress.mjs FOLDER");
for (const path of files(folder)) {
  const bytes = readFileSync(path);
  const [smallest] = WAYS.map((way) => packed(bytes, way)).sort((one, other) => one.length - other.length);
  writeFileSync(`${path}.br`, smallest);
}
