import type { Page } from "@playwright/test";

import { expect, test } from "./shop";

async function wish(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  const answered = page.waitForResponse("**/api/wishlist");
  await page.getByRole("button", { name: "Put on wish list" }).click();
  await answered;
}

test("what was taken off the wish list in another tab is told of, not put in the cart", async ({ page, context }) => {
  await wish(page, "moon-jar");
  await page.getByRole("link", { name: "Wish list, 1 thing" }).click();
  const move = page.getByRole("button", { name: "Move to cart: Moon Jar" });
  await expect(move).toBeVisible();
  const other = await context.newPage();
  await other.goto("/wishlist");
  await other.getByRole("button", { name: "Remove Moon Jar" }).click();
  await expect(other.getByText("Nothing wished for yet.")).toBeVisible();
  await move.click();
  await expect(page.getByText("Moon Jar is no longer on your list, so it was not put in the cart.")).toBeFocused();
  await expect(page.getByRole("heading", { level: 2, name: "Moon Jar" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Cart", exact: true })).toBeVisible();
});
