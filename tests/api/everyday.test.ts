import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";

import { db } from "@/db";
import { orders, products, shipping_methods } from "@/db/schema";
import { readCatalog } from "@/db/seed/catalog";
import { fillCatalog } from "@/db/seed/fill-catalog";
import { STANDARD_METHODS } from "@/db/seed/shipping";
import { addTranslations } from "@/db/seed/translations";
import { addToCart } from "@/domain/cart/add-to-cart";
import type { UserContext } from "@/domain/operation";
import { placeOrder } from "@/domain/orders/place-order";
import { translatorOf } from "@/messages/all";
import type { ChatAnswer } from "@/model/chat";
import { newToken, newUser, one } from "@/tests/helpers";

import { answerTo, listenToModel } from "./chatting";

listenToModel();

let numberOfOrder = "";
beforeAll(async () => {
  await db()
    .insert(shipping_methods)
    .values([...STANDARD_METHODS])
    .onConflictDoNothing();
  await fillCatalog(db(), readCatalog(), new Map());
  await addTranslations(db());
});

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

async function lastAnswer(said: readonly string[], language = "en"): Promise<ChatAnswer> {
  const token = await newToken(await newShopper());
  const headers = { "Accept-Language": language };
  let answer = await answerTo(said[0] ?? "", { token, headers });
  for (const message of said.slice(1))
    answer = await answerTo(message, { token, headers, conversation_id: answer.conversation_id });
  return answer;
}

test.each(QUESTIONS)("%j is answered with a card that helps", async (said, expectCard) => {
  expectCard(await lastAnswer(said));
  expect.hasAssertions();
});

const isOffer = (type: string) => (answer: ChatAnswer) => expect(answer.proposals).toMatchObject([{ type }]);
const isPage = (path: string) => (answer: ChatAnswer) => expect(answer.pages).toMatchObject([{ path }]);
const isOf =
  (...slugs: string[]) =>
  (answer: ChatAnswer) =>
    expect(slugsIn(answer)).toEqual(expect.arrayContaining(slugs));

/** The same in the other languages of the shop, where its pages offer to ask it, and more. */
const ELSEWHERE: [language: "de" | "fr", said: string[], reply: RegExp, card: (answer: ChatAnswer) => void][] = [
  ["de", [translatorOf("de")("assistant.try.gift")], /passen am besten zu diesem Preis/, isOf("yunomi-cup")],
  [
    "de",
    [translatorOf("de")("assistant.try.order")],
    /ist angekommen/,
    ({ orders: told }) => expect(told).toHaveLength(1),
  ],
  ["de", [translatorOf("de")("assistant.try.returns")], /./, isPage("/returns")],
  ["de", [translatorOf("de")("assistant.try.delivery")], /./, isPage("/delivery")],
  ["de", [translatorOf("de")("assistant.try.delivery_price")], /./, isPage("/delivery")],
  ["de", [translatorOf("de")("assistant.try.cart")], /^In Ihrem Warenkorb: 1 × “Morgenbecher”/, isOf("morning-mug")],
  ["de", [translatorOf("de")("assistant.try.check_out")], /zur Kasse/, isOffer("start_checkout")],
  ["de", [translatorOf("de")("assistant.try.return")], /^“Ring Vase” aus Ihrer Bestellung/, isOffer("request_return")],
  ["de", ["Zeig mir die Mondvase", translatorOf("de")("assistant.try.material")], /^“Mondvase”: /, isOf("moon-jar")],
  [
    "de",
    ["Zeig mir die Mondvase", translatorOf("de")("assistant.try.put")],
    /in Ihren Warenkorb legen\?/,
    isOffer("add_to_cart"),
  ],
  ["de", ["Habt ihr grüne Becher?"], /in Grün/, isOf("morning-mug")],
  ["de", ["Gibt es das T-Shirt in Moos und L?"], /Moos, Größe L/, isOf("pocket-tee")],
  ["de", ["Zeig mir Kissen unter 80 Euro"], /am besten/, isOf("linen-cushion")],
  ["de", ["Zeig mir Vasen", "Leg zwei von der zweiten in meinen Warenkorb"], /./, isOffer("add_to_cart")],
  [
    "de",
    ["Vergleiche die Mondvase und die Ringvase"],
    /“Mondvase”/,
    ({ comparison }) => expect(comparison).not.toBeNull(),
  ],
  ["de", ["Nimm den Becher aus dem Warenkorb"], /nehmen\?/, isOffer("remove_from_cart")],
  ["de", ["Das Gleiche noch einmal bestellen"], /./, isOffer("reorder")],
  ["fr", [translatorOf("fr")("assistant.try.gift")], /le mieux à ce prix/, isOf("yunomi-cup")],
  [
    "fr",
    [translatorOf("fr")("assistant.try.order")],
    /est arrivée/,
    ({ orders: told }) => expect(told).toHaveLength(1),
  ],
  ["fr", [translatorOf("fr")("assistant.try.returns")], /./, isPage("/returns")],
  ["fr", [translatorOf("fr")("assistant.try.delivery")], /./, isPage("/delivery")],
  ["fr", [translatorOf("fr")("assistant.try.delivery_price")], /./, isPage("/delivery")],
  ["fr", [translatorOf("fr")("assistant.try.cart")], /^Dans votre panier : 1 × “Mug du matin”/, isOf("morning-mug")],
  ["fr", [translatorOf("fr")("assistant.try.check_out")], /caisse/, isOffer("start_checkout")],
  ["fr", [translatorOf("fr")("assistant.try.return")], /^Renvoyer “Ring Vase”/, isOffer("request_return")],
  [
    "fr",
    ["Montre-moi la jarre de lune", translatorOf("fr")("assistant.try.material")],
    /^“Jarre de lune” ?: /,
    isOf("moon-jar"),
  ],
  [
    "fr",
    ["Montre-moi la jarre de lune", translatorOf("fr")("assistant.try.put")],
    /dans votre panier \?/,
    isOffer("add_to_cart"),
  ],
  ["fr", ["Avez-vous un mug vert ?"], /en vert/, isOf("morning-mug")],
  ["fr", ["Montre-moi des coussins à moins de 80 euros"], /le mieux/, isOf("linen-cushion")],
  [
    "fr",
    ["Compare la jarre de lune et le vase anneau"],
    /“Jarre de lune”/,
    ({ comparison }) => expect(comparison).not.toBeNull(),
  ],
];

test.each(ELSEWHERE)("in %s %j is answered in words and with a card", async (language, said, reply, expectCard) => {
  const answer = await lastAnswer(said, language);
  expect(answer.reply).toMatch(reply);
  expectCard(answer);
});
