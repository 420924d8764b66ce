import type { Page } from "@playwright/test";

import { expect, test } from "./shop";

const SLOW_MS = 2000;
const card = (page: Page, index: number) => page.locator(".results").getByRole("article").nth(index);

/** Where the name, the picture and the price of a product stand. */
const boxes = (page: Page, root: string) =>
  page.locator(root).evaluate((element) =>
    ["h1", "img, li img", "h1 ~ p > .tabular-nums"].map((selector) => {
      const { x, y, width, height } = element.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      return [x, y, width, height];
    }),
  );

for (const width of [360, 1280])
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("a card's page is there before the server has answered, and stays where it was drawn", async ({ page }) => {
      await page.goto("/products");
      await page.waitForLoadState("networkidle");
      for (const index of [0, 9]) {
        let answered = false;
        await page.route(/\/products\/[\w-]+\?.*_rsc=/, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
          answered = true;
          await route.continue().catch(() => undefined);
        });
        const link = card(page, index).getByRole("heading").getByRole("link");
        const name = await link.innerText();
        await link.scrollIntoViewIfNeeded();
        const top = await page.evaluate(() => scrollY);
        await link.click();
        const coming = page.locator("[data-coming]");
        await expect(coming.locator("h1")).toHaveText(name);
        await expect(coming.locator("img")).toHaveJSProperty("complete", true);
        await expect(coming.getByText(/^\$\d/).first()).toBeVisible();
        const drawn = await boxes(page, "[data-coming]");
        expect(answered).toBe(false);
        await expect(coming).toHaveCount(0);
        await expect(page.locator("main h1")).toHaveText(name);
        const found = await boxes(page, "main");
        for (const [which, box] of found.entries())
          for (const [side, at] of box.entries())
            expect(Math.abs(at - (drawn[which]?.[side] ?? Number.NaN)), `${which}, ${side}`).toBeLessThanOrEqual(2);
        await page.unroute(/\/products\/[\w-]+\?.*_rsc=/);
        await page.goBack();
        await expect(card(page, index)).toBeInViewport();
        expect(await page.evaluate(() => scrollY)).toBe(top);
      }
    });
  });

test.describe("pages that are fetched before they are asked for", () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test("are few, each once, and none without a hand near it", async ({ page }) => {
    const fetched: string[] = [];
    page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      // Of each page what it is made of is asked for first.
      const part = request.headers()["next-router-segment-prefetch"] ?? "";
      if (searchParams.has("_rsc")) fetched.push(pathname + part);
    });
    await page.goto("/products?from=1&page=2");
    await page.waitForLoadState("networkidle");
    await expect(page.locator(".results").getByRole("article")).toHaveCount(48);
    expect(fetched).toEqual([]);
    for (const index of [0, 1, 2, 0, 1, 2, ...Array.from({ length: 45 }, (_, after) => after + 3)]) {
      const link = card(page, index).getByRole("heading").getByRole("link");
      await link.focus();
      await page.waitForTimeout(120);
    }
    await page.waitForLoadState("networkidle");
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.length).toBeLessThanOrEqual(12);
    expect(fetched).toEqual([...new Set(fetched)]);
  });

  test("are shown without asking again, and only when the button is let go", async ({ page }) => {
    await page.goto("/products");
    const link = card(page, 0).getByRole("heading").getByRole("link");
    const name = await link.innerText();
    const fetched = page.waitForResponse(/_rsc=/);
    await link.hover();
    await fetched;
    await page.waitForLoadState("networkidle");
    await page.mouse.down();
    await page.waitForTimeout(300);
    await expect(page).toHaveURL("/products");
    await page.route(/_rsc=/, (route) => route.abort());
    await page.mouse.up();
    await expect(page.locator("main h1")).toHaveText(name);
  });
});

test.describe("a page that takes its time", () => {
  const going = (page: Page) => page.locator("html[data-going]");

  test("is on its way as long as a line on the top says so", async ({ page }) => {
    await page.goto("/products");
    await page.waitForLoadState("networkidle");
    await page.route(/\/(delivery|search)\?.*_rsc=/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      await route.continue().catch(() => undefined);
    });
    await page.getByRole("contentinfo").getByRole("link", { name: "Delivery" }).click();
    await expect(going(page)).toHaveCount(1);
    await expect(page).toHaveURL("/delivery");
    await expect(going(page)).toHaveCount(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.getByLabel("Search the shop").first().fill("vase");
    await page.keyboard.press("Enter");
    await expect(going(page)).toHaveCount(1);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await expect(page).toHaveURL("/search?q=vase");
    await expect(going(page)).toHaveCount(0);
  });

  test("is none where a link only opens something", async ({ page }) => {
    await page.goto("/products");
    await page.waitForLoadState("networkidle");
    await page.getByRole("link", { name: "Cart", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.waitForTimeout(400);
    await expect(going(page)).toHaveCount(0);
  });
});
