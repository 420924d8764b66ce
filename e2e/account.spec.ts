import { translatorOf } from "../messages/all";
import { PSEUDO_LOCALE } from "../model/locales";
import { CARDS, addToCart, checkOut, expect, newEmail, pay, register, signIn, test, typeSignIn } from "./shop";

test("someone makes an account, buys, sees the order, signs out, and the old cookie is dead", async ({
  page,
  context,
  playwright,
  baseURL,
}) => {
  const email = newEmail();
  const username = email.split("@")[0] ?? "";
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("link", { name: "Make an account" }).click();
  await expect(page).toHaveURL(/\/register/);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("12345678");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByText("This password is too common.")).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveValue(username);
  await page.getByLabel("Password").fill("a loom of one's own");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByRole("heading", { name: `Hello, ${username}` })).toBeVisible();
  await expect(page.getByText("No orders yet.")).toBeVisible();

  await addToCart(page, "stoneware-candle", { color: "Plum" });
  await checkOut(page, email);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
  await page.getByRole("link", { name: `Account of ${username}` }).click();
  const order = page.getByRole("main").getByRole("listitem").filter({ hasText: "Stoneware Candle" });
  await expect(order).toContainText("Paid");
  await order.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Order KL-");
  const orderUrl = page.url();

  const stolen = (await context.cookies()).filter(({ name }) => name.endsWith("session"));
  expect(stolen).toMatchObject([{ httpOnly: true, sameSite: "Lax" }]);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  const thief = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { cookie: stolen.map(({ name, value }) => `${name}=${value}`).join("; ") },
  });
  expect((await thief.get("/account", { maxRedirects: 0 })).status()).toBe(307);
  expect((await thief.get(orderUrl)).status()).toBe(404);
  expect((await thief.get("/api/v1/users/me/")).status()).toBe(401);
  await thief.dispose();
});

test("a guest's cart follows into the account, and the next guest starts empty", async ({ page }) => {
  await addToCart(page, "camp-cup", { color: "Moss & Black" });
  await page.goto("/sign-in?next=/products");
  await typeSignIn(page, "demo", "wrong");
  await expect(
    page.getByRole("alert").filter({ hasText: "Unable to log in with provided credentials." }),
  ).toBeVisible();
  await page.getByLabel("Password").fill("demo-kiln-2026");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/cart\?merged=\d/);
  await expect(page.getByText("What you had chosen before you signed in is in your cart now.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Camp Cup");
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
  await page.goto("/cart");
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
});

test("an e-mail is not changed to none", async ({ page }) => {
  const email = await register(page, "/account/profile");
  const form = page.getByRole("region", { name: "Your e-mail" });
  await form.getByLabel("E-mail").fill("");
  await form.getByLabel("Current password").fill("a loom of one's own");
  await form.getByRole("button").last().click();
  await expect(form.getByText("This field is required.")).toBeVisible();
  await expect(form.getByLabel("E-mail")).toHaveValue("");
  await page.reload();
  await expect(form.getByLabel("E-mail")).toHaveValue(email);
});

test("forms for a password say whose it is to what keeps passwords", async ({ page }) => {
  const email = await register(page, "/account/profile");
  for (const [path, name] of [
    ["/account/profile", "Change the password"],
    ["/account/data", "Delete my account for good"],
  ] as const) {
    await page.goto(path);
    const form = page.locator("form", { has: page.getByRole("button", { name }) });
    await expect(form.locator('[autocomplete="username"]')).toHaveValue(email.split("@")[0] ?? "");
  }
});

test("the strip of an account's pages shows on a phone which of them is open", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await register(page, "/account/profile");
  const strip = page.getByRole("navigation", { name: "Your account" });
  for (const [path, name] of [
    ["/account/profile", "Name and password"],
    ["/account/data", "Your data"],
    ["/ar-XB/account/tokens", translatorOf(PSEUDO_LOCALE)("account.nav.tokens")],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("link", { name, exact: true }).and(page.locator("[aria-current]"))).toBeInViewport({
      ratio: 1,
    });
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }
  await page.goto("/account");
  await expect(strip.getByRole("link", { name: "Overview" })).toBeInViewport({ ratio: 1 });
});

test("signing in leads back only to pages of this shop", async ({ page }) => {
  await page.goto("/sign-in?next=https://evil.example/");
  await typeSignIn(page);
  await expect(page).toHaveURL((url) => url.pathname === "/account");
});

test("a token is made by name, shown once, used, and ended", async ({ page, playwright, baseURL }) => {
  await signIn(page, "/account/tokens");
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();
  const name = `Stock robot ${crypto.randomUUID().slice(0, 6)}`;
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByText("This field may not be blank.")).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make a token" }).click();
  const secret = await page.getByText(/^cw_[\w-]{40,}$/).textContent();
  const program = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect(await (await program.get("/api/v1/users/me/")).json()).toMatchObject({ username: "demo" });
  await page.reload();
  await expect(page.getByText(secret ?? "", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: `End the token ${name}` }).click();
  await expect(page.getByText(name)).toHaveCount(0);
  expect((await program.get("/api/v1/users/me/")).status()).toBe(401);
  await program.dispose();
});
