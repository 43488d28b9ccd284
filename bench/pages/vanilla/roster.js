// Who is there, and the rows that can be seen of them. Events change the model; each frame shows what came of it.

import { Row } from "./row.js";

const HEIGHT = 44;
const OVERSCAN = 5;

const rank = (person) => (person.role === "chair" ? 0 : 1);
const compare = (a, b) => rank(a) - rank(b) || a.start_time - b.start_time;

export class Roster {
  constructor(act) {
    this.people = new Map();
    /** A snapshot under way. */
    this.snapshot = null;
    this.synced = false;
    this.order = [];
    this.orderIsOld = false;
    this.speaking = new Set();
    this.rows = [];
    this.frame = 0;
    this.header = document.createElement("header");
    this.header.innerHTML = '<b>会控</b>';
    this.count = document.createElement("span");
    this.count.id = "count";
    this.header.append(this.count);
    this.list = document.createElement("ul");
    this.list.id = "roster";
    this.space = document.createElement("div");
    this.list.append(this.space);
    this.list.addEventListener("scroll", () => this.plan(), { passive: true });
    this.list.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      const row = /** @type {HTMLElement | null | undefined} */ (button?.closest(".row"));
      if (button && row) act(row.dataset.uuid, button.dataset.act);
    });
  }

  participant_sync_begin() {
    this.snapshot = new Map();
  }

  participant_create(person) {
    (this.snapshot ?? this.people).set(person.uuid, person);
    if (!this.snapshot) this.planOrder();
  }

  participant_update(person) {
    const people = this.snapshot ?? this.people;
    const before = people.get(person.uuid);
    if (!before) return;
    people.set(person.uuid, person);
    if (this.snapshot) return;
    if (before.role !== person.role || before.start_time !== person.start_time) this.orderIsOld = true;
    this.plan();
  }

  participant_delete({ uuid }) {
    if ((this.snapshot ?? this.people).delete(uuid) && !this.snapshot) this.planOrder();
  }

  participant_sync_end() {
    if (this.snapshot) this.people = this.snapshot;
    this.snapshot = null;
    this.synced = true;
    this.planOrder();
  }

  stage(speakers) {
    this.speaking = new Set(speakers.filter(({ vad }) => vad > 0).map((speaker) => speaker.participant_uuid));
    this.plan();
  }

  planOrder() {
    this.orderIsOld = true;
    this.plan();
  }

  plan() {
    this.frame ||= requestAnimationFrame(() => this.show());
  }

  show() {
    this.frame = 0;
    if (this.orderIsOld) this.order = [...this.people.values()].sort(compare);
    this.orderIsOld = false;
    this.showRows();
    const count = String(this.order.length);
    this.count.textContent = count;
    this.list.dataset.count = count;
    this.list.dataset.synced = String(this.synced);
  }

  showRows() {
    const { order, rows } = this;
    const height = `${order.length * HEIGHT}px`;
    if (this.space.style.height !== height) this.space.style.height = height;
    const { scrollTop, clientHeight } = this.list;
    const first = Math.max(0, Math.floor(scrollTop / HEIGHT) - OVERSCAN);
    const end = Math.min(order.length, Math.ceil((scrollTop + clientHeight) / HEIGHT) + OVERSCAN);
    while (rows.length < end - first) {
      const row = new Row();
      rows.push(row);
      this.list.append(row.element);
    }
    rows.forEach((row, index) => {
      const place = first + index;
      if (place < end) row.show(order[place], this.speaking.has(order[place].uuid), place * HEIGHT);
      else row.hide();
    });
  }
}
