import config from "./playwright.config";

// Not a test: what `cargo xtask soak` runs.
export default {
  ...config,
  testMatch: ["soak/long.ts", "soak/long-polls.ts"],
  projects: undefined,
  workers: 1,
  reporter: "list" as const,
  // A trace keeps nodes of the page.
  use: { ...config.use, trace: "off" as const },
};
