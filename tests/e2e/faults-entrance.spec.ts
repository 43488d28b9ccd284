// Before a host is in: servers that can't be reached or trusted, and browsers that lack something. One sentence each, with the
// cause and what to do.

import type { Page } from "@playwright/test";
import type { Measured } from "./support/fault";
import type { Panel } from "./support/panel";
import { HOST_PIN, expect, row, stays, test } from "./support/test";

const HOSTILE = row("hostile `mcuHost` (userinfo, path, `#`, scheme, spaces, mixed script, port 0)");
const UNREACHED = row("CORS refused, DNS, refused connection, mixed content, local-network permission denied");
const REDIRECT = row("redirects from the node");
const LACKS = row("no storage, no Worker, no streaming body");

/** Addresses that the browser asks for, other than these. */
function elsewhere(page: Page, ...own: string[]): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { origin, href } = new URL(request.url());
    if (!own.some((url) => new URL(url).origin === origin)) asked.push(href);
  });
  return asked;
}

test(
  "a node's address that can't be trusted is refused with a sentence, and nothing is sent there",
  HOSTILE,
  async ({ panel, sim, room, measured }) => {
    const asked = elsewhere(panel.page, panel.home, sim.url);
    const host = new URL(sim.url).host;
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
    await panel.form.getByLabel("Password", { exact: true }).fill(HOST_PIN);
    // No two in a row are refused for the same reason, so that each sentence is a new one.
    const hosts = [
      ["good.example@evil.example", "user name or password"],
      ["evil.example/path", "a path"],
      [`${host}@evil.example`, "user name or password"],
      ["evil.example\\path", "a path"],
      ["evil.example#", "a fragment"],
      ["http://evil.example", "nothing before the host"],
      ["evil.example?x", "a query"],
      ["javascript://evil.example", "nothing before the host"],
      ["evil .example", "spaces or control characters"],
      ["ev\u0456l.example", "mixes alphabets"],
      ["evil\t.example", "spaces or control characters"],
      ["evil.example:0", "port must be a number from 1 to 65535"],
      ["0x7f.1", "no IP address in its usual form"],
      ["evil.example:65536", "port must be a number from 1 to 65535"],
      ["-evil.example", "no host name"],
      ["", "named no conferencing node"],
    ];
    for (const [mcuHost, why] of hosts) {
      const results = { mcuHost, alias: "a@b.cn", sipkey: room, password: HOST_PIN, roleType: "host" };
      await sim.fault(room, "checkJoin", { status: 200, body: { code: "200", results } }, 1);
      await measured.fault(() => panel.join());
      await measured.told(panel.alert.filter({ hasText: why }).filter({ hasText: "Tell the server's operator." }));
      await expect(panel.form).toBeVisible();
    }
    measured.record.requests = 1;
    await stays(async () => asked.length);
    expect(asked).toEqual([]);
    expect(await sim.seen(room, "new_session")).toEqual([]);
    expect(await sim.seen(room, "checkJoin.shtml")).toHaveLength(hosts.length);
  },
);

/** Tries to get into a room of a node, and gives the sentence that comes of it. */
async function refusal(panel: Panel, measured: Measured, node: string, room: string): Promise<string> {
  await panel.page.goto("about:blank");
  await panel.open({ mcu: node, room, name: "Wang Fang" });
  await measured.fault(() => panel.join());
  await measured.told(panel.alert);
  return (await panel.alert.innerText()).trim();
}

