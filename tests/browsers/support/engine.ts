// The browsers of this machine: where they are, and how each is started with a driver and a folder of its own.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Builder, Capabilities, LogInspector, type WebDriver } from "selenium-webdriver";
import { findFreePort } from "selenium-webdriver/net/portprober.js";
import { DriverService } from "selenium-webdriver/remote/index.js";

export type Name = "firefox" | "webkit";

export interface Options {
  /** In which browser the tests run. */
  engine: Name;
  /** Whether the browser remembers anything for a page. */
  remembers: boolean;
}

interface Engine {
  /** The variables that name the browser and its driver. */
  browser: string;
  driver: string;
  /** What a new session is told; downloads are to land in `folder`. */
  capabilities: (browser: string, folder: string, remembers: boolean) => object;
  /** What the driver is started with. */
  arguments: string[];
  /** Begins to listen to the console. */
  listen: (driver: WebDriver) => Promise<Listener>;
}

/** Tells what the console said is wrong since it was last asked. */
type Listener = () => Promise<string[]>;

/** By WebDriver BiDi. Breaches of the content policy are put on the console by the page itself. */
async function listenToFirefox(driver: WebDriver): Promise<Listener> {
  const faults: string[] = [];
  const inspector = await LogInspector(driver);
  await inspector.onLog(({ level, text }: { level: string; text: string }) => {
    if (level === "error") faults.push(text);
  });
  const tell = () =>
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`Content-Security-Policy: ${violatedDirective} ${blockedURI}`),
    );
  const bidi = await driver.getBidi();
  await bidi.send({ method: "script.addPreloadScript", params: { functionDeclaration: String(tell) } });
  return async () => faults.splice(0);
}

/** Has no BiDi, and throws its console away while it is driven: the page collects, from the first time that it is looked at. */
async function listenToWebKit(driver: WebDriver): Promise<Listener> {
  return () => driver.executeScript<string[]>("return (window.faults ?? []).splice(0)");
}

/**
 * The simulator's peer is on this machine's own address, which Firefox tries for pages alone that may use a camera: the page asks for
 * none. Files are saved without a question.
 */
const PREFERENCES = {
  "media.peerconnection.ice.loopback": true,
  "permissions.default.camera": 1,
  "permissions.default.microphone": 1,
  "browser.download.folderList": 2,
  "browser.download.always_ask_before_handling_new_types": false,
};

const ENGINES: Record<Name, Engine> = {
  firefox: {
    browser: "GAVEL_FIREFOX",
    driver: "GECKODRIVER",
    capabilities: (binary, folder, remembers) => ({
      browserName: "firefox",
      webSocketUrl: true,
      "moz:firefoxOptions": {
        binary,
        args: ["-headless"],
        prefs: { ...PREFERENCES, "browser.download.dir": folder, "dom.storage.enabled": remembers },
      },
    }),
    // Two may run at a time.
    arguments: ["--websocket-port=0"],
    listen: listenToFirefox,
  },
  webkit: {
    browser: "GAVEL_MINIBROWSER",
    driver: "WEBKITWEBDRIVER",
    capabilities: (binary, _, remembers) => ({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary,
        args: ["--automation", `--enable-html5-local-storage=${remembers}`],
      },
    }),
    arguments: [],
    listen: listenToWebKit,
  },
};

export const names = Object.keys(ENGINES) as Name[];

/** Whether this machine has it. */
export const isThere = (name: Name): boolean => [ENGINES[name].browser, ENGINES[name].driver].every((variable) => process.env[variable]);

/** A running browser that knows nothing of any other. */
export class Browser {
  private constructor(
    readonly driver: WebDriver,
    private readonly service: DriverService,
    private readonly saved: string,
    /** What the console said is wrong, since it was last asked. */
    readonly faults: Listener,
  ) {}

  /** Starts it; whatever it keeps lies in `folder`. */
  static async start({ engine: name, remembers }: Options, folder: string): Promise<Browser> {
    const engine = ENGINES[name];
    const downloads = join(folder, "downloads");
    mkdirSync(downloads, { recursive: true });
    // Where programs of the desktop find out where downloads go.
    writeFileSync(join(folder, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    const port = await findFreePort();
    const service = new DriverService(process.env[engine.driver]!, {
      port,
      loopback: true,
      args: [`--port=${port}`, ...engine.arguments],
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder },
    });
    const address = await service.start();
    const capabilities = new Capabilities(engine.capabilities(process.env[engine.browser]!, downloads, remembers));
    const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
    return new Browser(driver, service, downloads, await engine.listen(driver));
  }

  async quit(): Promise<void> {
    try {
      await this.driver.quit();
    } finally {
      await this.service.kill();
    }
  }

  /** The files that were saved, by name. */
  downloads(): Map<string, string> {
    return new Map(readdirSync(this.saved).map((file) => [file, readFileSync(join(this.saved, file), "utf8")]));
  }
}
