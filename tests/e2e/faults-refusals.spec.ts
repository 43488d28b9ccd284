// The server refuses, is in trouble, or says nothing at all.

import { HOST_PIN, PROMISED, REQUEST_LIMIT, type Seen, expect, isQuiet, refusedAt, row, seenAt, test } from "./support/test";

const INVALID = { status: "failed", result: "Invalid token" };
/** How slow a reading of the people is made, so that it can be seen. */
const SLOW = 2_000;
/** What `Retry-After` says, ms. */
const RETRY_AFTER = 10_000;
/** Asks the panel for a refresh now, as a server may. */
const REFRESH = "event: refresh_session\n\n";

const sentAt = (requests: Seen[]) => requests.map(({ at }) => at);

for (const status of [401, 403]) {
  test(
    `${status} on a command: one refresh, then what is safe goes once more and what isn't does not`,
    row("401/403 on a command, young token"),
    async ({ panel, sim, room, measured }) => {
      await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
      const alice = await sim.join(room, { display_name: "Alice" });
      const bob = await sim.join(room, { display_name: "Bob" });
      await expect(panel.row(bob)).toBeVisible();

      await sim.fault(room, "mute", { status, body: INVALID }, 1);
      await panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click();
      await measured.fault(() => refusedAt(sim, room, `${alice}/mute`));
      await measured.back(panel.people.locator(`[data-uuid="${alice}"][data-muted=true]`));
      expect((await sim.seen(room, `participants/${alice}/mute`)).map((one) => one.status)).toEqual([status, 200]);
      expect(await sim.seen(room, "refresh_session")).toHaveLength(1);

      await sim.fault(room, "participant.disconnect", { status, body: INVALID }, 1);
      await panel.choose("Bob", "Remove");
      const dialog = panel.dialog("Remove Bob?");
      await dialog.getByRole("button", { name: "Remove", exact: true }).click();
      await measured.fault(() => refusedAt(sim, room, `${bob}/disconnect`));
      await measured.told(panel.alert.filter({ hasText: /Remove: .*Bob.* not done/ }).filter({ hasText: "Invalid token" }));
      await expect.poll(() => sim.seen(room, "refresh_session")).toHaveLength(2);
      await panel.live();
      await expect(panel.row(bob)).toBeVisible();
      expect(await sim.seen(room, `participants/${bob}/disconnect`)).toHaveLength(1);
      expect((await sim.seen(room, "new_session")).filter((one) => one.status === 200)).toHaveLength(1);
      await panel.agrees(sim, room);
    },
  );
}

test(
  "a refresh that fails is tried again within the token's life, and the host sees it within 2 s",
  row("500/502/503/504 on refresh"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    for (const status of [500, 502, 503, 504]) await sim.fault(room, "refresh_session", { status, body: "<h1>Bad gateway</h1>" }, 1);
    await sim.raw(room, REFRESH);
    await measured.fault(() => refusedAt(sim, room, "refresh_session"));
    await measured.told(panel.alert.filter({ hasText: "doesn't renew this session" }));
    const answers = async () => (await sim.seen(room, "refresh_session")).map(({ status }) => status);
    await measured.back(seenAt(sim, room, "refresh_session", { is: ({ status }) => status === 200 }));
    expect(await answers()).toEqual([500, 502, 503, 504, 200]);
    const at = sentAt(await sim.seen(room, "refresh_session"));
    measured.note(`tries ${at.slice(1).map((time, index) => time - at[index]).join(", ")} ms apart`);
    for (const [index, time] of at.slice(1).entries()) expect(time - at[index]).toBeGreaterThanOrEqual(250);
    await panel.live();
    expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
    await panel.agrees(sim, room);
  },
);

test(
  "429 with Retry-After: nothing goes out before then, and the stream and the list stay as they are",
  row("429 with Retry-After"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    const streams = (await sim.seen(room, "events")).length;
    await sim.fault(room, "refresh_session", { status: 429, headers: { "Retry-After": `${RETRY_AFTER / 1_000}` }, body: "<h1>Slow down</h1>" }, 1);
    await sim.raw(room, REFRESH);
    const refused = await refusedAt(sim, room, "refresh_session");
    await measured.fault(async () => refused);
    await measured.told(panel.alert.filter({ hasText: "doesn't renew this session" }));
    // Neither the token nor the roster is asked for in between, even where an event leaves something open.
    await sim.raw(room, 'event: participant_update\ndata: {"uuid":"5f5f5f5f-0000-4000-8000-000000000001","is_muted":"YES"}\n\n');
    await isQuiet(measured, 4_500);
    await measured.over(async () => refused + RETRY_AFTER);
    await measured.back(seenAt(sim, room, "refresh_session", { nth: 2 }));
    expect(await sim.seen(room, "refresh_session")).toHaveLength(2);
    const [, again] = sentAt(await sim.seen(room, "refresh_session"));
    expect(again - refused).toBeGreaterThanOrEqual(RETRY_AFTER);
    await panel.live();
    expect(await sim.seen(room, "events")).toHaveLength(streams);
    await panel.agrees(sim, room);
  },
);

