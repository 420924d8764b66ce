import { z } from "zod";

import { Choice } from "./cart";
import { Product } from "./catalog";
import { Id, Quantity, Timestamp } from "./fields";

/** How many things one list may hold. */
export const MAX_WISHES = 200;

/** Something on a wish list; its id is that of the product. */
export const Wish = z.object({ id: z.int(), product: Product, created_at: Timestamp }).meta({ id: "Wish" });
export type Wish = z.output<typeof Wish>;

export const AddWish = z.object({ product_id: Id.meta({ example: 1 }) });

export const MoveWish = z.object({
  id: Id,
  ...Choice.shape,
  quantity: Quantity.optional().meta({ description: "1 when left out.", example: 1 }),
});

export const WishlistShare = z
  .object({
    id: z.uuid().nullable().meta({ description: "Null: the list is not shared." }),
    url: z.string().nullable().meta({ description: "Whoever has this link may look at the list, and change nothing." }),
  })
  .meta({ id: "WishlistShare" });
export type WishlistShare = z.output<typeof WishlistShare>;

export const SharedWishlistKey = z.object({ id: z.uuid() });
export const SharedWishlist = z.object({ id: z.uuid(), products: z.array(Product) }).meta({ id: "SharedWishlist" });
