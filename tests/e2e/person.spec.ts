// One person's menu. For each command: done, refused, "false", and a yes that nothing came of. And what is typed about somebody.

import { button, field } from "./support/controls";
import { FALSE, REFUSED, told } from "./support/deeds";
import type { Panel } from "./support/panel";
import { joinAll, person } from "./support/people";
import { signIn } from "./support/sign-in";
import type { Simulator } from "./support/simulator";
import { expect, seenOnly, test } from "./support/test";

interface Case {
  /** The menu's item. */
  item: string;
  /** On the wire. */
  command: string;
  /** How a notice calls it. */
  called: RegExp;
  body?: unknown;
  /** What is so before. */
  before?: Record<string, unknown>;
  /** What is typed in the dialog that opens. */
  type?: (panel: Panel) => Promise<void>;
  /** The row's attribute before and after; without one a notice tells. */
  shows?: [string, string, string];
  /** Only the server's answer can tell. */
  answerTells?: true;
  /** They are gone afterwards. */
  leaves?: true;
}

const CASES: Case[] = [
  { item: "Spotlight", command: "spotlighton", called: /Spotlight/, shows: ["data-spotlight", "0", "1"] },
  { item: "Remove spotlight", command: "spotlightoff", called: /Remove spotlight/, before: { spotlight: 1_441_720_001 }, shows: ["data-spotlight", "1", "0"] },
  { item: "Make host", command: "role", called: /Change role/, body: { role: "chair" }, shows: ["data-role", "guest", "host"] },
  { item: "Make guest", command: "role", called: /Change role/, body: { role: "guest" }, before: { role: "chair" }, shows: ["data-role", "host", "guest"] },
  { item: "Block presentation", command: "denyrxpresentation", called: /Block presentation/, shows: ["data-rx-presentation", "true", "false"] },
  { item: "Allow presentation", command: "allowrxpresentation", called: /Allow presentation/, before: { rx_presentation_policy: "DENY" }, shows: ["data-rx-presentation", "false", "true"] },
  {
    item: "Send DTMF",
    command: "dtmf",
    called: /Send DTMF/,
    body: { digits: "12#" },
    answerTells: true,
    type: async (panel) => {
      await field(panel.dialog("Send DTMF to Alice"), "Digits").fill("12#");
      await button(panel.dialog("Send DTMF to Alice"), "Send").click();
      await button(panel.dialog("Send DTMF to Alice"), "Close").click();
    },
  },
  {
    item: "Transfer",
    command: "transfer",
    called: /Transfer/,
    body: { role: "chair", conference_alias: "board@example.cn", pin: "2580" },
    leaves: true,
    type: async (panel) => {
      const dialog = panel.dialog("Transfer Alice");
      await field(panel.dialog("Transfer Alice"), "Address or number").fill(" board@example.cn");
      await dialog.getByRole("combobox", { name: "Role", exact: true }).selectOption({ label: "Host" });
      await dialog.getByLabel("PIN", { exact: true }).fill("2580");
      await button(panel.dialog("Transfer Alice"), "Transfer").click();
    },
  },
  {
    item: "Change caption",
    command: "overlaytext",
    called: /Change caption/,
    body: { text: "Alice, Legal" },
    type: async (panel) => {
      await field(panel.dialog("Change caption of Alice"), "Caption").fill("Alice, Legal");
      await button(panel.dialog("Change caption of Alice"), "Save").click();
    },
  },
];


for (const one of CASES) {
  test(`${one.item}: done, refused, false, and nothing came of it`, async ({ panel, sim, room }) => {
    const alice = await sim.join(room, { display_name: "Alice", ...one.before });
    await signIn(panel, sim, room);
    const row = panel.row(alice);
    const act = async () => {
      await panel.choose("Alice", one.item);
      await one.type?.(panel);
    };
    const seen = () => sim.seen(room, `participants/${alice}/${one.command}`);
    const unchanged = async () => {
      await expect(row).toHaveAttribute("data-pending", "false");
      if (one.shows) await expect(row).toHaveAttribute(one.shows[0], one.shows[1]);
    };
    const isTold = async (why: string | RegExp) => {
      const alert = told(panel, one.called, "Alice", why);
      await expect(alert).toBeVisible({ timeout: 12_000 });
      await unchanged();
      await button(alert, "Dismiss").click();
      await expect(alert).toHaveCount(0);
    };

    await test.step("403", async () => {
      await sim.fault(room, one.command, REFUSED, 1);
      await act();
      await isTold("Not for you today");
    });
    await test.step("result false", async () => {
      await sim.fault(room, one.command, FALSE, 1);
      await act();
      await isTold(/not done/i);
    });
    if (!one.answerTells) {
      await test.step("a yes, and no event", async () => {
        await sim.fault(room, one.command, { swallow: true }, 1);
        await act();
        await expect(row).toHaveAttribute("data-pending", "true");
        await isTold(/nothing changed/i);
      });
    }
    await test.step("done", async () => {
      const before = (await seen()).length;
      await act();
      if (one.shows) await expect(row).toHaveAttribute(one.shows[0], one.shows[2]);
      else await expect(panel.page.getByRole("status").filter({ hasText: one.called }).filter({ hasText: "done" })).toBeVisible();
      if (one.leaves) await expect(row).toHaveCount(0);
      else await expect(row).toHaveAttribute("data-pending", "false");
      const all = await seen();
      expect(all).toHaveLength(before + 1);
      expect(all.at(-1)).toMatchObject({ method: "POST", status: 200, ...(one.body ? { body: one.body } : {}) });
    });
  });
}

