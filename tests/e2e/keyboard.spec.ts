// The main job without a mouse: in, find, mute, admit, spotlight, another picture, the end.

import { HOST_PIN, expect, seenOnly, test } from "./support/test";
import { person } from "./support/people";

test("a meeting is run by keyboard alone", async ({ panel, sim, room }) => {
  const { page } = panel;
  const { keyboard } = page;
  /** Goes on with Tab until something has the focus. */
  const tabTo = async (name: string, role: string) => {
    for (let at = 0; at < 80; at += 1) {
      const found = await page.evaluate(
        ([name]) => {
          const one = document.activeElement;
          const label = one?.getAttribute("aria-label") ?? (one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one?.textContent);
          return label?.trim() === name;
        },
        [name],
      );
      if (found) return;
      await keyboard.press("Tab");
    }
    throw new Error(`Tab never comes to the ${role} ${name}.`);
  };

  await test.step("in", async () => {
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
    await tabTo("Join", "button");
    await keyboard.press("Enter");
    await expect(panel.pinDialog).toBeVisible();
    await keyboard.type(HOST_PIN);
    await keyboard.press("Enter");
    await panel.live();
  });
  const ann = await sim.join(room, { display_name: "Ann" });
  const bob = await sim.join(room, { display_name: "Bob" });
  const cid = await sim.join(room, { display_name: "Cid", service_type: "waiting_room" });
  await expect(panel.waitingRoom).toBeVisible();

  await test.step("find, and mute", async () => {
    await keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Find a participant" })).toBeFocused();
    await keyboard.type("ann");
    await expect(panel.rows).toHaveCount(1);
    await tabTo("Mute Ann", "button");
    await keyboard.press("Enter");
    await expect(panel.row(ann)).toHaveAttribute("data-muted", "true");
    await seenOnly(sim, room, `participants/${ann}/mute`, 1);
    await keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Find a participant" })).toBeFocused();
    await keyboard.press("ControlOrMeta+a");
    await keyboard.press("Delete");
    await expect(panel.row(bob)).toBeVisible();
  });

  await test.step("admit", async () => {
    // Out of the field and the selection of an order, where a letter is a letter.
    await tabTo("Select all shown", "checkbox");
    await keyboard.press("w");
    await tabTo("Admit Cid", "button");
    await keyboard.press("Enter");
    await sim.become(room, (state) => person(cid)(state)?.service_type, "conference");
  });

  await test.step("spotlight, by the palette", async () => {
    await keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Find a person or an action" })).toBeFocused();
    await keyboard.type("spotlight bob");
    await expect(page.getByRole("option", { name: "Spotlight: Bob" })).toBeVisible();
    await keyboard.press("Enter");
    await expect(panel.row(bob)).toHaveAttribute("data-spotlight", "1");
  });

  await test.step("another picture", async () => {
    const layout = page.getByRole("radiogroup", { name: "Layout" });
    await layout.getByRole("radio").first().focus();
    const chosen = layout.getByRole("radio", { name: "4:0", exact: true });
    while (!(await chosen.isChecked())) await keyboard.press("ArrowRight");
    await keyboard.press("t");
    await expect(panel.region("On air")).toHaveAttribute("data-layout", "4:0");
    expect(await sim.seen(room, "override_layout")).not.toHaveLength(0);
  });

  await test.step("the end", async () => {
    await keyboard.press("e");
    const end = panel.dialog("End meeting for everyone?");
    await expect(end).toBeVisible();
    const confirm = end.getByRole("button", { name: "End for everyone", exact: true });
    await expect(confirm).not.toHaveAttribute("aria-disabled", "true");
    await tabTo("End for everyone", "button");
    await keyboard.press("Enter");
    await panel.connection("ended");
    expect((await sim.seen(room, "disconnect")).length).toBe(1);
  });
});
