import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { freePort } from "@/scripts/postgres.mjs";

import { connect } from "./index";

const PATIENCE_MS = 5000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("however long the database is away, nobody waits for long to hear of it", async () => {
  const pool = connect(`postgres://shop:x@127.0.0.1:${await freePort()}/shop`);
  const end = Date.now() + 2000;
  const ask = async (): Promise<string> => {
    const refused = pool.execute(sql`select 1`).then(
      () => "answered",
      () => "refused",
    );
    const outcome = await Promise.race([refused, sleep(PATIENCE_MS).then(() => "hung")]);
    if (outcome !== "refused" || Date.now() > end) return outcome;
    await sleep(20);
    return ask();
  };
  const outcomes = new Set(await Promise.all(Array.from({ length: 30 }, ask)));
  expect([...outcomes]).toEqual(["refused"]);
  await pool.$client.end({ timeout: 0 });
});
