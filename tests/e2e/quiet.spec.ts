// The tests' own proof that nothing is sent: it finds whatever is, however late in its frame a page makes it.

import { button } from "./support/controls";
import { signIn } from "./support/sign-in";
import { expect, seenOnly, stays, test } from "./support/test";

/** When a page may come to send what a press leads to. */
const MOMENTS = ["at once", "in a microtask", "in a frame", "in the frame after it", "by a timer"] as const;

test("what a press leads to is found", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await page.evaluate(() => {
    const { body } = document;
    for (const [name, when] of Object.entries<(send: () => void) => unknown>({
      "at once": (send) => send(),
      "in a microtask": (send) => queueMicrotask(send),
      "in a frame": (send) => requestAnimationFrame(send),
      "in the frame after it": (send) => requestAnimationFrame(() => requestAnimationFrame(send)),
      "by a timer": (send) => setTimeout(send),
    })) {
      const made = document.createElement("button");
      made.textContent = name;
      made.addEventListener("click", () => when(() => void fetch(made.value, { method: "POST" }).catch(() => undefined)));
      body.prepend(made);
    }
  });
  for (const [at, moment] of MOMENTS.entries()) {
    await test.step(moment, async () => {
      const command = `unheard_of_${at}`;
      const press = button(page, moment);
      await press.evaluate((made: HTMLButtonElement, address) => (made.value = address), `${sim.url}/api/services/${room}/${command}`);
      await seenOnly(sim, room, command, 0);
      await press.click();
      await expect(seenOnly(sim, room, command, 0)).rejects.toThrow(command);
      // It was sent once, and not twice.
      await seenOnly(sim, room, command, 1);
      await press.click();
      await expect(seenOnly(sim, room, command, 1)).rejects.toThrow(command);
    });
  }
});

test("a value that a press changes doesn't stay", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const asked = async () => (await sim.seen(room, "lock")).length;
  await stays(asked);
  let looks = 0;
  const pressed = async () => {
    const before = await asked();
    looks += 1;
    if (looks === 1) await panel.control("Lock meeting").click();
    return before;
  };
  await expect(stays(pressed)).rejects.toThrow("what stays");
});
