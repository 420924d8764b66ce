import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { env } from "@/env";

import * as schema from "./schema";

/** Opens a pool whose statements cannot run or wait for ever. */
export function connect(url: string, max = 10) {
  const client = postgres(url, {
    max,
    connect_timeout: 3,
    idle_timeout: 60,
    // Drizzle reads and writes lists itself; the query for their types would be one that nobody waits for.
    fetch_types: false,
    // Seconds between two attempts to connect: the driver's own pauses grow to 20, and a query waits through each.
    backoff: () => 0.1,
    onnotice: () => undefined,
    connection: {
      application_name: "cartwright",
      statement_timeout: 5000,
      lock_timeout: 2000,
      idle_in_transaction_session_timeout: 5000,
      // Of a database in memory or on a disk without arms: with the default of 4 it would rather read whole tables.
      random_page_cost: 1.1,
    },
  });
  // Drizzle asks for no prepared statements; with them the server plans each text once, and a query is one round trip.
  const unsafe = client.unsafe.bind(client);
  client.unsafe = (text, values, options) => unsafe(text, values, { ...options, prepare: true });
  return drizzle(client, { schema });
}

type Pool = ReturnType<typeof connect>;
type Transaction = Parameters<Parameters<Pool["transaction"]>[0]>[0];
/** The pool, or the transaction that a caller has opened. */
export type Db = Pool | Transaction;

// Kept on globalThis: Next loads this module once a bundle, and each copy would open a pool of its own.
const shared = globalThis as typeof globalThis & { cartwrightDb?: Pool };
export const db = (): Pool => (shared.cartwrightDb ??= connect(env().DATABASE_URL));
