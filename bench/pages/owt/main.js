// The limit for a room that is polled: no framework, written by hand for speed. Signs in, lists the rooms, then reads one of them again and again.

import { List } from "./list.js";
import { PersonRow, StreamRow } from "./rows.js";
import { Client } from "./client.js";

/** From an answer to the next question, as the panel has it while things change, ms. */
const PAUSE_MS = 2_000;

const form = document.createElement("form");
form.innerHTML =
  '<label>Service ID <input name="service" required></label>' +
  '<label>Service key <input name="key" type="password" required></label><button type="submit">Sign in</button>';
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(field("service"), field("key")).catch(console.error);
});
document.body.append(form);

async function signIn(service, key) {
  const client = await Client.of(service, key);
  const rooms = await client.get("/v1/rooms");
  form.remove();
  const list = document.createElement("ul");
  for (const { _id, name } of rooms) {
    const open = document.createElement("button");
    open.textContent = `Open ${name}`;
    open.addEventListener("click", () => {
      list.remove();
      watch(client, _id).catch(console.error);
    });
    const item = document.createElement("li");
    item.append(open);
    list.append(item);
  }
  document.body.append(list);
}

async function watch(client, room) {
  const base = `/v1/rooms/${room}`;
  const names = new Map();
  const people = new List("Participants", () => new PersonRow());
  const streams = new List("Streams", () => new StreamRow(names));
  const page = document.createElement("main");
  page.className = "owt";
  page.append(people.element, streams.element);
  document.body.append(page);
  for (;;) {
    const persons = await client.get(`${base}/participants`);
    for (const { id, user } of persons) names.set(id, user);
    people.take(persons);
    streams.take(await client.get(`/v1.1/rooms/${room}/streams`));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
