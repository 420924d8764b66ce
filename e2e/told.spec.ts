import { type APIRequestContext, type Page } from "@playwright/test";

import {
  CARDS,
  accessible,
  addToCart,
  asAdmin,
  cardForm,
  checkOut,
  expect,
  newEmail,
  numberOf,
  openDatabase,
  pay,
  test,
  thanks,
  typeAddress,
  typeCard,
} from "./shop";

type Product = { id: number; name: string; slug: string };
const API = "/api/v1";
const goOn = (page: Page) => page.getByRole("button", { name: "Go on to payment" }).click();
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("alert").filter({ hasText: text })).toBeVisible();

/** A product of this test's own, the last of its kind unless told otherwise. */
async function makeLast(request: APIRequestContext, stock = 1): Promise<Product> {
  const headers = await asAdmin(request);
  const { results } = await (await request.get(`${API}/categories/`)).json();
  const name = `Last Mug ${crypto.randomUUID().slice(0, 8)}`;
  const data = { name, price: "40.00", stock, category_id: results[0].id };
  return (await request.post(`${API}/products/`, { headers, data })).json();
}

/** Somebody else orders a product, over the API. */
async function orderElsewhere(request: APIRequestContext, { id }: Product): Promise<void> {
  const data = { username: `buyer-${crypto.randomUUID().slice(0, 8)}`, password: "a loom of one's own" };
  const { token } = await (await request.post(`${API}/users/register/`, { data })).json();
  const headers = { Authorization: `Token ${token}` };
  await request.post(`${API}/cart/`, { headers, data: { product_id: id } });
  const order = await request.post(`${API}/orders/`, { headers, data: { shipping_address: "1 Elm St" } });
  expect(order.status()).toBe(201);
}

async function idOf(request: APIRequestContext, number: string): Promise<number> {
  const headers = await asAdmin(request);
  const { results } = await (await request.get(`${API}/orders/?status=pending&page_size=100`, { headers })).json();
  return results.find((order: { number: string }) => order.number === number).id;
}

/** Ends an order as the end of its hold does. */
async function endHold(request: APIRequestContext, number: string): Promise<void> {
  const id = await idOf(request, number);
  const ended = await request.delete(`${API}/orders/${id}/`, { headers: await asAdmin(request) });
  expect(ended.status()).toBe(204);
}

async function addressIsKept(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("main")).toContainText(email);
  await expect(page.getByLabel("Full name")).toHaveValue("Robin Ash");
  await expect(page.getByLabel("Street and number")).toHaveValue("214 Alder St");
  await expect(page.getByLabel("ZIP code")).toHaveValue("97205");
}

test("the last one is ordered by someone else while the address is typed", async ({ page, request }) => {
  const [last, email] = [await makeLast(request), newEmail()];
  await addToCart(page, "everyday-bowl", { color: "Celadon" });
  await addToCart(page, last.slug);
  await typeAddress(page, email);
  await orderElsewhere(request, last);
  await goOn(page);
  await told(page, `Not enough stock for "${last.name}". Nothing is ordered yet`);
  await told(page, `${last.name} is not to be had any more.`);
  await addressIsKept(page, email);
  await expect(page.getByRole("complementary", { name: "Your cart" })).toContainText("Everyday Bowl");
  await accessible(page);
  await page.getByRole("button", { name: `Take it out: ${last.name}` }).click();
  await expect(page.getByRole("complementary", { name: "Your cart" })).not.toContainText(last.name);
  await addressIsKept(page, email);
  await goOn(page);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
});

