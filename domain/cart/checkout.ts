import { eq, sql } from "drizzle-orm";
import { z } from "zod";

import { carts } from "@/db/schema";
import { english } from "@/messages/all";
import { CheckoutDraft, checkoutContact, checkoutDelivery } from "@/model/checkout";

import { type Context, operation } from "../operation";
import { ensureCart, findCart } from "./read-cart";

/** Keeps what was typed with the cart, so that it outlives the page; what is not named stays as it was. */
async function keep(context: Context, change: CheckoutDraft): Promise<CheckoutDraft> {
  const cart = await ensureCart(context);
  const [kept] = await context.db
    .update(carts)
    .set({ checkout: sql`coalesce(${carts.checkout}, '{}'::jsonb) || ${JSON.stringify(change)}::jsonb` })
    .where(eq(carts.id, cart.id))
    .returning({ checkout: carts.checkout });
  return kept?.checkout ?? {};
}

export const getCheckout = operation({
  name: "get_checkout",
  summary: "What was typed on the way to an order so far.",
  access: "shopper",
  input: z.object({}),
  output: CheckoutDraft,
  run: async (context) => (await findCart(context))?.checkout ?? {},
});

export const saveCheckout = operation({
  name: "save_checkout",
  summary: "Keep what was typed on the way to an order, whole or not.",
  access: "shopper",
  input: CheckoutDraft,
  output: CheckoutDraft,
  run: keep,
});

export const saveContact = operation({
  name: "save_contact",
  summary: "Say where the confirmation of an order goes; refused when it cannot arrive.",
  access: "shopper",
  input: checkoutContact(english),
  output: CheckoutDraft,
  run: keep,
});

export const saveDelivery = operation({
  name: "save_delivery",
  summary: "Say where an order goes and how; refused when its country writes no address like it.",
  access: "shopper",
  input: checkoutDelivery(english),
  output: CheckoutDraft,
  run: keep,
});
