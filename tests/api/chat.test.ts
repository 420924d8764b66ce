import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { z } from "zod";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { conversations, messages } from "@/db/schema";
import { purgeConversations } from "@/domain/assistant/conversations";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { env } from "@/env";
import type { Conversation } from "@/model/chat";
import { newGuest, newProduct, newToken, newUser } from "@/tests/helpers";

import { answerTo, asked, listenToModel, newCaller, say, speakAs } from "./chatting";
import { send } from "./routes";

listenToModel();

const read = async (id: string, token?: string) => {
  const response = await send("GET /chat/{id}/", { id, token });
  return { response, told: (await response.json()) as z.output<typeof Conversation> };
};

describe("an answer", () => {
  test("names products of the catalog, which the shop itself reads", async () => {
    const product = await newProduct({ price: "21.50" });
    const answer = await answerTo(`Do you have a ${product.name}?`);
    expect(answer.reply).toContain(`“${product.name}”`);
    expect(answer.products).toMatchObject([{ id: product.id, name: product.name, price: "21.50", stock: 5 }]);
    expect(answer.proposals).toEqual([]);
  });

  test("goes on from what was said, and the conversation can be read", async () => {
    const token = await newCaller();
    const product = await newProduct();
    const { conversation_id, reply } = await answerTo(`Do you have a ${product.name}?`, { token });
    const next = await answerTo("How much is it?", { token, conversation_id });
    expect(next).toMatchObject({ conversation_id, products: [{ id: product.id }] });
    const { response, told } = await read(conversation_id, token);
    expect(told).toMatchObject({
      id: conversation_id,
      messages: [
        { role: "user", text: `Do you have a ${product.name}?` },
        { role: "assistant", text: reply, products: [{ id: product.id }] },
        { role: "user", text: "How much is it?" },
        { role: "assistant", text: next.reply },
      ],
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("knows the shopper's own cart and orders, and a guest's not", async () => {
    const shopper = await newUser();
    const token = await newToken(shopper);
    const product = await newProduct();
    await addToCart(shopper, { product_id: product.id, quantity: 2 });
    const cart = await answerTo("What is in my cart?", { token });
    expect(cart).toMatchObject({
      reply: expect.stringContaining(`2 × “${product.name}”`),
      products: [{ id: product.id }],
    });
    const { number } = await placeOrder(shopper, { shipping_address: "7 Secret Lane", email: "secret@shop.test" });
    expect((await answerTo("Where is my order?", { token })).reply).toContain(number);
    expect((await answerTo("Where is my order?")).reply).toContain("only when you are signed in");
    expect(asked.map(({ body }) => body).join("")).not.toMatch(/Secret Lane|secret@shop/);
  });

  test("has beside it what tools have shown: a comparison, the own orders, the shop's pages", async () => {
    const shopper = await newUser();
    const token = await newToken(shopper);
    const [one, other] = [await newProduct({ price: "10.00" }), await newProduct({ price: "20.00", stock: 0 })];
    await addToCart(shopper, { product_id: one.id });
    const order = await placeOrder(shopper, { shipping_address: "x" });
    const strangers = await newUser();
    await addToCart(strangers, { product_id: one.id });
    const hidden = await placeOrder(strangers, { shipping_address: "x" });
    speakAs("obedient");
    const commands = [
      `CALL compare_products {"ids":"${other.id},${one.id}"}`,
      "CALL list_orders {}",
      'CALL get_page {"id":"returns"}',
      `SAY Your order ${order.number}, not ${hidden.number}`,
    ].join("\n");
    const { conversation_id, ...answer } = await answerTo(commands, { token });
    const { products: named, comparison, orders, pages } = answer;
    const beside = { products: named, comparison, orders, pages };
    expect(beside).toMatchObject({
      products: [],
      comparison: {
        products: [{ id: other.id }, { id: one.id }],
        rows: expect.arrayContaining([
          { label: "Price", values: ["$20.00", "$10.00"] },
          { label: "Stock", values: ["Sold out", "Only 3 left"] },
        ]),
      },
      orders: [{ id: order.id, number: order.number, status: "pending" }],
      pages: [{ id: "returns", title: "Returns", path: "/returns" }],
    });
    expect((await read(conversation_id, token)).told.messages[1]).toMatchObject(beside);
    await db().delete(conversations).where(eq(conversations.id, conversation_id));
  });

  test("knows the page that the shopper is looking at", async () => {
    const product = await newProduct({ variants: [{ size: "S" }, { size: "L" }] });
    const body = { message: "Is it there in L?", product_id: product.id };
    const answer = await send("POST /chat/", { body, headers: { "X-Forwarded-For": "10.9.1.1" } });
    expect(await answer.json()).toMatchObject({ products: [{ id: product.id }] });
  });

  test("is recorded with what it took and cost", async () => {
    const token = await newCaller();
    env().OPENAI_PRICES = [1, 10];
    const { conversation_id } = await answerTo("hello", { token });
    delete env().OPENAI_PRICES;
    const [, said] = await db()
      .select()
      .from(messages)
      .where(eq(messages.conversation_id, conversation_id))
      .orderBy(messages.id);
    expect(said?.tokens).toBeGreaterThan(10);
    expect(Number(said?.cost)).toBeGreaterThan((said?.tokens ?? 0) / 1_000_000);
    expect(Number(said?.cost)).toBeLessThan((said?.tokens ?? 0) / 100_000);
  });

  test("is the same from a server that speaks Chat Completions", async () => {
    env().OPENAI_API = "chat_completions";
    const [one, other] = [await newProduct(), await newProduct()];
    const shopper = await newUser();
    const token = await newToken(shopper);
    await addToCart(shopper, { product_id: one.id });
    const cart = await answerTo("What is in my cart?", { token });
    expect(cart.products).toMatchObject([{ id: one.id }]);
    const compared = await answerTo(`Compare ${one.name} and ${other.name}`, { token });
    expect(new Set(compared.products.map(({ id }) => id))).toEqual(new Set([one.id, other.id]));
    speakAs("cut");
    expect((await say("hello", { token })).status).toBe(503);
    env().OPENAI_API = "responses";
    expect(asked.every(({ body }) => "messages" in (JSON.parse(body) as object))).toBe(true);
  });

  test("is plain text, whatever the model says", async () => {
    speakAs("obedient");
    const evil =
      "SAY See **this** [offer](https://evil.example/a) ![x](//evil.example/b.png) <img src=x onerror=alert(1)> or https://evil.example/c today";
    const { reply } = await answerTo(evil);
    expect(reply).toBe("See this offer x  or  today");
  });

  test("is the shop's own sentence where the model has nothing to say, in the language of who asked", async () => {
    speakAs("obedient");
    const { reply } = await answerTo("SAY <br>");
    expect(reply).toBe("I could not find an answer to that. Please ask me in another way.");
    const german = await answerTo("SAY <br>", { headers: { "Accept-Language": "de" } });
    expect(german.reply).toMatch(/^Darauf habe ich keine Antwort/);
  });
});

describe("a message", () => {
  test.each([
    [{}, "This field is required."],
    [{ message: null }, "This field may not be null."],
    [{ message: "  " }, "This field may not be blank."],
    [{ message: ["x"] }, "Not a valid string."],
    [{ message: "x".repeat(2001) }, "Ensure this field has no more than 2000 characters."],
    [{ message: "a\0b" }, "Null characters are not allowed."],
  ])("%j is refused", async (body, message) => {
    const response = await send("POST /chat/", { body });
    expect([response.status, await response.json()]).toEqual([400, { message: [message] }]);
  });

  test("belongs to a conversation that there is, or to none", async () => {
    const wrong = await say("hello", { conversation_id: "12" });
    expect([wrong.status, await wrong.json()]).toEqual([400, { conversation_id: ["Must be a valid UUID."] }]);
    expect((await say("hello", { conversation_id: crypto.randomUUID() })).status).toBe(404);
    const none = await send("POST /chat/", { body: { message: "hello", conversation_id: null } });
    expect(none.status).toBe(200);
  });

  test("of more than 16 KiB is not read", async () => {
    const response = await send("POST /chat/", { body: { message: "hello", more: "x".repeat(17_000) } });
    expect(response.status).toBe(413);
  });

  test("is all that the address takes", async () => {
    const response = await send("GET /chat/");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  });
});

describe("a conversation", () => {
  test("of a user is nobody else's to read or to go on with", async () => {
    const token = await newCaller();
    const { conversation_id } = await answerTo("hello", { token });
    const strangers = [undefined, await newCaller(), await newToken(await newUser("admin"))];
    const missing = await (await say("hello", { conversation_id: crypto.randomUUID() })).text();
    for (const stranger of strangers) {
      const caller = { ...(stranger !== undefined && { token: stranger }), conversation_id };
      const [read, went] = [
        await send("GET /chat/{id}/", { id: conversation_id, token: stranger }),
        await say("hello", caller),
      ];
      expect([read.status, await read.text(), went.status, await went.text()]).toEqual([404, missing, 404, missing]);
    }
  });

  test("of a guest is known by its id, and to no user", async () => {
    const { conversation_id } = await answerTo("hello");
    expect(await answerTo("hello again", { conversation_id })).toMatchObject({ conversation_id });
    const { response, told } = await read(conversation_id);
    expect(told.messages).toHaveLength(4);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await say("hello", { token: await newCaller(), conversation_id })).status).toBe(404);
  });

  test("of a guest with a cookie needs the same cookie as well", async () => {
    const { chat } = await import("@/domain/assistant/chat");
    const guest = newGuest();
    const { conversation_id } = await chat(guest, { message: "hello" });
    expect(await chat(guest, { message: "hello", conversation_id })).toMatchObject({ conversation_id });
    await expect(chat(newGuest(), { message: "hello", conversation_id })).rejects.toMatchObject({ status: 404 });
    expect((await send("GET /chat/{id}/", { id: conversation_id })).status).toBe(404);
  });

  test("is erased with its account, and after 30 days", async () => {
    const token = await newCaller();
    const { conversation_id } = await answerTo("hello", { token });
    const { conversation_id: old } = await answerTo("hello");
    await send("DELETE /users/me/", { token });
    const month = sql`now() - interval '31 days'`;
    await db().update(messages).set({ created_at: month }).where(eq(messages.conversation_id, old));
    await db().update(conversations).set({ updated_at: month }).where(eq(conversations.id, old));
    expect(await purgeConversations(publicContext())).toBe(2);
    const kept = (await db().select({ id: conversations.id }).from(conversations)).map(({ id }) => id);
    expect(kept).not.toContain(conversation_id);
    expect(kept).not.toContain(old);
  });

  test("is told to the model no further back than 20 messages and 16,000 characters", async () => {
    const token = await newCaller();
    const { conversation_id } = await answerTo("hello", { token });
    const rows = (length: number, count: number, text: string) =>
      Array.from({ length: count }, () => ({ conversation_id, role: "user" as const, text: text.repeat(length) }));
    const heard = async () => {
      await answerTo("thanks", { token, conversation_id });
      return (JSON.parse(asked.at(-1)?.body ?? "") as { input: { content: string }[] }).input;
    };
    await db()
      .insert(messages)
      .values(rows(1, 40, "x"));
    expect(await heard()).toHaveLength(20);
    await db()
      .insert(messages)
      .values(rows(3000, 10, "y"));
    const long = await heard();
    expect(long.length).toBe(6);
    expect(long.at(-1)).toMatchObject({ content: "thanks" });
  });
});
