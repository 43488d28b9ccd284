// Starts the panel without an inline script, so that the page's Content-Security-Policy can forbid them.
// Trunk writes where the hashed JavaScript and wasm are into <meta name="app-entry">.

const CONFIG_PATIENCE_MS = 3000;

const entry = document.querySelector('meta[name="app-entry"]');
const address = (name) => new URL(entry.getAttribute(name), document.baseURI);

function fail(error) {
  console.error(error);
  const boot = document.getElementById("boot");
  boot.hidden = false;
  document.getElementById("boot-failed").hidden = false;
  document.body.classList.add("has-failed");
  document.getElementById("boot-retry").focus();
}

// A missing or slow config.json is fine: the panel has defaults. What it says is judged by the panel.
async function readConfig() {
  try {
    const answer = await fetch("config.json", { cache: "no-cache", signal: AbortSignal.timeout(CONFIG_PATIENCE_MS) });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}

// A language's texts by its tag, each asked for once; what failed may be asked for again. Absent where the program has them in it.
const texts = new Map();
function loadTexts(tag) {
  if (!texts.has(tag)) texts.set(tag, fetchTexts(tag));
  return texts.get(tag);
}

async function fetchTexts(tag) {
  try {
    const answer = await fetch(address(`data-${tag}`), { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`The texts answered ${answer.status}.`);
    return await answer.text();
  } catch (error) {
    texts.delete(tag);
    throw error;
  }
}

// Only a guess, so that the file is under way while the program is: the program decides, and loads what was guessed wrong.
function likelyLanguage() {
  let chosen = null;
  try {
    chosen = localStorage.getItem("gavel.language");
  } catch {
    // A browser that remembers nothing.
  }
  const asked = new URLSearchParams(location.search).get("lang");
  return (asked ?? chosen ?? navigator.language).startsWith("zh") ? "zh-CN" : "en";
}

// The wasm's hash stands in the preload link that Trunk wrote: a changed byte is refused.
function fetchWasm() {
  const wasm = address("data-wasm");
  const preload = [...document.querySelectorAll('link[rel="preload"]')].find((link) => link.href === wasm.href);
  return fetch(wasm, { integrity: preload?.integrity ?? "", credentials: "same-origin" });
}

// Compiled while the rest is on its way. What a server doesn't call wasm is left to wasm-bindgen's slower way.
async function compiled() {
  const answer = await fetchWasm();
  const isWasm = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/wasm");
  return isWasm ? WebAssembly.compileStreaming(answer) : answer;
}

async function start() {
  const config = readConfig();
  const wasm = compiled();
  const apart = entry.hasAttribute("data-en") && loadTexts(likelyLanguage());
  globalThis.gavelTexts = loadTexts;
  const { default: init } = await import(address("data-js"));
  globalThis.gavelConfig = await config;
  await apart;
  await init({ module_or_path: wasm });
  document.getElementById("boot").hidden = true;
}

document.getElementById("boot-retry").addEventListener("click", () => location.reload());

// A program that trapped is dead, whatever the page still shows: say so.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) fail(event.error);
});
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.RuntimeError) fail(event.reason);
});

start().catch(fail);
