import { asc, eq } from "drizzle-orm";

import { inventory_pools, products, variants } from "@/db/schema";
import { priceIn } from "@/model/markets";

import { invalid, unknownPk } from "../errors";
import type { Context } from "../operation";

export type Choice = {
  product_id: number;
  variant_id?: number | undefined;
  size?: string | undefined;
  color?: string | undefined;
};

const readVariants = ({ db }: Context, productId: number) =>
  db
    .select({
      variant: variants,
      price: products.price,
      name: products.name,
      slug: products.slug,
      is_active: products.is_active,
      deleted_at: products.deleted_at,
      on_hand: inventory_pools.on_hand,
      reserved: inventory_pools.reserved,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.product_id))
    .innerJoin(inventory_pools, eq(inventory_pools.id, variants.pool_id))
    .where(eq(variants.product_id, productId))
    .orderBy(asc(variants.position), asc(variants.id));
type Row = Awaited<ReturnType<typeof readVariants>>[number];

const basePrice = ({ variant, price }: Row) => variant.price ?? price;
const stockOf = (row: Row) => row.on_hand - row.reserved;
const unique = (values: string[]) => [...new Set(values)].filter(Boolean);

/** Finds the one variant that a choice of size and color means; throws 400 on the field that leaves it open. */
export async function chooseVariant(context: Context, choice: Choice) {
  const rows = await readVariants(context, choice.product_id);
  const [first] = rows;
  if (!first || !first.is_active || first.deleted_at) throw invalid({ product_id: [unknownPk(choice.product_id)] });
  const row = choice.variant_id === undefined ? bySizeAndColor(rows, choice) : byId(rows, choice.variant_id);
  return {
    id: row.variant.id,
    size: row.variant.size,
    color: row.variant.color,
    price: priceIn(context.market, basePrice(row)),
    /** As the catalog keeps it, whatever the market. */
    base_price: basePrice(row),
    available: stockOf(row),
    product_id: row.variant.product_id,
    product_name: row.name,
  };
}

function byId(rows: Row[], id: number): Row {
  const row = rows.find(({ variant }) => variant.id === id);
  if (!row) throw invalid({ variant_id: [unknownPk(id)] });
  return row;
}

function bySizeAndColor(rows: Row[], choice: Choice): Row {
  let left = rows;
  for (const field of ["size", "color"] as const) {
    const wanted = choice[field];
    if (!wanted) continue;
    left = left.filter(({ variant }) => variant[field].toLowerCase() === wanted.toLowerCase());
    if (left.length === 0) throw invalid({ [field]: [`"${wanted}" is not a valid choice.`] });
  }
  if (left.length === 1 && left[0]) return left[0];
  // A product whose sizes share one pool has a line of its own for "no size chosen".
  const unsized = left.find(({ variant }) => !variant.is_listed);
  if (unsized) return unsized;
  const inStock = left.filter((row) => stockOf(row) > 0);
  if (inStock.length === 1 && inStock[0]) return inStock[0];
  for (const field of ["size", "color"] as const) {
    const values = unique(left.map(({ variant }) => variant[field]));
    if (!choice[field] && values.length > 1) throw invalid({ [field]: [`Choose one of: ${values.join(", ")}.`] });
  }
  throw invalid({ non_field_errors: ["Choose one of the variants."] });
}

/** Refuses a quantity that the stock cannot serve, in the words of the shelf. */
export function checkStock(quantity: number, available: number): void {
  if (quantity > 99) throw invalid({ quantity: ["Ensure this value is less than or equal to 99."] });
  if (quantity <= available) return;
  throw invalid({ quantity: [available > 0 ? `Only ${available} left in stock.` : "This is out of stock."] });
}
