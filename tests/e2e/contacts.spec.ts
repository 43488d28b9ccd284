// The address book: who is in it, and what goes out and comes in.

import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { book, bring, contacts, outcome } from "./support/address-book";
import { button } from "./support/controls";
import { refuses } from "./support/deeds";
import { address, dialog, dials, more, open, press, rowOf } from "./support/dial";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

test("the address book: save, fill in, groups, who is missing, remove, and it stays", async ({ panel, sim, room }) => {
  await panel.page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(panel, sim, room);
  await open(panel);
  await more(panel);
  const field = (name: string) => dialog(panel).getByRole("textbox", { name });
  const add = async (name: string, where: string, groups: string) => {
    await address(panel).fill(where);
    await field("Name in the meeting").fill(name);
    await field("Groups").fill(groups);
    await press(panel, "Save to address book");
    await expect(dialog(panel).getByRole("button", { name: `Call ${name}`, exact: true })).toBeVisible();
  };
  await add("Ann", "8001", "Board");
  await add("Ben", "8002", "Board, Team");
  await add("Cid", "8003", "Team");
  await press(panel, "Call Ann");
  await expect(rowOf(panel, "Ann")).toHaveAttribute("data-service", "conference");
  expect((await dials(sim, room)).map(({ destination }) => destination)).toEqual(["8001"]);

  const missing = (group: string, count: number) =>
    dialog(panel).getByRole("button", { name: `Call all who are missing (${count}) of ${group}` });
  await expect(missing("Board", 1)).toBeVisible();
  await expect(missing("Team", 2)).toHaveText("Call all who are missing (2)");
  // It is asked first, and neither a double click nor Cancel calls anybody.
  await missing("Team", 2).dblclick({ delay: 100 });
  const question = panel.dialog("Call 2 people of Team?");
  await expect(question.getByRole("listitem")).toHaveText(["Ben · 8002", "Cid · 8003"]);
  await button(question, "Cancel").click();
  await expect(question).toHaveCount(0);
  expect(await dials(sim, room)).toHaveLength(1);
  await missing("Team", 2).click();
  await button(question, "Call").click();
  await expect(question).toHaveCount(0);
  for (const name of ["Ben", "Cid"]) await expect(rowOf(panel, name)).toHaveAttribute("data-service", "conference");
  // Two requests on two connections: whichever comes first, each once.
  const [first, ...others] = (await dials(sim, room)).map(({ destination }) => destination);
  expect([first, ...others.sort()]).toEqual(["8001", "8002", "8003"]);
  await expect(missing("Team", 0)).toHaveAttribute("aria-disabled", "true");
  await expect(missing("Board", 0)).toHaveAttribute("aria-disabled", "true");

  await dialog(panel).getByRole("region", { name: "Address book" }).getByTitle("Fill in Ben").click();
  await expect(address(panel)).toHaveValue("8002");
  await press(panel, "Remove Cid from the address book");
  await expect(missing("Team", 0)).toBeVisible();
  await panel.page.reload();
  await signIn(panel, sim, room);
  await open(panel);
  await expect(dialog(panel).getByRole("button", { name: "Call Ben", exact: true })).toBeVisible();
  await expect(dialog(panel).getByRole("button", { name: "Call Cid", exact: true })).toHaveCount(0);
  await expect(dialog(panel).getByRole("button", { name: "Call again: Cid" })).toBeVisible();
  const scan = await new AxeBuilder({ page: panel.page }).include("dialog").analyze();
  expect(scan.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});

test("many who are missing are counted and the first of them named before anybody is called", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const people = Array.from({ length: 30 }, (_, number) => `Person ${number},${8000 + number},Board`);
  await bring(dialog(panel), ["name,address,groups", ...people].join("\r\n"));
  await press(panel, "Call all who are missing (30) of Board");
  const question = panel.dialog("Call 30 people of Board?");
  await expect(question.getByRole("listitem")).toHaveCount(12);
  await expect(question).toContainText("Person 0 · 8000");
  await expect(question).toContainText("and 18 more");
  await panel.page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(dialog(panel)).toBeVisible();
  expect(await dials(sim, room)).toEqual([]);

  await test.step("called, a few at a time, each once", async () => {
    await sim.fault(room, "dial", refuses("Busy just now"), 1);
    await press(panel, "Call all who are missing (30) of Board");
    await button(question, "Call").click();
    await expect(question).toHaveCount(0);
    const progress = panel.region("Progress");
    await expect(progress).toHaveAttribute("data-done", "29", { timeout: 60_000 });
    await expect(progress).toHaveAttribute("data-failed", "1");
    const called = (await dials(sim, room)).map(({ destination }) => destination);
    expect(called.sort()).toEqual(Array.from({ length: 30 }, (_, number) => `${8000 + number}`));
    await expect(progress.getByRole("list", { name: "Not done" })).toContainText(/Person \d+.*Busy just now/);
    await expect(dialog(panel).getByRole("button", { name: "Call all who are missing (1) of Board" })).toBeVisible();
  });
});

