import { count } from "drizzle-orm";

import { type Db, connect } from "..";
import { categories, discounts } from "../schema";
import { picturesOf, readCatalog } from "./catalog";
import { DEMO_DISCOUNTS } from "./discounts";
import { fillCatalog, refreshPictures } from "./fill-catalog";
import { makeImages } from "./images";
import { addOrderHistory } from "./order-history";
import { type Account, addAccounts } from "./people";
import { addTranslations } from "./translations";

type Options = {
  url: string;
  /** Where the sizes of the pictures are kept. */
  dataDir: string;
  /** Whether to fill an empty shop with the demo's customers, passwords and orders as well. */
  demo: boolean;
  /** The first admin, made when there is none. */
  admin?: Account;
  hashPassword: (password: string) => Promise<string>;
  log: (line: string) => void;
};

/** Fills an empty shop with the demo catalog; a shop that has categories of its own is left as it is. */
export async function seed({ url, dataDir, demo, admin, hashPassword, log }: Options): Promise<void> {
  const db = connect(url, 2);
  try {
    const catalog = readCatalog();
    const since = performance.now();
    const pictures = await makeImages(picturesOf(catalog), dataDir);
    if (performance.now() - since > 1000) log(`Made the pictures in their sizes: ${took(since)}`);
    const started = performance.now();
    const isNew = await db.transaction(async (tx) => {
      await refreshPictures(tx, [...pictures.values()]);
      await addAccounts(tx, { demo, hashPassword, ...(admin && { admin }) });
      if (!(await isEmpty(tx))) return false;
      await fillCatalog(tx, catalog, pictures);
      await addTranslations(tx);
      if (!demo) return true;
      await addOrderHistory(tx);
      await tx.insert(discounts).values([...DEMO_DISCOUNTS]);
      return true;
    });
    if (isNew) log(`Filled the shop: ${catalog.products.length} products, ${took(started)}`);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

const took = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function isEmpty(db: Db): Promise<boolean> {
  const [found] = await db.select({ count: count() }).from(categories);
  return found?.count === 0;
}