test("of three that are wanted someone else orders two", async ({ page, request }) => {
  const [last, email] = [await makeLast(request, 3), newEmail()];
  await addToCart(page, last.slug);
  await page.goto("/cart");
  await page.getByRole("spinbutton", { name: `Quantity of ${last.name}` }).fill("3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("$120.00");
  await typeAddress(page, email);
  for (let times = 0; times < 2; times++) await orderElsewhere(request, last);
  await goOn(page);
  await told(page, `${last.name}: only 1 left.`);
  await page.getByRole("button", { name: `Take 1 of ${last.name}` }).click();
  await expect(page.getByRole("complementary", { name: "Your cart" })).toContainText("Quantity 1");
  await addressIsKept(page, email);
  await goOn(page);
  await expect(page.getByRole("button", { name: "Pay $46.00" })).toBeVisible();
});

test("the same cart was ordered and paid in another tab", async ({ page, context, request }) => {
  const [last, email] = [await makeLast(request), newEmail()];
  await addToCart(page, last.slug);
  await typeAddress(page, email);
  const second = await context.newPage();
  await checkOut(second, newEmail());
  await pay(second, CARDS.good);
  await expect(thanks(second)).toBeVisible();
  await goOn(page);
  await told(
    page,
    "Nothing was ordered here: your cart is empty. What was in it may have been ordered in another tab.",
  );
  await addressIsKept(page, email);
});

test("a price that changed meanwhile is shown before anything is ordered", async ({ page, request }) => {
  const [last, email] = [await makeLast(request), newEmail()];
  await addToCart(page, last.slug);
  await typeAddress(page, email);
  const headers = await asAdmin(request);
  await request.patch(`${API}/products/${last.id}/`, { headers, data: { price: "45.00" } });
  await goOn(page);
  await told(page, /^The total is \$51\.00 now, not what was shown before\. Nothing is ordered yet/);
  await expect(page.getByRole("complementary", { name: "Your cart" })).toContainText("$45.00");
  await addressIsKept(page, email);
  await accessible(page);
  await goOn(page);
  await expect(page).toHaveURL(/\/checkout\/KL-/);
  await expect(page.getByRole("button", { name: "Pay $51.00" })).toBeVisible();
});

// Stripe refuses to charge for what has ended.
test.describe("while the card is typed", () => {
  test.use({ expectedErrors: [/400 \(Bad Request\)/] });

  test("the shop changes the order: nothing is charged, and the new total is shown", async ({ page, request }) => {
    const [last, other] = [await makeLast(request), await makeLast(request)];
    await addToCart(page, last.slug);
    await checkOut(page, newEmail());
    await typeCard(page, CARDS.good);
    const data = { order: await idOf(request, numberOf(page)), product: other.id };
    expect((await request.post(`${API}/order-items/`, { headers: await asAdmin(request), data })).status()).toBe(201);
    await page.getByRole("button", { name: "Pay $46.00" }).click();
    await expect(page.getByRole("button", { name: "Pay $80.00" })).toBeVisible();
  });
});

test.describe("the time to pay is over", () => {
  test.use({ expectedErrors: [/400 \(Bad Request\)/] });

  test("while the card is typed: nothing is charged, and it can be placed again as it was", async ({
    page,
    request,
  }) => {
    const [last, email] = [await makeLast(request), newEmail()];
    await addToCart(page, last.slug);
    await checkOut(page, email);
    const number = numberOf(page);
    await typeCard(page, CARDS.good);
    await endHold(request, number);
    await page.getByRole("button", { name: /^Pay \$/ }).click();
    await expect(page).toHaveURL(new RegExp(`/orders/${number}`));
    await told(page, "The time to pay this order was over, so it was cancelled. Nothing was charged.");
    await accessible(page);
    await page.getByRole("button", { name: "Place it again" }).click();
    await expect(page.getByRole("complementary", { name: "Your cart" })).toContainText(last.name);
    await addressIsKept(page, email);
    await goOn(page);
    await pay(page, CARDS.good);
    await expect(thanks(page)).toBeVisible();
    expect(numberOf(page)).not.toBe(number);
  });

  test("while the page was left open: it says so by itself", async ({ page, request }) => {
    await page.clock.install();
    const last = await makeLast(request);
    await addToCart(page, last.slug);
    await checkOut(page, newEmail());
    await expect(cardForm(page).getByLabel("Card number")).toBeVisible();
    await endHold(request, numberOf(page));
    await page.clock.fastForward("16:00");
    await told(page, "The time to pay this order was over, so it was cancelled. Nothing was charged.");
  });

  test("almost: a payment that could come too late is not begun", async ({ page, request }) => {
    const [last, email] = [await makeLast(request), newEmail()];
    await addToCart(page, last.slug);
    await checkOut(page, email);
    const sql = openDatabase();
    await sql`update orders set expires_at = now() + interval '40 seconds' where number = ${numberOf(page)}`;
    await sql.end();
    await page.reload();
    await told(page, "The time to pay this order is over. Place it again. Nothing was charged.");
    await accessible(page);
    await page.getByRole("button", { name: "Place it again" }).click();
    await addressIsKept(page, email);
    await goOn(page);
    await expect(page.getByRole("button", { name: /^Pay \$/ })).toBeVisible();
  });
});

test("a price that changed is told by a page that the browser has kept", async ({ page, request }) => {
  const headers = await asAdmin(request);
  const found = await (await request.get(`${API}/products/?search=everyday+bowl&page_size=1`)).json();
  const [{ id, name, price }] = found.results;
  const open = async () => {
    await page.goto("/products");
    await page.getByRole("main").getByRole("link", { name }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    return page.getByRole("main").locator("h1 ~ p > .tabular-nums, [data-product-id] .tabular-nums").first();
  };
  await expect(await open()).toContainText(`$${price}`);
  try {
    await request.patch(`${API}/products/${id}/`, { headers, data: { price: "77.77" } });
    await expect(await open()).toContainText("$77.77");
  } finally {
    await request.patch(`${API}/products/${id}/`, { headers, data: { price } });
  }
});
