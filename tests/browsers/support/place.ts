// What stands on the page, found anew each time by role and name, as people find it. Testing Library looks, inside of the page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";
import type { WebDriver, WebElement } from "selenium-webdriver";

const LIBRARY = readFileSync(createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"), "utf8");

type Step = { role: string; name?: string } | { label: string } | { text: string } | { css: string };

/** Runs in the page. Returns "load" where the library isn't there yet. */
function look(steps: Step[]): Element[] | "load" {
  const library = (window as any).TestingLibraryDom;
  if (!library) return "load";
  const find = (inside: HTMLElement, step: Step): HTMLElement[] => {
    if ("role" in step) return library.queryAllByRole(inside, step.role, { name: step.name });
    if ("label" in step) return library.queryAllByLabelText(inside, step.label);
    if ("text" in step) return library.queryAllByText(inside, step.text);
    return [...inside.querySelectorAll<HTMLElement>(step.css)];
  };
  const inside = (all: HTMLElement[], step: Step) => [...new Set(all.flatMap((one) => find(one, step)))];
  return steps.reduce(inside, [document.body]);
}

/** Runs in the page: collects errors, rejections, what is put on the console as an error, and breaches of the content policy. */
function watch(): void {
  const faults: string[] = ((window as any).faults = []);
  addEventListener("error", ({ message }) => faults.push(`error: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => faults.push(`rejection: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => faults.push(`Content-Security-Policy: ${violatedDirective} ${blockedURI}`));
  const { error } = console;
  console.error = (...values) => {
    faults.push(values.join(" "));
    error.apply(console, values);
  };
}

/** Some elements, or none, at any time. Reading never waits: `expect.poll` does. */
export class Place {
  constructor(
    readonly driver: WebDriver,
    private readonly steps: Step[] = [],
  ) {}

  private and(step: Step): Place {
    return new Place(this.driver, [...this.steps, step]);
  }

  role(role: string, name?: string): Place {
    return this.and({ role, name });
  }

  button(name: string): Place {
    return this.role("button", name);
  }

  /** A field that has no role, as those for passwords. */
  label(label: string): Place {
    return this.and({ label });
  }

  text(text: string): Place {
    return this.and({ text });
  }

  /** By the data attributes, which are part of the product as well. */
  css(css: string): Place {
    return this.and({ css });
  }

  /** What `read`, a function's text, says of the elements. Found and read in one go, or they may be gone in between. */
  private async ask<T>(read: string): Promise<T> {
    const answer = await this.driver.executeScript<{ is: T } | "load">(
      `const all = (${look})(arguments[0]); return all === "load" ? all : { is: (${read})(all) };`,
      this.steps,
    );
    if (answer !== "load") return answer.is;
    // Firefox runs each script in a global object of its own.
    await this.driver.executeScript(`${LIBRARY}\nwindow.TestingLibraryDom = globalThis.TestingLibraryDom;`);
    if (!(await this.driver.executeScript("return 'faults' in window"))) await this.driver.executeScript(watch);
    return this.ask(read);
  }

  count(): Promise<number> {
    return this.ask("(all) => all.length");
  }

  /** What `read` says of the one element; `undefined` while there is none, or not only one. */
  async read<T>(read: ((element: any) => T) | string): Promise<T | undefined> {
    const [answer] = await this.ask<T[]>(`(all) => (all.length === 1 ? [(${read})(all[0])] : [])`);
    return answer;
  }

  attribute(name: string): Promise<string | null | undefined> {
    return this.read(`(element) => element.getAttribute("${name}")`);
  }

  value(): Promise<string | undefined> {
    return this.read((element) => element.value);
  }

  content(): Promise<string | undefined> {
    return this.read((element) => element.textContent);
  }

  isFocused(): Promise<boolean | undefined> {
    return this.read((element) => element === document.activeElement);
  }

  // --- waiting

  /** Waits for the one element. */
  async one(): Promise<WebElement> {
    await expect.poll(() => this.count(), { message: JSON.stringify(this.steps) }).toBe(1);
    return this.ask("(all) => all[0]");
  }

  async isGone(): Promise<void> {
    await expect.poll(() => this.count(), { message: JSON.stringify(this.steps) }).toBe(0);
  }

  async has(attribute: string, value: string | null, timeout?: number): Promise<void> {
    const message = `${attribute} of ${JSON.stringify(this.steps)}`;
    await expect.poll(() => this.attribute(attribute), { message, timeout }).toBe(value);
  }

  async contains(text: string | RegExp): Promise<void> {
    const message = `text of ${JSON.stringify(this.steps)}`;
    const expected = typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text);
    await expect.poll(() => this.content(), { message }).toEqual(expected);
  }

  // --- doing

  /** Clicks it where it is seen. What was replaced or covered at that moment wasn't clicked, and is tried again. */
  async click(): Promise<void> {
    await expect(async () => (await this.one()).click()).toPass({ timeout: 10_000, intervals: [50] });
  }

  async type(...keys: string[]): Promise<void> {
    await (await this.one()).sendKeys(...keys);
  }
}
