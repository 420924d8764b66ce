import { expect, test } from "./shop";

test("what does not exist is a real 404 in the shop's own clothes", async ({ request }) => {
  for (const path of [
    "/products/no-such-thing",
    "/categories/no-such-thing",
    "/nowhere",
    "/orders/KL-0000-0000",
    "/products/%00",
    "/media/x.webp",
  ]) {
    const response = await request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
  }
  expect(await (await request.get("/products/no-such-thing")).text()).toContain("Not on our shelves.");
});

test("a chosen variant is in the address, with its picture, price and stock", async ({ page }) => {
  await page.goto("/products/washi-pendant");
  await page.getByRole("radio", { name: "Large" }).check({ force: true });
  await expect(page).toHaveURL(/variant=/);
  const price = await page
    .getByText(/^\$\d+\.\d\d$/)
    .first()
    .textContent();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Large" })).toBeChecked();
  await expect(page.getByText(/^\$\d+\.\d\d$/).first()).toHaveText(price ?? "");
  await page.goto("/products/pocket-tee");
  await page.getByRole("radio", { name: /^XS/ }).check({ force: true });
  await expect(page.getByRole("radio", { name: "XS (sold out)" })).toBeChecked();
  await expect(page.getByText("Sold out", { exact: true })).toBeVisible();
});

test.describe(() => {
  test.use({ expectedErrors: [/ERR_FAILED|Failed to load resource/] });
  test("the theme that was chosen is there from the first frame", async ({ page }) => {
    await page.goto("/about");
    const paper = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await paper();
    await page.getByRole("button", { name: "Change theme" }).click();
    await page.getByRole("button", { name: "Change theme" }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.route("**/*.js", (route) => route.abort());
    await page.reload({ waitUntil: "commit" });
    await expect.poll(paper).toBe(dark);
  });
});

test("the days on which it comes are counted from the shopper's own today, and without scripts how many they are", async ({
  page,
  browser,
}) => {
  await page.clock.setFixedTime("2027-12-29T12:00:00Z");
  await page.goto("/products/moon-jar");
  await expect(page.getByText("with you January 1 – 3")).toBeVisible();
  await page.clock.setFixedTime("2027-12-27T12:00:00Z");
  await page.goto("/de/products/moon-jar");
  await expect(page.getByText("30. Dezember 2027 – 1. Januar 2028")).toBeVisible();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto("/products/moon-jar");
  await expect(still.getByText("with you in 3 to 5 days")).toBeVisible();
  await plain.close();
});

test("what comes in a set has the price of one beside its own, in lists and on its page", async ({ page }) => {
  await page.goto("/search?q=twist tapers");
  await expect(page.getByRole("article").filter({ hasText: "Twist Tapers" })).toContainText("$12.00 each");
  await page.goto("/products/twist-tapers");
  await expect(page.getByText("$12.00 each · Tax is included.")).toBeVisible();
  await page.goto("/de/products/twist-tapers");
  await expect(page.getByText("11,00 € je Stück · Inkl. MwSt.")).toBeVisible();
  await page.goto("/products/moon-jar");
  await expect(page.getByText("Tax is included.")).toHaveText("Tax is included.");
});
