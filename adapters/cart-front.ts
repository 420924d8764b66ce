import { cache } from "react";

import { addToCart } from "@/domain/cart/add-to-cart";
import { applyDiscount, removeDiscount } from "@/domain/cart/cart-discount";
import { changeCart, changeCartItem, getCart } from "@/domain/cart/cart-items";
import { saveCheckout } from "@/domain/cart/checkout";
import { DomainError } from "@/domain/errors";
import type { AnyOperation, Context } from "@/domain/operation";
import { listShippingMethods } from "@/domain/orders/shipping";
import { moveToWishlist } from "@/domain/wishlist/wishlist";
import { translatorOf } from "@/messages/all";
import { type CartView, viewCart } from "@/model/cart-view";
import { MAX_PAGE_SIZE } from "@/model/fields";

import { requestIdOf } from "./context";
import { serveOwnPage } from "./own-pages";
import { errorResponse, json } from "./responses";
import { storefrontContext } from "./storefront";
import { textIn, toldIn } from "./told";

/** What pages may ask of the cart in front of them, by the word in "do". */
const CHANGES: Record<string, (context: Context, input: object) => Promise<unknown>> = {
  add: run(addToCart),
  set: run(changeCartItem),
  country: run(changeCart),
  apply_code: run(applyDiscount),
  remove_code: run(removeDiscount),
  keep_typed: run(saveCheckout),
  save_for_later: run(moveToWishlist),
};

/** An operation for input of which nothing is known yet: it judges that itself. */
function run(operation: AnyOperation) {
  return (context: Context, input: object) => operation(context, input);
}

/** Every way of delivery, read once for all parts of a page. */
export const readMethods = cache((context: Context) =>
  listShippingMethods(context, { page_size: String(MAX_PAGE_SIZE) }),
);

/** The caller's cart as it is shown; nobody's is empty. */
export async function readCartView(context: Context): Promise<CartView | null> {
  if (!context.user && !context.guest) return null;
  const [cart, methods] = await Promise.all([getCart(context, {}), readMethods(context)]);
  const problem = cart.discount_problem;
  return viewCart(
    { ...cart, discount_problem: problem && textIn(translatorOf(context.locale), problem) },
    methods.results,
  );
}

/** The cart for the drawer on pages that are the same for everybody. */
export async function showCart(request: Request): Promise<Response> {
  try {
    return json({ cart: await readCartView(await storefrontContext()) });
  } catch (error) {
    return errorResponse(error, requestIdOf(request), request);
  }
}

/** Changes the cart and answers what it is then, also where the change is refused. */
export const changeCartView = (request: Request): Promise<Response> =>
  serveOwnPage(request, { isForm: false }, async (context, asked) => {
    const problem = await change(context, asked);
    return json({ cart: await readCartView(context), problem });
  });

/** Why it was refused, in a sentence; null when it was done. What is gone already, in another tab, is no refusal. */
async function change(context: Context, { do: name, ...input }: Record<string, unknown>): Promise<string | null> {
  const operation = typeof name === "string" && Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (!operation) throw new DomainError(400, "invalid", "There is no such change.");
  try {
    await operation(context, input);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500 || error.status === 429) throw error;
    if (error.status === 404) return null;
    const { message, fields = {} } = toldIn(translatorOf(context.locale), error);
    const [first] = Object.values(fields).flat();
    return typeof first === "string" ? first : message;
  }
}
