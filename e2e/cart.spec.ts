import type { Page } from "@playwright/test";

import { accessible, expect, register, test } from "./shop";

const drawer = (page: Page) => page.getByRole("dialog");
const quantity = (page: Page, name: string) => page.getByRole("spinbutton", { name: `Quantity of ${name}` });

/** Puts one in the cart, and leaves the cart open over the product's page. */
async function add(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(drawer(page)).toContainText("Added to your cart");
}

/** The server takes its time with every change of the cart. */
const slow = (page: Page, ms: number) =>
  page.route("**/api/cart", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await route.continue();
  });

test.describe("the cart over the page", () => {
  test("opens when something is added, keeps the focus, and gives it back", async ({ page }) => {
    await add(page, "everyday-bowl");
    await expect(drawer(page).getByRole("heading", { name: "Everyday Bowl" })).toBeVisible();
    await accessible(page);
    for (let times = 0; times < 16; times++) await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main"))).toBeNull();
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toBeHidden();
    await expect(page.getByRole("button", { name: "Add to cart" })).toBeFocused();
    const button = page.getByRole("link", { name: "Cart, 1 item" });
    await button.click();
    await expect(drawer(page)).toContainText("Your cart");
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  });

  test("ten fast presses of + end at eleven, and show no other number after that", async ({ page }) => {
    await add(page, "everyday-bowl");
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("1");
    await slow(page, 400);
    let requests = 0;
    page.on("request", (request) => (requests += Number(request.url().endsWith("/api/cart"))));
    const more = page.getByRole("button", { name: "One more of Everyday Bowl" });
    for (let times = 0; times < 10; times++) await more.click({ delay: 0 });
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("11");
    const seen = page.evaluate(async () => {
      const values = new Set<string>();
      const end = performance.now() + 3000;
      while (performance.now() < end) {
        values.add(document.querySelector<HTMLInputElement>("dialog input[type=number]")?.value ?? "none");
        await new Promise(requestAnimationFrame);
      }
      return [...values];
    });
    expect(await seen).toEqual(["11"]);
    await expect(drawer(page)).toContainText("Total$352.00");
    expect(requests).toBeLessThan(6);
    await page.reload();
    await page.goto("/cart");
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("11");
    await expect(page.getByRole("region", { name: "Summary" })).toContainText("Total$352.00");
  });

  test("while the server thinks, the number is new and the sums are pale", async ({ page }) => {
    await add(page, "everyday-bowl");
    await expect(drawer(page)).toContainText("Total$38.00");
    await slow(page, 1500);
    await page.getByRole("button", { name: "One more of Everyday Bowl" }).click();
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("2");
    await expect(drawer(page).locator("[aria-busy=true]")).toContainText("Total$38.00");
    await expect(drawer(page).locator("[aria-busy=false]")).toContainText("Total$70.00");
  });

  test("what was removed can be put back for a while; lines stand in the order of adding", async ({ page }) => {
    await add(page, "everyday-bowl");
    await add(page, "dinner-plate");
    await add(page, "amphora");
    const names = drawer(page).getByRole("heading", { level: 3 });
    await expect(names).toHaveText(["Everyday Bowl", "Dinner Plate", "Amphora"]);
    await page.getByRole("button", { name: "Remove Dinner Plate" }).click();
    await expect(drawer(page).getByText("Dinner Plate was removed.")).toBeVisible();
    await expect(names).toHaveText(["Everyday Bowl", "Amphora"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(names).toHaveText(["Everyday Bowl", "Amphora", "Dinner Plate"]);
    await page.getByRole("button", { name: "Remove Amphora" }).click();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
    await page.getByRole("heading", { name: "Added to your cart" }).hover();
    await expect(page.getByRole("button", { name: "Undo" })).toBeHidden({ timeout: 9500 });
  });

  test("leaves with the page, and is closed on coming back", async ({ page }) => {
    await add(page, "everyday-bowl");
    await drawer(page).getByRole("link", { name: "See all of the cart (1)" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    await expect(drawer(page)).toBeHidden();
    await page.goBack();
    await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
    await expect(drawer(page)).toBeHidden();
  });

  test("is closed by a link to the page that it lies on", async ({ page }) => {
    await add(page, "everyday-bowl");
    await drawer(page).getByRole("link", { name: "Everyday Bowl" }).first().click();
    await expect(drawer(page)).toBeHidden();
    await expect(page).toHaveURL(/\/products\/everyday-bowl/);
  });

  test("something saved for later is on the wish list", async ({ page }) => {
    await add(page, "everyday-bowl");
    await page.getByRole("button", { name: "Save for later: Everyday Bowl" }).click();
    await expect(page.getByText("Everyday Bowl is on your wish list now.")).toBeVisible();
    await expect(drawer(page)).toContainText("Nothing here yet.");
  });

  test("a browser that keeps no cookie is told so", async ({ page, context }) => {
    await page.goto("/products/everyday-bowl");
    await page.route("**/api/cart", async (route) => {
      await context.clearCookies();
      const { cookie: _, ...headers } = route.request().headers();
      await route.continue({ headers });
    });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(drawer(page)).toContainText("Your browser does not let this shop keep a cookie");
  });

  test("a heart is told so as well, and does not stay full", async ({ page, context }) => {
    await page.goto("/products/everyday-bowl");
    await page.route(/\/api\/(wishlist|session)$/, async (route) => {
      await context.clearCookies();
      const { cookie: _, ...headers } = route.request().headers();
      await route.continue({ headers });
    });
    const heart = page.getByRole("button", { name: "Put on wish list" });
    await heart.click();
    const told = page.getByRole("status").filter({ hasText: "Your browser does not let this shop keep a cookie" });
    await expect(told).toBeVisible();
    await expect(heart).toBeVisible();
  });
});

test.describe("a server that fails", () => {
  test.use({ expectedErrors: [/500 \(/] });

  test("leaves the number as it was, says so for six seconds, and can be asked again", async ({ page }) => {
    await add(page, "everyday-bowl");
    await page.route("**/api/cart", (route) => route.fulfill({ status: 500, body: "{}" }));
    await page.getByRole("button", { name: "One more of Everyday Bowl" }).click();
    const message = drawer(page).getByText("That did not reach us. Your cart is as it was.");
    await expect(message).toBeVisible();
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("1");
    await accessible(page);
    await message.hover();
    await page.waitForTimeout(6500);
    await expect(message).toBeVisible();
    await page.unroute("**/api/cart");
    await drawer(page).getByRole("button", { name: "Try again" }).click();
    await expect(quantity(page, "Everyday Bowl")).toHaveValue("2");
    await expect(drawer(page)).toContainText("Total$70.00");
  });

  test("a message goes by itself after six seconds", async ({ page }) => {
    await add(page, "everyday-bowl");
    await page.route("**/api/cart", (route) => route.fulfill({ status: 500, body: "{}" }));
    await page.getByRole("button", { name: "One more of Everyday Bowl" }).click();
    const message = drawer(page).getByText("That did not reach us. Your cart is as it was.");
    await expect(message).toBeVisible();
    await drawer(page).getByRole("heading", { name: "Added to your cart" }).hover();
    await page.waitForTimeout(4500);
    await expect(message).toBeVisible();
    await expect(message).toBeHidden({ timeout: 4000 });
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the name of a country has a row to itself", async ({ page }) => {
    await add(page, "everyday-bowl");
    await page.goto("/cart");
    await page.getByText("To United States, 3 to 5 days").click();
    const boxes = [page.getByLabel("Country"), page.getByRole("link", { name: "Check out" })];
    const [country, wide] = await Promise.all(boxes.map((box) => box.boundingBox()));
    expect(country?.width).toBe(wide?.width);
  });
});

test("nothing of a cart is left in the page once its shopper has signed out", async ({ page }) => {
  const email = await register(page, "/products/everyday-bowl");
  await add(page, "everyday-bowl");
  await drawer(page)
    .getByRole("link", { name: /^See all of the cart/ })
    .click();
  await expect(quantity(page, "Everyday Bowl")).toBeVisible();
  await page.getByRole("link", { name: `Account of ${email.split("@")[0]}` }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
  await expect(page.getByRole("link", { name: "Cart", exact: true })).toBeVisible();
  await slow(page, 1000);
  await page.getByRole("link", { name: "Cart", exact: true }).click();
  await expect(drawer(page)).toBeVisible();
  expect(await drawer(page).innerText()).not.toContain("Everyday Bowl");
  await expect(drawer(page)).toContainText("Nothing here yet.");
  await page.unrouteAll({ behavior: "wait" });
  await page.keyboard.press("Escape");
  // Back to the page of the cart, past the account, as the browser's own list of pages does.
  await page.evaluate(() => history.go(-2));
  await expect(page).toHaveURL((url) => url.pathname === "/cart");
  await expect(page.getByRole("main")).toContainText("Nothing here yet.");
});
