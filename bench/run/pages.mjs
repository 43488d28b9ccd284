// The pages that are compared, and how a person gets into a meeting with each.

/** The button of every page's form, by its name. */
export const JOIN = "Join";

/** The fields of the forms: how the address names them, and their names on the page. */
export const FIELDS = { server: "Server", account: "Meeting number or address", name: "Your name" };

export const PAGES = {
  gavel: {
    title: "Gavel",
    fields: ["server", "account", "name"],
    count: "document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')",
    muteButtons: (page) => page.getByRole("grid", { name: "Participants" }).getByRole("button", { name: /^(Mute|Unmute) / }),
  },
  vanilla: {
    title: "hand-written",
    fields: ["account", "name"],
    count: "document.querySelector('#roster[data-synced=true]')?.dataset.count",
    muteButtons: (page) => page.locator("#roster").getByRole("button", { name: "静音" }),
  },
  react: {
    title: "React + SDK",
    fields: ["account", "name"],
    count: "document.querySelector('#roster[data-synced=true]')?.dataset.count",
    muteButtons: (page) => page.locator("#roster").getByRole("button", { name: "静音" }),
  },
};

/** Where a page is. What stands behind `#` fills its form in. */
export function address(origin, page, filled = {}) {
  const fields = Object.entries(filled).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${origin}/${page}/?lang=en${fields.length ? `#${fields.join("&")}` : ""}`;
}

/** What a host writes into a page's fields to get into a room. */
export function answers(page, origin, room) {
  const values = { server: origin, account: room, name: "Wang Fang" };
  return Object.fromEntries(PAGES[page].fields.map((field) => [field, values[field]]));
}
