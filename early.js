// The form before the program is there. It can be filled in and sent at once: what is done to it is handed to the program's own form in
// the moment in which that takes its place.

// How long the program waits for a hand that is about something in the form.
const CALM_PATIENCE_MS = 5000;
const CALM_LOOK_MS = 20;

const page = document.documentElement;
const early = document.getElementById("early");

/** What the address asks for. */
export const asked = new URLSearchParams(location.search);

/** What was chosen here before. */
export function remembered(name) {
  try {
    return localStorage.getItem(`gavel.${name}`);
  } catch {
    // A browser that remembers nothing.
  }
}

// What is done to the early form.
const touched = new Set();
let pressed = null;
let underWay = false;

function listen() {
  const touch = ({ target }) => touched.add(target);
  const begin = () => (underWay = true);
  // The click comes after the finger has left.
  const end = () => setTimeout(() => (underWay = false));
  const press = (event) => {
    pressed = event.target.closest("button");
    pressed?.setAttribute("aria-busy", "true");
    if (pressed) event.preventDefault();
  };
  for (const [names, heard] of [
    ["input change", touch],
    ["click", press],
    ["compositionstart pointerdown", begin],
    ["compositionend pointerup pointercancel", end],
  ]) {
    for (const name of names.split(" ")) early.addEventListener(name, heard);
  }
}

/** Says its words in a language. */
export function sayEarly(tag) {
  page.lang = tag;
  for (const part of early.querySelectorAll(`[data-${tag}]`)) {
    const where = { FORM: "ariaLabel", INPUT: "placeholder" }[part.tagName] ?? "textContent";
    part[where] = part.getAttribute(`data-${tag}`);
  }
}

/** Shows it, filled in. A link to a node asks for another form, which only the program has. */
export function showEarly() {
  const link = new URLSearchParams(location.hash.slice(1));
  if (link.get("mcu")) return;
  const theme = [asked.get("theme"), remembered("theme")].find((word) => /^(light|dark)$/.test(word));
  if (theme) page.dataset.theme = theme;
  for (const field of early.querySelectorAll("[name]")) field.value = link.get(field.name) || remembered(field.name) || "";
  listen();
  document.getElementById("boot").hidden = true;
  early.hidden = false;
}

/** Until no letter is being composed and no button held down: they would be lost. */
export async function calm() {
  for (let left = CALM_PATIENCE_MS; underWay && left > 0; left -= CALM_LOOK_MS) {
    await new Promise((later) => setTimeout(later, CALM_LOOK_MS));
  }
}

/** Lets the program's form be what this one is: what was typed, where the focus is, and what was pressed. */
export function handOver(app) {
  const parts = (form) => [...form.querySelectorAll("form :is(input, .connect-join, [role=switch])")];
  const [before, now] = [parts(early), parts(app)];
  const heirOf = (part) => now[before.indexOf(part)];
  const focused = document.activeElement;
  const { selectionStart, selectionEnd } = focused;
  for (const field of touched) {
    const heir = heirOf(field);
    heir.value = field.value;
    heir.checked = field.checked;
    for (const name of ["input", "change"]) heir.dispatchEvent(new Event(name));
    // It may be a password, and this script stays.
    field.value = "";
  }
  const heir = heirOf(focused);
  heir?.focus();
  // Where there is no text to select it says null.
  if (heir && typeof selectionStart === "number") heir.setSelectionRange(selectionStart, selectionEnd);
  early.remove();
  heirOf(pressed)?.click();
}

