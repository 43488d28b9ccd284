// Makes a release build smaller: `node tools/shrink.mjs DIST BIN`, BIN being the folder with binaryen's programs.
//
// The start script takes wasm-bindgen's JavaScript in. That and the wasm are made for each other but packed apart: what the JavaScript
// never calls is taken out of the wasm, what the wasm never asks for is taken out of the JavaScript, and the names between them become
// short. Then wasm-opt. The stylesheets become one; the page is told where each language's texts are. File names carry a hash of their
// content and the page an integrity for each, as Trunk writes them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutUnreachable } from "./unreachable.mjs";

const [dist, bin] = process.argv.slice(2);
if (!bin) throw new Error("usage: node shrink.mjs DIST BIN");
const { minify } = createRequire(join(bin, "from"))("terser");

// What rustc emits, and no more: a browser that lacks one of them would refuse the whole program.
const FEATURES = [
  "bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int",
  "reference-types", "sign-ext",
].map((feature) => `--enable-${feature}`);
// Inlining makes the file shorter and its packed form longer.
const NO_INLINING = ["always-inline", "flexible-inline", "one-caller-inline"].map((which) => `--${which}-max-function-size=0`);
// Nothing of the program's lies in the first kilobyte of its memory: the stack ends there.
const ALL = ["-Oz", "--low-memory-unused", ...NO_INLINING];
// Once more, without names in the way; folding leaves locals that can be joined.
const LAST = [...ALL, "--code-folding", "--simplify-locals-nostructure", "--coalesce-locals", "--vacuum", "--reorder-locals",
  "--minify-imports-and-exports-and-modules", "--strip-producers", "--strip-target-features"];

// How boot.js gets the program going; and the same without what wasm-bindgen does for pages that have compiled nothing.
const ASKED = 'const { default: init } = await import(address("data-js"));';
const INIT = `const init = async ({ module_or_path: program }) =>
  __wbg_finalize_init(await WebAssembly.instantiate(program, __wbg_get_imports()), program);`;

const pagePath = join(dist, "index.html");
let page = readFileSync(pagePath, "utf8");
const scratch = mkdtempSync(join(tmpdir(), "gavel-shrink-"));
try {
  await program();
  stylesheet();
  texts();
  // No browser looks at an icon's.
  page = page.replace(/(<link href=\S+\.svg) integrity=\S+/, "$1");
  writeFileSync(pagePath, page);
} finally {
  rmSync(scratch, { recursive: true });
}

async function program() {
  const [, boot] = one(/src="?\.\/(boot-[\w]+\.js)/);
  const [, wasm] = one(/data-wasm="?\.\/([\w.-]+\.wasm)/);
  const source = withGlue(readFileSync(join(dist, boot), "utf8"));
  const code = await shorter(source);

  const before = join(scratch, "before.wasm");
  writeFileSync(before, withoutUnreachable(readFileSync(join(dist, wasm))));
  const called = exportsOf(readFileSync(before)).filter((name) => names(code).has(name));
  const reached = join(scratch, "reached.json");
  writeFileSync(reached, JSON.stringify([
    { name: "page", root: true, reaches: called },
    ...called.map((name) => ({ name, export: name })),
  ]));
  const dead = join(scratch, "dead.wasm");
  binaryen("wasm-metadce", ["--graph-file", reached, before, "-o", dead]);
  const small = join(scratch, "small.wasm");
  binaryen("wasm-opt", [...ALL, "--converge", dead, "-o", small]);
  const renamed = join(scratch, "renamed.wasm");
  const map = JSON.parse(binaryen("wasm-opt", [...LAST, small, "-o", renamed]));

  const taken = map.imports.map(([, name]) => name);
  replace(boot, Buffer.from(renameAll(await shorter(withoutEntries(source, taken)), map)));
  replace(wasm, readFileSync(renamed));
}

/** The page's start script with all that it imports in it: files less to ask for before the program can start. */
function withGlue(boot) {
  const [named, js] = one(/ data-js="?\.\/([\w.-]+\.js)"?/);
  const glue = readFileSync(join(dist, js), "utf8");
  const [preload] = one(new RegExp(`<link [^>]*href="?\\./${js}[^>]*>`));
  page = page.replace(named, "").replace(preload, "");
  rmSync(join(dist, js));
  const plain = glue.replace(/^export \{.*\};?$/m, "").replace(/^export /gm, "");
  const early = readFileSync(join(dist, "early.js"), "utf8").replace(/^export /gm, "");
  rmSync(join(dist, "early.js"));
  const rest = boot.replace(/^import \{.*\} from "\.\/early\.js";$/m, () => early).replace(ASKED, () => INIT);
  if (!rest.includes(early) || !rest.includes(INIT) || /^(im|ex)port\b/m.test(plain + rest)) {
    throw new Error("boot.js or wasm-bindgen's JavaScript isn't as it was");
  }
  // In a block: both have names of their own.
  return `${plain}{${rest}}`;
}

/** wasm-bindgen's JavaScript without what it holds out to the wasm and the wasm doesn't take any more. */
function withoutEntries(source, taken) {
  const entry = /^ {8}(__wb\w+): function\([^]*?^ {8}\}(, arguments\); \})?,?\n/gm;
  return source.replace(entry, (text, name) => (taken.includes(name) ? text : ""));
}

