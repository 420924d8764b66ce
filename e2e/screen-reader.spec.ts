import type { Page } from "@playwright/test";

import { CARDS, addToCart, cardForm, checkOut, expect, newEmail, pay, signIn, test, thanks, typeContact } from "./shop";

// What a screen reader finds in fifteen views, in its order; the files name what must be there.
const says = (page: Page, view: string) =>
  expect(page.locator("body")).toMatchAriaSnapshot({ name: `${view}.aria.yml` });

test.use({ viewport: { width: 1280, height: 900 } });

for (const [view, path] of [
  ["home", "/"],
  ["list", "/products"],
  ["filtered-list", "/categories/wear?size=XXL&price__lte=50"],
  ["no-results", "/search?q=zzzz"],
  ["product", "/products/morning-mug"],
  ["sold-out", "/products/pocket-tee?color=Bone&size=XS"],
] as const)
  test(`${view} is read out as it is meant`, async ({ page }) => {
    await page.goto(path);
    await says(page, view);
  });

test("the suggestions of the search are read out as they are meant", async ({ page }) => {
  await page.goto("/about");
  await page.getByLabel("Search the shop").click();
  await page.keyboard.type("mushr");
  await expect(page.getByRole("option")).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await says(page, "suggestions");
});

test("a purchase is read out as it is meant, from the cart to the order", async ({ page }) => {
  await addToCart(page, "camp-cup");
  await says(page, "drawer");
  await page.goto("/cart");
  await says(page, "cart");
  await page.goto("/checkout?step=contact");
  await says(page, "contact");
  await typeContact(page, newEmail());
  await says(page, "delivery");
  await checkOut(page, newEmail());
  await expect(cardForm(page).getByLabel("Card number")).toBeVisible();
  await says(page, "payment");
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  await says(page, "order");
});

test("the account and the assistant are read out as they are meant", async ({ page }) => {
  await signIn(page);
  await says(page, "account");
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await says(page, "assistant");
});
