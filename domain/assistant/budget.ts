import { eq, sql } from "drizzle-orm";

import { embedding_budgets, token_budgets } from "@/db/schema";
import { env } from "@/env";

import type { Context } from "../operation";
import type { Usage } from "./question";

/** What tokens are used for, each with a limit of its own. */
const BUDGETS = {
  chat: { table: token_budgets, limit: () => env().CHAT_DAILY_TOKENS },
  embeddings: { table: embedding_budgets, limit: () => env().EMBEDDING_DAILY_TOKENS },
} as const;
type Purpose = keyof typeof BUDGETS;
export type Reservation = { purpose: Purpose; day: string; tokens: number };

/** Sets tokens of today aside before they are asked for; undefined when the shop's day has not that many left. */
export async function reserveTokens(
  { db }: Context,
  tokens: number,
  purpose: Purpose = "chat",
): Promise<Reservation | undefined> {
  const { table, limit: limitOf } = BUDGETS[purpose];
  const limit = limitOf();
  if (tokens > limit) return undefined;
  const [row] = await db
    .insert(table)
    .values({ day: sql`(now() at time zone 'utc')::date`, spent: tokens })
    .onConflictDoUpdate({
      target: table.day,
      set: { spent: sql`${table.spent} + ${tokens}` },
      setWhere: sql`${table.spent} + ${tokens} <= ${limit}`,
    })
    .returning({ day: table.day });
  return row && { purpose, day: row.day, tokens };
}

/** Puts what was used in the place of what was set aside. */
export async function settleTokens(
  { db }: Context,
  { purpose, day, tokens }: Reservation,
  used: number,
): Promise<void> {
  const { table } = BUDGETS[purpose];
  await db
    .update(table)
    .set({ spent: sql`greatest(${table.spent} - ${tokens} + ${used}, 0)` })
    .where(eq(table.day, day));
}

/** Until the next day begins in UTC. */
export const secondsToNextDay = () => 86_400 - (Math.floor(Date.now() / 1000) % 86_400);

/** What tokens cost in US dollars, by OPENAI_PRICES; null where that is not set. */
export function costOf({ input_tokens, output_tokens }: Usage): string | null {
  const [input, output] = env().OPENAI_PRICES ?? [];
  if (input === undefined || output === undefined) return null;
  return ((input_tokens * input + output_tokens * output) / 1_000_000).toFixed(6);
}
