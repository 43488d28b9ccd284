// Starts the panel without an inline script, so that the page's Content-Security-Policy can forbid them.
// Trunk writes where the hashed JavaScript and wasm are into <meta name="app-entry">.

import { asked, calm, handOver, remembered, sayEarly, showEarly } from "./early.js";

const CONFIG_PATIENCE_MS = 3000;
const FRAME_PATIENCE_MS = 100;

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

// As the program will find it; it decides, and loads what was guessed wrong.
function likelyLanguage(locale) {
  const tags = [asked.get("lang"), remembered("language"), locale, ...navigator.languages];
  return /^zh\b/i.test(tags.find((tag) => /^(en|zh)\b/i.test(tag))) ? "zh-CN" : "en";
}

function localeIn(config) {
  try {
    return JSON.parse(config).locale;
  } catch {
    // The program says what is wrong with it.
  }
}

// The wasm's hash stands in the preload link that Trunk wrote: a changed byte is refused.
function fetchWasm() {
  const wasm = address("data-wasm");
  const preload = [...document.querySelectorAll('link[rel="preload"]')].find((link) => link.href === wasm.href);
  return fetch(wasm, { integrity: preload?.integrity ?? "", credentials: "same-origin" });
}

// Compiled while the rest is on its way, or when it is there, where a server doesn't call it wasm.
async function compiled() {
  const answer = await fetchWasm();
  if (!answer.ok) throw new Error(`The program answered ${answer.status}.`);
  const isWasm = answer.headers.get("Content-Type")?.startsWith("application/wasm");
  return isWasm ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

// Until what is to be seen is seen, so that the program doesn't keep it waiting. A page that nobody looks at has no frames.
function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, FRAME_PATIENCE_MS);
  });
}

// The program puts itself into the page some time after it has begun.
function appeared() {
  return new Promise((resolve) => {
    new MutationObserver((_, watch) => {
      const app = document.querySelector(".app");
      if (!app) return;
      watch.disconnect();
      resolve(app);
    }).observe(document.body, { childList: true });
  });
}

async function speak(likely, config) {
  // Mostly the right one, so it needn't wait for the configuration.
  loadTexts(likely).catch(() => {});
  const tag = likelyLanguage(localeIn(await config));
  if (tag !== likely) sayEarly(tag);
  await loadTexts(tag);
}

async function start() {
  const likely = entry.hasAttribute("data-en") && likelyLanguage();
  if (likely) {
    sayEarly(likely);
    showEarly();
  }
  // To ask for anything takes milliseconds as well.
  await painted();
  const program = compiled();
  const config = readConfig();
  const spoken = likely && speak(likely, config);
  globalThis.gavelTexts = loadTexts;
  const { default: init } = await import(address("data-js"));
  globalThis.gavelConfig = await config;
  await spoken;
  const module_or_path = await program;
  await calm();
  const shown = appeared();
  await init({ module_or_path });
  handOver(await shown);
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
