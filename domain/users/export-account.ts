import { asc, desc, eq } from "drizzle-orm";
import { z } from "zod";

import { addresses, conversations, messages, orders, reviews, stock_alerts, tokens, users } from "@/db/schema";
import { SavedAddress } from "@/model/addresses";
import { Cart } from "@/model/cart";
import { CheckoutDraft } from "@/model/checkout";
import { Key, Timestamp } from "@/model/fields";
import { Order } from "@/model/orders";
import { ReturnRequest } from "@/model/returns";
import { Review } from "@/model/reviews";
import { Session } from "@/model/sessions";
import { StockAlert } from "@/model/stock-alerts";
import { Profile } from "@/model/users";
import { MAX_WISHES, Wish } from "@/model/wishlist";

import { readAddresses, shape } from "../addresses/read-addresses";
import { audit } from "../audit";
import { findCart, readCart } from "../cart/read-cart";
import { notFound } from "../errors";
import { type UserContext, operation } from "../operation";
import { readOrders } from "../orders/read-order";
import { readReturns } from "../returns/read-returns";
import { readOwnReviews } from "../reviews/read-reviews";
import { readAlerts } from "../stock-alerts/stock-alerts";
import { findWishlist, readWishes } from "../wishlist/read-wishlist";
import { readSessions } from "./sessions";

const MOST = 10_000;

const AccountExport = z
  .object({
    profile: Profile,
    addresses: z.array(SavedAddress),
    orders: z.array(Order),
    returns: z.array(ReturnRequest),
    reviews: z.array(Review),
    wishlist: z.array(Wish),
    stock_alerts: z.array(StockAlert),
    cart: Cart.nullable(),
    checkout: CheckoutDraft.meta({ description: "What was typed on the way to an order." }),
    conversations: z.array(z.object({ role: z.string(), text: z.string(), created_at: Timestamp })),
    sessions: z.array(Session),
    tokens: z.array(z.object({ name: z.string(), prefix: z.string(), created_at: Timestamp })),
  })
  .meta({ id: "AccountExport" });

export const exportAccount = operation({
  name: "export_account",
  summary: "Everything that the shop keeps about the caller.",
  access: "user",
  limit: "exports",
  input: Key,
  output: AccountExport,
  find: async (context, id) => {
    if (id !== context.user.id) throw notFound();
  },
  async run(context, { id }) {
    const [profile] = await context.db.select().from(users).where(eq(users.id, id));
    if (!profile) throw notFound();
    await audit(context, { action: "export_account", object_type: "user", object_id: id });
    const [list, cart] = [await findWishlist(context), await findCart(context)];
    return {
      profile,
      addresses: (await readAddresses(context.db, eq(addresses.user_id, id), MOST)).map(shape),
      orders: await readOrders(context.db, { where: eq(orders.user_id, id), orderBy: [desc(orders.id)], limit: MOST }),
      returns: await readReturns(context, { where: eq(orders.user_id, id), limit: MOST }),
      reviews: await readOwnReviews(context, eq(reviews.user_id, id), MOST),
      wishlist: list ? await readWishes(context, list.id, { limit: MAX_WISHES }) : [],
      stock_alerts: await readAlerts(context, eq(stock_alerts.user_id, id)).limit(MOST),
      cart: cart ? await readCart(context, cart) : null,
      checkout: cart?.checkout ?? {},
      conversations: await readTalk(context, id),
      sessions: await readSessions(context, MOST),
      tokens: await context.db.select().from(tokens).where(eq(tokens.user_id, id)).orderBy(desc(tokens.id)),
    };
  },
});

const readTalk = ({ db }: UserContext, userId: number) =>
  db
    .select({ role: messages.role, text: messages.text, created_at: messages.created_at })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversation_id))
    .where(eq(conversations.user_id, userId))
    .orderBy(asc(messages.id));
