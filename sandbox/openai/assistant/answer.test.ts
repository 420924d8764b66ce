import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, openSandbox } from "../../testing.ts";
import { TOOLS, conversation } from "../testing.ts";
import { answer } from "./answer.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const begin = (settings = {}) => conversation(world.openai(), settings);

describe("talk", () => {
  test.each([
    ["hello", /^Hello! What are you looking for\?$/],
    ["thank you!", /^You are welcome/],
    ["who are you?", /^I am the offline assistant of this shop: .* without an AI model/],
    ["are you a robot?", /offline assistant/],
    ["can I talk to a human?", /offline assistant/],
    ["what can you do?", /^Tell me what you look for/],
    ["!!!", /^I did not understand that: I am only the offline assistant/],
    ["qwertz", /^I did not understand that/],
    ["constructor", /^I did not understand that/],
    ["what is the capital of France?", /^I did not understand that/],
    ["could somebody explain how quantum entanglement breaks locality", /^I did not understand that/],
  ])("%s", async (said, expected) => {
    expect((await begin()(said)).reply).toMatch(expected);
  });

  test("what is sold is what the shop's categories are", async () => {
    const { calls, reply } = await begin()("what do you sell?");
    expect(calls).toEqual([["list_categories", {}]]);
    expect(reply).toBe("We have Mugs & Cups and Vases. What would you like to see?");
  });

  test.each([
    ["what is your return policy?", "returns"],
    ["how long does delivery take?", "delivery"],
    ["do you ship to France?", "delivery"],
    ["can I pay with PayPal?", "payment"],
    ["how do I send something back?", "returns"],
  ])("%s is answered from the shop's own text", async (said, topic) => {
    const { calls, reply } = await begin()(said);
    expect(calls).toEqual([["get_page", { id: topic }]]);
    expect(reply).toBe(`All about ${topic}. It takes four days. Nothing else.`);
  });

  test("what the shop has no text about is not made up", async () => {
    const none = { get_page: () => ({ detail: "Not found." }) };
    for (const say of [begin({ tools: [] }), begin({ shop: none })])
      expect((await say("how long does delivery take?")).reply).toBe("Our page about delivery has the answer.");
  });

  test("of a long text it is the part that speaks of the question", async () => {
    const paragraphs = ["We like mugs.", "Parcels to France take 2.5 days.", "Others take four.", "So be it.", "Bye."];
    const say = begin({ shop: { get_page: () => ({ paragraphs }) } });
    const { reply } = await say("do you ship to France?");
    expect(reply).toBe("Parcels to France take 2.5 days. Others take four. So be it.");
  });
});

describe("the cart", () => {
  test("is told with names and quantities", async () => {
    const { calls, reply } = await begin()("what is in my cart?");
    expect(calls).toEqual([["get_cart", {}]]);
    expect(reply).toBe("In your cart: 2 × “Plain Mug” (Oat) and 1 × “Ring Vase”.");
  });

  test("gets what is in a place of the list that was shown", async () => {
    const say = begin();
    await say("show me cups");
    const { calls, reply } = await say("put two of the second one in my cart");
    expect(calls).toEqual([["propose_add_to_cart", { product_id: 3, quantity: 2 }]]);
    expect(reply).toBe("Put 2 × “Tall Tea Cup” into your cart? Confirm it and it is done.");
  });

  test("gets what is named, in its color and size", async () => {
    const { calls } = await begin()("add 3 pocket tees in moss size L to my cart please");
    const proposal = { product_id: 5, quantity: 3, size: "L", color: "Moss" };
    expect(calls.at(-1)).toEqual(["propose_add_to_cart", proposal]);
  });

  test.each([false, true])("a color and a size that are open are asked for (forgetful: %s)", async (isForgetful) => {
    const say = begin({ isForgetful });
    expect((await say("add the pocket tee")).reply).toBe(
      "“Pocket Tee” comes in Bone or Moss. Which color shall it be?",
    );
    expect((await say("moss")).reply).toBe("“Pocket Tee” comes in S, M or L. Which size shall it be?");
    const proposal = { product_id: 5, quantity: 1, size: "M", color: "Moss" };
    expect((await say("M")).calls.at(-1)).toEqual(["propose_add_to_cart", proposal]);
  });

  test("what the shop refuses is told in its words", async () => {
    const shop = { propose_add_to_cart: () => ({ quantity: ["Only 1 left in stock."] }) };
    const { reply } = await begin({ shop })("add two moon jars");
    expect(reply).toBe("That did not work. Only 1 left in stock.");
  });

  test("loses the line that is named", async () => {
    const { calls, reply } = await begin()("remove the mug");
    expect(calls).toEqual([
      ["get_cart", {}],
      ["propose_remove", { item_id: 71 }],
    ]);
    expect(reply).toBe("Take “Plain Mug” (Oat) out of your cart? Confirm it and it is done.");
  });

  test("loses all of its lines at once", async () => {
    const { calls } = await begin()("empty my cart");
    expect(calls.slice(1)).toEqual([
      ["propose_remove", { item_id: 71 }],
      ["propose_remove", { item_id: 72 }],
    ]);
  });

  test("keeps what is not in it, and says what is", async () => {
    const { calls, reply } = await begin()("remove the teapot");
    expect(calls).toEqual([["get_cart", {}]]);
    expect(reply).toBe("I do not see that in your cart: there is “Plain Mug” (Oat) and “Ring Vase”.");
  });

  test("changes a quantity, and asks for it when it was not said", async () => {
    const say = begin();
    expect((await say("change the vase")).reply).toBe("How many of “Ring Vase” shall it be?");
    expect((await say("3")).calls.at(-1)).toEqual(["propose_change_quantity", { item_id: 72, quantity: 3 }]);
  });

  test("that is empty is told so", async () => {
    const shop = { get_cart: () => ({ id: 1, items: [] }) };
    expect((await begin({ shop })("remove the mug")).reply).toBe("Your cart is empty.");
  });

  test("is paid for at the checkout", async () => {
    expect((await begin()("I'd like to check out")).calls).toEqual([["propose_checkout", {}]]);
  });
});

