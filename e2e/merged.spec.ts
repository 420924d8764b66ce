import type { Page, Route } from "@playwright/test";

import { addToCart, expect, register, test, typeSignIn } from "./shop";

const PASSWORD = "a loom of one's own";

async function signOut(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
}

test("two things of a guest and one of the account make three lines, and the notice names what came", async ({
  page,
}) => {
  const email = await register(page);
  await addToCart(page, "everyday-bowl");
  await signOut(page);
  await addToCart(page, "stoneware-candle", { color: "Moss" });
  await addToCart(page, "pocket-tee", { size: "L" });
  await page.goto("/sign-in?next=/products");
  await typeSignIn(page, email, PASSWORD);
  await expect(page).toHaveURL(/\/cart\?merged=\d/);
  const notice = page.getByRole("status").filter({ hasText: "before you signed in" });
  await expect(notice).toContainText("Stoneware Candle (Moss); Pocket Tee");
  await expect(notice).not.toContainText("Everyday Bowl");
  await expect(page.getByRole("main").getByRole("link", { name: "Everyday Bowl" }).first()).toBeVisible();
  await expect(page.getByRole("spinbutton")).toHaveCount(3);
});

test("whoever signs in where no cookie is kept is told that it would not last", async ({ page }) => {
  // What Chromium says where its settings refuse cookies.
  await page.addInitScript(() => Object.defineProperty(navigator, "cookieEnabled", { get: () => false }));
  for (const path of ["/sign-in", "/register"]) {
    await page.goto(path);
    await expect(page.getByRole("alert").filter({ hasText: "does not let this shop keep a cookie" })).toBeVisible();
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("whoever signs in is looked for again, and told if no cookie was kept; so is whoever buys or wishes", async ({
    page,
  }) => {
    const keepsNone = async (route: Route) => {
      if (!route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch({ maxRedirects: 0 });
      const { "set-cookie": _, ...headers } = response.headers();
      await page.context().clearCookies();
      await route.fulfill({ response, headers });
    };
    await page.route("**/*", keepsNone);
    await page.goto("/sign-in?next=/account/addresses");
    await typeSignIn(page);
    await expect(page.getByRole("alert")).toContainText("does not let this shop keep a cookie");
    await addToCart(page, "everyday-bowl");
    await page.getByRole("link", { name: "See the cart" }).click();
    await expect(page.getByRole("main")).toContainText("does not let this shop keep a cookie");
    await page.goto("/cart");
    await expect(page.getByRole("main")).not.toContainText("cookie");
    await page.goto("/products/everyday-bowl");
    await page.getByRole("button", { name: "Put on wish list" }).click();
    await expect(page.getByRole("main")).toContainText("does not let this shop keep a cookie");
    await page.goto("/sign-in?next=/account/addresses");
    // A route that is taken away in the middle of an answer fails it.
    await page.unrouteAll({ behavior: "wait" });
    // From where they are, they go on to where they were going.
    await typeSignIn(page);
    await expect(page).toHaveURL((url) => url.pathname === "/account/addresses");
    await page.goto("/sign-in?entered=1&next=//evil.example");
    await expect(page).toHaveURL((url) => url.pathname === "/account");
    await page.context().clearCookies();
    await register(page);
    await page.goto("/cart?added=1");
    await expect(page.getByRole("main")).toContainText("What you put in the cart stays for thirty days.");
    await expect(page.getByRole("main")).not.toContainText("cookie");
  });
});