test("a transfer is done when they have really gone", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await signIn(panel, sim, room);
  await sim.fault(room, "transfer", { swallow: true }, 1);
  await panel.choose("Alice", "Transfer");
  await field(panel.dialog("Transfer Alice"), "Address or number").fill("8000");
  await button(panel.dialog("Transfer Alice"), "Transfer").click();
  const done = panel.page.getByRole("status").filter({ hasText: "Transfer" }).filter({ hasText: "done" });
  await expect.poll(() => sim.seen(room, `participants/${alice}/transfer`)).toHaveLength(1);
  expect((await sim.seen(room, `participants/${alice}/transfer`))[0].body).toEqual({ role: "guest", conference_alias: "8000" });
  await expect(panel.row(alice)).toHaveAttribute("data-pending", "true");
  await expect(done).toHaveCount(0);
  await sim.leave(room, alice);
  await expect(done).toBeVisible();
});

test("what is pasted about somebody is put right in its field, and sent as it is shown", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await signIn(panel, sim, room);
  const shown = async (dialog: string, name: string, typed: string, expected: string) => {
    const typedInto = panel.dialog(dialog).getByLabel(name, { exact: true });
    await typedInto.fill(typed);
    await typedInto.blur();
    await expect(typedInto).toHaveValue(expected);
  };
  await panel.choose("Alice", "Send DTMF");
  await shown("Send DTMF to Alice", "Digits", "\u202a１ ２-3＃\u202c", "123#");
  await shown("Send DTMF to Alice", "Digits", "one", "one");
  await panel.page.keyboard.press("Escape");
  await panel.choose("Alice", "Transfer");
  await shown("Transfer Alice", "PIN", " ４２ ", "42");
  await shown("Transfer Alice", "Address or number", "\u202a820 445\u00a0398\u202c", "820445398");
  await button(panel.dialog("Transfer Alice"), "Transfer").click();
  const seen = () => sim.seen(room, `participants/${alice}/transfer`);
  await expect.poll(seen).toHaveLength(1);
  expect((await seen())[0].body).toMatchObject({ conference_alias: "820445398", pin: "42" });
});

test("a caption on a server that calls it override_text", async ({ panel, sim }) => {
  const room = sim.room("7000");
  await sim.oldForms(room, ["document_commands"]);
  const alice = await sim.join(room, { display_name: "Alice", overlay_text: "Alice" });
  await signIn(panel, sim, room);
  const save = async (text: string) => {
    await panel.choose("Alice", "Change caption");
    await field(panel.dialog("Change caption of Alice"), "Caption").fill(text);
    await button(panel.dialog("Change caption of Alice"), "Save").click();
    await sim.become(room, (state) => person(alice)(state)?.overlay_text, text);
    await expect(panel.row(alice)).toHaveAttribute("data-pending", "false");
  };
  await panel.choose("Alice", "Change caption");
  await expect(field(panel.dialog("Change caption of Alice"), "Caption")).toHaveValue("Alice");
  await panel.page.keyboard.press("Escape");
  await save("第一排 王芳");
  await save("Legal");
  // Asked for once in the spelling that isn't known; after that it is remembered.
  expect(await sim.seen(room, `participants/${alice}/overlaytext`)).toHaveLength(1);
  expect((await sim.seen(room, `participants/${alice}/override_text`)).map(({ body }) => body)).toEqual([
    { text: "第一排 王芳" },
    { text: "Legal" },
  ]);
});

test("tones: keys type, twice is two, and they go out in order", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await signIn(panel, sim, room);
  await panel.choose("Alice", "Send DTMF");
  const dialog = panel.dialog("Send DTMF to Alice");
  const key = (name: string) => dialog.getByRole("button", { name, exact: true });
  const digits = field(panel.dialog("Send DTMF to Alice"), "Digits");
  const send = key("Send");
  await expect(digits).toBeFocused();
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await key("0").dblclick();
  for (const name of ["1", "*", "9", "#"]) await key(name).click();
  await expect(digits).toHaveValue("001*9#");

  await test.step("the next ones wait for the answer to the ones before", async () => {
    await sim.fault(room, "dtmf", { delay_ms: 1_500 }, 1);
    await send.click();
    await expect(digits).toHaveValue("");
    for (const more of ["2", "2", "34"]) {
      await digits.fill(more);
      await digits.press("Enter");
      await expect(digits).toHaveValue("");
    }
    const seen = () => sim.seen(room, `participants/${alice}/dtmf`);
    await expect.poll(seen).toHaveLength(4);
    const all = await seen();
    expect(all.map(({ body }) => body.digits)).toEqual(["001*9#", "2", "2", "34"]);
    expect(all[1].at - all[0].at).toBeGreaterThanOrEqual(1_400);
  });

  await test.step("what is no tone isn't sent", async () => {
    await digits.fill("12a");
    await expect(dialog).toContainText("Only 0–9, * and # can be sent.");
    await digits.press("Enter");
    await expect(digits).toHaveValue("12a");
    await seenOnly(sim, room, `participants/${alice}/dtmf`, 4);
  });

  await test.step("who leaves takes nobody else's tones", async () => {
    const again = await sim.join(room, { display_name: "Alice" });
    await sim.leave(room, alice);
    await digits.fill("5");
    await expect(send).toHaveAttribute("aria-disabled", "true");
    await expect(send).toHaveAccessibleDescription(/not in the meeting any more/i);
    await digits.press("Enter");
    await key("Close").click();
    await expect(dialog).toHaveCount(0);
    await seenOnly(sim, room, `participants/${again}/dtmf`, 0);
  });
});

