import config from "./playwright.config";

// Not a test: what `npm run screenshots` runs.
export default { ...config, testMatch: "screenshots.ts", projects: undefined, workers: 1 };
