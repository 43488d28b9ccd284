import config from "./playwright.config";

// Not a test: what `cargo xtask soak` runs.
export default { ...config, testMatch: "soak/long.ts", workers: 1, reporter: "list" as const };
