import type { Page, Response } from "@playwright/test";

import {
  CARDS,
  accessible,
  addToCart,
  cardForm,
  delivery,
  expect,
  newEmail,
  test,
  typeContact,
  typeDelivery,
} from "./shop";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 2, name });
/** The answer to what keeps a text that was typed. */
const keeps = (text: string) => (answer: Response) =>
  answer.url().endsWith("/api/cart") && (answer.request().postData() ?? "").includes(text);
const goOn = (page: Page) => page.getByRole("button", { name: "Go on to payment" }).click();

test("the steps are walked with the browser's own buttons, and nothing that was typed is lost", async ({ page }) => {
  const email = newEmail();
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  await expect(heading(page, "Delivery")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Your cart" })).toContainText(/Total\s*\$38\.00/);
  await typeContact(page, email);
  await expect(page).toHaveURL(/step=delivery/);
  await expect(heading(page, "Delivery")).toBeFocused();
  await expect(heading(page, /^Contact\W+done$/)).toBeVisible();
  await typeDelivery(page);
  const kept = page.waitForResponse(keeps("express"));
  await page.getByRole("radio", { name: /^Express/ }).check();
  await page.getByRole("radio", { name: /^Express/ }).blur();
  await kept;
  await expect(page.getByRole("region", { name: "Total" })).toContainText("$46.00");
  await page.reload();
  await expect(page.getByLabel("Street and number")).toHaveValue("214 Alder St");
  await expect(page.getByLabel("State")).toHaveValue("OR");
  await expect(page.getByRole("radio", { name: /^Express/ })).toBeChecked();
  await page.getByRole("link", { name: "Change contact" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(heading(page, "Contact")).toBeFocused();
  await page.goBack();
  await expect(page.getByLabel("Street and number")).toHaveValue("214 Alder St");
  await goOn(page);
  await expect(page.getByRole("button", { name: "Pay $46.00" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("214 Alder St");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Your order is set aside for you" })).toBeVisible();
  for (const kept of [email, "214 Alder St", "Express", "$46.00"])
    await expect(page.getByRole("main")).toContainText(kept);
  await page.getByRole("button", { name: "Change delivery" }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue("214 Alder St");
  await expect(page.getByRole("main")).toContainText(email);
});

test("a way of delivery stays chosen when something else is refused", async ({ page }) => {
  await addToCart(page, "twist-tapers");
  await page.goto("/checkout");
  await typeContact(page, newEmail());
  await typeDelivery(page);
  await page.getByRole("radio", { name: /^Express/ }).check();
  await page.getByLabel("ZIP code").fill("9720");
  await goOn(page);
  await expect(page.getByRole("alert").filter({ hasText: "97205" })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Express/ })).toBeChecked();
  await page.getByLabel("ZIP code").fill("97205");
  await goOn(page);
  await expect(page.getByRole("button", { name: /^Pay \$/ })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Express");
});

test("what was typed last is kept, however late what was typed before arrives", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  await typeContact(page, newEmail());
  let held = false;
  await page.route("**/api/cart", async (route) => {
    const isFirst = !held && (route.request().postData() ?? "").includes("First St");
    held ||= isFirst;
    if (isFirst) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  const street = page.getByLabel("Street and number");
  for (const text of ["1 First St", "2 Second St", "3 Third St"]) {
    await street.fill(text);
    await street.blur();
  }
  await page.waitForResponse(keeps("Third St"));
  expect(held).toBe(true);
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  await expect(street).toHaveValue("3 Third St");
});

test("an order that waits to be paid is changed from its payment", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  await typeContact(page, newEmail());
  await typeDelivery(page);
  await goOn(page);
  await page.getByRole("button", { name: "Change delivery" }).click();
  await page.getByLabel("Street and number").fill("7 Elm St");
  await goOn(page);
  await expect(page.getByRole("main")).toContainText("7 Elm St");
});

test("at most eight fields are asked for, each with its own token", async ({ page }) => {
  const seen: Record<string, string | null> = {};
  const note = async () => {
    const fields = await page.getByRole("main").locator("input:visible:not([type=radio]), select:visible").all();
    for (const field of fields) {
      const name = (await field.getAttribute("name")) ?? "";
      if (name !== "code") seen[name] = await field.getAttribute("autocomplete");
    }
  };
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  await note();
  await typeContact(page, newEmail());
  await note();
  expect(seen).toEqual({
    email: "email",
    "shipping.country": "shipping country",
    "shipping.name": "shipping name",
    "shipping.line1": "shipping address-line1",
    "shipping.city": "shipping address-level2",
    "shipping.region": "shipping address-level1",
    "shipping.postal_code": "shipping postal-code",
    billing_same: null,
  });
  await page.getByText("Add apartment, floor or company").click();
  await expect(page.getByLabel("Apartment, floor, company")).toHaveAttribute("autocomplete", "shipping address-line2");
  await page.getByLabel("Country").selectOption("GB");
  await expect(page.getByLabel("Postcode")).toBeVisible();
  await expect(page.getByLabel("Town or city")).toBeVisible();
  await expect(page.getByLabel("State")).toHaveCount(0);
});

test("what is wrong is said when a field is left, not while it is typed, and all of it when the form is sent", async ({
  page,
}) => {
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  await page.getByLabel("E-mail").pressSequentially("robin");
  await expect(page.getByLabel("E-mail")).not.toHaveAttribute("aria-invalid");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Enter the whole address, with its "@"/);
  await typeContact(page, newEmail());
  await goOn(page);
  const problems = page.getByRole("main").getByRole("alert");
  await expect(problems.getByRole("link")).toHaveText([
    "Enter the name of whoever it is for.",
    "Enter the street and number.",
    "Enter the city.",
    "Enter the state.",
    "Enter the ZIP code.",
  ]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Some fields need another look.");
  await accessible(page);
  await problems.getByRole("link", { name: "Enter the street and number." }).click();
  await expect(page.getByLabel("Street and number")).toBeFocused();
  await typeDelivery(page);
  await page.getByLabel("ZIP code").fill("  97205 ");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("ZIP code")).not.toHaveAttribute("aria-invalid");
  await goOn(page);
  await expect(page.getByRole("main")).toContainText("Portland, OR 97205");
});

test("a keyboard alone is enough to buy", async ({ page }) => {
  const to = async (name: string | RegExp, role: "link" | "button" | "textbox" | "combobox") => {
    const target = page.getByRole(role, { name, exact: typeof name === "string" });
    for (let times = 0; times < 60; times++) {
      if (await target.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not come to ${String(name)}`);
  };
  const type = async (label: string, text: string) => {
    await to(label, "textbox");
    await page.keyboard.type(text);
  };
  await page.goto("/products/everyday-bowl");
  await to("Add to cart", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Added to your cart");
  await to("Check out", "link");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Contact")).toBeVisible();
  await type("E-mail", newEmail());
  await page.keyboard.press("Enter");
  await expect(heading(page, "Delivery")).toBeFocused();
  await type("Full name", "Robin Ash");
  await type("Street and number", "214 Alder St");
  await type("City", "Portland");
  await type("State", "OR");
  await type("ZIP code", "97205");
  await to("Go on to payment", "button");
  await page.keyboard.press("Enter");
  await expect(cardForm(page).getByLabel("Card number")).toBeVisible();
  await page.locator('iframe[title="Secure payment input frame"]').focus();
  await cardForm(page).getByLabel("Card number").focus();
  await page.keyboard.type(CARDS.good.replaceAll(" ", ""));
  await page.keyboard.press("Tab");
  await page.keyboard.type("1234");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await to(/^Pay \$/, "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the steps work up to the payment form", async ({ page }) => {
    await addToCart(page, "everyday-bowl");
    await page.goto("/checkout");
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    await expect(page.getByRole("main")).toContainText("Enter your e-mail address.");
    await typeContact(page, newEmail());
    await typeDelivery(page);
    await delivery(page).getByLabel("ZIP code").fill("none");
    await goOn(page);
    await expect(delivery(page).getByLabel("Street and number")).toHaveValue("214 Alder St");
    await delivery(page).getByLabel("ZIP code").fill("97205");
    await goOn(page);
    await expect(page.getByText("Paying needs JavaScript")).toBeVisible();
  });
});
