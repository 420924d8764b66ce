import { randomInt } from "node:crypto";

import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";

import { cart_items, carts, order_items, orders, reservations } from "@/db/schema";
import { env } from "@/env";
import { english } from "@/messages/all";
import { addressText } from "@/model/address-forms";
import { arrival } from "@/model/delivery";
import { Order, PlaceOrder } from "@/model/orders";
import { isTooLittle, priceCart, tooLittleText } from "@/model/price-cart";
import { STORE } from "@/model/store";

import { audit } from "../audit";
import { type Line, findCart, readLines } from "../cart/read-cart";
import { touchProducts } from "../catalog/touch";
import { badRequest, conflict, required } from "../errors";
import { queueMail } from "../mail/outbox";
import { type Context, operation, transaction } from "../operation";
import { settleKnown } from "../payments/settle";
import { claimDiscount, recordDiscountUse } from "./discount-uses";
import { getOwnOrder, placedBy } from "./read-order";
import { chooseShipping } from "./shipping";
import { demandsOf, refuseShort, refuseSoldOut } from "./sold-out";
import { reserve } from "./stock";
import { readTax } from "./tax";

const MAX_OPEN_ORDERS = 3;
/** Whoever pays at once is told once, that it is paid; who left hears how to go on while the goods are still set aside. */
const placedMailAfterS = () => Math.min(120, env().ORDER_HOLD_SECONDS / 5);
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const placeOrder = operation({
  name: "place_order",
  summary: "Turn the cart into an order: prices are frozen, its stock is reserved, the cart is emptied.",
  access: "shopper",
  limit: "orders",
  input: PlaceOrder,
  output: Order,
  refusals: {
    409: "out_of_stock, discount_unavailable, price_changed, cart_changed, total_too_small or too_many_open_orders",
  },
  async run(context, input) {
    const email = input.email ?? context.user?.email ?? "";
    if (!context.user && !email) throw required("email");
    if (!input.shipping && !input.shipping_address) throw required("shipping_address");
    return transaction(context, (tx) => place(tx, input, email));
  },
});

type Input = z.output<typeof PlaceOrder>;

async function place(tx: Context, input: Input, email: string) {
  await refuseSoldOut(tx);
  const { lines, discount_code } = await claimCart(tx);
  await refuseTooMany(tx);
  const shipping = await chooseShipping(tx, input.shipping_method, input.shipping?.country);
  const tax = await readTax(tx.db, input.shipping?.country);
  // Before the goods, as a cancelled order gives them back in this order: no two can wait for each other.
  const discount =
    discount_code === null
      ? null
      : await claimDiscount(tx, discount_code, { email, subtotal: priceCart(lines).subtotal });
  const { items, ...sums } = priceCart(lines, { discount, shipping, tax: { rate: tax.tax_rate } });
  const { total_price } = sums;
  refuseTooLittle(total_price, tx.market.currency);
  if (input.expected_total !== undefined && input.expected_total !== total_price)
    throw conflict("price_changed", `The total is now ${total_price}.`, { total_price });
  const [order] = await tx.db
    .insert(orders)
    .values({
      ...sums,
      ...tax,
      ...(shipping && { shipping_method_name: shipping.name, ...arrival(shipping, new Date()) }),
      ...recipient(tx, input, email),
      number: orderNumber(),
      currency: tx.market.currency,
      locale: tx.locale,
      discount_code: discount?.code ?? "",
      expires_at: new Date(Date.now() + env().ORDER_HOLD_SECONDS * 1000),
    })
    .returning();
  if (!order) throw new Error("insert into orders returned no row");
  await addLines(tx, order.id, items);
  if (discount) await recordDiscountUse(tx.db, order.id, discount);
  await audit(tx, {
    action: "place_order",
    object_type: "order",
    object_id: order.id,
    after: { total_price },
  });
  touchProducts(
    tx,
    lines.map(({ product }) => product.slug),
  );
  const isFree = total_price === "0.00";
  if (!isFree) await queueMail(tx, { topic: "order_placed", order_id: order.id, to: order.email }, placedMailAfterS());
  const made = await getOwnOrder(tx, order.id);
  // Last of all: whoever wants the same goods waits from here to the end of the transaction.
  refuseShort(lines, await reserve(tx.db, demandsOf(lines)));
  if (!isFree) return made;
  // Nothing is owed, so nothing is waited for.
  await settleKnown(tx, order.id, "return");
  return getOwnOrder(tx, order.id);
}

