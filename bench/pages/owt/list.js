// A list of which only the rows that can be seen are in the page. Answers change the entries; the next frame shows what came of it.

const HEIGHT = 64;
const OVERSCAN = 5;

export class List {
  constructor(name, makeRow) {
    this.makeRow = makeRow;
    this.entries = [];
    this.rows = [];
    this.frame = 0;
    this.element = document.createElement("div");
    this.element.className = "list";
    this.element.setAttribute("role", "grid");
    this.element.setAttribute("aria-label", name);
    this.space = document.createElement("div");
    this.element.append(this.space);
    this.element.addEventListener("scroll", () => this.plan(), { passive: true });
  }

  take(entries) {
    this.entries = entries;
    this.plan();
  }

  plan() {
    this.frame ||= requestAnimationFrame(() => this.show());
  }

  show() {
    this.frame = 0;
    const { entries, rows, element } = this;
    const count = String(entries.length);
    if (this.count !== count) {
      element.setAttribute("aria-rowcount", count);
      this.space.style.height = `${entries.length * HEIGHT}px`;
    }
    this.count = count;
    const { scrollTop, clientHeight } = element;
    const first = Math.max(0, Math.floor(scrollTop / HEIGHT) - OVERSCAN);
    const end = Math.min(entries.length, Math.ceil((scrollTop + clientHeight) / HEIGHT) + OVERSCAN);
    while (rows.length < end - first) {
      const row = this.makeRow();
      rows.push(row);
      element.append(row.element);
    }
    rows.forEach((row, index) => {
      const place = first + index;
      row.element.hidden = place >= end;
      if (place < end) row.show(entries[place], place * HEIGHT);
    });
  }
}