describe("orders", () => {
  test.each([
    ["where is my order?", "Your latest order KL-7Q2M-91XD is on its way to you. There is another before it."],
    ["show me my orders", "KL-7Q2M-91XD is on its way to you. KL-2222-3333 has been delivered."],
    ["where is KL-2222-3333?", "Your order KL-2222-3333 has been delivered."],
    [
      "cancel my order KL-2222-3333",
      "Your order KL-2222-3333 has been delivered. Its page says whether it can be cancelled.",
    ],
    ["track order kl-9999-0000", "I do not find the order KL-9999-0000 among yours."],
  ])("%s", async (said, expected) => {
    const { calls, reply } = await begin()(said);
    expect(calls).toEqual([["list_orders", {}]]);
    expect(reply).toBe(expected);
  });

  test("that cannot be read are not said to be none", async () => {
    const shop = { list_orders: () => ({ detail: "Request was throttled." }) };
    const { reply } = await begin({ shop })("where is my order?");
    expect(reply).toBe("That did not work. Request was throttled.");
    const none = { list_orders: () => ({ count: 0, results: [] }) };
    expect((await begin({ shop: none })("where is my order?")).reply).toBe("You have no orders yet.");
  });

  test("are only told to who is signed in", async () => {
    const shop = { list_orders: () => ({ detail: "Authentication credentials were not provided." }) };
    expect((await begin({ shop })("where is my order?")).reply).toBe("I see your orders only when you are signed in.");
  });

  test("a return is proposed for what was bought", async () => {
    const { calls, reply } = await begin()("I want to return the vase");
    expect(calls).toEqual([
      ["list_orders", {}],
      ["propose_return", { order_id: 12, item_id: 120 }],
    ]);
    expect(reply).toBe("A return of “Ring Vase” from your order KL-7Q2M-91XD? Confirm it and it is done.");
  });

  test.each([
    ["order the same again", 12],
    ["reorder KL-2222-3333", 11],
  ])("%s is proposed", async (said, order_id) => {
    const { calls } = await begin()(said);
    expect(calls).toEqual([
      ["list_orders", {}],
      ["propose_reorder", { order_id }],
    ]);
  });

  test("a return is proposed for what is pointed at among those that could be meant", async () => {
    const say = begin();
    expect((await say("I want to return something")).reply).toContain("“Ring Vase”, “Camp Cup” or “Moon Jar”?");
    expect((await say("the second one, I want to return it")).calls).toEqual([
      ["list_orders", {}],
      ["propose_return", { order_id: 12, item_id: 121 }],
    ]);
  });

  test("a return of what was never bought is not", async () => {
    const { calls, reply } = await begin()("I want to return the lamp");
    expect(calls).toEqual([["list_orders", {}]]);
    expect(reply).toContain("I do not see that in your orders: there is “Ring Vase”, “Camp Cup” and “Moon Jar”.");
  });
});

const words = fc.constantFrom(
  ..."add the first second mug vase my cart remove compare and return order green in L under 50 dollars ( [ * “x” ? two".split(
    " ",
  ),
);

test("whatever is said, the answer is a text, or calls of what is offered with arguments of its schema", () => {
  const tools = TOOLS.map(({ name, parameters }) => ({ name, parameters: parameters ?? {} }));
  const prompt = { instructions: "", tools, mustCall: false, isParallel: true, maxTokens: Infinity };
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (said) => {
      const items = answer({ ...prompt, turns: [{ kind: "said", by: "user", text: said.join(" ") }] });
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) {
        if (item.kind === "text") expect([...item.pieces].join("")).not.toBe("");
        else {
          const offered = TOOLS.find(({ name }) => name === item.name);
          const properties = Object.keys(offered?.parameters?.["properties"] ?? {});
          expect(offered).toBeDefined();
          expect(properties).toEqual(expect.arrayContaining(Object.keys(JSON.parse(item.arguments) as object)));
        }
      }
    }),
    { numRuns: 1000 },
  );
});
