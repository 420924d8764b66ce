import { CARDS, accessible, addToCart, expect, newEmail, numberOf, pay, test, thanks, typeAddress } from "./shop";

test("an invoice can go to another address, which is asked for as its country writes it", async ({ page }) => {
  await addToCart(page, "stoneware-candle", { color: "Plum" });
  await typeAddress(page, newEmail());
  const invoice = page.getByRole("group", { name: "Whom the invoice is made out to" });
  await expect(invoice).toHaveCount(0);
  await page.getByLabel("The invoice goes to the same address").uncheck();
  await expect(invoice).toBeVisible();
  await accessible(page);
  await invoice.getByLabel("Country").selectOption("PT");
  await invoice.getByLabel("Full name").fill("Ash & Sons Lda");
  await expect(invoice.getByLabel("Full name")).toHaveAttribute("autocomplete", "billing name");
  await invoice.getByLabel("Street and number").fill("Rua Augusta 9");
  await invoice.getByLabel("Postal code").fill("1100");
  await invoice.getByLabel("City").fill("Lisboa");
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "1100-148" })).toBeVisible();
  await expect(invoice.getByLabel("Street and number")).toHaveValue("Rua Augusta 9");
  await invoice.getByLabel("Postal code").fill("1100-048");
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page.getByText("Invoice to Ash & Sons Lda, Rua Augusta 9, Lisboa")).toBeVisible();
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  const number = numberOf(page);
  await page.goto(`/orders/${number}/invoice`);
  await expect(page.getByRole("main")).toContainText("ToAsh & Sons LdaRua Augusta 9");
  await expect(page.getByRole("main")).toContainText("Delivered toRobin Ash214 Alder St");
  await accessible(page);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the second address opens all the same", async ({ page }) => {
    await page.goto("/products/everyday-bowl");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.goto("/checkout?step=contact");
    await page.getByLabel("E-mail").fill(newEmail());
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    const invoice = page.getByRole("group", { name: "Whom the invoice is made out to" });
    await expect(invoice).toBeHidden();
    await page.getByLabel("The invoice goes to the same address").uncheck();
    await expect(invoice).toBeVisible();
  });
});
