import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, products } from "@/db/schema";
import { buy, newProduct, newUser } from "@/tests/helpers";

import { listBestSellers } from "./best-sellers";

const idsOf = async () => (await listBestSellers(publicContext(), {})).products.map(({ id }) => id);

test("what was paid for most often comes first; what was given back, is unpaid or is hidden does not count", async () => {
  const [often, once, back, hidden] = [await newProduct(), await newProduct(), await newProduct(), await newProduct()];
  for (let time = 0; time < 3; time++) await buy(await newUser(), often.id);
  await buy(await newUser(), once.id);
  const returned = await buy(await newUser(), back.id);
  await db().update(orders).set({ status: "refunded" }).where(eq(orders.id, returned));
  for (let time = 0; time < 4; time++) await buy(await newUser(), hidden.id);
  await db().update(products).set({ is_active: false }).where(eq(products.id, hidden.id));
  expect(await idsOf()).toEqual([often.id, once.id]);
});
