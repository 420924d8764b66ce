import type { Page } from "@playwright/test";

import {
  CARDS,
  addToCart,
  asAdmin,
  checkOut,
  expect,
  mailsFor,
  newEmail,
  pay,
  register,
  sendOrder,
  test,
  typeDelivery,
} from "./shop";

test("an address is added, corrected, made the default and deleted", async ({ page }) => {
  await register(page, "/account/addresses");
  await page.getByRole("link", { name: "Add an address" }).click();
  await page.getByRole("button", { name: "Save the address" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "Some fields need another look." });
  await expect(summary.getByRole("link")).toHaveText([/name/, /street/, /city/, /state/, /ZIP/]);
  await page.getByLabel("ZIP code").fill("9720");
  await page.getByLabel("Phone").focus();
  await expect(page.getByLabel("ZIP code")).toHaveAccessibleDescription(/97205/);
  await typeDelivery(page);
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByText("Your address is saved.")).toBeVisible();
  const card = (street: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: street });
  await expect(card("214 Alder St")).toContainText("Default for parcels · Default for invoices");
  await page.getByRole("link", { name: "Add an address" }).click();
  await typeDelivery(page);
  await page.getByLabel("Street and number").fill("9 Mill Lane");
  await page.getByRole("button", { name: "Save the address" }).click();
  await page.getByRole("button", { name: "Send parcels here: 9 Mill Lane" }).click();
  await expect(card("9 Mill Lane")).toContainText("Default for parcels");
  await expect(card("214 Alder St")).not.toContainText("Default for parcels");
  await page.getByRole("link", { name: "Edit 9 Mill Lane" }).click();
  await page.getByLabel("City").fill("Salem");
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(card("9 Mill Lane")).toContainText("Salem");
  await page.getByRole("button", { name: "Delete 9 Mill Lane" }).click();
  await expect(card("9 Mill Lane")).toHaveCount(0);
  await expect(card("214 Alder St")).toContainText("Default for parcels");
});

const API = "/api/v1";
const linkIn = (text: string) => /http\S+\?key=\S+/.exec(text)?.[0] ?? "";

/** Buys a thing as a guest; the page shows the order afterwards. */
async function buy(page: Page, email: string): Promise<string> {
  await addToCart(page, "stoneware-candle", { color: "Moss" });
  await checkOut(page, email);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
  return /KL-\w{4}-\w{4}/.exec(page.url())?.[0] ?? "";
}

test("a guest finds the order by a mailed link in another browser, and what is asked for tells nobody anything", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  const number = await buy(page, email);
  const other = await browser.newContext({ baseURL: baseURL ?? "" });
  const stranger = await other.newPage();
  const told = [];
  for (const [address, typed] of [
    [newEmail(), number],
    [email, "KL-0000-0000"],
    [email, number.toLowerCase()],
  ] as const) {
    await stranger.goto("/find-order");
    await stranger.getByLabel("E-mail").fill(address);
    await stranger.getByLabel("Order number").fill(typed);
    await stranger.getByRole("button", { name: "Mail me the link" }).click();
    await expect(stranger.getByText("If there is such an order with this e-mail")).toBeVisible();
    told.push(await stranger.getByRole("main").innerText());
  }
  expect(new Set(told).size).toBe(1);
  const subject = `Your order ${number}`;
  await expect
    .poll(async () => (await mailsFor(request, email)).filter((mail) => mail.subject === subject).length)
    .toBe(1);
  const mail = (await mailsFor(request, email)).find((one) => one.subject === subject);
  await stranger.goto(linkIn(mail?.text ?? ""));
  await expect(stranger).toHaveURL(new RegExp(`/orders/${number}$`));
  await expect(stranger.getByRole("heading", { level: 1 })).toContainText(number);
  await other.close();
});

test("an order that waits can be paid from its mailed link in another browser", async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  const email = newEmail();
  await addToCart(page, "stoneware-candle", { color: "Moss" });
  await checkOut(page, email);
  const number = /KL-\w{4}-\w{4}/.exec(page.url())?.[0] ?? "";
  const other = await browser.newContext({ baseURL: baseURL ?? "" });
  const phone = await other.newPage();
  await phone.goto("/find-order");
  await phone.getByLabel("E-mail").fill(email);
  await phone.getByLabel("Order number").fill(number);
  await phone.getByRole("button", { name: "Mail me the link" }).click();
  await phone.goto(linkIn((await mailsFor(request, email))[0]?.text ?? ""));
  await phone.getByRole("link", { name: "Pay now" }).click();
  await pay(phone, CARDS.good);
  await expect(phone.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
  await other.close();
});

test("the way of an order is shown as it goes, and it can be sent back without scripts", async ({
  page,
  request,
  browser,
  baseURL,
  context,
}) => {
  const number = await buy(page, newEmail());
  const id = await sendOrder(request, number);
  await page.goto(`/orders/${number}`);
  const steps = page.getByRole("region", { name: "Where it is" }).getByRole("listitem");
  const events = await request.get(`${API}/orders/${id}/timeline/`, { headers: await asAdmin(request) });
  const happened = ((await events.json()) as { events: { type: string }[] }).events.map(({ type }) => type);
  expect(happened).toEqual(["placed", "paid", "packed", "shipped"]);
  await expect(steps).toHaveText([/^Placed/, /^Paid/, /^Packed/, /^On its way/, /^Delivered/]);
  await expect(page.getByRole("link", { name: "See where it is at UPS" })).toHaveAttribute("href", /1Z999/);
  await expect(page.getByText("Cancel this order")).toHaveCount(0);

  const plain = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const still = await plain.newPage();
  await still.goto(`/orders/${number}`);
  await still.getByRole("link", { name: "Send something back" }).click();
  await still.getByRole("button", { name: "Ask for a return" }).click();
  await expect(still.getByText("Choose what comes back.")).toBeVisible();
  await still.getByLabel(/^How many of/).selectOption("1");
  await still.getByLabel("It arrived broken").check();
  await still.getByLabel("Anything else").fill("A crack in the glaze.");
  await still.getByRole("button", { name: "Ask for a return" }).click();
  await expect(still.getByText("We have your request")).toBeVisible();
  await expect(still.getByRole("region", { name: "Where it is" })).toContainText("Return asked for");
  await still.getByRole("button", { name: "Keep it after all" }).click();
  await expect(still.getByRole("region", { name: "Where it is" })).toContainText("Return taken back");
  await expect(still.getByRole("region", { name: "What you want to send back" })).toContainText("Taken back by you");
  await expect(still.getByRole("link", { name: "Send something back" })).toBeVisible();
  await plain.close();
});

test("an order that was paid is cancelled before it leaves, and bought again", async ({ page }) => {
  const number = await buy(page, newEmail());
  await page.goto(`/orders/${number}`);
  await page.getByText("Cancel this order").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByRole("region", { name: "Where it is" })).toContainText("Money given back");
  await expect(page.getByText("Refunded", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Buy it again" }).click();
  await expect(page.getByText("It is in your cart.")).toBeVisible();
  await page.getByRole("link", { name: "See your cart" }).click();
  await expect(page.getByRole("main")).toContainText("Stoneware Candle");
});
