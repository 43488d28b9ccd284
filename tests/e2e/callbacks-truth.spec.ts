// Nothing stale looks live: the gateway dies, comes back, forgets, refuses.

import { button, field } from "./support/controls";
import { TOKEN } from "./support/gateway";
import { connect, connection, events, expect, fillIn, gatewayForm, room, submit, test } from "./support/gateway-test";

test("a gateway that dies is told within two seconds, and what it missed nobody doubles", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r", "u1", "Alice");
  await connect(panel, gateway);
  await expect(room(page, "r")).toHaveAttribute("data-people", "1");
  await expect(page.locator('[data-newest="3tee"]')).toContainText("newest event");
  await gateway.kill();
  await connection(page, "stale", 2_000);
  await expect(page.getByRole("alert")).toContainText("What you see is how it was at");
  await expect(room(page, "r")).toContainText("Alice");
  await gateway.restart();
  await gateway.join("r", "u2", "Bob");
  await connection(page, "live");
  await expect(room(page, "r")).toHaveAttribute("data-people", "2");
  await expect(events(page)).toHaveCount(2);
  await expect(page.getByRole("alert")).toHaveCount(0);

  await test.step("with another database everything is read again", async () => {
    await gateway.restart("nothing");
    await expect(room(page, "r")).toHaveCount(0, { timeout: 15_000 });
    await connection(page, "live");
    await gateway.join("new", "u3", "Carol");
    await expect(room(page, "new")).toContainText("Carol");
    await expect(events(page)).toHaveCount(1);
  });
});

test.describe("a gateway that forgets rooms after some seconds", () => {
  test.use({ settings: "keep_empty_s = 4" });

  test("what the gateway has forgotten goes from a page that stays open, and nobody is said to have told it", async ({ panel, gateway }) => {
    const { page } = panel;
    await connect(panel, gateway);
    await gateway.threeTee("open", { room_id: "idle" });
    await gateway.join("busy", "u1", "Alice");
    await expect(room(page, "idle")).toBeVisible();
    await expect(room(page, "idle")).toHaveCount(0);
    await expect(room(page, "busy")).toHaveAttribute("data-people", "1");
    await connection(page, "live");
    const closed = page.locator('[data-event][data-kind="close"]');
    await button(closed, "Show event 3").click();
    await expect(page.getByRole("dialog", { name: "Event 3" })).toContainText("the gateway has forgotten the room");
  });
});

test("how old the newest event is, is said in words that grow", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r", "u1");
  await connect(panel, gateway);
  const newest = page.locator('[data-newest="3tee"]');
  await expect(newest).toContainText(/[2-9] s ago/);
  await expect(page.locator('[data-newest="netease"]')).toContainText("no event yet");
  await gateway.join("r", "u2");
  await expect(newest).toContainText("just now");
});

test("a wrong token, no gateway, and something else: each is told", async ({ panel, gateway, home }) => {
  const { page } = panel;
  const alert = gatewayForm(page).getByRole("alert");
  await fillIn(panel, gateway.url, "wrong");
  await submit(page);
  await expect(alert).toContainText("doesn’t accept this access token");
  await page.goto("about:blank");
  await fillIn(panel, "http://127.0.0.1:9");
  await submit(page);
  await expect(alert).toContainText("Nothing answers at that address");
  await page.goto("about:blank");
  await fillIn(panel, home);
  await submit(page);
  await expect(alert).toContainText("not as a callback gateway does");
  await page.goto("about:blank");
  await page.goto(panel.link({ callbacks: gateway.url }));
  await submit(page);
  await expect(gatewayForm(page)).toContainText("Type the access token");
  await field(gatewayForm(page), "Gateway").fill("http://gateway.example.com");
  await submit(page);
  await expect(field(gatewayForm(page), "Gateway")).toHaveAttribute("aria-invalid", "true");
});

test("a token that isn't valid any more ends it, and says what to do", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r", "u1", "Alice");
  await connect(panel, gateway);
  await page.route("**/api/**", (route) => route.fulfill({ status: 401, headers: { "access-control-allow-origin": "*" } }));
  await gateway.kill();
  await connection(page, "ended");
  await expect(page.getByRole("alert")).toContainText("connect again with a valid access token");
  await expect(room(page, "r")).toContainText("Alice");
  await button(page, "Disconnect").click();
  await expect(gatewayForm(page)).toBeVisible();
});

test("the token stands in no store, no address and nowhere on the page", async ({ panel, gateway }) => {
  const { page } = panel;
  await page.goto(panel.link({ callbacks: gateway.url, token: "linkedSecret" }));
  await expect.poll(() => page.url()).not.toContain("linkedSecret");
  await expect(gatewayForm(page).getByLabel("Access token", { exact: true })).toHaveAttribute("type", "password");
  await page.goto("about:blank");
  await connect(panel, gateway);
  const everything = await page.evaluate(() =>
    [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href, document.documentElement.outerHTML].join(),
  );
  expect(everything).not.toContain(TOKEN);
  await button(page, "Disconnect").click();
  await expect(gatewayForm(page).getByLabel("Access token", { exact: true })).toHaveValue("");
});

test("config.json names gateways, and switches the kind off", async ({ panel, home }) => {
  const { page } = panel;
  const configured = async (json: unknown) => {
    await page.goto("about:blank");
    await page.unroute("**/config.json");
    await page.route("**/config.json", (route) => route.fulfill({ json }));
    await page.goto(`${home}?lang=en`);
  };
  await configured({ servers: [{ name: "Callbacks", url: "https://gateway.example.com", kind: "callbacks" }] });
  await expect(field(gatewayForm(page), "Gateway")).toHaveValue("https://gateway.example.com");
  await configured({ off: ["callbacks"] });
  await expect(panel.form).toBeVisible();
  await expect(page.getByRole("radio", { name: "Callback gateway" })).toHaveCount(0);
});

test("two pages of one gateway know the same", async ({ panel, openPanel, gateway }) => {
  const other = await openPanel();
  await connect(panel, gateway);
  await connect(other, gateway);
  await gateway.join("r", "u1", "Alice");
  await expect(room(panel.page, "r")).toContainText("Alice");
  await expect(room(other.page, "r")).toContainText("Alice");
});
