import type OpenAI from "openai";
import type { FunctionTool, ResponseInputItem } from "openai/resources/responses/responses";

const STONEWARE = [{ label: "Material", text: "Stoneware" }];
const product = (id: number, name: string, rest: object) => ({
  id,
  name,
  tagline: `${name} for every day.`,
  description: "",
  price: "30.00",
  category: { id: 1, name: "Things", slug: "things" },
  sizes: [] as string[],
  colors: [] as { name: string }[],
  details: STONEWARE,
  ...rest,
});
const colors = (...names: string[]) => names.map((name) => ({ name, hex: "#000000" }));

const PRODUCTS = [
  product(1, "Plain Mug", { colors: colors("Oat", "Sage"), price: "34.00" }),
  product(2, "Camp Cup", { colors: colors("Cream & Navy"), price: "22.00", tagline: "A mug for outdoors." }),
  product(3, "Tall Tea Cup", { price: "32.00", tagline: "For tea, in both hands." }),
  product(4, "Steam Iron", { price: "45.00" }),
  product(5, "Pocket Tee", { colors: colors("Bone", "Moss"), sizes: ["S", "M", "L"], price: "42.00" }),
  product(6, "Long Tee", { colors: colors("Ink"), sizes: ["S", "M"], price: "54.00" }),
  product(7, "Ring Vase", { price: "118.00" }),
  product(8, "Moon Jar", { price: "240.00", tagline: "A white sphere." }),
  product(9, "River Rug", { sizes: ["140 × 200", "170 × 240"], price: "360.00" }),
];
const LINES = [
  { id: 71, product: PRODUCTS[0], quantity: 2, size: "", color: "Oat" },
  { id: 72, product: PRODUCTS[6], quantity: 1, size: "", color: "" },
];
const ORDERS = [
  order(12, "KL-7Q2M-91XD", "shipped", ["Ring Vase", "Camp Cup"]),
  order(11, "KL-2222-3333", "delivered", ["Moon Jar"]),
];
function order(id: number, number: string, status: string, names: string[]) {
  const items = names.map((product_name, at) => ({ id: id * 10 + at, product_name }));
  return { id, number, status, tracking_number: "", items };
}

type Arguments = { [name: string]: unknown };

/** Finds as the shop does: every word somewhere in what a product says, a color and a size as they are spelled. */
function listProducts({ search = "", color, size, price__lte = Infinity, ordering }: Arguments) {
  const words = String(search).toLowerCase().split(" ");
  const results = PRODUCTS.filter(
    (one) =>
      words.every((word) => `${one.name} ${one.tagline} ${one.description}`.toLowerCase().includes(word)) &&
      (color === undefined || one.colors.some(({ name }) => name === color)) &&
      (size === undefined || one.sizes.some((name) => name === size)) &&
      Number(one.price) <= Number(price__lte),
  );
  if (ordering === "price") results.sort((one, other) => Number(one.price) - Number(other.price));
  return { count: results.length, results };
}

/** A shop of the tests' own, with the tools that an assistant would get. */
const SHOP: Record<string, (given: Arguments) => unknown> = {
  list_products: listProducts,
  get_product: ({ id }) => PRODUCTS.find((one) => one.id === id) ?? { detail: "Not found.", code: "not_found" },
  compare_products: ({ product_ids }) => ({
    products: PRODUCTS.filter(({ id }) => (product_ids as number[]).includes(id)),
  }),
  list_categories: () => ({
    count: 2,
    results: [
      { id: 1, name: "Mugs & Cups" },
      { id: 2, name: "Vases" },
    ],
  }),
  get_cart: () => ({ id: 1, items: LINES, total_price: "186.00" }),
  list_orders: () => ({ count: ORDERS.length, results: ORDERS }),
  get_page: ({ id: topic }) => ({
    title: topic,
    text: `All about ${String(topic)}. It takes four days. Nothing else.`,
  }),
  propose_add_to_cart: (given) => ({ proposal: given }),
  propose_change_quantity: (given) => ({ proposal: given }),
  propose_remove: (given) => ({ proposal: given }),
  propose_checkout: () => ({ proposal: {} }),
  propose_return: (given) => ({ proposal: given }),
  propose_reorder: (given) => ({ proposal: given }),
};

const text = { type: "string" };
const whole = { type: "integer" };
const PROPERTIES: Record<string, object> = {
  list_products: {
    search: text,
    color: text,
    size: text,
    price__gte: text,
    price__lte: text,
    page_size: text,
    ordering: { type: "string", enum: ["price", "-price", "-created_at"] },
  },
  get_product: { id: whole },
  compare_products: { product_ids: { type: "array", items: whole } },
  get_page: { id: { type: "string", enum: ["delivery", "returns", "payment", "privacy"] } },
  propose_add_to_cart: { product_id: whole, quantity: whole, size: text, color: text },
  propose_change_quantity: { item_id: whole, quantity: whole },
  propose_remove: { item_id: whole },
  propose_return: { order_id: whole, item_id: whole },
  propose_reorder: { order_id: whole },
};
const REQUIRED = new Set(["id", "product_id", "product_ids", "item_id", "topic", "order_id"]);

export const tool = (name: string, properties: object = PROPERTIES[name] ?? {}): FunctionTool => ({
  type: "function",
  name,
  strict: false,
  parameters: {
    type: "object",
    properties,
    required: Object.keys(properties).filter((property) => REQUIRED.has(property)),
  },
});
export const TOOLS = Object.keys(SHOP).map((name) => tool(name));

type Settings = {
  tools?: FunctionTool[];
  instructions?: string;
  parallel_tool_calls?: boolean;
  /** Answers in place of the shop. */
  shop?: typeof SHOP;
  /** Keeps of a conversation only what was said, as a shop may. */
  isForgetful?: boolean;
};

/** Talks with the assistant as a shop does: runs its calls until it says something. */
export function conversation(openai: OpenAI, { shop = {}, isForgetful = false, ...settings }: Settings = {}) {
  let input: ResponseInputItem[] = [];
  return async (said: string) => {
    const before = [...input, { role: "user" as const, content: said }];
    input = [...before];
    const calls: [name: string, given: unknown][] = [];
    for (let round = 0; round < 6; round++) {
      const request = { model: "sandbox-instant", input, store: false, tools: TOOLS, ...settings };
      const { output, output_text: reply } = await openai.responses.create(request);
      const called = output.filter((item) => item.type === "function_call");
      input.push(...(output as ResponseInputItem[]));
      if (called.length === 0) {
        if (isForgetful) input = [...before, { role: "assistant", content: reply }];
        return { reply, calls };
      }
      for (const { name, arguments: json, call_id } of called) {
        const given = JSON.parse(json) as Arguments;
        calls.push([name, given]);
        const run = shop[name] ?? SHOP[name];
        input.push({ type: "function_call_output", call_id, output: JSON.stringify(run?.(given)) });
      }
    }
    throw new Error("the assistant only calls tools");
  };
}