test(
  "requests that hang are given up after 10 s, one at a time; a command without an answer is checked and told",
  row("a request hangs"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    await sim.fault(room, "refresh_session", { hang: true }, 1);
    await sim.fault(room, "mute", { hang: true });
    await sim.fault(room, "participants", { delay_ms: SLOW });
    // Asked for again and again, and still one at a time.
    await sim.raw(room, REFRESH.repeat(3));
    await measured.fault(() => panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click());
    await expect.poll(() => sim.seen(room, "refresh_session")).toHaveLength(1);
    await sim.raw(room, REFRESH);
    await measured.told(panel.page.getByText(/Alice.* no answer, checking/), REQUEST_LIMIT + PROMISED.told);
    await measured.back(panel.alert.filter({ hasText: /Alice.* not sent again/ }), REQUEST_LIMIT + SLOW + PROMISED.told);
    await expect(panel.row(alice)).toHaveAttribute("data-pending", "false");
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "false");
    expect(await sim.seen(room, `participants/${alice}/mute`)).toHaveLength(1);
    await expect.poll(() => sim.seen(room, "refresh_session")).toHaveLength(2);
    const [hung, next] = sentAt(await sim.seen(room, "refresh_session"));
    // Counted where they arrive: the first may have been longer on its way.
    expect(next - hung).toBeGreaterThanOrEqual(9_500);
    await panel.live();
    await panel.agrees(sim, room);
  },
);

test(
  "a stream that doesn't open and a server that doesn't answer at the door are given up after 10 s, and said",
  row("a request hangs"),
  async ({ panel, openPanel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const other = await openPanel();
    const elsewhere = sim.room();
    await sim.fault(elsewhere, "checkJoin", { hang: true }, 1);
    await other.open({ server: sim.url, account: elsewhere, name: "Li Lei" });
    await other.join();

    await sim.fault(room, "events", { hang: true }, 1);
    await measured.fault(() => sim.streams(room, "cut_once"));
    await measured.told("stale");
    const late = await sim.join(room, { display_name: "Comes meanwhile" });
    await measured.back("live", REQUEST_LIMIT + PROMISED.back);
    await expect(panel.row(late)).toBeVisible();
    await panel.agrees(sim, room);

    await expect(other.alert.filter({ hasText: "didn't answer in 10 seconds. Try again" })).toBeVisible();
    await other.join();
    await other.answerPin(HOST_PIN);
    await other.live();
  },
);

test(
  "an answer that is lost after the server acted: the state is read, and nothing is sent again",
  row("answer lost after the server acted"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const [alice, bob, cid] = [
      await sim.join(room, { display_name: "Alice" }),
      await sim.join(room, { display_name: "Bob" }),
      await sim.join(room, { display_name: "Cid" }),
    ];
    await expect(panel.row(cid)).toBeVisible();
    const remove = async (name: string) => {
      await panel.choose(name, "Remove");
      await panel.dialog(`Remove ${name}?`).getByRole("button", { name: "Remove", exact: true }).click();
    };
    const reads = async () => (await sim.seen(room, "participants")).length;
    const before = await reads();

    await test.step("neither an answer nor an event", async () => {
      await sim.fault(room, "participant.disconnect", { lose: true }, 1);
      await sim.fault(room, "mute", { lose: true }, 1);
      await sim.fault(room, "participants", { delay_ms: SLOW });
      await remove("Bob");
      await measured.fault(() => panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click());
      await measured.told(panel.page.getByText(/Alice.* no answer, checking/), REQUEST_LIMIT + PROMISED.told);
      await measured.back(panel.people.locator(`[data-uuid="${alice}"][data-muted=true]`), REQUEST_LIMIT + SLOW + PROMISED.told);
      await expect(panel.row(bob)).toHaveCount(0);
      expect(await reads()).toBeGreaterThan(before);
    });

    await test.step("the answer breaks off, the event comes", async () => {
      await sim.fault(room, "participant.disconnect", { act_then_cut: true }, 1);
      await remove("Cid");
      await expect(panel.row(cid)).toHaveCount(0);
    });

    await expect(panel.row(alice)).toHaveAttribute("data-pending", "false");
    await expect(panel.alert).toHaveCount(0);
    for (const path of [`${alice}/mute`, `${bob}/disconnect`, `${cid}/disconnect`]) {
      expect(await sim.seen(room, `participants/${path}`)).toHaveLength(1);
    }
    await panel.agrees(sim, room);
  },
);
