import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { order_items, orders, products, proposals, return_requests } from "@/db/schema";
import { chat } from "@/domain/assistant/chat";
import { confirmProposal, undoProposal } from "@/domain/assistant/proposals";
import { addToCart } from "@/domain/cart/add-to-cart";
import { getCart } from "@/domain/cart/cart-items";
import { mergeGuestCart } from "@/domain/cart/merge-carts";
import type { Context, UserContext } from "@/domain/operation";
import type { Proposal } from "@/model/proposals";
import { buy, newGuest, newProduct, newToken, newUser, one } from "@/tests/helpers";

import { answerTo, asked, listenToModel, speakAs } from "./chatting";
import { send } from "./routes";

listenToModel();

/** Has the model call a tool that proposes, and answers what the shopper is offered. */
async function offered(shopper: Context, tool: string, given: object): Promise<Proposal[]> {
  speakAs("obedient");
  return (await chat(shopper, { message: `CALL ${tool} ${JSON.stringify(given)}` })).proposals;
}

const inCart = async (shopper: Context) =>
  (await getCart(shopper, {})).items.map(({ product, quantity }) => [product.id, quantity]);

const confirm = async ({ id }: Proposal, shopper: UserContext, body: object = {}) =>
  send("POST /chat/proposals/{id}/confirm/", { id, body, token: await newToken(shopper) });

describe("what is offered", () => {
  test("is shown as the shop knows it, and nothing happens until it is confirmed", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "21.50" })];
    const [offer] = await offered(shopper, "propose_add_to_cart", {
      product_id: product.id,
      quantity: 2,
      price: "0.01",
    });
    expect(offer).toMatchObject({
      type: "add_to_cart",
      status: "open",
      path: "/cart",
      change: { product: { id: product.id, price: "21.50" }, quantity: 2, was: 0, price: "21.50" },
    });
    expect(await inCart(shopper)).toEqual([]);
    const answer = await confirm(offer as Proposal, shopper);
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: offer?.id, status: "done" }]);
    expect(await inCart(shopper)).toEqual([[product.id, 2]]);
  });

  test("stands in the conversation as it is now", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    const token = await newToken(shopper);
    speakAs("obedient");
    const message = `CALL propose_add_to_cart {"product_id":${product.id}}`;
    const { conversation_id, proposals: made } = await answerTo(message, { token });
    await confirmProposal(shopper, { id: one(made).id });
    const told = await send("GET /chat/{id}/", { id: conversation_id, token });
    expect(await told.json()).toMatchObject({
      messages: [{ role: "user" }, { role: "assistant", proposals: [{ id: one(made).id, status: "done" }] }],
    });
  });

  test("is only what can be done", async () => {
    const [shopper, product, hidden] = [
      await newUser(),
      await newProduct({ stock: 2 }),
      await newProduct({ is_active: false }),
    ];
    const stranger = await addToCart(await newUser(), { product_id: product.id });
    for (const [tool, given] of [
      ["propose_add_to_cart", { product_id: product.id, quantity: 3 }],
      ["propose_add_to_cart", { product_id: hidden.id }],
      ["propose_add_to_cart", { product_id: "x", quantity: {} }],
      ["propose_change_quantity", { item_id: stranger.id, quantity: 1 }],
      ["propose_remove", { item_id: stranger.id }],
      ["propose_checkout", {}],
    ] as const)
      expect(await offered(shopper, tool, given)).toEqual([]);
    expect(await offered({ ...newGuest(), guest: null }, "propose_add_to_cart", { product_id: product.id })).toEqual(
      [],
    );
  });

  test("may be a quantity, a removal, and the way to the checkout", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    const item = await addToCart(shopper, { product_id: product.id });
    const more = one(await offered(shopper, "propose_change_quantity", { item_id: item.id, quantity: 4 }));
    await confirmProposal(shopper, { id: more.id });
    expect(await inCart(shopper)).toEqual([[product.id, 4]]);
    const way = one(await offered(shopper, "propose_checkout", {}));
    expect(await confirmProposal(shopper, { id: way.id })).toMatchObject({ change: null, path: "/checkout" });
    const removal = one(await offered(shopper, "propose_remove", { item_id: item.id }));
    expect(removal.change).toMatchObject({ quantity: 0, was: 4 });
    await confirmProposal(shopper, { id: removal.id });
    expect(await inCart(shopper)).toEqual([]);
  });
});

describe("a proposal", () => {
  test("at a price that has changed is done only when the shopper agrees to the new one", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ price: "10.00" })];
    const offer = one(await offered(shopper, "propose_add_to_cart", { product_id: product.id }));
    await db().update(products).set({ price: "11.00" }).where(eq(products.id, product.id));
    const refused = await confirm(offer, shopper);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "price_changed", price: "11.00" }]);
    expect(await inCart(shopper)).toEqual([]);
    expect((await confirm(offer, shopper, { expected_price: "11.00" })).status).toBe(200);
    expect(await inCart(shopper)).toEqual([[product.id, 1]]);
  });

  test("for goods that were sold meanwhile stays open, and says so", async () => {
    const [shopper, product] = [await newUser(), await newProduct({ stock: 1 })];
    const offer = one(await offered(shopper, "propose_add_to_cart", { product_id: product.id }));
    await addToCart(shopper, { product_id: product.id });
    const refused = await confirm(offer, shopper);
    expect([refused.status, await refused.json()]).toMatchObject([400, { quantity: ["Only 1 left in stock."] }]);
    const [row] = await db().select().from(proposals).where(eq(proposals.id, offer.id));
    expect(row?.done_at).toBeNull();
  });
});

