import { CARDS, addToCart, checkOut, expect, mailsFor, newEmail, pay, test } from "./shop";

test.describe("a guest", () => {
  test.use({ expectedErrors: [/402 \(Payment Required\)/] });

  test("buys two things in sizes: a declined card, then 3-D Secure, a confirmation and a mail", async ({
    page,
    request,
  }) => {
    const email = newEmail();
    await addToCart(page, "pocket-tee", { size: "L" });
    await addToCart(page, "kiln-sun-print", { size: "30 × 40 cm" });
    await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
    await checkOut(page, email);
    await pay(page, CARDS.declined);
    await expect(page.getByRole("alert").filter({ hasText: "Your card was declined." })).toContainText(
      "Your order is kept.",
    );
    await pay(page, CARDS.secure);
    const bank = page.frameLocator('iframe[title="3-D Secure authentication"]');
    await bank.getByRole("button", { name: "Complete authentication" }).click();
    await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
    await expect(page.getByRole("region", { name: "What you ordered" })).toContainText("Pocket Tee");
    await expect(page.getByText("Paid", { exact: true })).toBeVisible();
    const [mail] = await mailsFor(request, email);
    expect(mail?.subject).toMatch(/^Your order KL-\w{4}-\w{4} is confirmed$/);
    expect(mail?.text).toContain("Pocket Tee");
    expect(mail?.html).toContain("214 Alder St");
  });
});
