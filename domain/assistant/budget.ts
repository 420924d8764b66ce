import { eq, sql } from "drizzle-orm";

import { token_budgets } from "@/db/schema";
import { env } from "@/env";

import type { Context } from "../operation";
import type { Usage } from "./question";

export type Reservation = { day: string; tokens: number };

/** Sets tokens of today aside before they are asked for; undefined when the shop's day has not that many left. */
export async function reserveTokens({ db }: Context, tokens: number): Promise<Reservation | undefined> {
  const limit = env().CHAT_DAILY_TOKENS;
  if (tokens > limit) return undefined;
  const [row] = await db
    .insert(token_budgets)
    .values({ day: sql`(now() at time zone 'utc')::date`, spent: tokens })
    .onConflictDoUpdate({
      target: token_budgets.day,
      set: { spent: sql`${token_budgets.spent} + ${tokens}` },
      setWhere: sql`${token_budgets.spent} + ${tokens} <= ${limit}`,
    })
    .returning({ day: token_budgets.day });
  return row && { day: row.day, tokens };
}

/** Puts what was used in the place of what was set aside. */
export async function settleTokens({ db }: Context, { day, tokens }: Reservation, used: number): Promise<void> {
  await db
    .update(token_budgets)
    .set({ spent: sql`greatest(${token_budgets.spent} - ${tokens} + ${used}, 0)` })
    .where(eq(token_budgets.day, day));
}

/** Until the next day begins in UTC. */
export const secondsToNextDay = () => 86_400 - (Math.floor(Date.now() / 1000) % 86_400);

/** What tokens cost in US dollars, by OPENAI_PRICES; null where that is not set. */
export function costOf({ input_tokens, output_tokens }: Usage): string | null {
  const [input, output] = env().OPENAI_PRICES ?? [];
  if (input === undefined || output === undefined) return null;
  return ((input_tokens * input + output_tokens * output) / 1_000_000).toFixed(6);
}
