// Names are chosen by guests: one that looks like another's gets a mark, what is asked about somebody says who they are, and what is
// done is done to whom was meant.

import { button } from "./support/controls";
import { joinAll, short } from "./support/people";
import { signIn } from "./support/sign-in";
import { type Simulator, expect, stays, test } from "./support/test";

const MARK = "Look-alike name";

test("a name that looks like another's is marked, wherever it is acted on", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room, { name: "Host" });
  const join = (display_name: string, more = {}) => sim.join(room, { display_name, ...more });
  const real = await join("Wang Fang", { uri: "sip:wang@example.cn" });
  const other = await join("Li Na");
  await expect(panel.row(other)).toBeVisible();
  await expect(panel.page.getByText(MARK)).toHaveCount(0);

  await test.step("letters of another alphabet, full-width ones, hidden ones, and just the same", async () => {
    const check = async (name: string) => {
      const twin = await join(name, { uri: "sip:mallory@example.org" });
      await expect(panel.row(twin)).toContainText(MARK);
      await expect(panel.row(real)).toContainText(MARK);
      await expect(panel.row(other)).not.toContainText(MARK);
      await sim.leave(room, twin);
      await expect(panel.page.getByText(MARK)).toHaveCount(0);
    };
    for (const name of ["W\u0430ng Fang", "Ｗａｎｇ Ｆａｎｇ", "Wang\u202E\u200B Fang", "Wang Fang"]) await check(name);
  });

  await test.step("in the waiting room, and one who renames themselves", async () => {
    const waits = await join("Wang F\u0430ng", { service_type: "waiting_room" });
    await expect(panel.waitingRoom).toContainText(MARK);
    await sim.update(room, waits, { display_name: "Mallory" });
    await expect(panel.page.getByText(MARK)).toHaveCount(0);
    await sim.update(room, waits, { display_name: "Host" });
    await expect(panel.waitingRoom).toContainText(MARK);
    await sim.leave(room, waits);
  });

  await test.step("what is asked says name, address and number, and acts on the number", async () => {
    const twin = await join("W\u0430ng Fang", { uri: "sip:mallory@example.org" });
    const row = panel.row(twin);
    await row.getByRole("button", { name: /^More actions/ }).click();
    await panel.menuItem("Remove").click();
    const asked = panel.page.getByRole("dialog");
    for (const part of ["W\u0430ng Fang", "sip:mallory@example.org", short(twin), MARK]) await expect(asked).toContainText(part);
    await expect(asked).not.toContainText(short(real));
    // They take the other's name and address, and the real one theirs, while the question stands there.
    await sim.update(room, twin, { display_name: "Li Na", uri: "sip:wang@example.cn" });
    await sim.update(room, real, { display_name: "W\u0430ng Fang", uri: "sip:mallory@example.org" });
    await expect(panel.row(real)).toHaveAttribute("data-name", "W\u0430ng Fang");
    await button(asked, "Remove").click();
    await expect(panel.row(twin)).toHaveCount(0);
    await expect(panel.row(real)).toBeVisible();
    const removed = (await sim.requests(room)).filter(({ method, path }) => method === "POST" && path.endsWith("/disconnect"));
    expect(removed.map(({ path }) => path.split("/").at(-2))).toEqual([twin]);
  });

  await test.step("so do the forms", async () => {
    for (const [item, title] of [
      ["Transfer", "Transfer"],
      ["Change caption", "Change caption of"],
      ["Send DTMF", "Send DTMF to"],
    ]) {
      await panel.row(other).getByRole("button", { name: /^More actions/ }).click();
      await panel.menuItem(item).click();
      const dialog = panel.page.getByRole("dialog", { name: `${title} Li Na` });
      await expect(dialog).toContainText(short(other));
      await panel.page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    }
  });
});

test("in Chinese: marked as well", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room, { lang: "zh-CN" });
  const one = await sim.join(room, { display_name: "王土" });
  const two = await sim.join(room, { display_name: "⺩士" });
  for (const uuid of [one, two]) await expect(panel.row(uuid)).toContainText("名称相似");
});

