// What an accessibility checker finds.

import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";
import { fits } from "./layout";

/** Serious and critical findings, in a form that says where. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`));
}

/** It fits, and a checker finds nothing. `where`: what is shown. */
export async function isInOrder(page: Page, where: string): Promise<void> {
  await fits(page, where);
  expect.soft(await findings(page), where).toEqual([]);
}
