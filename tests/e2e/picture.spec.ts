// What people get to see: the picture on air, and what is presented.

import { signIn, signInAsGuest } from "./support/sign-in";
import { expect, test } from "./support/test";

test("the layout on air is drawn, with who is in it and who speaks", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const onAir = panel.region("On air");
  const slot = (index: number) => onAir.locator(`[data-slot="${index}"]`);
  const alice = await sim.join(room, { display_name: "Alice" });
  const bob = await sim.join(room, { display_name: "Bob" });
  await panel.audience("Hosts");
  await expect(onAir).toHaveAttribute("data-layout", "1:7");
  await expect(onAir.locator("[data-slot]")).toHaveCount(8);

  await test.step("another host arranges it, and the event tells", async () => {
    const other = await sim.session(room, "Director");
    const layout = (audience: string, name: string) => ({
      audience,
      layout: name,
      actors: [bob, alice],
      vad_backfill: false,
      plus_n: "off",
      actors_overlay_text: "auto",
    });
    await other.post("override_layout", { layouts: [layout("hosts", "4:0"), layout("", "1:0")] });
    await expect(slot(0)).toHaveAttribute("data-uuid", bob);
    await expect(slot(1)).toHaveAttribute("data-uuid", alice);
    await expect(onAir.locator("[data-slot]")).toHaveCount(4);
    await expect(slot(0)).toContainText("Bob");
    await expect(onAir).toHaveAttribute("data-layout", "4:0");
    await panel.audience("Guests");
    await expect(onAir).toHaveAttribute("data-layout", "1:0");
    await panel.audience("Hosts");
    await expect(onAir).toHaveAttribute("data-layout", "4:0");
    await expect(onAir.locator("[data-slot]")).toHaveCount(4);
  });

  await test.step("drawn to scale: four alike, two in a row, as wide as 16:9", async () => {
    const boxes = await onAir
      .locator("[data-slot]")
      .evaluateAll((slots) => slots.map((one) => one.getBoundingClientRect().toJSON()));
    const [first, second, third] = boxes;
    expect(first.width / first.height).toBeGreaterThan(1.4);
    expect(first.width / first.height).toBeLessThan(2.2);
    expect(Math.abs(second.top - first.top)).toBeLessThan(2);
    expect(second.left).toBeGreaterThan(first.left + first.width - 1);
    expect(third.top).toBeGreaterThan(first.top + first.height - 1);
  });

  await test.step("who speaks is lit", async () => {
    await expect(slot(1)).toHaveAttribute("data-speaking", "false");
    await sim.speak(room, alice, 80);
    await expect(slot(1)).toHaveAttribute("data-speaking", "true");
  });
});

test("a presentation is shown frame by frame, from memory, and is cleared when it stops", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const region = panel.region("Presentation");
  const picture = region.getByRole("img", { name: "Presentation by Alice" });
  const presenting = (is: "true" | "false") => expect(region).toHaveAttribute("data-presenting", is);
  const alice = await sim.join(room, { display_name: "Alice" });
  await presenting("false");
  await sim.present(room, alice);
  await presenting("true");
  await expect(picture).toHaveAttribute("src", /^blob:/);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);

  await test.step("the next frame takes its place", async () => {
    const first = await picture.getAttribute("src");
    await sim.nextFrame(room);
    await expect(picture).not.toHaveAttribute("src", first!);
    await expect(picture).toHaveAttribute("src", /^blob:/);
  });

  await sim.stopPresenting(room);
  await presenting("false");
  await expect(picture).toHaveCount(0);
});

test("who takes the floor is not shown with the frame of who had it, and a frame that never comes makes way for the next", async ({
  panel,
  sim,
  room,
}) => {
  await signIn(panel, sim, room);
  const region = panel.region("Presentation");
  const [alice, bob] = [await sim.join(room, { display_name: "Alice" }), await sim.join(room, { display_name: "Bob" })];
  await sim.present(room, alice);
  await expect(region.getByRole("img", { name: "Presentation by Alice" })).toHaveAttribute("src", /^blob:/);
  await sim.fault(room, "presentation.jpeg", { hang: true }, 1);
  await sim.present(room, bob);
  await expect(region).toContainText(/Bob.*No picture yet\./);
  await expect(region.getByRole("img")).toHaveCount(0);
  await sim.nextFrame(room);
  await expect(region.getByRole("img", { name: "Presentation by Bob" })).toHaveAttribute("src", /^blob:/, { timeout: 20_000 });
});

test("that a whiteboard is open is said, and nothing of it is opened", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const sentence = panel.region("Presentation").getByText("A whiteboard is open in the meeting.");
  const status = (fields: object) => sim.raw(room, `event: service_update\ndata: ${JSON.stringify(fields)}\n\n`);
  await expect(panel.region("Presentation")).toBeVisible();
  await expect(sentence).toHaveCount(0);
  await status({ whiteboard: true, wb_url: "https://board.invalid/" });
  await expect(sentence).toBeVisible();
  await status({ whiteboard: false });
  await expect(sentence).toHaveCount(0);
});

test("guests see their own picture", async ({ panel, sim }) => {
  const room = sim.room("6000");
  await signInAsGuest(panel, sim, room);
  await panel.audience("Guests");
  await expect(panel.region("On air")).toHaveAttribute("data-layout", "1:0");
});
