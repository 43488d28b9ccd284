// The panel as a person finds it: by role and name. The data attributes are part of the product as well.

import { type Locator, type Page, expect } from "@playwright/test";
import { press } from "./controls";
import type { Simulator } from "./simulator";

/** What `signIn` is told. */
export interface SignIn {
  /** The API server's address. */
  server: string;
  /** Meeting number or address. */
  room: string;
  /** The name others see. */
  name?: string;
  /** The PIN to type, where the meeting asks for one. */
  pin?: string;
  /** With the PIN as whom. */
  as?: "host" | "guest";
  lang?: "en" | "zh-CN";
  theme?: "light" | "dark";
}

/** The names of the few things that every test needs, for the languages tested. */
const WORDS = {
  en: {
    form: "Join a meeting",
    join: "Join",
    pinDialog: "PIN required",
    pin: "PIN",
    asHost: "Join as host",
    asGuest: "Join as guest",
    meeting: "Meeting",
    people: "Participants",
  },
  "zh-CN": {
    form: "加入会议",
    join: "加入",
    pinDialog: "需要 PIN 码",
    pin: "PIN 码",
    asHost: "以主持人身份加入",
    asGuest: "以访客身份加入",
    meeting: "会议",
    people: "参会者",
  },
};

/** One page with the panel in it. */
export class Panel {
  private words = WORDS.en;

  constructor(
    readonly page: Page,
    /** Where its files are served. */
    readonly home: string,
  ) {}

  // --- address and sign-in

  /** The address that fills in the form. */
  link(fields: Record<string, string>, look: { lang?: string; theme?: string } = {}): string {
    const url = new URL(this.home);
    url.searchParams.set("lang", look.lang ?? "en");
    if (look.theme) url.searchParams.set("theme", look.theme);
    const part = Object.entries(fields).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return `${url}#${part.join("&")}`;
  }

  /** Opens the form, filled in. */
  async open(fields: Record<string, string>, look: { lang?: "en" | "zh-CN"; theme?: string } = {}): Promise<void> {
    this.words = WORDS[look.lang ?? "en"];
    await this.page.goto(this.link(fields, look));
    await expect(this.form).toBeVisible();
  }

  /** Opens the form, joins, types the PIN, and waits until the meeting is live. */
  async signIn({ server, room, name = "Wang Fang", pin, as = "host", ...look }: SignIn): Promise<void> {
    await this.open({ server, account: room, name }, look);
    await this.join();
    if (pin) await this.answerPin(pin, as);
    await this.live();
  }

  async join(): Promise<void> {
    await this.form.getByRole("button", { name: this.words.join, exact: true }).click();
  }

  /** Answers the question for a PIN; "" = joins without one. */
  async answerPin(pin: string, as: "host" | "guest" = "host"): Promise<void> {
    const { pinDialog } = this;
    await expect(pinDialog).toBeVisible();
    if (pin) await pinDialog.getByLabel(this.words.pin, { exact: true }).fill(pin);
    const button = as === "host" ? this.words.asHost : this.words.asGuest;
    await press(pinDialog.getByRole("button", { name: button, exact: true }));
  }

  get form(): Locator {
    return this.page.getByRole("form", { name: this.words.form });
  }

  get pinDialog(): Locator {
    return this.page.getByRole("dialog", { name: this.words.pinDialog });
  }

  get alert(): Locator {
    return this.page.getByRole("alert");
  }

  // --- the room

  get main(): Locator {
    return this.page.getByRole("main", { name: this.words.meeting, exact: true });
  }

  /** Waits until what is shown is what is. */
  async live(timeout = 10_000): Promise<void> {
    await this.connection("live", timeout);
  }

  async connection(state: "connecting" | "live" | "stale" | "ended", timeout = 10_000): Promise<void> {
    await expect(this.main).toHaveAttribute("data-connection", state, { timeout });
  }

  get people(): Locator {
    return this.page.getByRole("grid", { name: this.words.people });
  }

  /** Everybody's rows that are in the DOM. */
  get rows(): Locator {
    return this.people.locator("[role=row][data-uuid]");
  }

  row(uuid: string): Locator {
    return this.people.locator(`[role=row][data-uuid="${uuid}"]`);
  }

  /** The roster shown becomes the server's, nobody missing and nobody doubled. */
  async agrees(sim: Simulator, room: string): Promise<void> {
    const compared = async () => {
      const shown = await this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-uuid")).sort());
      const truth = (await sim.state(room)).participants.map(({ uuid }) => uuid).sort();
      return JSON.stringify(shown) === JSON.stringify(truth) ? "agrees" : { shown, truth };
    };
    await expect.poll(compared, { intervals: [50] }).toBe("agrees");
  }

  get headCount(): Locator {
    return this.page.getByRole("status").and(this.page.locator("[data-count]"));
  }

  get controls(): Locator {
    return this.page.getByRole("toolbar", { name: "Meeting controls" });
  }

  control(name: string): Locator {
    return this.controls.getByRole("button", { name, exact: true });
  }

  get waitingRoom(): Locator {
    return this.page.getByRole("region", { name: "Waiting room" });
  }

  region(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.page.getByRole("dialog", { name });
  }

  log(name: "Chat messages" | "Event log"): Locator {
    return this.page.getByRole("log", { name });
  }

  /** Chooses whose picture on air is shown. */
  async audience(name: "Hosts" | "Guests"): Promise<void> {
    await this.region("Stage").getByRole("tab", { name, exact: true }).click();
  }

  /** Opens a person's menu and chooses `item`. */
  async choose(name: string, item: string): Promise<void> {
    await this.openMenu(name);
    await this.menuItem(item).click();
  }

  async openMenu(name: string): Promise<void> {
    await this.people.getByRole("button", { name: `More actions for ${name}`, exact: true }).click();
    await expect(this.page.getByRole("menu")).toBeVisible();
  }

  menuItem(name: string): Locator {
    return this.page.getByRole("menu").getByRole("menuitem", { name, exact: true });
  }
}
