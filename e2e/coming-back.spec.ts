import { expect, test as base } from "./shop";

/** A browser as people have it: a page that was left is kept whole, and comes back as it was. */
const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    },
    { scope: "worker" },
  ],
});

// Under pressure a browser may let go of a page that it kept.
test.describe.configure({ retries: 2 });

test("whoever comes back from the checkout finds no drawer, and the cart as it is now", async ({ page }) => {
  await page.addInitScript(() =>
    addEventListener("pageshow", ({ persisted }) => persisted && (document.title = "kept")),
  );
  await page.goto("/products/everyday-bowl");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Check out" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await page.evaluate(async () => {
    const { cart } = (await (await fetch("/api/cart")).json()) as { cart: { lines: { id: number }[] } };
    const body = JSON.stringify({ do: "set", id: cart.lines[0]?.id, quantity: 3 });
    await fetch("/api/cart", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  });
  await page.goBack({ waitUntil: "commit" });
  await expect(page).toHaveTitle("kept");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
  await page.getByRole("link", { name: "Cart, 3 items" }).click();
  await expect(page.getByRole("spinbutton", { name: "Quantity of Everyday Bowl" })).toHaveValue("3");
});

test("whoever comes back to a page finds its menu closed", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.addInitScript(() =>
    addEventListener("pageshow", ({ persisted }) => persisted && (document.title = "kept")),
  );
  await page.goto("/products");
  await page.locator("summary").first().click();
  await page
    .getByRole("link", { name: /Deutsch/ })
    .first()
    .click();
  await expect(page).toHaveURL("/de/products");
  await page.goBack({ waitUntil: "commit" });
  await expect(page).toHaveTitle("kept");
  await expect(page.getByRole("navigation", { name: "Menu" })).toBeHidden();
});
