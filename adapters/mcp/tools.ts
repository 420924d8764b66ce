import { z } from "zod";

import { asShopper } from "@/domain/assistant/tools";
import { addToCart } from "@/domain/cart/add-to-cart";
import { applyDiscount, removeDiscount } from "@/domain/cart/cart-discount";
import { changeCartItem, getCart, removeCartItem } from "@/domain/cart/cart-items";
import { listCategories } from "@/domain/catalog/categories";
import { compareProducts } from "@/domain/catalog/compare-products";
import { getProduct } from "@/domain/catalog/get-product";
import { listProducts } from "@/domain/catalog/list-products";
import { DomainError } from "@/domain/errors";
import type { AnyOperation, Context } from "@/domain/operation";
import { getOrder, listOrders } from "@/domain/orders/orders";
import { listShippingMethods } from "@/domain/orders/shipping";
import { getPage } from "@/domain/pages/pages";
import { listProductReviews } from "@/domain/reviews/reviews";

import { invalidate } from "../stale";
import { throttle } from "../throttle";
import * as shapes from "./shapes";

/** What a tool does to the shopper's things: reads them, adds to them, sets them, or takes something away. */
type Effect = "reads" | "adds" | "sets" | "takes";
type Tool = {
  operation: AnyOperation;
  title: string;
  effect: Effect;
  /** What the operation takes beside what is offered here: it is for the shop's own pages. */
  hidden: readonly string[];
  output: z.ZodObject | undefined;
  run(context: Context, given: object): Promise<object>;
};

type More<O extends AnyOperation, S extends z.ZodObject> = {
  effect?: Effect;
  hidden?: readonly string[];
  output: S;
  show?: (output: z.output<O["spec"]["output"]>) => unknown;
};
function tool<O extends AnyOperation, S extends z.ZodObject>(operation: O, title: string, more: More<O, S>): Tool {
  const { effect = "reads", hidden = [], output, show = (all: unknown) => all } = more;
  return {
    operation,
    title,
    effect,
    hidden,
    output,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation has parsed its output
    run: async (context, given) => output.parse(show((await operation(context, given)) as never)),
  };
}

/** One that takes something out of the cart, and answers what is left. */
const takes = (operation: AnyOperation, title: string): Tool => ({
  operation,
  title,
  effect: "takes",
  hidden: [],
  output: shapes.Cart,
  async run(context, given) {
    await operation(context, given);
    return shapes.Cart.parse(shapes.showCart(await getCart(context, {})));
  },
});

/** All that an agent may do for a shopper: nothing that orders, pays, refunds or administers. */
const TOOLS: readonly Tool[] = [
  tool(listProducts, "Search products", {
    hidden: ["facets", "is_featured", "as_typed"],
    output: shapes.Products,
    show: shapes.showPage(shapes.showProduct),
  }),
  tool(getProduct, "Look at a product", { output: shapes.Product, show: shapes.showProduct }),
  tool(compareProducts, "Compare products", { output: shapes.Comparison, show: shapes.showComparison }),
  tool(listProductReviews, "Read reviews", { output: shapes.pageOf(shapes.Review) }),
  tool(listCategories, "List categories", { output: shapes.pageOf(shapes.Category) }),
  tool(listShippingMethods, "Ways of delivery", { output: shapes.pageOf(shapes.Delivery) }),
  tool(getPage, "Read about the shop", { output: shapes.TextPage }),
  tool(getCart, "Look at the cart", { output: shapes.Cart, show: shapes.showCart }),
  tool(addToCart, "Add to the cart", { effect: "adds", output: shapes.CartItem, show: shapes.showItem }),
  tool(changeCartItem, "Change a line of the cart", {
    effect: "sets",
    output: shapes.CartItem,
    show: shapes.showItem,
  }),
  takes(removeCartItem, "Take a line out of the cart"),
  tool(applyDiscount, "Use a discount code", { effect: "sets", output: shapes.Cart, show: shapes.showCart }),
  takes(removeDiscount, "Take the discount code off"),
  tool(listOrders, "List orders", {
    hidden: ["user", "search"],
    output: shapes.pageOf(shapes.Order),
    show: shapes.showPage(shapes.showOrder),
  }),
  tool(getOrder, "Look at an order", { output: shapes.Order, show: shapes.showOrder }),
];

function schemaOf({ operation: { spec }, hidden }: Tool) {
  const left = Object.entries(spec.input.shape).filter(([name]) => !hidden.includes(name));
  return z.toJSONSchema(z.object(Object.fromEntries(left)), { io: "input", unrepresentable: "any" });
}

const describe = (one: Tool) => ({
  name: one.operation.spec.name,
  title: one.title,
  description:
    one.operation.spec.access === "public"
      ? one.operation.spec.summary
      : `${one.operation.spec.summary} Needs the shopper's API token.${one.effect === "reads" ? "" : " Ask the shopper first."}`,
  inputSchema: schemaOf(one),
  ...(one.output && { outputSchema: z.toJSONSchema(one.output, { io: "output", unrepresentable: "any" }) }),
  annotations: {
    title: one.title,
    readOnlyHint: one.effect === "reads",
    destructiveHint: one.effect === "takes" || one.effect === "sets",
    idempotentHint: one.effect !== "adds",
    openWorldHint: false,
  },
});

let descriptions: ReturnType<typeof describe>[] | undefined;
/** The tools as clients are told of them, always in the same order. */
export const toolList = () => (descriptions ??= TOOLS.map(describe));

export type Outcome = { content: { type: "text"; text: string }[]; structuredContent?: object; isError?: true };
const said = (value: unknown) => [{ type: "text" as const, text: JSON.stringify(value) }];

/** What asks for credentials, or for patience, is for the client and not for its model. */
const OF_THE_CLIENT = new Set([401, 403, 429]);

/** Carries out one call as the shopper; a refusal that a model can act on is an outcome. Undefined: there is no such tool. */
export async function callTool(context: Context, name: unknown, given: object): Promise<Outcome | undefined> {
  const found = TOOLS.find(({ operation }) => operation.spec.name === name);
  if (!found) return undefined;
  if (found.effect !== "reads") await throttle(context, "POST");
  try {
    const structuredContent = await found.run(asShopper(context), given);
    return { content: said(structuredContent), structuredContent };
  } catch (error) {
    if (!(error instanceof DomainError) || OF_THE_CLIENT.has(error.status)) throw error;
    const { message, code, fields, details } = error;
    return { content: said({ detail: message, code, ...(fields && { fields }), ...details }), isError: true };
  } finally {
    invalidate(context.touched);
  }
}
