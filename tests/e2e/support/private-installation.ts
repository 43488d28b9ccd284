// The panel as whoever runs a closed network without https puts it up: see docs/hosting.md. Names of *.example.test lead to this
// machine, but no browser takes them for it.

import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Program } from "./program";

interface Installation {
  /** Where the files go. */
  folder: string;
  /** What the policy allows besides. */
  origin: string;
  /** What stands in config.json. */
  config: unknown;
}

/** Serves the build with an origin in its policy, and with this config.json, for as long as `use` takes. */
export async function withPrivateInstallation({ folder, origin, config }: Installation, use: (home: string) => Promise<void>): Promise<void> {
  await cp(process.env.GAVEL_DIST!, folder, { recursive: true });
  for (const file of ["index.html", "_headers"]) {
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    if (!text.includes("connect-src 'self'")) throw new Error(`${file} has no connect-src`);
    await writeFile(path, text.replaceAll("connect-src 'self'", `connect-src 'self' ${origin}`));
  }
  // Those beside it have the old policy.
  await Promise.all(["br", "gz"].map((end) => rm(join(folder, `index.html.${end}`))));
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  const server = await Program.start(["panel", "--dir", folder, "--listen", "127.0.0.1:0"]);
  await use(`http://panel.example.test:${server.port}/`);
  await server.kill();
  await rm(folder, { recursive: true });
}

/** What Chromium says of a header that only https pages have a use for. */
export const isOfHttp = (fault: string): boolean => fault.includes("Cross-Origin-Opener-Policy header has been ignored");
