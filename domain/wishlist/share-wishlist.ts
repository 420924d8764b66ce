import { eq } from "drizzle-orm";
import { z } from "zod";

import { wishlists } from "@/db/schema";
import { env } from "@/env";
import { localized } from "@/model/locales";
import { MAX_WISHES, SharedWishlist, SharedWishlistKey, WishlistShare } from "@/model/wishlist";

import { notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { ensureWishlist, findWishlist, readWishes } from "./read-wishlist";

const shareOf = ({ locale }: Context, id: string | null) => ({
  id,
  url: id === null ? null : env().APP_URL + localized(locale, `/wishlists/${id}`),
});

export const getWishlistShare = operation({
  name: "get_wishlist_share",
  summary: "The link under which others may look at the caller's wish list, if there is one.",
  access: "shopper",
  input: z.object({}),
  output: WishlistShare,
  run: async (context) => shareOf(context, (await findWishlist(context))?.share_id ?? null),
});

export const shareWishlist = operation({
  name: "share_wishlist",
  summary: "Make a link under which others may look at the wish list; it stays the same until it is taken back.",
  access: "shopper",
  input: z.object({}),
  output: WishlistShare,
  run: (context) =>
    transaction(context, async (tx) => {
      const { id } = await ensureWishlist(tx);
      const [list] = await tx.db.select().from(wishlists).where(eq(wishlists.id, id)).for("no key update");
      const share_id = list?.share_id ?? crypto.randomUUID();
      await tx.db.update(wishlists).set({ share_id }).where(eq(wishlists.id, id));
      return shareOf(tx, share_id);
    }),
});

export const unshareWishlist = operation({
  name: "unshare_wishlist",
  summary: "Take the link back: whoever has it sees nothing any more, and a new one is another.",
  access: "shopper",
  input: z.object({}),
  output: z.null(),
  refusals: { 404: "The list is not shared." },
  async run(context) {
    const list = await findWishlist(context);
    if (!list?.share_id) throw notFound();
    await context.db.update(wishlists).set({ share_id: null }).where(eq(wishlists.id, list.id));
    return null;
  },
});

export const getSharedWishlist = operation({
  name: "get_shared_wishlist",
  summary: "What is on a wish list that was shared, by the random id of its link.",
  access: "public",
  isPersonal: true,
  input: SharedWishlistKey,
  output: SharedWishlist,
  async find({ db }, id) {
    const [list] = await db.select().from(wishlists).where(eq(wishlists.share_id, id));
    if (!list) throw notFound();
    return list;
  },
  run: async (context, { id }, list) => ({
    id,
    products: (await readWishes(context, list.id, { limit: MAX_WISHES })).map(({ product }) => product),
  }),
});
