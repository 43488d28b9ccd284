// On a telephone's screen a notice lies over nothing that a host needs next.

import type { Locator } from "@playwright/test";
import { button, field } from "./support/controls";
import { fits, isWithinReach, pageOverhang, underNotices } from "./support/layout";
import { connect, create, expect, invite, row, test } from "./support/phone-test";

for (const viewport of [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport, hasTouch: true });

    test("notices lie over nothing", async ({ panel, phone }) => {
      const { page } = panel;
      await connect(panel, phone);
      await create(page, phone);
      // Refused by the server.
      const refused = ["13800130003", "13800140003", "13800150003", "13800160003"];
      const calls = Array.from({ length: 8 }, (_, n) => `138000${10_004 + n}`);
      await invite(page, [...refused, ...calls].join("\n"));
      await phone.become(({ calls }) => calls.length, 8);
      await expect(page.locator(".toast")).toHaveCount(4);
      await fits(page, "with notices");
      const controls = page.getByRole("main").locator("button, textarea, input, [role=row]");
      const needed = [
        button(page, "Dismiss conference"),
        field(page, "Numbers"),
        button(page, "Invite"),
        button(row(page, refused[0]), `Redial ${refused[0]}`),
        page.getByRole("tab").last(),
      ];
      const isInReach = async (control: Locator) => {
        await isWithinReach(control);
        expect(await underNotices(controls), "pixels under a notice").toBe(0);
        expect(await pageOverhang(page)).toBe(0);
      };
      for (const control of needed) await isInReach(control);
      await page.getByRole("searchbox", { name: "Find a participant" }).fill(calls[7]);
      await isInReach(button(row(page, calls[7]), `Hang up ${calls[7]}`));
      await test.step("they are read one after another, and the place is the list's again", async () => {
        const before = (await page.getByRole("main").boundingBox())!.height;
        for (let left = 3; left >= 0; left -= 1) {
          await button(page, "Dismiss").first().click();
          await expect(page.locator(".toast")).toHaveCount(left);
        }
        const after = (await page.getByRole("main").boundingBox())!.height;
        expect(before).toBeGreaterThan(viewport.height / 2);
        expect(after).toBe(viewport.height);
      });
    });
  });
}