/** No card is charged less than this; nothing at all is not charged. */
export function refuseTooLittle(total_price: string, currency: string): void {
  if (isTooLittle(total_price))
    throw conflict("total_too_small", tooLittleText(english, currency), { total_price, minimum: STORE.least_charge });
}

const recipient = ({ user, guest }: Context, input: Input, email: string) => ({
  user_id: user?.id ?? null,
  guest_hash: user ? null : guest,
  email,
  shipping: input.shipping ?? null,
  billing: input.billing ?? null,
  shipping_address: input.shipping_address || (input.shipping ? addressText(input.shipping) : ""),
  shipping_method: input.shipping_method ?? "",
  note: input.note ?? "",
});

/** Writes the lines of an order with the goods that are set aside for each. */
async function addLines({ db }: Context, order_id: number, lines: Line[]): Promise<void> {
  const placed = await db
    .insert(order_items)
    .values(lines.map((line) => snapshot(order_id, line)))
    .returning({ id: order_items.id });
  await db.insert(reservations).values(
    placed.map(({ id }, index) => ({
      order_id,
      order_item_id: id,
      pool_id: lines[index]?.variant.pool_id ?? 0,
      quantity: lines[index]?.quantity ?? 0,
    })),
  );
}

/** Locks the cart and takes its lines and code: a second press, or a second tab, finds it empty. */
async function claimCart(tx: Context) {
  const empty = () => badRequest("empty_cart", "Your cart is empty.");
  const known = await findCart(tx);
  if (!known) throw empty();
  const [cart] = await tx.db.select().from(carts).where(eq(carts.id, known.id)).for("update");
  if (!cart) throw empty();
  const lines = await readLines(tx, cart.id);
  if (lines.length === 0) throw empty();
  const gone = lines.filter((line) => line.unavailable);
  if (gone.length > 0)
    throw conflict("cart_changed", `"${gone[0]?.product.name ?? ""}" is no longer sold. Remove it to go on.`, {
      items: gone.map(({ id, product }) => ({ id, product_id: product.id })),
    });
  await tx.db.delete(cart_items).where(eq(cart_items.cart_id, cart.id));
  await tx.db.update(carts).set({ discount_code: null }).where(eq(carts.id, cart.id));
  return { lines, discount_code: cart.discount_code };
}

/** Unpaid orders hold stock: a shopper may have a few, not all of it. */
async function refuseTooMany(tx: Context): Promise<void> {
  const [open] = await tx.db
    .select({ count: count() })
    .from(orders)
    .where(and(placedBy(tx), eq(orders.status, "pending")));
  if ((open?.count ?? 0) >= MAX_OPEN_ORDERS)
    throw conflict("too_many_open_orders", `You have ${MAX_OPEN_ORDERS} unpaid orders. Pay or cancel one first.`);
}

const snapshot = (order_id: number, { product, variant, quantity, price }: Line) => ({
  order_id,
  product_id: product.id,
  variant_id: variant.id,
  product_name: product.name,
  sku: variant.sku,
  size: variant.size,
  color: variant.color,
  image: variant.image ?? product.image,
  quantity,
  price,
});

/** For people: no letters that look like digits, and nothing to count orders by. */
function orderNumber(): string {
  const block = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return `${STORE.order_prefix}-${block()}-${block()}`;
}
