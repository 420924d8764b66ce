// A shop of any size: makes DATABASE_URL with that many products and one shopper, and says the shopper's token.
import postgres from "postgres";

import "../scripts/register.mjs";

const { connect } = await import("../db/index.ts");
const { migrate } = await import("../db/migrate.ts");
const { createToken } = await import("../domain/users/credentials.ts");

// oxlint-disable-next-line node/no-process-env -- a program of its own, told what to make
const { DATABASE_URL, PRODUCTS } = process.env;
const count = Number(PRODUCTS);

async function createDatabase() {
  const url = new URL(DATABASE_URL);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const server = postgres(url.href, { max: 1 });
  await server`create database ${server(name)}`;
  await server.end();
}

/** Products in 20 categories, each in two sizes that share one stock, with a picture. */
async function fillShelf(sql) {
  await sql`
    insert into categories (slug, name, position)
    select 'category-' || n, 'Category ' || n, n from generate_series(1, 20) n`;
  await sql`
    insert into products (slug, name, tagline, description, price, compare_at_price, category_id, sizes, rating, review_count, is_featured, created_at)
    select 'thing-' || n, (array['Mug', 'Bowl', 'Lamp', 'Throw', 'Basket', 'Print', 'Apron'])[1 + n % 7] || ' ' || n,
      'Made in small runs.', repeat('A thing to be used every day. ', 12), 10 + n % 90, case when n % 10 = 0 then 120 end,
      1 + n % 20, '{S,L}', 1 + n % 41 / 10.0, n % 50, n % 50 = 0, now() - n * interval '5 minutes'
    from generate_series(1, ${count}::int) n`;
  await sql`insert into inventory_pools (on_hand) select n % 6 from generate_series(1, ${count}::int) n`;
  await sql`
    insert into variants (product_id, sku, size, pool_id, position)
    select n, 'sku-' || n || size, size, n, place
    from generate_series(1, ${count}::int) n, unnest(array['S', 'L']) with ordinality as sizes (size, place)`;
  await sql`
    insert into product_images (product_id, url, alt)
    select n, '/media/thing.webp', 'A thing' from generate_series(1, ${count}::int) n`;
}

/** Five lines in the cart, and twenty orders of three lines. */
async function fillAccount(sql, user) {
  await sql`insert into carts (user_id) values (${user})`;
  await sql`
    insert into cart_items (cart_id, variant_id, quantity, price_seen)
    select carts.id, n, 1, 20 from carts, generate_series(1, 5) n where user_id = ${user}`;
  await sql`
    insert into orders (number, user_id, email, status, currency, subtotal, total_price, shipping_address)
    select 'KL-' || n, ${user}, 'shopper@shop.test', 'delivered', 'USD', 60, 60, '214 Alder St, Portland'
    from generate_series(1, 20) n`;
  await sql`
    insert into order_items (order_id, product_id, variant_id, product_name, quantity, price)
    select orders.id, n, n, 'Thing', 1, 20 from orders, generate_series(1, 3) n`;
}

await createDatabase();
await migrate(DATABASE_URL);
const db = connect(DATABASE_URL, 1);
const sql = db.$client;
await sql`set statement_timeout = 0`;
await sql.begin(fillShelf);
const [user] = await sql`insert into users (username, email) values ('shopper', 'shopper@shop.test') returning id`;
await sql.begin((tx) => fillAccount(tx, user.id));
const token = await createToken(db, user.id, "Benchmark");
await sql`vacuum analyze`;
await sql.end();
process.on("disconnect", () => process.exit(0));
process.send(token);
