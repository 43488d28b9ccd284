// How a server says no, and how a host is told.

import type { Locator } from "@playwright/test";
import type { Panel } from "./panel";
import type { Deed } from "./simulator";

/** The server refuses, in these words. */
export const refuses = (words: string): Deed => ({ status: 403, body: { status: "failed", result: words } });

/** The server refuses, in words that stand nowhere else. */
export const REFUSED = refuses("Not for you today");

/** The server answers that it has done nothing. */
export const FALSE: Deed = { status: 200, body: { status: "success", result: false } };

/** The alerts that say all of this. */
export const told = (panel: Panel, ...parts: (string | RegExp)[]): Locator =>
  parts.reduce<Locator>((alerts, hasText) => alerts.filter({ hasText }), panel.alert);
