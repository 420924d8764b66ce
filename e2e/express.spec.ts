import type { Page } from "@playwright/test";

import { accessible, addToCart, expect, mailsFor, newEmail, test, thanks } from "./shop";

const sheet = (page: Page) => page.getByRole("dialog", { name: "Sandbox wallet" });

async function open(page: Page, email: string): Promise<void> {
  await page.goto("/checkout?step=contact");
  await page.getByRole("button", { name: "Sandbox wallet" }).click();
  await sheet(page).getByLabel("E-mail").fill(email);
}

test("a wallet brings the address and pays: from the checkout to the confirmation in two presses", async ({
  page,
  request,
}) => {
  const email = newEmail();
  await addToCart(page, "everyday-bowl");
  await open(page, email);
  await accessible(page);
  await sheet(page)
    .getByRole("button", { name: /^Pay \$/ })
    .click();
  await expect(thanks(page)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("214 Alder St");
  await expect(page.getByText("Paid", { exact: true })).toBeVisible();
  expect((await mailsFor(request, email))[0]?.subject).toMatch(/is confirmed$/);
});

test("what a wallet pays is what the order comes to by the delivery that was chosen in it", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  await open(page, newEmail());
  const pay = sheet(page).getByRole("button", { name: /^Pay \$/ });
  const first = await pay.innerText();
  await sheet(page).getByLabel("Delivery").selectOption({ index: 1 });
  await expect(pay).not.toHaveText(first);
  const shown = /\$[\d.]+/.exec(await pay.innerText())?.[0] ?? "none";
  await pay.click();
  await expect(thanks(page)).toBeVisible();
  await expect(page.getByRole("region", { name: "What you ordered" })).toContainText(`Total${shown}`);
});

test("an address that its country does not write is refused, and waits in the form", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  await open(page, newEmail());
  await sheet(page).getByLabel("Postal code").fill("97");
  await sheet(page)
    .getByRole("button", { name: /^Pay \$/ })
    .click();
  const refusal = page.getByRole("alert").filter({ hasText: "such as 97205" });
  await expect(refusal).toContainText("Nothing was ordered or charged.");
  await refusal.getByRole("link", { name: "Put it right in the form" }).click();
  await expect(page.getByLabel("ZIP code")).toHaveValue("97");
  await expect(page.getByLabel("Full name")).toHaveValue("Robin Ash");
});

test("a price that changed meanwhile is not paid", async ({ page, context }) => {
  await addToCart(page, "everyday-bowl");
  await open(page, newEmail());
  const other = await context.newPage();
  await addToCart(other, "everyday-bowl");
  await other.close();
  await sheet(page)
    .getByRole("button", { name: /^Pay \$/ })
    .click();
  await expect(page.getByRole("alert").filter({ hasText: "The total is now" })).toBeVisible();
});

test.describe("Stripe.js blocked", () => {
  test.use({ expectedErrors: [/ERR_FAILED/] });

  test("the checkout is as it always was", async ({ page }) => {
    await page.route("**/sandbox/stripe.js", (route) => route.abort());
    await addToCart(page, "everyday-bowl");
    await page.goto("/checkout?step=contact");
    await expect(page.getByRole("region", { name: "Express checkout" })).toHaveCount(0);
    await expect(page.getByLabel("E-mail")).toBeVisible();
  });
});