test.describe("the spotlight's queue", () => {
  const names = ["Ann", "Ben", "Cid"];

  async function lit(panel: Panel, sim: Simulator, room: string): Promise<string[]> {
    const uuids = await joinAll(sim, room, names);
    for (const [at, uuid] of uuids.entries()) await sim.update(room, uuid, { spotlight: 1_441_720_001 + at });
    await signIn(panel, sim, room);
    await expect(panel.row(uuids[2])).toHaveAttribute("data-spotlight", "3");
    await button(panel.page, "Spotlight order").click();
    await expect(panel.dialog("Spotlight order")).toBeVisible();
    return uuids;
  }

  const queue = (panel: Panel) => panel.dialog("Spotlight order").getByRole("list", { name: "Spotlight order" });

  async function becomes(panel: Panel, sim: Simulator, room: string, uuids: string[]): Promise<void> {
    for (const [at, uuid] of uuids.entries()) {
      await expect(panel.row(uuid)).toHaveAttribute("data-spotlight", String(at + 1), { timeout: 20_000 });
    }
    await expect(queue(panel)).not.toHaveAttribute("aria-busy", "true", { timeout: 20_000 });
    const state = await sim.state(room);
    const stamps = uuids.map((uuid) => Number(person(uuid)(state)?.spotlight));
    // In the server's own order, without a tie.
    expect(stamps.every((stamp, at) => stamp > (stamps[at - 1] ?? 0)), String(stamps)).toBe(true);
  }

  test("by keyboard: off, then on one by one, each with a later stamp", async ({ panel, sim, room }) => {
    const [ann, ben, cid] = await lit(panel, sim, room);
    const up = button(queue(panel), "Move up Cid");
    await up.focus();
    await panel.page.keyboard.press("Enter");
    await panel.page.keyboard.press("Enter");
    await expect(up).toHaveAttribute("aria-disabled", "true");
    await expect(up).toBeFocused();
    await expect(queue(panel).getByRole("listitem").first()).toContainText("Cid");
    await becomes(panel, sim, room, [cid, ann, ben]);
    const sent = (await sim.requests(room)).filter(({ method, path }) => method === "POST" && /spotlight(on|off)$/.test(path));
    const told = sent.map(({ path }) => `${path.split("/").at(-1)} ${names[[ann, ben, cid].indexOf(path.split("/").at(-2)!)]}`);
    expect(told).toEqual(["spotlightoff Ann", "spotlighton Ann", "spotlightoff Ben", "spotlighton Ben"]);

    await button(queue(panel), "Move down Cid").press("Enter");
    await becomes(panel, sim, room, [ann, cid, ben]);
  });

  test("by drag", async ({ panel, sim, room }) => {
    const [ann, ben, cid] = await lit(panel, sim, room);
    const { mouse } = panel.page;
    const rows = queue(panel).getByRole("listitem");
    const from = (await rows.nth(0).boundingBox())!;
    const to = (await rows.nth(2).boundingBox())!;
    await mouse.move(from.x + 16, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(to.x + 16, from.y + from.height, { steps: 4 });
    await mouse.move(to.x + 16, to.y + to.height / 2, { steps: 4 });
    await expect(rows.nth(0)).toHaveAttribute("data-dragged", "true");
    await mouse.up();
    await expect(rows.nth(2)).toContainText("Ann");
    await becomes(panel, sim, room, [ben, cid, ann]);
  });

  test("a step that fails stops it, and says where", async ({ panel, sim, room }) => {
    const [ann, ben, cid] = await lit(panel, sim, room);
    await sim.fault(room, "spotlightoff", { status: 403, body: { status: "failed", result: "Not today" } }, 1);
    await button(queue(panel), "Move up Cid").click();
    await expect(panel.dialog("Spotlight order")).toContainText("Stopped at Ben");
    await expect(panel.page.getByText("Not today")).toBeAttached();
    for (const [at, uuid] of [ann, ben, cid].entries()) {
      await expect(panel.row(uuid)).toHaveAttribute("data-spotlight", String(at + 1));
    }
    await seenOnly(sim, room, "spotlighton", 0);
  });
});
