import { readFileSync } from "node:fs";

import postgres from "postgres";
import { expect, test } from "vitest";

import { newFolder, openShop, run } from "./shop";

const ask = async (command: string, dataDir: string) => {
  const { ended, said } = run({ command: [process.execPath, "scripts/ask.mjs", command], env: { DATA_DIR: dataDir } });
  return { code: await ended, said: said() };
};

test("without a shop the commands say how to get one", async () => {
  const folder = newFolder();
  expect(await ask("invariants", folder)).toMatchObject({ code: 1, said: expect.stringContaining("npm start") });
});

test("beside a running shop its money and stock are looked at, and compared with Stripe's", async () => {
  const shop = await openShop();
  expect(await ask("invariants", shop.dataDir)).toEqual({ code: 0, said: "  Money and stock agree.\n" });
  expect(await ask("reconcile", shop.dataDir)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/\{"checked":\d+,"fixed":0,"unmatched":0\}/),
  });
  const { DATABASE_URL } = JSON.parse(readFileSync(`${shop.dataDir}/running.json`, "utf8")) as Record<string, string>;
  const sql = postgres(DATABASE_URL ?? "", { max: 1 });
  await sql`update inventory_pools set reserved = reserved + 1 where id = (select min(id) from inventory_pools)`;
  await sql.end();
  const broken = await ask("invariants", shop.dataDir);
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining("Broken: what is reserved of a pool") });
});
