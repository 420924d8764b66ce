import type { Page } from "@playwright/test";

import {
  CARDS,
  addToCart,
  cardForm,
  checkOut,
  expect,
  newEmail,
  numberOf,
  pay,
  test,
  thanks,
  typeCard,
  typeContact,
  typeDelivery,
} from "./shop";

async function ready(page: Page): Promise<string> {
  const email = newEmail();
  await addToCart(page, "market-tote", { color: "Natural" });
  await checkOut(page, email);
  return numberOf(page);
}

/** How often the sandbox charged for an order, as its own page tells. */
async function chargesFor(page: Page, number: string): Promise<number> {
  const rows = (await (await page.request.get("/sandbox")).text()).split("<tr>");
  return rows.filter((row) => row.includes(`Order ${number}<`) && row.includes("succeeded")).length;
}

test("pressing pay twice pays once", async ({ page }) => {
  const number = await ready(page);
  let confirms = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/confirm")) confirms++;
  });
  await typeCard(page, CARDS.good);
  await page.getByRole("button", { name: /^Pay \$/ }).dblclick();
  await expect(thanks(page)).toBeVisible();
  expect(confirms).toBe(1);
  await expect.poll(() => chargesFor(page, number)).toBe(1);
});

test("a reload in the middle of paying comes back to the same order", async ({ page }) => {
  const number = await ready(page);
  await pay(page, CARDS.secure);
  await expect(page.locator('iframe[title="3-D Secure authentication"]')).toBeVisible();
  await page.reload();
  await expect(cardForm(page).getByLabel("Card number")).toBeVisible();
  expect(numberOf(page)).toBe(number);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  await expect.poll(() => chargesFor(page, number)).toBe(1);
});

test("two tabs make one order, and the second learns that it is paid", async ({ page, context }) => {
  await addToCart(page, "market-tote", { color: "Ink" });
  const second = await context.newPage();
  const email = newEmail();
  for (const tab of [page, second]) {
    await tab.goto("/checkout");
    if (tab === page) await typeContact(tab, email);
    await typeDelivery(tab);
  }
  await Promise.all([page, second].map((tab) => tab.getByRole("button", { name: "Go on to payment" }).click()));
  for (const tab of [page, second]) await expect(tab).toHaveURL(/\/checkout\/KL-/);
  expect(numberOf(page)).toBe(numberOf(second));
  await typeCard(second, CARDS.good);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  await second.reload();
  await expect(second).toHaveURL(/\/orders\/KL-/);
});

test("a bank that takes its time is waited for", async ({ page }) => {
  await ready(page);
  await pay(page, CARDS.processing);
  await expect(page.getByRole("heading", { name: "Your payment is on its way" })).toBeVisible();
  await expect(thanks(page)).toBeVisible({ timeout: 20_000 });
});

test("the address that a payment comes back to cannot claim that it went through", async ({ page }) => {
  const number = await ready(page);
  await page.goto(`/checkout/complete?order=${number}&redirect_status=succeeded`);
  await expect(page).toHaveURL(new RegExp(`/checkout/${number}`));
  await expect(page.getByRole("button", { name: /^Pay \$/ })).toBeVisible();
});

test("another browser sees neither the order nor its payment", async ({ page, browser, baseURL }) => {
  const number = await ready(page);
  const stranger = await browser.newContext({ baseURL: baseURL ?? "" });
  for (const path of [`/checkout/${number}`, `/orders/${number}`, `/orders/${number}?key=guess`])
    expect((await stranger.request.get(path)).status()).toBe(404);
  await stranger.close();
});

test.describe("Stripe.js blocked", () => {
  test.use({ expectedErrors: [/ERR_FAILED|Failed to load resource/] });

  test("says so within eight seconds and can be tried again", async ({ page }) => {
    await page.route("**/sandbox/stripe.js", (route) => route.abort());
    const number = await ready(page);
    await expect(page.getByText("The payment form could not be loaded.")).toBeVisible({ timeout: 8500 });
    await page.unroute("**/sandbox/stripe.js");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(cardForm(page).getByLabel("Card number")).toBeVisible();
    expect(numberOf(page)).toBe(number);
  });

  test("a script that never comes is told of as well", async ({ page }) => {
    await page.route("**/sandbox/stripe.js", () => undefined);
    await ready(page);
    await expect(page.getByText("The payment form could not be loaded.")).toBeVisible({ timeout: 9000 });
  });
});

