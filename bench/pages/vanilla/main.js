// The limit: no framework, no SDK, written by hand for speed. Signs in, then shows the roster.

import { Roster } from "./roster.js";
import { follow } from "./stream.js";

const form = document.createElement("form");
form.innerHTML =
  '<label>Meeting number or address <input name="account" required></label>' +
  '<label>Your name <input name="name" required></label><button type="submit">Join</button>';
const given = new URLSearchParams(location.hash.slice(1));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
for (const name of ["account", "name"]) field(name).value = given.get(name) ?? "";
form.addEventListener("submit", (event) => {
  event.preventDefault();
  join(field("account").value, field("name").value).catch(console.error);
});
document.body.append(form);

async function join(room, name) {
  const base = `/api/services/${encodeURIComponent(room)}`;
  const answer = await fetch(`${base}/new_session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ display_name: name, hideme: "no" }),
  });
  const { token } = (await answer.json()).result;
  const act = (id, what) => fetch(`${base}/participants/${id}/${what}`, { method: "POST", headers: { token } });
  const roster = new Roster(act);
  form.remove();
  document.body.append(roster.header, roster.list);
  await follow(`${base}/events?token=${encodeURIComponent(token)}`, roster);
}
