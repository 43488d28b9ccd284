// Secrets that can't be mistaken for anything else, and every place of a browser where one could turn up.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { HOST_PIN } from "./simulator";

/** A PIN, another for a transfer, and a password. Long and odd, so that nothing else looks like them. */
export const PIN = "83617294";
export const WRONG_PIN = "50417736";
export const TRANSFER_PIN = "97531864";
export const PASSWORD = "Kanarie!7731";

/** Everything that the page let out, written down as it happens. */
export class Watch {
  /** The tokens that the server gave. */
  readonly tokens = new Set<string>();
  /** Where a secret was found, in words; the secret's name, not the secret. */
  readonly found = new Set<string>();
  private said: [string, string][] = [];

  /** To be made before the page opens. The server's own PINs stand in for the canaries. */
  static async of(page: Page): Promise<Watch> {
    const watch = new Watch();
    page.on("console", (message) => watch.said.push(["the console", message.text()]));
    page.on("pageerror", (error) => watch.said.push(["an error", `${error.message} ${error.stack}`]));
    page.on("framenavigated", (frame) => watch.said.push(["the address bar", frame.url()]));
    page.on("request", (request) => {
      const url = request.url();
      // The two addresses that hold the token, by the API's own design; no other secret may stand there.
      if (/\/(events\?|presentation\.jpeg\?id=[^&]*&)token=[^&]*$/.test(url)) watch.said.push(["a token's address", url.replace(/token=.*/, "")]);
      else watch.said.push(["a request's address", url]);
      const { referer } = request.headers();
      if (referer) watch.said.push(["a referrer", referer]);
    });
    await page.route("**/checkJoin.shtml", async (route) => {
      const body = route.request().postDataJSON();
      if (body.joinPwd !== PASSWORD) throw new Error("checkJoin without the password");
      await route.continue({ postData: JSON.stringify({ ...body, joinPwd: "" }) });
    });
    await page.route("**/new_session", async (route) => {
      const headers = await route.request().allHeaders();
      const answer = await route.fetch({ headers: headers.pin === PIN ? { ...headers, pin: HOST_PIN } : headers });
      watch.keep(await answer.text());
      await route.fulfill({ response: answer });
    });
    await page.route("**/refresh_session", async (route) => {
      const answer = await route.fetch();
      watch.keep(await answer.text());
      await route.fulfill({ response: answer });
    });
    // What is told to other tabs, workers and frames, and what is kept, even for a moment.
    await page.addInitScript(() => {
      const told: [string, string][] = [];
      Object.assign(globalThis, { told });
      const listen = (where: string, owner: any, name: string) => {
        const real = owner[name];
        owner[name] = function (...values: any[]) {
          told.push([where, JSON.stringify(values)]);
          return real.apply(this, values);
        };
      };
      listen("another tab", BroadcastChannel.prototype, "postMessage");
      listen("a worker", Worker.prototype, "postMessage");
      listen("another window", globalThis, "postMessage");
      listen("storage", Storage.prototype, "setItem");
      listen("the history", History.prototype, "pushState");
      listen("the history", History.prototype, "replaceState");
    });
    return watch;
  }

  private keep(answer: string): void {
    const token = JSON.parse(answer)?.result?.token;
    if (typeof token === "string") this.tokens.add(token);
  }

  /** What was found so far is known; from here on it counts. */
  forget(): void {
    this.found.clear();
    this.said = [];
  }

  /** A file that went out, or a text that was copied. */
  out(what: string, text: string): void {
    this.said.push([what, text]);
  }

  async file(what: string, path: string | null): Promise<void> {
    this.out(what, await readFile(path!, "utf8"));
  }

  /** Looks everywhere now. `typed` = what stands in a field at this moment because it is being typed. */
  async look(page: Page, when: string, typed: string[] = []): Promise<void> {
    const kept = await page.evaluate(async () => {
      const all = [...document.querySelectorAll("input, textarea, select")] as HTMLInputElement[];
      const cached = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      const { navigation } = globalThis as unknown as { navigation: { entries(): { url: string }[] } };
      return {
        told: (globalThis as unknown as { told: [string, string][] }).told,
        fields: all.map(({ value }) => value),
        places: [
          ["local storage", JSON.stringify({ ...localStorage })],
          ["session storage", JSON.stringify({ ...sessionStorage })],
          ["cookies", document.cookie],
          ["IndexedDB", JSON.stringify(await indexedDB.databases())],
          ["a cache", JSON.stringify(cached)],
          ["the page", document.documentElement.outerHTML],
          ["the title", document.title],
          ["the address bar", location.href],
          ["the history", JSON.stringify([history.state, navigation.entries().map(({ url }) => url)])],
          ["window.name", window.name],
        ] as [string, string][],
      };
    });
    const fields = kept.fields.filter((value) => !typed.includes(value));
    const texts = [...kept.places, ...kept.told, ["a field", fields.join("\n")] as [string, string], ...this.said];
    const jar = JSON.stringify(await page.context().cookies());
    const secrets: [string, string][] = [
      ...[...this.tokens].map((token): [string, string] => ["a token", token]),
      ["the PIN", PIN],
      ["a wrong PIN", WRONG_PIN],
      ["the PIN of a transfer", TRANSFER_PIN],
      ["the password", PASSWORD],
    ];
    for (const [name, secret] of secrets) {
      for (const [where, text] of [...texts, ["the cookie jar", jar]]) {
        const ways = [secret, encodeURIComponent(secret), btoa(secret), [...secret].reverse().join("")];
        if (ways.some((way) => text.includes(way))) this.found.add(`${name} in ${where}, ${when}`);
      }
    }
  }
}
