import type { Browser, Page } from "@playwright/test";

import {
  addToCart,
  checkOut,
  delivery,
  expect,
  mailsFor,
  newEmail,
  numberOf,
  register,
  test,
  typeContact,
  typeDelivery,
} from "./shop";

const goOn = (page: Page) => page.getByRole("button", { name: "Go on to payment" }).click();

/** Opens the mailed link of an order that was cancelled in the browser that placed it, in another one. */
async function openCancelled(page: Page, browser: Browser, baseURL: string, isKnown: boolean) {
  const email = newEmail();
  await addToCart(page, "stoneware-candle", { color: "Plum" });
  await checkOut(page, email);
  const number = numberOf(page);
  await page.getByRole("button", { name: "Change delivery" }).click();
  await expect(delivery(page)).toBeVisible();
  const other = await (await browser.newContext({ baseURL })).newPage();
  if (isKnown) await register(other);
  await other.goto("/find-order");
  await other.getByLabel("E-mail").fill(email);
  await other.getByLabel("Order number").fill(number);
  await other.getByRole("button", { name: "Mail me the link" }).click();
  const subject = `Your order ${number}`;
  const find = async () => (await mailsFor(page.request, email)).find((mail) => mail.subject === subject);
  await expect.poll(async () => Boolean(await find())).toBe(true);
  await other.goto(/http\S+\?key=\S+/.exec((await find())?.text ?? "")?.[0] ?? "");
  return { other, email };
}

for (const isKnown of [false, true])
  test(`an order is placed again by its mailed link, ${isKnown ? "signed in" : "as a guest"}, with the e-mail that is shown`, async ({
    page,
    browser,
    baseURL,
  }) => {
    const { other, email } = await openCancelled(page, browser, baseURL ?? "", isKnown);
    await other.getByRole("button", { name: "Place it again" }).click();
    await expect(other.getByLabel("Street and number")).toHaveValue("214 Alder St");
    await expect(other.getByRole("main")).toContainText(email);
    await goOn(other);
    await expect(other).toHaveURL(/\/checkout\/KL-/);
    await expect(other.getByRole("main")).toContainText(email);
    await other.context().close();
  });

test("an e-mail that was wiped away is the account's again, as it is shown", async ({ page }) => {
  const email = await register(page);
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout?step=contact");
  await page.getByLabel("E-mail").fill("");
  const kept = page.waitForResponse("**/api/cart");
  await page.getByLabel("E-mail").blur();
  await kept;
  await page.goto("/checkout");
  await expect(page.getByRole("main")).toContainText(email);
  await typeDelivery(page);
  await goOn(page);
  await expect(page).toHaveURL(/\/checkout\/KL-/);
  await expect(page.getByRole("main")).toContainText(email);
});

test("an e-mail that no order takes is refused where it is typed, and else leads there", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  for (const refused of ["jürgen@example.de", "a&b@example.com", "robin.@example.com"]) {
    // Anew each time: an answer that is still on its way would put back what was typed before.
    await page.goto("/checkout");
    await page.getByLabel("E-mail").fill(refused);
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Enter the whole address");
    await expect(page).not.toHaveURL(/step=delivery/);
  }
  await page.goto("/checkout");
  await typeContact(page, newEmail());
  await typeDelivery(page);
  await page.locator("input[name=contact]").evaluate((field: HTMLInputElement) => (field.value = "robin.@example.com"));
  await goOn(page);
  await page.getByRole("main").getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
});

test("another saved address is shown whole, with its own country, and is where it goes", async ({ page }) => {
  await register(page, "/account/addresses");
  await page.getByRole("link", { name: "Add an address" }).click();
  await typeDelivery(page);
  await page.getByRole("button", { name: "Save the address" }).click();
  await page.getByRole("link", { name: "Add an address" }).click();
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Full name").fill("Kim Esche");
  await page.getByLabel("Street and number").fill("Mühlenweg 9");
  await page.getByLabel("Postal code").fill("10115");
  await page.getByLabel("City").fill("Berlin");
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Mühlenweg 9" })).toBeVisible();
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout?step=delivery");
  const address = delivery(page);
  await expect(address.getByLabel("ZIP code")).toHaveValue("97205");
  const book = page.getByRole("navigation", { name: "Your addresses" });
  const used = book.locator("[aria-current=true]");
  await expect(used).toHaveText(/214 Alder St/);
  await address.getByLabel("Full name").fill("Typed Over");
  await expect(used).toHaveCount(0);
  await page.getByRole("link", { name: /^Kim Esche/ }).click();
  await expect(used).toHaveText(/Mühlenweg 9/);
  await expect(address.getByLabel("Country")).toHaveValue("DE");
  await expect(address.getByLabel("Full name")).toHaveValue("Kim Esche");
  await expect(address.getByLabel("Street and number")).toHaveValue("Mühlenweg 9");
  await expect(address.getByLabel("Postal code")).toHaveValue("10115");
  await expect(address.getByLabel("City")).toHaveValue("Berlin");
  await expect(address.getByLabel("State")).toHaveCount(0);
  await goOn(page);
  await expect(page).toHaveURL(/\/checkout\/KL-/);
  for (const part of ["Kim Esche", "Mühlenweg 9", "10115 Berlin", "Germany"])
    await expect(page.getByRole("main")).toContainText(part);
});
