// Markup, scripts and tricks of writing in every field that comes from outside: shown as what they are, and run nowhere.

import type { Page } from "@playwright/test";
import { button } from "./support/controls";
import { signIn } from "./support/sign-in";
import { expect, seenOnly, test } from "./support/test";

/** One for each way in: an element's text, an attribute in either quote, an address, a template, the end of a script or a style. */
const MARKUP = `"'><img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script></title></style>{{constructor}}\${1}`;
const ADDRESS = "javascript:globalThis.owned=1//";
/** Turns the words around it, hides some, and stacks marks. */
const TRICKS = "\u202Eevil\u202C\u2066x\u2067\u200B\u200E\u{E0041}\u0000Z\u0301\u0302\u0303\u0304\u0305";
const HOSTILE = `${MARKUP}${TRICKS}`;

/** Nothing ran, nothing was made of it, and nothing turns or hides what stands around it. */
async function isHarmless(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    // By their numbers: a test's source should show what it tests. Isolates of our own (2068, 2069) are paired.
    const hidden = /(?![\t\n\r])\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2066\u2067\u{E0000}-\u{E0FFF}]/u;
    const marks = /[\u0300-\u036F]{3}/;
    const places: string[] = [];
    const look = (where: string, text: string) => {
      if (hidden.test(text) || marks.test(text)) places.push(`${where}: ${JSON.stringify(text.slice(0, 300))}`);
    };
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walk.currentNode; node; node = walk.nextNode()) {
      const parent = node.parentElement;
      // Chat is a text of whole lines and keeps its joiners and marks; it can't turn what stands outside of its own block.
      if (parent?.matches(".message-text")) {
        const { display, unicodeBidi } = getComputedStyle(parent);
        if (display !== "block" || !/isolate|plaintext/.test(unicodeBidi)) places.push(`chat isn't isolated: ${display} ${unicodeBidi}`);
      } else if (node.nodeType === Node.TEXT_NODE) look(`text of ${parent?.className}`, node.nodeValue!);
      else for (const { name, value } of (node as Element).attributes) if (name !== "data-uuid") look(`${name} of ${(node as Element).className}`, value);
    }
    return {
      owned: "owned" in globalThis,
      made: [...document.querySelectorAll("img:not([src^='blob:']), body script, iframe, object, embed, [onerror], [onclick], [onload]")].map(
        ({ outerHTML }) => outerHTML,
      ),
      // The page's own icon holds nothing but a number.
      links: [...document.querySelectorAll("[href]:not(link[rel=icon]), [src], [action]")]
        .map((one) => one.getAttribute("href") ?? one.getAttribute("src") ?? one.getAttribute("action"))
        .filter((link) => /^\s*(javascript|data|vbscript):/i.test(link!)),
      places,
    };
  });
  expect(seen).toEqual({ owned: false, made: [], links: [], places: [] });
}