/** JavaScript without wasm-bindgen's classes, which nobody uses, and without what only they use. */
async function shorter(source) {
  const plain = source.replace(/^if \(Symbol\.dispose\).*$/gm, "");
  const compress = { ecma: 2020, module: true, passes: 3, pure_getters: true, pure_new: true, toplevel: true, unsafe: true, unsafe_arrows: true };
  const { code } = await minify(plain, { module: true, compress, mangle: { toplevel: true } });
  return code;
}

/** Each name between JavaScript and wasm is one word that stands for nothing else, so it can be put in another's place. */
function renameAll(code, map) {
  const short = new Map([...map.imports, ...map.exports].map((entry) => entry.slice(-2)));
  const modules = new Set(map.imports.map(([module]) => module));
  if (modules.size > 1) throw new Error(`imports of several modules: ${[...modules]}`);
  const words = code.replace(/[\w$]+/g, (word) => short.get(word) ?? word);
  const [module] = modules;
  return words.replaceAll(JSON.stringify(module), JSON.stringify("a"));
}

/** All stylesheets in one, in the page's order. */
function stylesheet() {
  const links = [...page.matchAll(/<link [^>]*href="?\.\/([\w.-]+\.css)[^>]*>/g)];
  const text = links.map(([, name]) => readFileSync(join(dist, name), "utf8")).join("\n");
  const [first, ...others] = links;
  const bytes = Buffer.from(text);
  const name = `style-${hash(bytes)}.css`;
  writeFileSync(join(dist, name), bytes);
  page = page.replace(first[0], `<link href=./${name} integrity=${integrity(bytes)} rel=stylesheet>`);
  for (const [link] of others) page = page.replace(link, "");
  for (const [, old] of links) rmSync(join(dist, old));
}

/** Each language's texts, under a name of their content. `boot.js` reads where they are. */
function texts() {
  for (const name of readdirSync(dist)) {
    const [, tag] = name.match(/^texts-([\w-]+)\.txt$/) ?? [];
    if (!tag) continue;
    const bytes = readFileSync(join(dist, name));
    const hashed = `texts-${tag}-${hash(bytes)}.txt`;
    renameSync(join(dist, name), join(dist, hashed));
    page = page.replace(/name="?app-entry"?/, `$& data-${tag.toLowerCase()}=./${hashed}`);
  }
}

/** Puts `bytes` in the place of a file, under a name of their own, and tells the page. */
function replace(name, bytes) {
  // As Trunk writes it, which is longer than it needs to be.
  const before = integrity(readFileSync(join(dist, name)), "sha384");
  const after = name.replace(/-[0-9a-f]{16}(?=[._])/, `-${hash(bytes)}`);
  if (!page.includes(before)) throw new Error(`the page has no integrity for ${name}`);
  rmSync(join(dist, name));
  writeFileSync(join(dist, after), bytes);
  page = page.replaceAll(before, integrity(bytes)).replaceAll(`./${name}`, `./${after}`);
}

function one(pattern) {
  const found = page.match(pattern);
  if (!found) throw new Error(`index.html has nothing like ${pattern}`);
  return found;
}

function names(code) {
  return new Set(code.match(/[\w$]+/g));
}

function exportsOf(wasm) {
  return WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
}

function binaryen(program, options) {
  return execFileSync(join(bin, program), [...FEATURES, ...options], { encoding: "utf8", maxBuffer: 1 << 24 });
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

function integrity(bytes, algorithm = "sha256") {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;
}
