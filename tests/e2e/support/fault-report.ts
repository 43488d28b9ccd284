// Adds what tests about faults measured to the file $GAVEL_FAULTS, a line each, for `cargo xtask faults`:
// fault, told, back, requests, note, file, title; empty where nothing was measured.

import { appendFileSync } from "node:fs";
import { basename } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import type { Record } from "./fault";

export default class FaultReport implements Reporter {
  private readonly lines: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    const fault = test.annotations.find(({ type }) => type === "fault")?.description;
    const body = result.attachments.find(({ name }) => name === "measured")?.body;
    if (!fault || !body || result.status !== "passed") return;
    const { told, back, requests, note }: Record = JSON.parse(body.toString());
    // The first three are project and file.
    const title = test.titlePath().slice(3).join(": ");
    const cells = [fault, told, back, requests, note, basename(test.location.file), title];
    this.lines.push(cells.map((cell) => String(cell ?? "").replace(/\s+/g, " ")).join("\t"));
  }

  onEnd(): void {
    const path = process.env.GAVEL_FAULTS;
    if (path) appendFileSync(path, this.lines.map((line) => `${line}\n`).join(""));
  }

  printsToStdio(): boolean {
    return false;
  }
}