test.describe("a press counts for what was under the pointer when it began", () => {
  /** How often somebody had something done to them. */
  const acted = async (sim: Simulator, room: string) =>
    (await sim.requests(room)).filter(({ method, path }) => method === "POST" && path.includes("/participants/")).length;

  test("somebody leaves, and nobody slides under it", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    const uuids = await joinAll(sim, room, ["Ann", "Ben", "Cid", "Dan"]);
    const mute = (name: string) => button(panel.people, `Mute ${name}`);
    await expect(mute("Dan")).toBeVisible();
    /** Presses on NAME; while the button is down, somebody leaves; releases. */
    const pressWhileLeaves = async (name: string, leaves: string) => {
      const { mouse } = panel.page;
      const at = (await mute(name).boundingBox())!;
      await mouse.move(at.x + at.width / 2, at.y + at.height / 2);
      await mouse.down();
      await sim.leave(room, leaves);
      await expect(panel.row(leaves)).toHaveCount(0);
      await mouse.up();
    };

    await test.step("the press is for whom it was meant for", async () => {
      const before = await mute("Ben").boundingBox();
      await pressWhileLeaves("Ben", uuids[0]);
      await expect(panel.row(uuids[1])).toHaveAttribute("data-muted", "true");
      expect(await button(panel.people, "Unmute Ben").boundingBox()).toMatchObject({ y: before!.y });
      expect(await acted(sim, room)).toBe(1);
    });
    await test.step("who has left themselves: it is for nobody", async () => {
      await pressWhileLeaves("Cid", uuids[2]);
      await stays(() => acted(sim, room));
      expect(await acted(sim, room)).toBe(1);
      await expect(mute("Dan")).toBeVisible();
    });
  });

  test("nobody moves under a pointer because of a new host or a newcomer", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    const uuids = await joinAll(sim, room, ["Ann", "Ben", "Cid"]);
    await expect(panel.row(uuids[2])).toBeVisible();
    await panel.row(uuids[0]).hover();
    const before = await panel.row(uuids[0]).boundingBox();
    await sim.update(room, uuids[2], { role: "chair" });
    await expect(panel.row(uuids[2])).toHaveAttribute("data-role", "host");
    const host = await sim.join(room, { display_name: "Boss", role: "chair" });
    await expect(panel.row(host)).toBeVisible();
    expect(await panel.row(uuids[0]).boundingBox()).toEqual(before);
    await panel.page.mouse.move(5, 5);
    await expect.poll(async () => (await panel.row(uuids[0]).boundingBox())?.y).toBeGreaterThan(before!.y);
  });

  test("nobody moves under a pointer because somebody knocks, or knocks no more", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    await sim.people(room, 100);
    // Further down than what comes above the list is high: where that covers the pointer, no row is under it any more.
    const uuid = (await panel.rows.nth(9).getAttribute("data-uuid"))!;
    await panel.row(uuid).hover();
    const y = async () => (await panel.row(uuid).boundingBox())?.y;
    const before = await y();
    const waiting = await sim.join(room, { display_name: "Knocker", service_type: "waiting_room" });
    await expect(button(panel.waitingRoom, "Admit Knocker")).toBeVisible();
    // A frame later, before anything is painted.
    await expect.poll(y).toBe(before);
    await sim.leave(room, waiting);
    await expect(panel.waitingRoom).toHaveCount(0);
    await expect.poll(y).toBe(before);
  });

  test("nobody who is read moves up when the waiting room goes", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    const [ann] = await joinAll(sim, room, ["Ann", "Ben", "Cid"]);
    const waiting = await sim.join(room, { display_name: "Knocker", service_type: "waiting_room" });
    await expect(button(panel.waitingRoom, "Admit Knocker")).toBeVisible();
    await panel.row(ann).hover();
    const y = async () => (await panel.row(ann).boundingBox())!.y;
    const before = await y();
    await sim.leave(room, waiting);
    await expect(panel.waitingRoom).toHaveCount(0);
    await expect.poll(y).toBe(before);
    await panel.page.mouse.move(5, 5);
    await expect.poll(y).toBeLessThan(before);
  });

  test("in the waiting room", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    const uuids = await joinAll(sim, room, ["Ann", "Ben", "Cid"], { service_type: "waiting_room" });
    const admit = (name: string) => button(panel.waitingRoom, `Admit ${name}`);
    await expect(admit("Cid")).toBeVisible();
    const { mouse } = panel.page;
    const at = (await admit("Ann").boundingBox())!;
    const ben = (await admit("Ben").boundingBox())!;
    await mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await sim.leave(room, uuids[0]);
    await expect(admit("Ann")).toHaveCount(0);
    // Hers is an empty place, and a press on it is about nobody.
    expect((await admit("Ben").boundingBox())!.y).toBe(ben.y);
    await mouse.down();
    await mouse.up();
    await stays(() => acted(sim, room));
    expect(await acted(sim, room)).toBe(0);
    await expect(panel.waitingRoom.getByRole("listitem")).toHaveCount(2);
    await mouse.move(0, 0);
    await expect.poll(async () => (await admit("Ben").boundingBox())!.y).toBe(at.y);
  });

  test("a question that appears under it is not answered by it", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { name: "Host" });
    const ann = await sim.join(room, { display_name: "Ann" });
    await expect(panel.row(ann)).toBeVisible();
    // Remove, twice at one place: the second press lands where the dialog's button may be by then.
    await panel.openMenu("Ann");
    const pressed = await panel.page.evaluateHandle(() => {
      const pressed: string[] = [];
      new MutationObserver(() => {
        const remove = [...document.querySelectorAll<HTMLButtonElement>("dialog[open] button")].find(({ textContent }) => textContent === "Remove");
        if (!remove || pressed.length > 0) return;
        pressed.push("Remove");
        remove.click();
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
      return pressed;
    });
    await panel.menuItem("Remove").click();
    const remove = button(panel.page.getByRole("dialog"), "Remove");
    await expect.poll(() => pressed.evaluate((all) => all)).toEqual(["Remove"]);
    await expect(panel.page.getByRole("dialog")).toBeVisible();
    await stays(() => acted(sim, room));
    expect(await acted(sim, room)).toBe(0);
    await remove.click();
    await expect(panel.row(ann)).toHaveCount(0);
    expect(await acted(sim, room)).toBe(1);
  });
});