test("a long address book is searched by name, address and how a name is read", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const search = dialog(panel).getByRole("searchbox", { name: "Find in the address book" });
  const people = (count: number) => Array.from({ length: count }, (_, number) => `Person ${number},${8000 + number}`);
  const file = (...lines: string[]) => bring(dialog(panel), ["name,address", ...lines].join("\r\n"));
  await file(...people(8));
  await expect(contacts(panel)).toHaveCount(8);
  await expect(search).toHaveCount(0);
  await file(...people(500), "José Núñez,9001", "王芳,w@example.cn");
  await expect(contacts(panel)).toHaveCount(502);
  await expect(outcome(panel)).toHaveText("502 imported, 8 of them in place of an entry with the same address");
  const check = async (text: string, expected: (string | RegExp)[]) => {
    await search.fill(text);
    await expect(contacts(panel)).toHaveText(expected);
  };
  await check("person 8077", [/Person 77.*8077/]);
  await check("8123", [/Person 123.*8123/]);
  await check("JOSE nunez", [/José Núñez/]);
  await check("wang", [/王芳/]);
  await check("nobody at all", []);
  await expect(book(panel)).toContainText("Nobody matches");
  await search.fill("");
  await expect(contacts(panel)).toHaveCount(502);
});

test("the address book goes out and comes in as CSV and as JSON", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const bringFile = (name: string, text: string) =>
    dialog(panel).getByLabel("Import").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const fetched = async (button: string) => {
    const download = panel.page.waitForEvent("download");
    await press(panel, button);
    return readFile((await (await download).path())!, "utf8");
  };
  const told = dialog(panel).getByRole("status");
  await bringFile("book.csv", 'Name,Address,Protocol,Groups\r\n"Li, Lei",+86 10 8888,phone,Board\r\nNobody,,sip,\r\n王芳,w@example.cn,sip,"Board, Team"\r\n');
  await expect(told).toHaveText("2 imported, 1 left out: row 3: no address");
  await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toBeVisible();

  const csv = await fetched("Export address book as CSV");
  expect(csv).toBe(
    "\uFEFFname,address,protocol,role,groups,call_type,streaming\r\n" +
      "\"Li, Lei\",'+86108888,phone,guest,Board,video,no\r\n" +
      '王芳,w@example.cn,sip,guest,"Board, Team",video,no\r\n',
  );
  const json = await fetched("Export address book as JSON");
  expect(JSON.parse(json)).toMatchObject([
    { name: "Li, Lei", address: "+86108888", protocol: "phone", groups: "Board" },
    { name: "王芳", address: "w@example.cn", protocol: "sip", groups: "Board, Team" },
  ]);

  await test.step("what went out comes in again, and nothing is doubled", async () => {
    for (const text of [csv, json]) {
      await press(panel, "Remove Li, Lei from the address book");
      await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toHaveCount(0);
      await bringFile("book", text);
      await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toHaveCount(1);
      await expect(dialog(panel).getByTitle(/^Fill in/)).toHaveCount(2);
    }
  });
  await bringFile("book.txt", "nothing of the kind");
  await expect(told).toHaveText(/no address book/);
});