test(
  "a server that is refused by CORS, unknown, down, plain http, or behind the local network: told apart, each with a remedy",
  UNREACHED,
  async ({ panel, ownSim, room, context, browser, measured }) => {
    const sim = await ownSim();
    const told: string[] = [];
    const check = async (node: string, why: RegExp, remedy: RegExp) => {
      told.push(await refusal(panel, measured, node, room));
      expect(told.at(-1)).toMatch(why);
      expect(told.at(-1)).toMatch(remedy);
    };
    await sim.fault(room, "new_session", { no_cors: true }, 1);
    await check(sim.url, /doesn't allow this page/, /operator must allow/);
    await check("https://nobody.invalid", /Nothing answers/, /Check its spelling/);
    await check("http://conference.example", /http is only allowed to this machine/, /use https/);

    const { url } = sim;
    await sim.kill();
    await check(url, /Nothing answers/, /may also be down/);

    // As a person who was asked, and said no.
    const { targetInfo } = await (await context.newCDPSession(panel.page)).send("Target.getTargetInfo");
    const permit = async (setting: "denied" | "prompt") =>
      (await browser.newBrowserCDPSession()).send("Browser.setPermission", {
        permission: { name: "loopback-network" },
        setting,
        browserContextId: targetInfo.browserContextId,
      });
    await permit("denied");
    await check(url, /keeps this page from the local network/, /Allow local network access/);
    await permit("prompt");

    await panel.page.goto("about:blank");
    await panel.open({ mcu: url, room, name: "Wang Fang" });
    await context.setOffline(true);
    await measured.fault(() => panel.join());
    await measured.told(panel.alert.filter({ hasText: "This device is offline. Connect it to a network" }));
    await context.setOffline(false);
    // The unknown and the dead one look alike to a page, and share a sentence that says so.
    expect(new Set(told).size).toBe(told.length - 1);
  },
);

test(
  "a redirect is not followed, wherever it comes: nothing reaches its target, and it is said",
  REDIRECT,
  async ({ panel, sim, room, ownSim, measured }) => {
    const trap = await ownSim();
    const to = (path: string) => ({ status: 307, headers: { location: `${trap.url}/api/services/${room}/${path}` } });
    const asked = elsewhere(panel.page, panel.home, sim.url);
    const nothing = async () => {
      await stays(async () => asked.length);
      expect(asked.filter((url) => url !== "about:blank")).toEqual([]);
      expect(await trap.requests(room)).toEqual([]);
    };
    await test.step("the way in", async () => {
      for (const status of [301, 302, 307, 308]) {
        await sim.fault(room, "new_session", { ...to("new_session"), status }, 1);
        expect(await refusal(panel, measured, sim.url, room)).toMatch(/sends it elsewhere.*without redirects/);
      }
      await nothing();
    });
    await test.step("a command, a refresh, the stream", async () => {
      await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
      const alice = await sim.join(room, { display_name: "Alice" });
      await expect(panel.row(alice)).toBeVisible();
      await sim.fault(room, "mute", to(`participants/${alice}/mute`), 1);
      await panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click();
      await expect(panel.alert.filter({ hasText: /Alice.* not sent again/ })).toBeVisible({ timeout: 15_000 });
      await sim.fault(room, "refresh_session", to("refresh_session"), 1);
      await sim.fault(room, "events", to("events"), 2);
      await sim.raw(room, "event: refresh_session\n\n");
      await measured.fault(() => sim.streams(room, "cut_once"));
      // Seen even where it lasts for a moment only.
      await measured.told("stale");
      await measured.over(() => sim.noFaults(room));
      await measured.back("live");
      await panel.agrees(sim, room);
      await nothing();
    });
  },
);

for (const [what, missing, words] of [
  ["workers", ["Worker"], ["no background clock"]],
  ["storage", ["localStorage"], ["remembers nothing"]],
  ["a streaming body", ["body"], ["older event reader"]],
  ["any of them", ["Worker", "localStorage", "body"], ["no background clock", "remembers nothing", "older event reader"]],
] as const) {
  test(`a browser without ${what}: said on the form, and everything works`, LACKS, async ({ panel, sim, room, measured }) => {
    await panel.page.addInitScript((missing) => {
      if (missing.includes("Worker")) Reflect.deleteProperty(globalThis, "Worker");
      if (missing.includes("body")) Reflect.deleteProperty(Response.prototype, "body");
      if (!missing.includes("localStorage")) return;
      const denied = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(globalThis, "localStorage", { get: denied });
    }, missing as readonly string[]);
    await measured.fault(async () => {
      await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
      return panel.page.evaluate(() => performance.timeOrigin);
    });
    // The page has to be loaded and compiled first.
    for (const word of words) await measured.told(panel.form.getByText(word), 5_000);
    await panel.join();
    await measured.over(() => panel.answerPin(HOST_PIN));
    await measured.back("live");
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    await panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click();
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
    await panel.agrees(sim, room);
  });
}