test("every field of everything that a server tells", async ({ panel, sim, room }) => {
  const { page } = panel;
  // Names of the meeting and of oneself come with the way in.
  await page.route("**/checkJoin.shtml", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    await route.fulfill({ response: answer, json: { ...json, results: { ...json.results, conferenceName: HOSTILE, participantName: HOSTILE } } });
  });
  await page.route("**/new_session", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    if (json.result?.token) {
      json.result = { ...json.result, display_name: HOSTILE, conferenceName: HOSTILE, service_type: HOSTILE, version: { version_id: HOSTILE, pseudo_version: HOSTILE } };
    }
    await route.fulfill({ response: answer, json });
  });
  await signIn(panel, sim, room, { name: "Wang <b>Fang</b>" });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>");
  await isHarmless(page);

  const raw = (event: string, data: unknown, id = HOSTILE.replace(/\0/g, "")) =>
    sim.raw(room, `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  const evil = await sim.join(room, {
    display_name: HOSTILE,
    uri: `${ADDRESS}${TRICKS}`,
    overlay_text: HOSTILE,
    vendor: HOSTILE,
    protocol: HOSTILE,
    local_alias: HOSTILE,
    encryption: HOSTILE,
    call_direction: HOSTILE,
    api_url: ADDRESS,
    is_muted: HOSTILE,
    spotlight: HOSTILE,
    start_time: HOSTILE,
    rx_presentation_policy: HOSTILE,
  });

  /** Events are read in their order: once a line of this number stands in the chat, all that came before has had its effect. */
  let lines = 0;
  const caughtUp = async () => {
    lines += 1;
    await sim.say(room, evil, `Line number ${lines}.`);
    await expect(panel.log("Chat messages")).toContainText(`Line number ${lines}.`);
  };

  await test.step("people", async () => {
    await expect(panel.row(evil)).toContainText(`"'><img src=x onerror=`);
    await expect(panel.row(evil)).toContainText("javascript:");
    await sim.update(room, evil, { role: HOSTILE });
    await sim.update(room, evil, { service_type: HOSTILE });
    await sim.update(room, evil, { service_type: "conference", role: "guest" });
    const waits = await sim.join(room, { display_name: HOSTILE, uri: ADDRESS, service_type: "waiting_room" });
    await expect(panel.waitingRoom).toContainText("<script>");
    await isHarmless(page);
    await sim.leave(room, waits);
  });

  await test.step("a uuid is a number to be sent, not a path", async () => {
    const uuid = `../../lock?x=1#"><img src=x onerror=globalThis.owned=1>`;
    await sim.join(room, { display_name: "Odd", uuid });
    const row = panel.people.locator('[role=row][data-name="Odd"]');
    await expect(row).toHaveAttribute("data-uuid", uuid);
    await button(row, "Mute Odd").click();
    await expect(row).toHaveAttribute("data-muted", "true");
    await seenOnly(sim, room, "lock", 0);
    expect((await sim.seen(room, "mute")).map(({ path }) => path)).toEqual([
      `/api/services/${encodeURIComponent(room)}/participants/${encodeURIComponent(uuid)}/mute`,
    ]);
    await isHarmless(page);
  });

  await test.step("chat, stage, presentation, picture", async () => {
    await sim.say(room, evil, HOSTILE);
    await raw("message", { origin: HOSTILE, type: "text/html", payload: HOSTILE, uuid: HOSTILE });
    await raw("message", { origin: HOSTILE, type: HOSTILE, payload: { html: HOSTILE }, uuid: evil });
    await expect(panel.log("Chat messages")).toContainText("<script>");
    await sim.speak(room, evil, 80);
    await raw("stage", [{ participant_uuid: HOSTILE, stage_index: HOSTILE, vad: HOSTILE }]);
    await raw("presentation_start", { presenter_name: HOSTILE, presenter_uri: ADDRESS, presenter_uuid: HOSTILE, presentation_source: ADDRESS });
    await expect(panel.region("Presentation")).toContainText("<img");
    await raw("presentation_frame", null, HOSTILE.replace(/\0/g, ""));
    await caughtUp();
    await isHarmless(page);
    await raw("presentation_stop", null);
    await sim.layout(room, HOSTILE, { participants: [evil, HOSTILE], missing: [HOSTILE], overlay_text_enabled: HOSTILE, host_view: HOSTILE });
    await raw("layout", { view: HOSTILE, host_view: HOSTILE, guest_view: HOSTILE, participants: [HOSTILE, evil] });
    await caughtUp();
    await expect(panel.log("Event log")).toContainText("<script>");
    await isHarmless(page);
  });

  await test.step("unknown events, calls that end, what the server says to a command", async () => {
    await raw(HOSTILE.replace(/\0/g, ""), {});
    await raw("call_disconnected", { call_uuid: HOSTILE, reason: HOSTILE });
    await raw("on_hold", { setting: HOSTILE });
    await caughtUp();
    await isHarmless(page);
    // A place that there isn't: said, and back from there.
    await raw("refer", { token: HOSTILE, alias: ADDRESS });
    await panel.connection("ended");
    await expect(panel.main.getByText(ADDRESS).first()).toBeVisible();
    await isHarmless(page);
    await panel.main.getByRole("button", { name: `Back to ${room}`, exact: true }).click();
    await panel.live();
    await expect(panel.row(evil)).toBeVisible();
    await caughtUp();
    await isHarmless(page);
    for (const deed of [
      { status: 403, body: { status: "failed", result: HOSTILE } },
      { status: 200, body: { status: HOSTILE, result: { reason: HOSTILE } } },
      { status: 500, body: `<html><title>${MARKUP}</title>${HOSTILE}` },
    ]) {
      await sim.fault(room, "lock", deed, 1);
      await panel.control("Lock meeting").click();
      await expect(panel.alert.filter({ hasText: "Lock meeting" }).first()).toBeVisible();
      await isHarmless(page);
      await panel.alert.filter({ hasText: "Lock meeting" }).first().getByRole("button", { name: "Dismiss" }).click();
      await expect(panel.alert.filter({ hasText: "Lock meeting" })).toHaveCount(0);
    }
    await button(page, "Protocol doctor").click();
    await expect(panel.dialog("Protocol doctor")).toBeVisible();
    await isHarmless(page);
    await page.keyboard.press("Escape");
  });

  await test.step("what is asked before something is done to them", async () => {
    for (const item of ["Remove", "Transfer", "Change caption", "Send DTMF", "Add a call"]) {
      await panel.row(evil).getByRole("button", { name: /^More actions/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await isHarmless(page);
      await panel.menuItem(item).click();
      await expect(page.getByRole("dialog")).toContainText("<img");
      await isHarmless(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });

  await test.step("in Chinese, and at the end", async () => {
    await sim.leave(room, evil);
    await expect(panel.row(evil)).toHaveCount(0);
    await expect(panel.log("Event log")).toContainText("left");
    const own = (await sim.state(room)).participants.find((one) => one.display_name === "Wang <b>Fang</b>")!.uuid;
    await sim.putOut(room, own, HOSTILE);
    await panel.connection("ended");
    await expect(panel.main).toContainText("<script>");
    await isHarmless(page);
  });
});

test("a refusal at the door, a link, and files that come in", async ({ panel, sim, room }) => {
  const { page } = panel;
  await panel.open({ server: `${sim.url}`, account: MARKUP.slice(0, 60), name: MARKUP.slice(0, 50) });
  await isHarmless(page);
  await page.route("**/checkJoin.shtml", (route) => route.fulfill({ json: { code: "403", results: HOSTILE }, headers: { "access-control-allow-origin": "*" } }));
  await panel.join();
  await expect(panel.alert.or(panel.form.getByRole("alert")).first()).toContainText("<script>");
  await isHarmless(page);
  await page.unroute("**/checkJoin.shtml");

  await page.goto("about:blank");
  await signIn(panel, sim, room);
  await button(page, "Call out").click();
  const dial = page.getByRole("dialog", { name: "Call out" });
  const bring = (name: string, text: string) =>
    dial.getByLabel("Import").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await bring("a.json", JSON.stringify([{ name: HOSTILE, address: ADDRESS, protocol: MARKUP, groups: HOSTILE, role: HOSTILE, __proto__: { owned: 1 } }]));
  await bring("a.csv", `name,address,groups\r\n"${HOSTILE.replaceAll('"', '""')}",8002,"${HOSTILE.replaceAll('"', '""')}"\r\n`);
  await expect(dial).toContainText("<img");
  await isHarmless(page);
  await page.keyboard.press("Escape");

  const editor = panel.region("Layout editor");
  await editor.getByText("Presets", { exact: true }).click();
  const plan = (layout: string) => [layout, HOSTILE, HOSTILE, [[HOSTILE, HOSTILE], null, HOSTILE, [ADDRESS, ADDRESS]]];
  const preset = [HOSTILE, plan("1:7"), plan(HOSTILE)];
  await editor.getByLabel("Import presets").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify([preset])) });
  await editor.getByRole("button", { name: /^Use / }).click();
  await expect(editor.getByRole("list", { name: "Slots", exact: true })).toContainText("<img");
  await isHarmless(page);
});
