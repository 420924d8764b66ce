import { expect, test } from "./shop";

test("filters live in the address, survive a reload, and come off one by one", async ({ page }) => {
  await page.goto("/categories/wear");
  await page.getByText("Filter and sort").click();
  await page.getByLabel("Size").selectOption("XXL");
  await page.getByLabel("Price to ($)").fill("50");
  await page.getByRole("button", { name: "Show products" }).click();
  await expect(page).toHaveURL(/\/categories\/wear\?.*size=XXL.*price__lte=50/);
  await expect(page.getByRole("status").filter({ hasText: "product" })).toHaveText("1 product");
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByRole("link", { name: "Remove filter: Up to $50" }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.goBack();
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("paging shows every product once", async ({ page }) => {
  const seen: string[] = [];
  await page.goto("/products");
  for (;;) {
    seen.push(...(await page.getByRole("article").getByRole("heading").allTextContents()));
    const next = page.getByRole("link", { name: "Next" });
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page.getByText(`Page ${Math.ceil(seen.length / 24) + 1} of 3`)).toBeVisible();
  }
  expect(seen).toHaveLength(49);
  expect(new Set(seen).size).toBe(49);
});

const NONSENSE = [
  "?page=0",
  "?page=abc",
  "?page=99999999999999999999",
  "?ordering=;drop table products",
  "?size=%00",
  "?color[]=red&color[]=blue",
  "?price__gte=1e400&price__lte=-1",
  "?size=%F0%9F%98%80",
  "?in_stock=maybe&on_sale=perhaps",
  `?size=${"x".repeat(3000)}`,
  "?__proto__[x]=1&constructor=2",
  "?page=1&page=2",
];

test("no query string breaks a list, or empties it without a way on", async ({ request }) => {
  for (const path of ["/products", "/categories/vases", "/search"])
    for (const query of NONSENSE) {
      const response = await request.get(path + query);
      expect([path + query, response.status()]).toEqual([path + query, 200]);
    }
});

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

test("a search finds what it names and offers a way on when nothing is found", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search the shop" }).first().fill("mushroom");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").first()).toContainText("Mushroom Lamp");
  await page.goto("/search?q=%25");
  await expect(page.getByText("Nothing found for “%”.")).toBeVisible();
  await expect(page.getByRole("link", { name: "See everything" })).toBeVisible();
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
