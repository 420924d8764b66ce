import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { newCategory } from "@/tests/helpers";

import { listProducts } from "../catalog/list-products";
import { suggest } from "./suggest";

const PRODUCTS = 10_000;
/** Of these words each is in the names of one product in fifty. */
const WORDS = 50;
/** What grows with the shop: a list that reads one of them from end to end is slower with every product. */
const LARGE = ["search_documents", "variants", "inventory_pools"];

beforeAll(async () => {
  const { id } = await newCategory();
  await db().execute(sql`set statement_timeout = 0`);
  await db().execute(sql`
    insert into products (slug, name, tagline, description, price, category_id)
    select 'plan-' || n, initcap(translate(substr(md5((n % ${WORDS}::int)::text), 1, 9), '0123456789', 'ghijklmnop')) || ' Thing ' || n,
      'Made in small runs.', 'A thing for every day, number ' || n, 10 + n % 90, ${id}::bigint
    from generate_series(1, ${PRODUCTS}::int) n`);
  await db().execute(sql`
    with pools as (insert into inventory_pools (on_hand) select n % 6 from generate_series(1, ${PRODUCTS}::int) n returning id)
    insert into variants (product_id, sku, pool_id)
    select products.id, 'PLAN-SKU-' || products.id, (select min(pools.id) from pools) from products`);
  await db().execute(sql`vacuum analyze`);
}, 120_000);

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How the statements of a call that look for products go through the tables. */
async function scansOf(call: () => Promise<unknown>): Promise<string[]> {
  const { options } = db().$client;
  const sent: { text: string; values: unknown[] }[] = [];
  // The driver writes over the values what it sends of them.
  options.debug = (_connection, text, values) => void sent.push({ text, values: [...(values as unknown[])] });
  await call();
  options.debug = false;
  const scans: string[] = [];
  for (const { text, values } of sent.filter(({ text: statement }) =>
    /"(products|search_documents)"/.test(statement),
  )) {
    const [row] = await db().$client.unsafe(`explain (format json) ${text}`, values as string[]);
    const plans = (row as Record<string, { Plan: Plan }[]> | undefined)?.["QUERY PLAN"] ?? [];
    scans.push(
      ...plans
        .flatMap(({ Plan: plan }) => nodesOf(plan))
        .map((node) => `${node["Node Type"]} ${node["Relation Name"] ?? ""}`),
    );
  }
  return scans;
}

const word = async () => {
  const [row] = await db().execute<{ name: string }>(
    sql`select split_part(name, ' ', 1) as name from products order by id limit 1`,
  );
  return row?.name ?? "";
};

test("among 10,000 products a search, a slip, a SKU and suggestions are found by indexes", async () => {
  const named = await word();
  const slip = `${named.slice(0, 4)}${named.slice(5)}`;
  const count = async (search: string) => (await listProducts(publicContext(), { search })).count;
  expect([await count(named), await count(slip), await count("PLAN-SKU-77")]).toEqual([200, 200, expect.any(Number)]);
  for (const call of [
    () => listProducts(publicContext(), { search: named }),
    () => listProducts(publicContext(), { search: slip }),
    () => listProducts(publicContext(), { search: "PLAN-SKU-77" }),
    () => suggest(publicContext(), { search: named.slice(0, 5) }),
  ]) {
    const scans = await scansOf(call);
    expect(scans).toContain("Bitmap Heap Scan search_documents");
    expect(scans.filter((scan) => LARGE.some((table) => scan === `Seq Scan ${table}`))).toEqual([]);
  }
}, 60_000);
