import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { answers, ask, offers, openPanel } from "./asking";
import {
  CARDS,
  accessible,
  addToCart,
  checkOut,
  expect,
  newEmail,
  numberOf,
  pay,
  sendOrder,
  test,
  thanks,
} from "./shop";

const PASSWORD = "a loom of one's own";

/** What people ask one after the other, and what stands beside the answer. */
const QUESTIONS: [question: string, card: (answer: Locator) => Promise<void>][] = [
  [
    "a gift under 50 dollars for someone who drinks tea",
    async (answer) => {
      await shows(answer, "Yunomi Tea Cup");
      const prices = (await answer.getByRole("listitem").allInnerTexts()).map((text) => /\$([\d.]+)/.exec(text)?.[1]);
      for (const price of prices) expect(Number(price)).toBeLessThanOrEqual(50);
    },
  ],
  ["is the moss tee in L", (answer) => shows(answer, "Pocket Tee")],
  [
    "where is my order",
    async (answer) => {
      await expect(answer.getByRole("link", { name: /^KL-/ })).toBeVisible();
      await expect(answer.getByRole("list", { name: "What has happened" })).toContainText("Shipped");
    },
  ],
  ["show me vases", (answer) => expect(answer.getByRole("listitem").first()).toContainText("$")],
  ["put two of the second one in my cart", (answer) => offered(answer, /^Put 2 × .* into your cart\?/)],
  [
    "I want to return the vase",
    async (answer) => {
      await offered(answer, /^Ask for a return from order KL-/);
      await offered(answer, "1 × Ring Vase (Sand)");
    },
  ],
  ["order the same again", (answer) => offered(answer, /^Put order KL-.* into your cart again\?/)],
  ["do you have a green mug?", (answer) => shows(answer, "Morning Mug")],
  [
    "compare the moon jar and the ring vase",
    (answer) => expect(answer.getByRole("columnheader")).toHaveText(["Property", "Moon Jar", "Ring Vase"]),
  ],
  ["what is your return policy?", (answer) => leadsTo(answer, "Returns", "/returns")],
  ["how long does delivery to Germany take?", (answer) => leadsTo(answer, "Delivery", "/delivery")],
  ["can I pay with PayPal?", (answer) => leadsTo(answer, "Payment", "/payment")],
  ["what's in my cart?", (answer) => shows(answer, "Morning Mug")],
  ["make it three morning mugs in my cart", (answer) => offered(answer, "Morning Mug (Oat): 3 in place of 1?")],
  ["remove the mug", (answer) => offered(answer, "Take Morning Mug (Oat) out of your cart?")],
  ["what is the moon jar made of?", (answer) => shows(answer, "Moon Jar")],
  ["the cheapest lamp", (answer) => expect(answer.getByRole("listitem").first()).toContainText(/Lamp[\s\S]*\$/)],
  ["I'd like to check out", (answer) => offered(answer, "Go on to the checkout?")],
];

const shows = (answer: Locator, name: string) => expect(answer.getByRole("link", { name, exact: true })).toBeVisible();
const offered = (answer: Locator, text: RegExp | string) =>
  expect(answer.getByRole("group", { name: "Offer" })).toContainText(text);
const leadsTo = (answer: Locator, name: string, path: string) =>
  expect(answer.getByRole("link", { name })).toHaveAttribute("href", path);

/** Someone to whom a ring vase is on its way, and who has a mug in their cart. */
async function become(page: Page, request: APIRequestContext): Promise<string> {
  const email = newEmail();
  await page.goto("/register");
  await page.getByLabel("User name").fill(email.split("@")[0] ?? "");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page).toHaveURL(/\/account/);
  await addToCart(page, "ring-vase", { color: "Sand" });
  await checkOut(page, email);
  const number = numberOf(page);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  await sendOrder(request, number);
  await addToCart(page, "morning-mug", { color: "Oat" });
  return email;
}

/** Orders what is in the cart and takes the order back, over the API. */
async function changeMind(request: APIRequestContext, email: string): Promise<void> {
  const login = { username: email.split("@")[0], password: PASSWORD };
  const { token } = (await (await request.post("/api/v1/token/", { data: login })).json()) as { token: string };
  const headers = { Authorization: `Token ${token}` };
  const data = { shipping_address: "214 Alder St" };
  const { id } = (await (await request.post("/api/v1/orders/", { headers, data })).json()) as { id: number };
  expect((await request.delete(`/api/v1/orders/${id}/`, { headers })).status()).toBe(204);
}

test("what people ask every day is answered with a card that helps, which everyone can use, and asking does nothing", async ({
  page,
  request,
}) => {
  test.slow();
  const email = await become(page, request);
  await openPanel(page);
  for (const [question, expectCard] of QUESTIONS)
    await test.step(question, async () => {
      await ask(page, question);
      await expectCard(answers(page).last());
    });
  await expect(offers(page)).toHaveCount(6);
  await expect(page.getByRole("link", { name: /^Cart/ })).toHaveAccessibleName("Cart, 1 item");
  await changeMind(request, email);
  await ask(page, "where is my order");
  await expect(answers(page).last().getByRole("list", { name: "What has happened" }).getByRole("listitem")).toHaveText([
    /^Placed/,
    /^Cancelled/,
  ]);
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [360, 1280])
      await test.step(`${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 740 });
        await accessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      });
});
