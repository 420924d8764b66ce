import { expect, test } from "./shop";

const STORED = `<script>document.title="broken in"</script><img src="/icon.svg?x" onload="document.title='broken in'">`;

test.describe("a script that got into a page", () => {
  test.use({ expectedErrors: [/Content Security Policy|Minified React error|404 \(/] });

  for (const path of ["/products/dinner-plate", "/cart", "/products?size=L", "/nowhere", "/checkout"])
    test(`does not run on ${path}`, async ({ page }) => {
      await page.route(`**${path}`, async (route) => {
        const response = await route.fetch();
        expect(response.headers()["content-security-policy"]).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/);
        await route.fulfill({ response, body: (await response.text()).replace(/<\/(main|body)>/, `${STORED}$&`) });
      });
      await page.addInitScript(() => {
        const blocked: string[] = [];
        Object.assign(window, { blocked });
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => blocked.push(effectiveDirective));
      });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const blocked = await page.evaluate(() => (window as unknown as { blocked: string[] }).blocked);
      expect(blocked).toEqual(expect.arrayContaining(["script-src-elem", "script-src-attr"]));
      await expect(page).not.toHaveTitle("broken in");
    });
});

test("what a browser has kept of a page goes on working when it has not changed", async ({ page }) => {
  for (const path of ["/", "/products/pocket-tee"]) {
    await page.goto(path);
    await page.goto("/about");
    await page.goto(path);
    await page.reload();
    const theme = page.getByRole("button", { name: "Change theme" });
    await theme.click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", /light|dark/);
  }
});

test("a browser that says no to it remembers neither what was looked at nor what was searched for", async ({
  page,
}) => {
  const kept = () =>
    page.evaluate(() => ["recently-viewed", "recent-searches"].map((name) => localStorage.getItem(name)));
  const visit = async () => {
    await page.goto("/products/moon-jar");
    const field = page.locator("input[name=q]:visible");
    await field.fill("lamp");
    await field.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /lamp/ })).toBeVisible();
  };
  await visit();
  await expect.poll(kept).toEqual([expect.stringContaining("moon-jar"), '["lamp"]']);
  await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  await visit();
  await expect.poll(kept).toEqual([null, null]);
});
