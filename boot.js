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

// The wasm's hash stands in the preload link that Trunk wrote: a changed byte is refused.
function fetchWasm() {
  const wasm = address("data-wasm");
  const preload = [...document.querySelectorAll('link[rel="preload"]')].find((link) => link.href === wasm.href);
  return fetch(wasm, { integrity: preload?.integrity ?? "", credentials: "same-origin" });
}

async function start() {
  const config = readConfig();
  const wasm = fetchWasm();
  const { default: init } = await import(address("data-js"));
  globalThis.gavelConfig = await config;
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
