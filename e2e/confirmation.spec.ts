import type { Page } from "@playwright/test";

import {
  CARDS,
  accessible,
  addToCart,
  checkOut,
  expect,
  mailsFor,
  newEmail,
  numberOf,
  pay,
  test,
  thanks,
  typeSignIn,
} from "./shop";

const PASSWORD = "a loom of one's own";

async function buy(page: Page, email = newEmail()): Promise<string> {
  await addToCart(page, "stoneware-candle", { color: "Plum" });
  await checkOut(page, email);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  return numberOf(page);
}

test("the confirmation says all there is to know, and says it again when it is loaded anew", async ({ page }) => {
  const email = newEmail();
  const number = await buy(page, email);
  for (const visit of ["first", "second"]) {
    const main = page.getByRole("main");
    await expect(main, visit).toContainText(number);
    await expect(main).toContainText(email);
    await expect(main).toContainText("214 Alder St");
    await expect(page.getByRole("region", { name: "What you ordered" })).toContainText("Stoneware Candle");
    await expect(page.getByRole("region", { name: "What happens next" })).toContainText("We pack it by hand.");
    await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
    await page.reload();
    await expect(thanks(page)).toBeVisible();
  }
});

test("on paper it is the order alone", async ({ page }) => {
  const number = await buy(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("main")).toContainText(number);
  await expect(page.getByText("Stoneware Candle").first()).toBeVisible();
  for (const absent of [page.getByRole("banner"), page.getByRole("contentinfo"), page.getByRole("button")])
    for (const one of await absent.all()) await expect(one).toBeHidden();
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await expect(page.getByText("Go on shopping")).toBeHidden();
});

test.describe("in another browser", () => {
  test.use({ expectedErrors: [/404 \(/] });

  test("an address alone is asked for the e-mail, and tells nothing", async ({ page, browser, baseURL }) => {
    const email = newEmail();
    const number = await buy(page, email);
    const other = await browser.newContext({ baseURL: baseURL ?? "" });
    const stranger = await other.newPage();
    for (const path of [page.url(), `/checkout/complete?order=${number}`, `/checkout/${number}`]) {
      await stranger.goto(path);
      await expect(stranger).toHaveURL(new RegExp(`/orders/${number}`));
      await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Whose order is it?");
      await expect(stranger.getByRole("main").getByRole("textbox")).toHaveCount(1);
      const html = await stranger.content();
      for (const secret of [email, "214 Alder St", "Stoneware Candle"]) expect(html).not.toContain(secret);
    }
    await accessible(stranger);
    await stranger.getByLabel("E-mail").fill(email);
    await stranger.getByRole("button", { name: "Mail me the link" }).click();
    await expect(stranger.getByText("If there is such an order with this e-mail")).toBeVisible();
    await other.close();
  });
});

test("a guest keeps the order in an account with one field", async ({ page }) => {
  const email = newEmail();
  const number = await buy(page, email);
  const keep = page.getByRole("region", { name: "Keep it in an account" });
  await expect(keep.getByRole("textbox")).toHaveCount(1);
  await accessible(page);
  await keep.getByRole("button", { name: "Make an account" }).click();
  await expect(keep.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await keep.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await keep.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByText("You have an account now, and this order is in it.")).toBeVisible();
  await expect(keep).toHaveCount(0);
  await page.goto("/account/orders");
  await expect(page.getByRole("link", { name: number })).toBeVisible();
});

test("whose e-mail has an account is shown the way in", async ({ page, context }) => {
  const email = newEmail();
  await buy(page, email);
  const keep = page.getByRole("region", { name: "Keep it in an account" });
  const make = async () => {
    await keep.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await keep.getByRole("button", { name: "Make an account" }).click();
  };
  await make();
  await expect(page.getByText("You have an account now")).toBeVisible();
  await context.clearCookies();
  const number = await buy(page, email);
  await make();
  await keep.getByRole("link", { name: "Sign in" }).click();
  await typeSignIn(page, email, PASSWORD);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await page.goto("/account/orders");
  await expect(page.getByRole("link", { name: number })).toBeVisible();
});

test("the invoice is there as a file for whoever may see the order, and for nobody else", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  const number = await buy(page, email);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Invoice as PDF" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^invoice-\d{4}-\d{6}\.pdf$/);
  const [mail] = await mailsFor(request, email);
  expect(mail?.attachments.map(({ name }) => name)).toEqual([download.suggestedFilename()]);
  const stranger = await browser.newContext({ baseURL: baseURL ?? "" });
  const refused = await stranger.request.get(`/orders/${number}/invoice/pdf`, { maxRedirects: 0 });
  expect([refused.status(), refused.headers()["location"]]).toEqual([307, `/orders/${number}`]);
  await stranger.close();
});
