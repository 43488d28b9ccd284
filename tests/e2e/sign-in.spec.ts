// Getting in: the form, the questions a server asks, and what is said when it doesn't work.

import { button, field, isRefused } from "./support/controls";
import type { Panel } from "./support/panel";
import { signIn, signInAsGuest } from "./support/sign-in";
import { HOST_PIN, type Simulator, expect, stays, test } from "./support/test";

/** Who is in the room under this name, by the server's list. */
const roleOf = (name: string) => (state: { participants: { display_name: string; role: string }[] }) =>
  state.participants.filter((person) => person.display_name === name).map(({ role }) => /chair|host/i.test(role));

async function opened(panel: Panel, sim: Simulator, account: string): Promise<void> {
  await panel.open({ server: sim.url, account, name: "Wang Fang" });
}

test("the form has its names, and a link fills it in but joins nothing", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const nothingSent = async () => {
    await stays(async () => (await sim.requests(room)).length);
    expect(await sim.requests(room)).toEqual([]);
  };
  await opened(panel, sim, room);
  for (const [name, value] of [
    ["Server", sim.url],
    ["Meeting number or address", room],
    ["Your name", "Wang Fang"],
  ]) {
    await expect(form.getByRole("textbox", { name, exact: true })).toHaveValue(value);
  }
  const password = form.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await expect(password).toHaveValue("");
  await expect(form.getByRole("checkbox", { name: "Hide me from the participant list" })).not.toBeChecked();
  await expect(button(form, "Join")).toBeEnabled();
  await nothingSent();

  await test.step("a password or PIN in the address is ignored and taken out of it", async () => {
    await page.goto("about:blank");
    await panel.open({ server: sim.url, account: room, password: "s3cret", pin: "4711", name: "Wang Fang" });
    await expect(password).toHaveValue("");
    await expect.poll(() => page.url()).not.toMatch(/s3cret|4711/);
    expect(await page.evaluate(() => location.href + JSON.stringify(history.state))).not.toMatch(/s3cret|4711/);
    await expect(form.getByRole("textbox", { name: "Meeting number or address" })).toHaveValue(room);
  });

  await test.step("an empty form says what is missing and sends nothing", async () => {
    await form.getByRole("textbox", { name: "Your name" }).fill("");
    await panel.join();
    await expect(form.getByRole("textbox", { name: "Your name" })).toHaveAttribute("aria-invalid", "true");
    await nothingSent();
  });
});

