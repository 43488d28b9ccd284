// Starts the panel without an inline script, so that the page's Content-Security-Policy can forbid them. Until the panel is there, the
// boot screen of index.html says what is happening.

const CONFIG_TIMEOUT_MS = 3000;

const root = document.documentElement;
/** Part of index.html, which has them all. @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const boot = part("boot");
const hasWasm = typeof WebAssembly === "object";
const query = new URLSearchParams(location.search);

/** @param {string} name */
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
  // Until here the boot screen is in both languages: nobody knows whether a script will ever choose one.
  root.dataset.language = "chosen";
  const theme = [query.get("theme"), remembered("theme")].find((name) => name === "light" || name === "dark");
  if (theme) root.dataset.theme = theme;
}

/** @param {unknown} error */
function fail(error) {
  console.error(error);
  document.body.classList.add("has-failed");
  boot.hidden = false;
  part("boot-loading").hidden = true;
  part("boot-failed").hidden = false;
  part("boot-no-file").hidden = !hasWasm;
  part("boot-no-wasm").hidden = hasWasm;
  part("boot-retry").focus();
}

// There are hosts that answer every path with the page: that is not the file that was asked for.
class IsPage extends Error {}

/** A file of the panel's own. @param {string} address @param {RequestInit} options */
async function fetchOwn(address, options) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  const isPage = /^text\/html\b/i.test(response.headers.get("content-type") ?? "");
  if (isPage) throw new IsPage(`${response.url} answered with a page.`);
  return response;
}

// A missing or slow config.json is fine: the panel has defaults. The panel judges what it says.
async function fetchConfig() {
  const aborter = new AbortController();
  // Not AbortSignal.timeout, which browsers of before 2022 don't have.
  const timer = setTimeout(() => aborter.abort(), CONFIG_TIMEOUT_MS);
  try {
    const response = await fetchOwn("config.json", { cache: "no-cache", signal: aborter.signal });
    return await response.text();
  } catch (error) {
    // What is no JSON is reported on the sign-in page.
    return error instanceof IsPage ? error.message : "";
  } finally {
    clearTimeout(timer);
  }
}

// Each kind of server has a program of its own (src/kind.rs). These words stand in links, in config.json and in the programs' file names.
const MEETING = "meeting";
const OTHERS = ["owt", "callbacks", "phone"];

/** @param {unknown} kind @returns {string} */
const known = (kind) => OTHERS.find((other) => other === kind) ?? MEETING;

/** The kind of server that the link is about, or that was chosen here. */
function chosenKind() {
  const link = new URLSearchParams(location.hash.slice(1));
  const other = OTHERS.find((kind) => link.has(kind));
  if (other) return other;
  if (link.has("server") || link.has("mcu")) return MEETING;
  return remembered("kind");
}

/** The kind to show, now that the configuration is there. @param {string} config @param {string | null} chosen */
function kindOf(config, chosen) {
  try {
    const { off, servers } = JSON.parse(config);
    const isOff = (/** @type {string} */ kind) => Array.isArray(off) && off.includes(kind);
    // For who hasn't chosen, where there is nothing to choose.
    const kinds = Array.isArray(servers) ? servers.map((server) => known(server?.kind)) : [];
    const [only, another] = new Set(kinds);
    const kind = chosen ? known(chosen) : another || !only ? MEETING : only;
    return isOff(kind) ? MEETING : kind;
  } catch {
    // The panel says what is wrong with it.
    return known(chosen);
  }
}

/** Loads a stylesheet that is switched off so far. @param {HTMLLinkElement} link */
const loadStyle = (link) =>
  new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${link.href} could not be loaded.`)));
    link.disabled = false;
  });

/** Loads the program of a kind, and its stylesheets. @param {string} kind */
async function load(kind) {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const styles = document.querySelectorAll(`link[data-kind~="${kind}"]`);
  // This element says where the hashed JavaScript and wasm of the first program are, and the wasm's hash: a changed byte is refused.
  // The others' names have no hash.
  const meeting = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=app-entry]")).dataset;
  const { js, wasm, integrity } = kind === MEETING ? meeting : { js: `${kind}_panel.js`, wasm: `${kind}_panel_bg.wasm`, integrity: "" };
  const address = (/** @type {string | undefined} */ path) => new URL(path ?? "", document.baseURI).href;
  const [{ default: init }, response] = await Promise.all([
    import(address(js)),
    fetchOwn(address(wasm), { integrity }),
    ...[...styles].map(loadStyle),
  ]);
  return () => init({ module_or_path: response });
}

async function start() {
  if (!hasWasm) throw new Error("There is no WebAssembly here.");
  const chosen = chosenKind();
  const guessed = known(chosen);
  const program = load(guessed);
  // Told where it is waited for; what isn't needed may fail.
  program.catch(() => {});
  const config = await fetchConfig();
  Object.assign(globalThis, { gavelConfig: config });
  const kind = kindOf(config, chosen);
  const run = await (kind === guessed ? program : load(kind));
  await run();
  boot.hidden = true;
}

// A panel that trapped is dead, whatever the page still shows: say so.
/** @param {unknown} error */
const isTrap = (error) => hasWasm && error instanceof WebAssembly.RuntimeError;
addEventListener("error", ({ error }) => {
  if (isTrap(error)) fail(error);
});
addEventListener("unhandledrejection", ({ reason }) => {
  if (isTrap(reason)) fail(reason);
});
part("boot-retry").addEventListener("click", () => location.reload());

// A translator that doesn't heed what the page says of itself puts an element in the place of each text. The panel would go on writing
// to the texts, and nobody would see it: they come back.
new MutationObserver((records) => {
  for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
    for (const text of removedNodes) {
      const stranger = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
      if (text instanceof Text && stranger instanceof Element) stranger.replaceWith(text);
    }
  }
}).observe(document.body, { childList: true, subtree: true });

dress();
start().catch(fail);
