// Whom the meeting panel's address book knows is invited from it: one, and everybody at once.

import { book, bring, outcome } from "./support/address-book";
import { button, field } from "./support/controls";
import { connect, create, expect, row, test } from "./support/phone-test";
import { signIn } from "./support/sign-in";

test("numbers are invited from the address book: one, and everybody at once", async ({ panel, sim, room, phone }) => {
  const { page } = panel;
  const crowd = Array.from({ length: 40 }, (_, n) => ({ name: `Guest ${n}`, address: `138000${10_004 + n}`, protocol: "phone" }));
  const people = [
    { name: "Wang, Fang", address: "13800138000", protocol: "phone" },
    // Not to be called at 710086.
    { name: "Room 7", address: "10086", protocol: "phone" },
    { name: "Ada", address: "ada@example.com", protocol: "sip" },
    ...crowd,
  ];
  await signIn(panel, sim, room);
  await panel.control("Call out").click();
  await bring(book(panel), JSON.stringify(people));
  await expect(outcome(panel)).toContainText("43 imported");

  await page.goto("about:blank");
  await connect(panel, phone);
  await create(page, phone);
  const open = () => button(page, "From the address book").click();
  const choose = (name: string) => page.getByRole("menuitem", { name, exact: true }).click();
  await open();
  await expect(page.getByRole("menuitem", { name: "Ada", exact: true }), "isn't a telephone").toHaveCount(0);
  await choose("Room 7");
  await expect(field(page, "Numbers")).toHaveValue("Room 7 <10086>");
  await button(page, "Invite").click();
  await phone.become(({ calls }) => calls.map(({ number }) => number), ["10086"]);
  await expect(row(page, "10086")).toHaveAttribute("data-name", "Room 7");

  await open();
  await choose("Everybody (42)");
  await expect(page.getByText("41 numbers will be called.")).toBeVisible();
  const problems = page.getByRole("list", { name: "Not called" }).getByRole("listitem");
  await expect(problems).toHaveText([/10086.*called or in already/]);
  await button(page, "Invite").click();
  await phone.become(({ calls }) => calls.length, 42);
  await expect(field(page, "Numbers")).toHaveValue("");
  await expect(page.getByRole("grid", { name: "Participants" })).toHaveAttribute("aria-rowcount", "42");
  await page.getByRole("searchbox", { name: "Find a participant" }).fill("wang");
  await expect(row(page, "13800138000")).toHaveAttribute("data-name", "Wang Fang");
  const called = (await phone.requests("InviteJoinConf")).map(({ params }) => params[1]);
  expect([...called].sort(), "each once").toEqual(people.filter(({ protocol }) => protocol === "phone").map(({ address }) => address).sort());
});
