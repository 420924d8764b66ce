import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/db";
import { orders, products } from "@/db/schema";
import { readCatalog } from "@/db/seed/catalog";
import { fillCatalog } from "@/db/seed/fill-catalog";
import { addToCart } from "@/domain/cart/add-to-cart";
import type { UserContext } from "@/domain/operation";
import { placeOrder } from "@/domain/orders/place-order";
import type { ChatAnswer } from "@/model/chat";
import { newToken, newUser, one } from "@/tests/helpers";

import { answerTo, listenToModel } from "./chatting";

listenToModel();

let numberOfOrder = "";
beforeAll(() => fillCatalog(db(), readCatalog(), new Map()));

const idOf = async (slug: string) => one(await db().select().from(products).where(eq(products.slug, slug))).id;

/** Someone who was sent a ring vase, and has a mug in their cart. */
async function newShopper(): Promise<UserContext> {
  const shopper = await newUser();
  await addToCart(shopper, { product_id: await idOf("ring-vase"), color: "Sand" });
  const { id: vase } = await placeOrder(shopper, { shipping_address: "x" });
  const [order] = await db()
    .update(orders)
    .set({ status: "delivered", shipped_at: new Date(), paid_at: new Date(), delivered_at: new Date() })
    .where(eq(orders.id, vase))
    .returning();
  numberOfOrder = order?.number ?? "";
  await addToCart(shopper, { product_id: await idOf("morning-mug"), color: "Oat" });
  return shopper;
}

const slugsIn = ({ products: shown }: ChatAnswer) => shown.map(({ slug }) => slug);
const offersIn = ({ proposals }: ChatAnswer) =>
  proposals.map(({ type, change }) => [type, change?.product.slug, change?.quantity]);

/** What people ask, the last of a conversation, and what stands beside the answer. */
const QUESTIONS: [said: string[], card: (answer: ChatAnswer) => void][] = [
  [
    ["a gift under 50 dollars for someone who drinks tea"],
    (answer) => {
      expect(slugsIn(answer)).toContain("yunomi-cup");
      for (const { price } of answer.products) expect(Number(price)).toBeLessThanOrEqual(50);
    },
  ],
  [["is the moss tee in L"], (answer) => expect(slugsIn(answer)).toEqual(["pocket-tee"])],
  [
    ["where is my order"],
    (answer) => expect(answer.orders).toMatchObject([{ number: numberOfOrder, status: "delivered" }]),
  ],
  [
    ["show me vases", "put two of the second one in my cart"],
    (answer) => expect(offersIn(answer)).toMatchObject([["add_to_cart", expect.any(String), 2]]),
  ],
  [
    ["I want to return the vase"],
    (answer) =>
      expect(answer.proposals).toMatchObject([
        { type: "request_return", order: { order_number: numberOfOrder, lines: [{ product_name: "Ring Vase" }] } },
      ]),
  ],
  [
    ["order the same again"],
    (answer) => expect(answer.proposals).toMatchObject([{ type: "reorder", order: { order_number: numberOfOrder } }]),
  ],
  [["do you have a green mug?"], (answer) => expect(slugsIn(answer)).toContain("morning-mug")],
  [
    ["compare the moon jar and the ring vase"],
    ({ comparison }) => expect(comparison?.products.map(({ slug }) => slug)).toEqual(["moon-jar", "ring-vase"]),
  ],
  [["what is your return policy?"], (answer) => expect(answer.pages).toMatchObject([{ path: "/returns" }])],
  [["how long does delivery to Germany take?"], ({ pages }) => expect(pages).toMatchObject([{ path: "/delivery" }])],
  [["can I pay with PayPal?"], ({ pages }) => expect(pages).toMatchObject([{ path: "/payment" }])],
  [["what's in my cart?"], (answer) => expect(slugsIn(answer)).toEqual(["morning-mug"])],
  [["remove the mug"], (answer) => expect(offersIn(answer)).toEqual([["remove_from_cart", "morning-mug", 0]])],
  [
    ["make it three morning mugs in my cart"],
    (answer) => expect(offersIn(answer)).toEqual([["change_quantity", "morning-mug", 3]]),
  ],
  [["what is the moon jar made of?"], (answer) => expect(slugsIn(answer)).toEqual(["moon-jar"])],
  [
    ["the cheapest lamp"],
    ({ products: shown }) => {
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.map(({ category }) => category.slug)).toContain("lighting");
    },
  ],
  [["I'd like to check out"], (answer) => expect(answer.proposals).toMatchObject([{ type: "start_checkout" }])],
];

test.each(QUESTIONS)("%j is answered with a card that helps", async (said, expectCard) => {
  const token = await newToken(await newShopper());
  let answer: ChatAnswer | undefined;
  for (const message of said) {
    const { conversation_id } = answer ?? {};
    answer = await answerTo(message, { token, ...(conversation_id !== undefined && { conversation_id }) });
  }
  if (answer) expectCard(answer);
  expect.hasAssertions();
});
