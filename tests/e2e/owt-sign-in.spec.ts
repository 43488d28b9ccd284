// Another kind of server: chosen, linked to, signed in to with an id and a key that stay in the page's memory.

import { isInOrder } from "./support/accessibility";
import { button, field } from "./support/controls";
import { OWT_WORDS, expect, fillIn, owtForm, rooms, signIn, test } from "./support/owt-test";
import { SAMPLE } from "./support/owt";

test("the kind of server is chosen, remembered, and chosen back", async ({ panel, home, sim }) => {
  const { page } = panel;
  const kind = page.getByRole("radiogroup", { name: "Kind of server" });
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await panel.open({});
  await expect(kind.getByRole("radio", { name: "Meeting cloud" })).toBeChecked();
  expect(loaded.join()).not.toContain("owt_panel");

  await kind.getByRole("radio", { name: "OWT server" }).check();
  await expect(owtForm(page)).toBeVisible();
  await expect(kind.getByRole("radio", { name: "OWT server" })).toBeChecked();
  await page.goto("about:blank");
  await page.goto(`${home}?lang=en`);
  await expect(owtForm(page)).toBeVisible();

  await test.step("a link to a meeting is about a meeting all the same", async () => {
    await page.goto("about:blank");
    await panel.open({ server: sim.url, account: "1" });
  });
  await page.goto("about:blank");
  await page.goto(`${home}?lang=en`);
  await kind.getByRole("radio", { name: "Meeting cloud" }).check();
  await expect(panel.form).toBeVisible();
  await page.goto("about:blank");
  await page.goto(`${home}?lang=en`);
  await expect(panel.form).toBeVisible();
});

test("a link fills the address in; what is missing or wrong is said, and nothing is sent", async ({ panel, owt }) => {
  const { page } = panel;
  const form = owtForm(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.goto(panel.link({ owt: owt.url, key: "topSecretKey" }));
  await expect(field(form, "Server")).toHaveValue(owt.url);
  await expect(form.getByLabel("Service key", { exact: true })).toHaveAttribute("type", "password");
  await expect.poll(() => page.url()).not.toContain("topSecretKey");
  await button(form, "Sign in").click();
  await expect(field(form, "Service ID")).toHaveAttribute("aria-invalid", "true");
  await expect(field(form, "Service ID")).toBeFocused();
  await field(form, "Service ID").fill("a,b=c");
  await expect(form).toContainText("letters and digits only");
  await field(form, "Service ID").fill(SAMPLE.id);
  await expect(form).toContainText("Type the service’s key");
  await field(form, "Server").fill("http://owt.example.com");
  await button(form, "Sign in").click();
  await expect(field(form, "Server")).toHaveAttribute("aria-invalid", "true");
  expect(sent.filter((url) => url.startsWith(owt.url))).toEqual([]);
});

test("a link that is opened where a form is shown: to this kind it fills the form in, to another one it opens that one's", async ({ panel, owt, sim }) => {
  const { page } = panel;
  const form = owtForm(page);
  await panel.open({ server: sim.url, account: "1" });
  await page.goto(panel.link({ owt: owt.url, key: "topSecretKey" }));
  await expect(field(form, "Server")).toHaveValue(owt.url);
  await expect.poll(() => page.url()).not.toContain("topSecretKey");
  await form.getByLabel("Service key", { exact: true }).fill("ofThisServer");
  await page.goto(panel.link({ owt: "https://owt.example.com", key: "topSecretKey" }));
  await expect(field(form, "Server")).toHaveValue("https://owt.example.com");
  await expect(form.getByLabel("Service key", { exact: true })).toHaveValue("");
  await expect.poll(() => page.url()).not.toContain("topSecretKey");
  await page.goto(panel.link({ server: sim.url, account: "2" }));
  await expect(panel.form.getByRole("textbox", { name: "Meeting number or address" })).toHaveValue("2");
});

test("a wrong key, no server, and a server in trouble: each is told", async ({ panel, owt }) => {
  const { page } = panel;
  const alert = owtForm(page).getByRole("alert");
  const submit = () => button(owtForm(page), "Sign in").click();
  await fillIn(panel, owt.url, { ...SAMPLE, key: "wrongKey" });
  await submit();
  await expect(alert).toContainText("doesn’t accept this service ID");
  await page.goto("about:blank");

  await fillIn(panel, owt.url, { id: "nonsense", key: "wrongKey" });
  await submit();
  await expect(alert).toContainText("2001");
  await page.goto("about:blank");

  await fillIn(panel, "http://127.0.0.1:9");
  await submit();
  await expect(alert).toContainText("Nothing answers at that address");
  await page.goto("about:blank");

  await owt.faultOfAll("services", { status: 503, body: "" });
  await fillIn(panel, owt.url);
  await submit();
  await expect(alert).toContainText("in trouble");
  await owt.clearFaults();
  await submit();
  await expect(rooms(page)).toBeVisible();
});

test("id and key stand in no store, no address and nowhere on the page", async ({ panel, owt }) => {
  const { page } = panel;
  await signIn(panel, owt);
  const everything = await page.evaluate(() =>
    [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href, document.documentElement.outerHTML].join(),
  );
  expect(everything).not.toContain(SAMPLE.key);
  expect(everything).not.toContain(SAMPLE.id);
  const typed = await page.locator("input").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).join());
  expect(typed).not.toContain(SAMPLE.key);
  await button(page, "Sign out").click();
  await expect(owtForm(page).getByLabel("Service key", { exact: true })).toHaveValue("");
  await expect(field(owtForm(page), "Service ID")).toHaveValue("");
});

test("config.json names servers of each kind, and whether there is a choice", async ({ panel, home, owt, sim }) => {
  const { page } = panel;
  const kind = page.getByRole("radiogroup", { name: "Kind of server" });
  const configured = async (json: unknown) => {
    await page.goto("about:blank");
    await page.unroute("**/config.json");
    await page.route("**/config.json", (route) => route.fulfill({ json }));
    await page.goto(`${home}?lang=en`);
  };
  await configured({ servers: [{ name: "Toolkit", url: owt.url, kind: "owt" }] });
  await expect(field(owtForm(page), "Server")).toHaveValue(owt.url);
  await configured({
    servers: [
      { name: "Toolkit", url: owt.url, kind: "owt" },
      { name: "Cloud", url: sim.url },
    ],
  });
  await expect(field(panel.form, "Server")).toHaveValue(sim.url);
  await expect(kind).toBeVisible();
  await configured({ off: ["owt", "callbacks", "phone"] });
  await expect(panel.form).toBeVisible();
  await expect(kind).toHaveCount(0);
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const width of [1280, 360]) {
    test(`it fits, and a checker finds nothing: ${lang}, ${width} pixels`, async ({ panel, owt }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height: 740 });
      await page.goto(panel.link({ owt: owt.url }, { lang }));
      await expect(owtForm(page, lang)).toBeVisible();
      await button(owtForm(page, lang), OWT_WORDS[lang].submit).click();
      await isInOrder(page, "sign-in");
      await page.goto("about:blank");
      await owt.room();
      await signIn(panel, owt, SAMPLE, lang);
      await isInOrder(page, "rooms");
    });
  }
}