test("whoever is faster than the card form's own script pays all the same", async ({ page }) => {
  const paid = Promise.withResolvers<void>();
  await page.route("**/elements/payment.js", async (route) => {
    await paid.promise;
    await route.continue();
  });
  await ready(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("button", { name: "Paying…" })).toBeVisible();
  paid.resolve();
  await expect(thanks(page)).toBeVisible();
});

test("what is wrong with the card is said before anything is sent", async ({ page }) => {
  await ready(page);
  await typeCard(page, "4242 4242 4242 4241");
  await page.getByRole("button", { name: /^Pay \$/ }).click();
  await expect(cardForm(page).getByText("Your card number is invalid.")).toBeVisible();
});

test("the card's form grows dark with the page, and keeps what was typed", async ({ page }) => {
  await ready(page);
  const form = cardForm(page);
  await typeCard(page, CARDS.good);
  const paper = () => form.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const bright = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(paper).not.toBe(bright);
  expect(await paper()).toBe(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor));
  await expect(form.getByLabel("Card number")).toHaveValue(CARDS.good);
});

test("an address that is missing parts keeps what was typed", async ({ page }) => {
  await addToCart(page, "incense-dish", { color: "Charcoal" });
  await page.goto("/checkout");
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByRole("button", { name: "Go on to delivery" }).click();
  // What the field says as it is left is said before the shop has answered.
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Enter the whole address");
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Enter the whole address, with its "@"/);
  await expect(page.getByLabel("E-mail")).toHaveValue("not an address");
  await typeContact(page, newEmail());
  await page.getByLabel("Full name").fill("Robin Ash");
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("Robin Ash");
  await expect(page.getByLabel("Street and number")).toHaveAccessibleDescription("Enter the street and number.");
});

test.describe("with scripts three seconds late", () => {
  test("everything up to the payment works from the first moment", async ({ page }) => {
    await page.route("**/_next/static/**/*.js", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.continue();
    });
    await page.goto("/products/everyday-bowl", { waitUntil: "commit" });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.goto("/cart", { waitUntil: "commit" });
    await expect(page.getByRole("main")).toContainText("Everyday Bowl");
    await page.getByRole("link", { name: "Check out" }).click();
    await typeContact(page, newEmail());
    await typeDelivery(page);
    await page.getByRole("button", { name: "Go on to payment" }).click();
    await pay(page, CARDS.good);
    await expect(thanks(page)).toBeVisible({ timeout: 20_000 });
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a shopper chooses, fills and changes a cart, and places the order", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "See everything" }).click();
    await page.getByRole("link", { name: "Everyday Bowl" }).click();
    await page.getByRole("radio", { name: "Celadon" }).check({ force: true });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText("Added to your cart.")).toBeVisible();
    await page.getByRole("link", { name: "Cart", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("Celadon");
    await page.getByRole("spinbutton", { name: "Quantity of Everyday Bowl" }).fill("2");
    await page.getByRole("button", { name: "Update the quantity of Everyday Bowl" }).click();
    await expect(page.getByRole("main")).toContainText("$64.00");
    await page.getByRole("link", { name: "Check out" }).click();
    await typeContact(page, newEmail());
    await typeDelivery(page);
    await page.getByRole("button", { name: "Go on to payment" }).click();
    await expect(page.getByText("Paying needs JavaScript")).toBeVisible();
  });
});

test.describe("with real keys", () => {
  test.use({ expectedErrors: [/foreign request: https:\/\/js\.stripe\.com/] });

  test("the payment page lets Stripe's own script in, however it was reached, and no other page does", async ({
    page,
  }) => {
    await page.route("https://js.stripe.com/**", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "window.fromStripe = true" }),
    );
    const load = () =>
      page.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            const script = document.createElement("script");
            script.src = "https://js.stripe.com/endive/stripe.js";
            script.addEventListener("load", () => resolve(true));
            script.addEventListener("error", () => resolve(false));
            document.head.append(script);
          }),
      );
    await ready(page);
    expect(await load()).toBe(true);
    await page.getByRole("link", { name: "Back to the cart" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    expect(await page.evaluate(() => "fromStripe" in window)).toBe(false);
  });
});
