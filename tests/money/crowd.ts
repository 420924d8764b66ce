import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { cart_items, carts, users } from "@/db/schema";
import type { UserContext } from "@/domain/operation";
import type { newProduct } from "@/tests/helpers";

type Variant = Awaited<ReturnType<typeof newProduct>>["variants"][number];

/** How often an environment variable asks for what takes long. */
export const countOf = (variable: string, otherwise: number): number => Number(process.env[variable] ?? otherwise);

/** Users who are nobody else's, each with a cart that holds one of each variant that is theirs, in this order. */
export async function newCrowd(size: number, variantsOf: (index: number) => Variant[]): Promise<UserContext[]> {
  const crowd = crypto.randomUUID().slice(0, 8);
  const names = Array.from({ length: size }, (_, index) => `${crowd}-${index}`);
  const shoppers = await db()
    .insert(users)
    .values(names.map((username) => ({ username, email: `${username}@shop.test` })))
    .returning();
  const filled = await db()
    .insert(carts)
    .values(shoppers.map(({ id }) => ({ user_id: id })))
    .returning();
  const lines = filled.flatMap(({ id: cart_id }, index) =>
    variantsOf(index).map(({ id: variant_id }) => ({ cart_id, variant_id, quantity: 1, price_seen: "12.50" })),
  );
  await db().insert(cart_items).values(lines);
  return shoppers.map(({ id, username, email, role }) => ({ ...publicContext(), user: { id, username, email, role } }));
}
