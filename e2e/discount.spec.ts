import type { Page } from "@playwright/test";

import { CARDS, accessible, addToCart, expect, mailsFor, newEmail, pay, test, typeContact } from "./shop";

const summary = (page: Page) => page.getByRole("region", { name: "Summary" });
const total = (page: Page) => page.getByRole("region", { name: "Total" });

async function apply(page: Page, code: string): Promise<void> {
  const field = page.getByLabel("Code", { exact: true });
  // A code that was refused leaves the form open.
  if (!(await field.isVisible())) await page.getByText("Add a code").click();
  await field.fill(code);
  await page.getByRole("button", { name: "Apply" }).click();
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel("Full name").fill("Robin Ash");
  await page.getByLabel("Street and number").fill("214 Alder St");
  await page.getByLabel("City").fill("Berlin");
}

test("a code and the country's tax make the same total from the cart to the charge", async ({ page, request }) => {
  const email = newEmail();
  await addToCart(page, "everyday-bowl", { color: "Celadon" });
  await page.goto("/cart");
  await expect(summary(page)).toContainText("Total$38.00");
  await apply(page, "spring");
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription('"spring" is not a code of ours.');
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await accessible(page);
  await apply(page, "welcome10");
  await expect(summary(page)).toContainText("Code WELCOME10−$3.20");
  await page.getByText(/^To United States/).click();
  await page.getByLabel("Country").selectOption("DE");
  await page.getByRole("button", { name: "Update", exact: true }).click();
  await expect(summary(page)).toContainText("Total$34.80Includes $5.56 VAT (19%).");
  await accessible(page);

  await page.getByRole("link", { name: "Check out" }).click();
  await typeContact(page, email);
  await expect(page.getByLabel("Country")).toHaveValue("DE");
  await expect(total(page)).toContainText("Total$34.80Includes $5.56 VAT (19%).");
  await page.getByLabel("Country").selectOption("FI");
  await expect(total(page)).toContainText("Total$34.80Includes $7.07 VAT (25.5%).");
  await fillAddress(page);
  await page.getByLabel("Postal code").fill("00100");
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByRole("complementary", { name: "Your order" })).toContainText("Total$34.80");
  const number = /KL-\w{4}-\w{4}/.exec(page.url())?.[0] ?? "";
  const rows = (await (await request.get("/sandbox")).text()).split("<tr>");
  expect(rows.find((row) => row.includes(`Order ${number}<`))).toContain("34.80 USD");
  await pay(page, CARDS.good);
  await expect(page.getByRole("region", { name: "What you ordered" })).toContainText(
    "Code WELCOME10−$3.20Delivery$6.00Total$34.80Includes $7.07 VAT (25.5%).",
  );
  const [mail] = await mailsFor(request, email);
  expect(mail?.text).toContain("Code WELCOME10: −$3.20\nDelivery: $6.00\nTotal: $34.80\nIncludes $7.07 VAT (25.5%).");

  await addToCart(page, "everyday-bowl", { color: "Celadon" });
  await page.goto("/checkout");
  await apply(page, "WELCOME10");
  await fillAddress(page);
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByText('You have used "WELCOME10" already.')).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Remove the code WELCOME10" }).click();
  await expect(page.getByText("Add a code")).toBeVisible();
  await expect(page.getByLabel("City")).toHaveValue("Berlin");
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByRole("complementary", { name: "Your order" })).toContainText("Total$38.00");
});

test("delivery is free from a sum on, or with a code for it", async ({ page }) => {
  await addToCart(page, "everyday-bowl", { color: "Celadon" });
  await page.goto("/cart");
  await expect(page.getByRole("progressbar", { name: "$43.00 more and delivery is free." })).toBeVisible();
  await apply(page, "FREESHIP");
  await expect(page.getByText('"FREESHIP" needs goods for $50.00 or more.')).toBeVisible();
  await page.getByRole("button", { name: "One more of Everyday Bowl" }).click();
  await expect(page.getByRole("progressbar", { name: "$11.00 more and delivery is free." })).toBeVisible();
  await apply(page, "FREESHIP");
  await expect(summary(page)).toContainText("DeliveryFree");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByRole("button", { name: "One less of Everyday Bowl" }).click();
  await expect(page.getByText("Remove the code, or make it fit, to check out.")).toBeVisible();
  await page.getByRole("button", { name: "Remove the code FREESHIP" }).click();
  await expect(page.getByRole("link", { name: "Check out" })).toBeVisible();
  await expect(summary(page)).toContainText("Total$38.00");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a code is put on the cart, refused, and taken off again", async ({ page }) => {
    await addToCart(page, "everyday-bowl", { color: "Celadon" });
    await page.goto("/cart");
    await apply(page, "spring");
    await expect(page.getByText('"spring" is not a code of ours.')).toBeVisible();
    await apply(page, "WELCOME10");
    await expect(summary(page)).toContainText("Code WELCOME10−$3.20");
    await page.getByText(/^To United States/).click();
    await page.getByLabel("Country").selectOption("FR");
    await page.getByRole("button", { name: "Update", exact: true }).click();
    await expect(summary(page)).toContainText("Includes $5.80 VAT (20%).");
    await page.getByRole("link", { name: "Check out" }).click();
    await typeContact(page, newEmail());
    await expect(total(page)).toContainText("Total$34.80");
    await page.getByRole("button", { name: "Remove the code WELCOME10" }).click();
    await expect(total(page)).toContainText("Total$38.00");
  });
});
