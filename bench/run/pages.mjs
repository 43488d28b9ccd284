// The pages that are compared, and how a person gets into a meeting with each.

/** Every page shows a form that its address has filled in; pressing its button is all that is left to do. */
export const PAGES = {
  gavel: {
    title: "Gavel",
    address: (origin, room) =>
      `${origin}/gavel/?lang=en#server=${encodeURIComponent(origin)}&account=${room}&name=Wang%20Fang`,
    count: "document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')",
    mute: '[role=row][data-uuid] .mic',
    early: "#early",
  },
  vanilla: {
    title: "vanilla",
    address: (origin, room) => `${origin}/vanilla/#room=${room}&name=Wang%20Fang`,
    count: "document.querySelector('#roster[data-synced=true]')?.dataset.count",
    mute: ".row button",
  },
  react: {
    title: "React + SDK",
    address: (origin, room) => `${origin}/react/#room=${room}&name=Wang%20Fang`,
    count: "document.querySelector('#roster[data-synced=true]')?.dataset.count",
    mute: ".row button",
  },
};

/** The form's button, on every page. */
export const JOIN = "form button:is(:not([type]), [type=submit])";