test("a link that is opened where the form is shown fills it in; in a meeting nothing changes but the address", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const other = sim.room();
  const number = form.getByRole("textbox", { name: "Meeting number or address" });
  const password = form.getByLabel("Password", { exact: true });
  await opened(panel, sim, room);
  await password.fill("ofTheFirst");
  // Another fragment loads no page.
  await page.goto(panel.link({ server: sim.url, account: other, name: "Li Lei", password: "s3cret", pin: "4711" }));
  await expect(number).toHaveValue(other);
  await expect(form.getByRole("textbox", { name: "Your name" })).toHaveValue("Li Lei");
  await expect(password).toHaveValue("");
  await expect.poll(() => page.url()).not.toMatch(/s3cret|4711/);
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();

  await page.goto(panel.link({ server: sim.url, account: room, name: "Wang Fang", pin: "4711" }));
  await expect.poll(() => page.url()).not.toContain("4711");
  await page.goto(panel.link({ owt: "https://owt.example.com", key: "s3cret" }));
  await expect.poll(() => page.url()).not.toContain("s3cret");
  await panel.live();
  await sim.become(other, roleOf("Li Lei"), [true]);
  expect((await sim.seen(other, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
});

test("from the end it goes back to the form, and Leave says why it does nothing any more", async ({ panel, sim, room }) => {
  const other = sim.room();
  await signIn(panel, sim, room);
  await panel.control("Leave").click();
  await panel.connection("ended");
  await isRefused(panel.control("Leave"), /no longer in this meeting/);
  await button(panel.page, "Sign in to another meeting").click();
  await panel.form.getByRole("textbox", { name: "Meeting number or address" }).fill(other);
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  await panel.agrees(sim, other);
});

test("a host's PIN, after a wrong one", async ({ panel, sim, room }) => {
  const { page, pinDialog } = panel;
  const tokens = new Set<string>();
  page.on("request", async (request) => {
    const { token } = await request.allHeaders().catch(() => ({ token: "" }));
    if (token) tokens.add(token);
  });
  await opened(panel, sim, room);
  await panel.join();
  await panel.answerPin("9999");
  await expect(pinDialog.getByRole("alert")).toContainText("Invalid PIN");
  await sim.become(room, roleOf("Wang Fang"), []);
  await panel.answerPin(HOST_PIN);
  await panel.live();
  await sim.become(room, roleOf("Wang Fang"), [true]);
  await expect(panel.control("Lock meeting")).not.toHaveAttribute("aria-disabled", "true");

  await test.step("token and PIN stand in no store, no address and nowhere on the page", async () => {
    await expect.poll(() => tokens.size).toBeGreaterThan(0);
    const kept = await page.evaluate(() =>
      [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href].join(),
    );
    const everything = kept + (await page.content());
    for (const token of tokens) expect(everything).not.toContain(token);
    expect(kept).not.toContain(HOST_PIN);
  });
});

test("a guest's PIN makes a guest", async ({ panel, sim, room }) => {
  // Somebody must have opened the meeting, or a guest waits.
  await sim.join(room, { display_name: "Host", role: "chair" });
  await signInAsGuest(panel, sim, room);
  await sim.become(room, roleOf("Wang Fang"), [false]);
});

test("only hosts have a PIN: a guest joins without one", async ({ panel, sim }) => {
  const room = sim.room("2000");
  await opened(panel, sim, room);
  await panel.join();
  await panel.answerPin("", "guest");
  await panel.live();
  await sim.become(room, roleOf("Wang Fang"), [false]);
});

test("a meeting without a PIN is joined at once", async ({ panel, sim }) => {
  const room = sim.room("3000");
  await panel.signIn({ server: sim.url, room });
  await sim.become(room, roleOf("Wang Fang"), [true]);
  await expect(panel.pinDialog).toHaveCount(0);
});

test("the form's password is the PIN where the server gives one back, and nobody is asked twice", async ({
  panel,
  sim,
  room,
}) => {
  await opened(panel, sim, room);
  await panel.form.getByLabel("Password", { exact: true }).fill(HOST_PIN);
  await panel.join();
  await panel.live();
  await sim.become(room, roleOf("Wang Fang"), [true]);
});

test("the number of an extension is asked for, and the PIN is kept", async ({ panel, sim }) => {
  const room = sim.room("4100");
  const extension = panel.dialog("Extension required");
  await opened(panel, sim, room);
  await panel.join();
  await expect(panel.pinDialog.or(extension)).toBeVisible();
  // Which question comes first is the server's business; neither comes twice.
  if (await panel.pinDialog.isVisible()) await panel.answerPin(HOST_PIN);
  await expect(extension).toBeVisible();
  await field(extension, "Extension").fill("42");
  await button(extension, "Continue").click();
  await expect(panel.main.or(panel.pinDialog)).toBeVisible();
  if (await panel.pinDialog.isVisible()) await panel.answerPin(HOST_PIN);
  await panel.live();
  await sim.become(room, roleOf("Wang Fang"), [true]);
  const questions = (await sim.seen(room, "new_session")).filter(({ status }) => status === 403);
  expect(questions.length).toBeLessThanOrEqual(2);
});

test("a meeting with an extension and no PIN", async ({ panel, sim }) => {
  const room = sim.room("4000");
  const extension = panel.dialog("Extension required");
  await opened(panel, sim, room);
  await panel.join();
  await field(extension, "Extension").fill("42");
  await button(extension, "Continue").click();
  await panel.live();
});

test("cancelling a question goes back to the form, with what was typed", async ({ panel, sim, room }) => {
  await opened(panel, sim, room);
  await panel.join();
  await button(panel.pinDialog, "Cancel").click();
  await expect(panel.pinDialog).toHaveCount(0);
  await expect(panel.form.getByRole("textbox", { name: "Meeting number or address" })).toHaveValue(room);
  await sim.become(room, roleOf("Wang Fang"), []);
});

test("an unknown number is told in the server's words", async ({ panel, sim }) => {
  const said = panel.page.waitForResponse(
    (answer) => answer.url().endsWith("checkJoin.shtml") && answer.request().method() === "POST",
  );
  await opened(panel, sim, "4711");
  await panel.join();
  const { code, results } = await (await said).json();
  expect(code).not.toBe("200");
  await expect(panel.alert.filter({ hasText: results })).toBeVisible();
  await expect(panel.form).toBeVisible();
});

test("straight to a node, by the link and by hand", async ({ panel, sim, room, openPanel }) => {
  await panel.open({ mcu: sim.url, room, name: "Wang Fang" });
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  expect((await sim.seen(room, "new_session")).map(({ status }) => status)).toEqual([403, 200]);

  const byHand = await openPanel();
  const { form } = byHand;
  await byHand.open({});
  await form.getByText("Connect to a node directly").click();
  await field(form, "Conferencing node").fill(sim.url);
  await form.getByRole("textbox", { name: "Meeting number or address" }).fill(room);
  await form.getByRole("textbox", { name: "Your name" }).fill("Li Lei");
  await form.getByRole("checkbox", { name: "Hide me from the participant list" }).check();
  await byHand.join();
  await byHand.answerPin(HOST_PIN);
  await byHand.live();
  expect((await sim.seen(room, "new_session")).at(-1)?.body).toMatchObject({ display_name: "Li Lei", hideme: "yes" });
});

test("the servers of config.json are there to choose from", async ({ panel, sim, room }) => {
  await panel.page.route("**/config.json", (route) =>
    route.fulfill({
      json: {
        servers: [
          { name: "Head office", url: sim.url },
          { name: "Branch", url: "https://branch.example" },
        ],
      },
    }),
  );
  await panel.open({ account: room, name: "Wang Fang" });
  await expect(field(panel.form, "Server")).toHaveValue(sim.url);
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
});
