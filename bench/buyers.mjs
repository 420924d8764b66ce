// People with carts and tokens, and goods for them, written straight into the shop's database.
import { randomUUID } from "node:crypto";

const TABLES = ["users", "tokens", "carts", "products", "variants", "inventory_pools", "orders", "order_items"];
/** Ids of ten digits that begin differently for each table: in recorded SQL none is taken for another, or for a number. */
export async function renumber(sql) {
  for (const [index, table] of TABLES.entries())
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${1_000_000_000 + index * 100_000_000})`;
}

/** Products at 20.00 with one variant each. */
export async function newShelf(sql, count, stock) {
  const pools = await sql`
    insert into inventory_pools (on_hand) select ${stock} from generate_series(1, ${count}) returning id as pool`;
  await sql`
    insert into stock_movements (pool_id, delta, reason) select pool, ${stock}, 'initial'
    from unnest(${pools.map(({ pool }) => pool)}::bigint[]) pool`;
  const slugs = pools.map(({ pool }) => `goods-${pool}`);
  const products = await sql`
    insert into products (slug, name, price, category_id)
    select slug, slug, 20, (select min(id) from categories) from unnest(${slugs}::text[]) slug returning id as product`;
  const variants = await sql`
    insert into variants (product_id, sku, pool_id)
    select product, 'sku-' || product, pool
    from unnest(${products.map(({ product }) => product)}::bigint[], ${pools.map(({ pool }) => pool)}::bigint[])
      as goods (product, pool) returning id as variant`;
  return pools.map(({ pool }, index) => ({ pool, ...products[index], ...variants[index] }));
}

/** Buyers with a token each, who have one of the goods in their cart; in turns when there are fewer goods. */
export async function newBuyers(sql, count, shelf) {
  const crowd = randomUUID();
  const tokens = Array.from({ length: count }, (_, index) => `cw_${crowd}-${index}`);
  const users = await sql`
    insert into users (username, email) select token, token || '@shop.test' from unnest(${tokens}::text[]) token
    returning id as user`;
  const ids = users.map(({ user }) => user);
  const carts = await sql`
    insert into carts (user_id) select id from unnest(${ids}::bigint[]) id returning id as cart`;
  const made = await sql`
    insert into tokens (user_id, name, prefix, token_hash)
    select id, 'Benchmark', left(token, 8), encode(sha256(convert_to(token, 'utf8')), 'hex')
    from unnest(${ids}::bigint[], ${tokens}::text[]) as owned (id, token) returning id as token_id, token_hash as hash`;
  const buyers = tokens.map((token, index) => {
    const goods = shelf[index % shelf.length];
    return { token, username: token, ...users[index], ...carts[index], ...made[index], ...goods };
  });
  await sql`
    insert into cart_items (cart_id, variant_id, quantity, price_seen)
    select cart, variant, 1, 20
    from unnest(${buyers.map(({ cart }) => cart)}::bigint[], ${buyers.map(({ variant }) => variant)}::bigint[])
      as lines (cart, variant)`;
  return buyers;
}
