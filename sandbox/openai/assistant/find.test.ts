import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, openSandbox } from "../../testing.ts";
import { TOOLS, conversation, tool } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const begin = (settings = {}) => conversation(world.openai(), settings);
const searches = (...given: object[]) => given.map((one) => ["list_products", { page_size: "8", ...one }]);

describe("what is looked for", () => {
  test.each([
    ["mugs", [{ search: "mug" }]],
    ["Do you have any mugs?", [{ search: "mug" }]],
    ["I'm looking for a rug under $400", [{ search: "rug", price__lte: "400" }]],
    ["a jar between 100 and 250 dollars", [{ search: "jar", price__gte: "100", price__lte: "250" }]],
    ["the cheapest cup, please", [{ search: "cup", ordering: "price" }]],
    ["a rug for not more than $400", [{ search: "rug", price__lte: "400" }]],
    ["a jar for more than 100 dollars", [{ search: "jar", price__gte: "100" }]],
    ["a rug, about 140x200 cm", [{ search: "rug", size: "140 × 200" }]],
    ["what's new?", [{ ordering: "-created_at" }]],
    ["tees in size M", [{ search: "tee", size: "M" }]],
    ["a tee in L", [{ search: "tee", size: "L" }]],
    ["a moss tee", [{ search: "tee", color: "Moss" }]],
    ["what tees do you have for my friend", [{ search: "tee" }]],
  ])("%s", async (said, expected) => {
    const { calls } = await begin()(said);
    expect(calls).toEqual(searches(...expected));
  });

  test("a gift for someone who drinks tea may be a cup, and nothing that only has tea within a word", async () => {
    const { calls, reply } = await begin()("a gift under 50 dollars for someone who drinks tea");
    expect(calls).toEqual(searches({ search: "tea", price__lte: "50" }, { search: "cup", price__lte: "50" }));
    expect(reply).toBe("“Tall Tea Cup” and “Camp Cup” fit best at that price. “Tall Tea Cup”: For tea, in both hands.");
  });

  test("a color is looked for by the names that shops have for it", async () => {
    const { calls, reply } = await begin()("a green mug");
    const names = ["Moss", "Sage", "Forest", "Green"];
    expect(calls).toEqual(searches(...names.map((color) => ({ search: "mug", color }))));
    expect(reply).toContain("“Plain Mug” fits best in green");
  });

  test("what comes close is told as that, after it was looked for in a wider way", async () => {
    const { calls, reply } = await begin()("a pink vase");
    expect(calls.at(-1)).toEqual(searches({ search: "vase" })[0]);
    expect(reply).toBe("I found no vase in pink. “Ring Vase” comes close.");
  });

  test("words that no product has together are looked for one by one", async () => {
    const { calls, reply } = await begin()("I'd like a warm carpet");
    expect(calls.slice(2)).toEqual(searches({ search: "warm" }, { search: "carpet" }, { search: "rug" }));
    expect(reply).toBe("I found no warm carpet. “River Rug” comes close.");
  });

  test("who asks for nothing in particular is shown where to begin", async () => {
    const { reply } = await begin()("I want to buy something");
    expect(reply).toBe("You could begin with “Plain Mug”, “Camp Cup” and “Tall Tea Cup”.");
  });

  test("a thing that the shop does not have is said not to be found", async () => {
    const { reply } = await begin()("I need a bicycle");
    expect(reply).toBe("I found no bicycle. Could you say it with other words?");
  });

  test("no price is ever said", async () => {
    const say = begin();
    for (const said of ["mugs under 40 dollars", "how much is the moon jar?", "what is in my cart?"])
      expect((await say(said)).reply).not.toMatch(/\d\.\d|\$|dollar/);
  });
});

describe("a second message", () => {
  test("makes the first more precise", async () => {
    const say = begin();
    await say("show me mugs");
    expect((await say("in oat")).calls).toEqual(searches({ search: "mug", color: "Oat" }));
    expect((await say("something cheaper")).calls).toEqual(
      searches({ search: "mug", color: "Oat", ordering: "price" }),
    );
  });

  test("may ask for something else instead of answering a question", async () => {
    const say = begin();
    expect((await say("add the pocket tee")).reply).toMatch(/Which color shall it be\?$/);
    expect((await say("show me vases")).calls).toEqual(searches({ search: "vase" }));
  });

  test("that asks for something else forgets the first", async () => {
    const say = begin();
    await say("show me a sage mug");
    expect((await say("a vase under 120 dollars")).calls).toEqual(searches({ search: "vase", price__lte: "120" }));
  });

  test.each([false, true])("means products by their places, with only what was said kept: %s", async (isForgetful) => {
    const say = begin({ isForgetful });
    const { reply } = await say("show me tees");
    expect(reply).toContain("“Pocket Tee” and “Long Tee”");
    expect((await say("tell me about the second one")).reply).toBe("“Long Tee”: Long Tee for every day.");
    expect((await say("is it available in L?")).reply).toContain("“Long Tee” does not come in size L");
  });
});

