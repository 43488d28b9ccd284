// What all measures share: the server, one browser for first visits, and profiles for repeat visits.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Server } from "./server.mjs";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
/**
 * Chromium keeps a program's machine code when nothing has been optimised for 2 s, which in a meeting is the case after some minutes. Repeat
 * visits are about what was kept then, so it is kept at once.
 */
const KEEP_CODE_FLAG = "--js-flags=--wasm-caching-timeout-ms=0";
const VIEW = { viewport: { width: 1280, height: 800 } };

export class Bench {
  constructor(launch, browser, server) {
    this.launch = launch;
    this.browser = browser;
    this.server = server;
  }

  /** Starts the server and the browser. `program`: the browser's; `folders`: what is served under which first part of the path. */
  static async start(program, folders) {
    const launch = { executablePath: program, headless: true, args: FLAGS };
    return new Bench(launch, await chromium.launch(launch), await Server.start(folders));
  }

  /** A context that knows nothing of any visit before: it has no cache. */
  newContext() {
    return this.browser.newContext(VIEW);
  }

  /** Calls `use` with a context whose caches are kept between visits, code compiled earlier included. They are empty at first. */
  async withProfile(use) {
    const folder = mkdtempSync(join(tmpdir(), "bench-profile-"));
    // Contexts of a browser without a profile folder have no code cache.
    const args = [...FLAGS, KEEP_CODE_FLAG];
    const context = await chromium.launchPersistentContext(folder, { ...this.launch, ...VIEW, args });
    try {
      return await use(context);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  async stop() {
    await this.browser.close();
    this.server.stop();
  }
}
