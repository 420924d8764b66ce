import { eq } from "drizzle-orm";
import { z } from "zod";

import { carts } from "@/db/schema";
import { Cart } from "@/model/cart";
import { ApplyDiscount } from "@/model/discounts";
import { priceCart } from "@/model/price-cart";

import { findDiscount, whyNot } from "../discounts/judge-discount";
import { invalid, notFound } from "../errors";
import { operation } from "../operation";
import { ensureCart, findCart, readCart, readLines } from "./read-cart";

export const applyDiscount = operation({
  name: "apply_discount",
  summary:
    "Put a discount code on the cart, in place of the one that is there. Its use counts when the order is placed.",
  access: "shopper",
  limit: "discount_codes",
  input: ApplyDiscount,
  output: Cart,
  async run(context, { code }) {
    const cart = await ensureCart(context);
    const row = await findDiscount(context, code);
    const { subtotal } = priceCart(await readLines(context, cart.id));
    const problem = await whyNot(context, code, row, { email: context.user?.email ?? "", subtotal });
    if (problem !== null) throw invalid({ code: [problem] });
    const [changed = cart] = await context.db
      .update(carts)
      .set({ discount_code: row?.code ?? null })
      .where(eq(carts.id, cart.id))
      .returning();
    return readCart(context, changed);
  },
});

export const removeDiscount = operation({
  name: "remove_discount",
  summary: "Take the discount code off the cart.",
  access: "shopper",
  input: z.object({}),
  output: z.null(),
  refusals: { 404: "Not found: there is no code on the cart." },
  async run(context) {
    const cart = await findCart(context);
    if (!cart?.discount_code) throw notFound();
    await context.db.update(carts).set({ discount_code: null }).where(eq(carts.id, cart.id));
    return null;
  },
});