describe("what was done", () => {
  test("is taken back once, and what was changed by hand since stays", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    await addToCart(shopper, { product_id: product.id });
    const offer = one(await offered(shopper, "propose_add_to_cart", { product_id: product.id, quantity: 2 }));
    await expect(undoProposal(shopper, { id: offer.id })).rejects.toMatchObject({ code: "proposal_closed" });
    await confirmProposal(shopper, { id: offer.id });
    await addToCart(shopper, { product_id: product.id });
    expect(await inCart(shopper)).toEqual([[product.id, 4]]);
    expect(await undoProposal(shopper, { id: offer.id })).toMatchObject({ status: "undone" });
    expect(await inCart(shopper)).toEqual([[product.id, 2]]);
    await expect(undoProposal(shopper, { id: offer.id })).rejects.toMatchObject({ code: "proposal_closed" });
    await expect(confirmProposal(shopper, { id: offer.id })).rejects.toMatchObject({ code: "proposal_closed" });
  });

  test("puts a line back that was taken out", async () => {
    const [shopper, product] = [await newUser(), await newProduct()];
    const item = await addToCart(shopper, { product_id: product.id, quantity: 3 });
    const offer = one(await offered(shopper, "propose_remove", { item_id: item.id }));
    await confirmProposal(shopper, { id: offer.id });
    await undoProposal(shopper, { id: offer.id });
    expect(await inCart(shopper)).toEqual([[product.id, 3]]);
  });
});

describe("a guest of the shop's own pages", () => {
  const OWN = { "Sec-Fetch-Site": "same-origin" };
  const cookieIn = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const say = (message: string, headers: Record<string, string>) =>
    send("POST /chat/", { body: { message }, headers: { "X-Forwarded-For": "10.9.0.1", ...headers } });

  test("is given a cookie when they speak, and goes on by it", async () => {
    const product = await newProduct();
    speakAs("obedient");
    const first = await say(`CALL propose_add_to_cart {"product_id":${product.id}}`, OWN);
    const cookie = cookieIn(first);
    expect(first.headers.get("set-cookie")).toMatch(/^guest=[^;]+; Path=\/; Max-Age=2592000; SameSite=lax; HttpOnly$/);
    const { proposals: made, conversation_id } = (await first.json()) as {
      proposals: Proposal[];
      conversation_id: string;
    };
    const offer = one(made);
    const path = "POST /chat/proposals/{id}/confirm/";
    const foreign = await send(path, { id: offer.id, headers: { Cookie: cookie, "Sec-Fetch-Site": "cross-site" } });
    expect(foreign.status).toBe(403);
    expect((await send(path, { id: offer.id, headers: OWN })).status).toBe(404);
    expect((await send(path, { id: offer.id, headers: { Cookie: cookie, ...OWN } })).status).toBe(200);
    const list = await send("GET /chat/conversations/", { headers: { Cookie: cookie } });
    expect(await list.json()).toMatchObject({ count: 1, results: [{ id: conversation_id }] });
    const again = await say("hello", { Cookie: cookie, ...OWN });
    expect(again.headers.get("set-cookie")).toBeNull();
  });

  test("who is no page of ours is given none", async () => {
    expect((await say("hello", {})).headers.get("set-cookie")).toBeNull();
    expect((await say("hello", { "Sec-Fetch-Site": "cross-site" })).headers.get("set-cookie")).toBeNull();
  });

  test("takes conversation and offers along when they sign in", async () => {
    const [guest, user, product] = [newGuest(), await newUser(), await newProduct()];
    const offer = one(await offered(guest, "propose_add_to_cart", { product_id: product.id }));
    await mergeGuestCart(user, guest.guest ?? "");
    await confirmProposal(user, { id: offer.id });
    expect(await inCart(user)).toEqual([[product.id, 1]]);
    await expect(confirmProposal(guest, { id: offer.id })).rejects.toMatchObject({ status: 404 });
  });
});

test("a conversation is forgotten with all that was said and offered in it", async () => {
  const [shopper, product] = [await newUser(), await newProduct()];
  const token = await newToken(shopper);
  const offer = one(await offered(shopper, "propose_add_to_cart", { product_id: product.id }));
  const [row] = await db().select().from(proposals).where(eq(proposals.id, offer.id));
  const id = row?.conversation_id ?? "";
  const stranger = await newToken(await newUser());
  expect((await send("DELETE /chat/{id}/", { id, token: stranger })).status).toBe(404);
  expect((await send("DELETE /chat/{id}/", { id, token })).status).toBe(204);
  expect((await send("GET /chat/{id}/", { id, token })).status).toBe(404);
  expect((await confirm(offer, shopper)).status).toBe(404);
});

