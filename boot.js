// Starts the panel without an inline script, so that the page's Content-Security-Policy can forbid them. Until the panel is there, the
// boot screen of index.html says what is happening.

const CONFIG_TIMEOUT_MS = 3000;

const root = document.documentElement;
const boot = document.getElementById("boot");
const query = new URLSearchParams(location.search);

function remembered(name) {
  try {
    return localStorage.getItem(`gavel.${name}`);
  } catch {
    // This browser keeps nothing.
    return null;
  }
}

// The boot screen's language and theme. The panel decides again, with config.json.
function dress() {
  const tags = [query.get("lang"), remembered("language"), ...navigator.languages];
  const tag = tags.find((tag) => /^(en|zh)\b/i.test(tag ?? ""));
  root.lang = /^zh/i.test(tag ?? "") ? "zh-CN" : "en";
  const theme = [query.get("theme"), remembered("theme")].find((name) => name === "light" || name === "dark");
  if (theme) root.dataset.theme = theme;
}

function fail(error) {
  console.error(error);
  document.body.classList.add("has-failed");
  boot.hidden = false;
  document.getElementById("boot-loading").hidden = true;
  document.getElementById("boot-failed").hidden = false;
  document.getElementById("boot-retry").focus();
}

// A missing or slow config.json is fine: the panel has defaults. The panel judges what it says.
async function fetchConfig() {
  try {
    const response = await fetch("config.json", { cache: "no-cache", signal: AbortSignal.timeout(CONFIG_TIMEOUT_MS) });
    return response.ok ? await response.text() : "";
  } catch {
    return "";
  }
}

// The hash of the wasm stands in the preload link that Trunk wrote: a changed byte is refused.
function fetchWasm(address) {
  const preload = [...document.querySelectorAll("link[rel=preload]")].find(({ href }) => href === address);
  return fetch(address, { integrity: preload?.integrity ?? "", credentials: "same-origin" });
}

async function start() {
  // Trunk writes here where the hashed JavaScript and wasm are.
  const { js, wasm } = document.querySelector("meta[name=app-entry]").dataset;
  const address = (path) => new URL(path, document.baseURI).href;
  const [{ default: init }, config, response] = await Promise.all([
    import(address(js)),
    fetchConfig(),
    fetchWasm(address(wasm)),
  ]);
  globalThis.gavelConfig = config;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  await init({ module_or_path: response });
  boot.hidden = true;
}

// A panel that trapped is dead, whatever the page still shows: say so.
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) fail(error);
});
addEventListener("unhandledrejection", ({ reason }) => {
  if (reason instanceof WebAssembly.RuntimeError) fail(reason);
});
document.getElementById("boot-retry").addEventListener("click", () => location.reload());

dress();
start().catch(fail);
