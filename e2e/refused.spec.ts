import type { Page } from "@playwright/test";

import { expect, test } from "./shop";

async function wish(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  const answered = page.waitForResponse("**/api/wishlist");
  await page.getByRole("button", { name: "Put on wish list" }).click();
  await answered;
}

/** As many as there are go into the cart: one more is refused. */
async function takeAll(page: Page, color: string): Promise<void> {
  await page.getByRole("radio", { name: color }).check({ force: true });
  const quantity = page.getByRole("spinbutton", { name: "Quantity" });
  await quantity.fill((await quantity.getAttribute("max")) ?? "");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog", { name: "Added to your cart" })).toBeVisible();
  await page.keyboard.press("Escape");
}

test("the variant that was chosen on the wish list stays chosen when it is refused", async ({ page }) => {
  await wish(page, "morning-mug");
  await takeAll(page, "Rust");
  await page.getByRole("link", { name: "Wish list, 1 thing" }).click();
  const which = page.getByLabel("Which Morning Mug");
  await which.selectOption("Rust");
  const chosen = await which.inputValue();
  for (const attempt of ["first", "second"]) {
    const refused = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Move to cart: Morning Mug" }).click();
    await refused;
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(page.getByRole("button", { name: "Move to cart: Morning Mug" })).toBeEnabled();
    expect([attempt, await which.inputValue()]).toEqual([attempt, chosen]);
  }
});

test("how many were asked for stays when they are refused", async ({ page }) => {
  await page.goto("/products/morning-mug");
  await takeAll(page, "Sage");
  const quantity = page.getByRole("spinbutton", { name: "Quantity" });
  await quantity.fill("3");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText(/^Only \d+ left in stock\.$/)).toBeVisible();
  await expect(quantity).toHaveValue("3");
});

test("what is typed until an answer has come stays when it is a refusal", async ({ page }) => {
  await page.goto("/register");
  const [name, password] = [page.getByLabel("User name"), page.getByLabel("Password", { exact: true })];
  await expect(page.getByRole("button", { name: "Show what is typed" })).toBeEnabled();
  await name.fill("robin");
  await password.fill("a loom of one's own");
  const asked = Promise.withResolvers<void>();
  const typed = Promise.withResolvers<void>();
  await page.route("**/register", async (route) => {
    asked.resolve();
    await typed.promise;
    await route.continue();
  });
  await page.getByRole("button", { name: "Make an account" }).click();
  await asked.promise;
  await name.fill("robin the weaver");
  await page.getByLabel("E-mail").fill("robin@mail.example");
  typed.resolve();
  await expect(page.getByText("This field is required.")).toBeVisible();
  await expect(name).toHaveValue("robin the weaver");
  await expect(page.getByLabel("E-mail")).toHaveValue("robin@mail.example");
  await expect(password).toHaveValue("a loom of one's own");
});

test("the reason of a report is kept when its reader has to sign in first", async ({ page }) => {
  await page.goto("/products/everyday-bowl/reviews");
  await page.getByText("Report", { exact: true }).first().click();
  const reason = page.getByLabel("What is wrong with it?").first();
  await reason.fill("It is about another bowl.");
  await page.getByRole("button", { name: "Send the report" }).first().click();
  await expect(page.getByRole("link", { name: "Sign in first" })).toBeVisible();
  await expect(reason).toHaveValue("It is about another bowl.");
});

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