describe("an order", () => {
  /** Someone who was sent two of a thing. */
  async function newOwner() {
    const [shopper, product] = [await newUser(), await newProduct({ price: "10.00", stock: 9 })];
    const id = await buy(shopper, product.id);
    const [line] = await db().select().from(order_items).where(eq(order_items.order_id, id));
    const sent = { status: "delivered", shipped_at: new Date(), delivered_at: new Date() } as const;
    await db().update(orders).set(sent).where(eq(orders.id, id));
    return { shopper, product, id, line: line?.id ?? 0 };
  }
  const returnsOf = (id: number) => db().$count(return_requests, eq(return_requests.order_id, id));

  test("is asked to come back by consent, once, and at the price of a label that was told", async () => {
    const { shopper, id, line } = await newOwner();
    const given = { order_id: id, item_id: line, note: "from the model" };
    const [offer, second] = [
      one(await offered(shopper, "propose_return", given)),
      one(await offered(shopper, "propose_return", given)),
    ];
    expect(offer).toMatchObject({
      type: "request_return",
      change: null,
      order: { order_id: id, lines: [{ quantity: 1 }], reason: "changed_mind", label_price: "6.00", total: null },
    });
    expect(await returnsOf(id)).toBe(0);
    expect(await confirmProposal(shopper, { id: offer.id })).toMatchObject({
      status: "done",
      path: `/orders/${offer.order?.order_number}`,
    });
    expect(await db().select().from(return_requests).where(eq(return_requests.order_id, id))).toMatchObject([
      { reason: "changed_mind", note: "" },
    ]);
    await expect(confirmProposal(shopper, { id: second.id })).rejects.toMatchObject({ code: "not_returnable" });
    await expect(undoProposal(shopper, { id: offer.id })).rejects.toMatchObject({ code: "proposal_closed" });
    expect(await returnsOf(id)).toBe(1);
  });

  test("goes into the cart again by consent, and out of it without what was there before", async () => {
    const { shopper, product, id } = await newOwner();
    const other = await newProduct();
    const offer = one(await offered(shopper, "propose_reorder", { order_id: id }));
    expect(offer).toMatchObject({
      type: "reorder",
      order: { lines: [{ quantity: 1 }], reason: null, total: "10.00" },
    });
    await addToCart(shopper, { product_id: other.id });
    await confirmProposal(shopper, { id: offer.id });
    await addToCart(shopper, { product_id: product.id, quantity: 2 });
    await undoProposal(shopper, { id: offer.id });
    expect(await inCart(shopper)).toEqual([
      [other.id, 1],
      [product.id, 2],
    ]);
  });

  test("is ordered again at another price only when the shopper agrees to it", async () => {
    const { shopper, product, id } = await newOwner();
    const offer = one(await offered(shopper, "propose_reorder", { order_id: id }));
    await db().update(products).set({ price: "11.00" }).where(eq(products.id, product.id));
    const refused = await confirm(offer, shopper);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "price_changed", price: "11.00" }]);
    expect(await inCart(shopper)).toEqual([]);
    expect((await confirm(offer, shopper, { expected_price: "11.00" })).status).toBe(200);
    expect(await inCart(shopper)).toEqual([[product.id, 1]]);
  });

  test("is offered only as far as it may be, and only to whose it is", async () => {
    const { shopper, product, id, line } = await newOwner();
    const strangers = [await newUser(), await newUser("admin"), newGuest()];
    for (const stranger of strangers) {
      expect(await offered(stranger, "propose_return", { order_id: id, item_id: line })).toEqual([]);
      expect(await offered(stranger, "propose_reorder", { order_id: id })).toEqual([]);
    }
    for (const given of [
      { order_id: id, item_id: line, quantity: 2 },
      { order_id: id, item_id: line + 1000 },
    ])
      expect(await offered(shopper, "propose_return", given)).toEqual([]);
    await db().update(products).set({ is_active: false }).where(eq(products.id, product.id));
    expect(await offered(shopper, "propose_reorder", { order_id: id })).toEqual([]);
    await db()
      .update(orders)
      .set({ delivered_at: sql`now() - interval '31 days'` })
      .where(eq(orders.id, id));
    expect(await offered(shopper, "propose_return", { order_id: id, item_id: line })).toEqual([]);
  });

  test("is told as what may come back of it, without what was written to the shop", async () => {
    const { shopper, id } = await newOwner();
    speakAs("obedient");
    const { reply } = await chat(shopper, { message: `CALL read_return_eligibility {"id":${id}}\nSAY yes` });
    expect(reply).toBe("yes");
    expect(asked.at(-1)?.body).toContain(String.raw`\"is_eligible\":true`);
    expect(asked.at(-1)?.body).not.toContain("requests");
  });
});
