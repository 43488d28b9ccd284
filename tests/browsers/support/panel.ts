// The panel, in a browser, as a person finds it. The names are those of tests/e2e.

import { HOST_PIN, type Simulator } from "../../e2e/support/simulator";
import type { Browser } from "./engine";
import { Place } from "./place";

export class Panel extends Place {
  constructor(
    readonly browser: Browser,
    /** Where its files are served. */
    readonly home: string,
  ) {
    super(browser.driver);
  }

  /** Opens the page by a link. */
  async visit(fields: Record<string, string>): Promise<void> {
    const part = Object.entries(fields).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    await this.driver.get(`${this.home}?lang=en#${part.join("&")}`);
  }

  /** Opens the form, filled in by its link. */
  async open(fields: Record<string, string>): Promise<void> {
    await this.visit(fields);
    await this.form.one();
  }

  /** Opens the form, joins, types the PIN, and waits until the meeting is live. */
  async signIn(sim: Simulator, room: string, pin = HOST_PIN): Promise<void> {
    await this.open({ server: sim.url, account: room, name: "Wang Fang" });
    await this.form.button("Join").click();
    const dialog = this.role("dialog", "PIN required");
    await dialog.label("PIN").type(pin);
    await dialog.button("Join as host").click();
    await this.live();
  }

  get form(): Place {
    return this.role("form", "Join a meeting");
  }

  get main(): Place {
    return this.role("main", "Meeting");
  }

  async live(main = this.main): Promise<void> {
    await main.has("data-connection", "live", 20_000);
  }

  get people(): Place {
    return this.role("grid", "Participants");
  }

  row(uuid: string): Place {
    return this.people.css(`[role=row][data-uuid="${uuid}"]`);
  }

  region(name: string): Place {
    return this.role("region", name);
  }

  dialog(name: string): Place {
    return this.role("dialog", name);
  }

  control(name: string): Place {
    return this.role("toolbar", "Meeting controls").button(name);
  }

  /** Opens a person's menu and chooses `item`. */
  async choose(name: string, item: string): Promise<void> {
    await this.people.button(`More actions for ${name}`).click();
    await this.role("menu").role("menuitem", item).click();
  }
}
