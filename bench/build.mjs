// Builds the pages: `node build.mjs FOLDER`.

import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const pages = fileURLToPath(new URL("pages/", import.meta.url));
/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  platform: "browser",
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("usage: node build.mjs FOLDER");
for (const [page, entry] of [["vanilla", "main.js"], ["react", "main.jsx"], ["owt", "main.js"]]) {
  const out = join(folder, page);
  mkdirSync(out, { recursive: true });
  await build({ ...options, entryPoints: [join(pages, page, entry)], outfile: join(out, "main.js") });
  await build({ minify: true, entryPoints: [join(pages, "style.css")], outfile: join(out, "style.css") });
  cpSync(join(pages, page, "index.html"), join(out, "index.html"));
}