describe("a product", () => {
  test.each([
    ["is the moss tee in L?", "Yes, “Pocket Tee” comes in Moss, size L. Its page shows what is in stock."],
    ["does the long tee come in L?", "“Long Tee” does not come in size L. It comes in S and M."],
    [
      "does the river rug come in 140x200?",
      "Yes, “River Rug” comes in size 140 × 200. Its page shows what is in stock.",
    ],
    ["what colors does the plain mug come in?", "“Plain Mug” comes in Oat and Sage."],
    ["what is the moon jar made of?", "“Moon Jar”: Stoneware"],
    ["how much is the moon jar?", "The price of “Moon Jar” is on its card."],
    ["tell me about the sundial", "I do not find a product for sundial. What is its name?"],
  ])("%s", async (said, expected) => {
    expect((await begin()(said)).reply).toBe(expected);
  });

  test("is the one whose page is open, when nothing else is named", async () => {
    const say = begin({ instructions: "The shopper looks at product 8." });
    const { calls, reply } = await say("what is it made of?");
    expect(calls).toEqual([["get_product", { id: 8 }]]);
    expect(reply).toBe("“Moon Jar”: Stoneware");
  });

  test("of which a tool tells no colors and sizes is not said to have none", async () => {
    const tools = TOOLS.filter(({ name }) => name === "list_products");
    const shop = { list_products: () => ({ results: [{ id: 5, name: "Pocket Tee" }] }) };
    for (const said of ["is the pocket tee in L?", "what colors does the pocket tee come in?"])
      expect((await begin({ shop, tools })(said)).reply).toBe("What “Pocket Tee” comes in is on its page.");
  });

  test("of which a list tells little is read by itself", async () => {
    const shop = { list_products: () => ({ results: [{ id: 5, name: "Pocket Tee" }] }) };
    const { calls, reply } = await begin({ shop })("is the pocket tee in L?");
    expect(calls.at(-1)).toEqual(["get_product", { id: 5 }]);
    expect(reply).toContain("Yes, “Pocket Tee” comes in size L.");
  });

  test("is asked for when it could be any of a list", async () => {
    const say = begin();
    await say("show me tees");
    expect((await say("what is it made of?")).reply).toBe("Which one do you mean: “Pocket Tee” or “Long Tee”?");
  });
});

describe("a comparison", () => {
  const portraits = "“Moon Jar”: A white sphere. Stoneware.\n“Ring Vase”: Ring Vase for every day. Stoneware.";

  test("looks for both by their names", async () => {
    const { calls, reply } = await begin()("What is the difference between the ring vase and the moon jar?");
    expect(calls).toEqual([
      ...searches({ search: "ring vase" }, { search: "moon jar" }),
      ["compare_products", { product_ids: [7, 8] }],
    ]);
    expect(reply.split("\n").toSorted()).toEqual(portraits.split("\n"));
  });

  test("takes the places in the list that was shown", async () => {
    const say = begin();
    await say("show me tees");
    expect((await say("compare the first two")).calls).toEqual([["compare_products", { product_ids: [5, 6] }]]);
  });

  test("reads both products when nothing compares them", async () => {
    const tools = TOOLS.filter(({ name }) => name !== "compare_products");
    const { calls, reply } = await begin({ tools })("moon jar vs ring vase");
    expect(calls.slice(2)).toEqual([
      ["get_product", { id: 8 }],
      ["get_product", { id: 7 }],
    ]);
    expect(reply).toBe(portraits);
  });

  test("asks which two, and takes the answer", async () => {
    const say = begin();
    expect((await say("can you compare?")).reply).toBe("Their names are enough: which two shall I compare?");
    const { calls } = await say("the moon jar and the ring vase");
    expect(calls.at(-1)).toEqual(["compare_products", { product_ids: [8, 7] }]);
  });
});

describe("the tools", () => {
  test("that are not offered are never called", async () => {
    const say = begin({ tools: [tool("get_cart")] });
    for (const said of ["mugs", "tell me about the moon jar", "moon jar vs ring vase", "where is my order?"])
      expect(await say(said)).toEqual({ reply: "I cannot do that from here.", calls: [] });
  });

  test("get only the arguments that their schemas have, and the same call is made once", async () => {
    const say = begin({ tools: [tool("list_products", { query: { type: "string" } })] });
    expect((await say("a green mug under 30 dollars")).calls[0]).toEqual(["list_products", { query: "mug" }]);
    expect((await say("a blue mug")).calls).toEqual([["list_products", { query: "mug" }]]);
  });

  test("are called one after the other when only one may be at once", async () => {
    const say = begin({ parallel_tool_calls: false });
    const { calls, reply } = await say("moon jar vs ring vase");
    expect(calls.map(([name]) => name)).toEqual(["list_products", "list_products", "compare_products"]);
    expect(reply).toContain("“Moon Jar”");
  });
});
