import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import Stripe from "stripe";

import { webhook_events } from "@/db/schema";
import { env } from "@/env";

import { badRequest } from "../errors";
import type { Context } from "../operation";
import { countDecline } from "./declines";
import { settle } from "./settle";
import { settleMadeDispute, settleMadeRefund } from "./settle-made";
import { askStripe, readIntent, stripe } from "./stripe";

const TOLERANCE_S = 300;
const MAX_ATTEMPTS = 20;
const BATCH = 20;
/** Whoever took an event has this long before another may take it: longer than Stripe's slowest answer and its retry. */
export const LEASE = sql`now() + interval '20 seconds'`;

/** Who sent this: throws 400 for a signature that is missing, wrong, stale, or of a time to come. */
function verify(payload: string, signature: string): Stripe.Event {
  const refuse = () => badRequest("invalid_signature", "The signature of this event is not valid.");
  const time = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  if (!(Math.abs(Date.now() / 1000 - time) <= TOLERANCE_S)) throw refuse();
  for (const secret of env().STRIPE_WEBHOOK_SECRET) {
    try {
      return stripe().webhooks.constructEvent(payload, signature, secret, TOLERANCE_S);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw refuse();
    }
  }
  throw refuse();
}

/**
 * Stores an event, once; only what is committed may be acknowledged. Answers its row, or nothing for a known one. Whoever
 * stored it works it off first; the worker takes it when that has not been done in time.
 */
export async function receiveEvent(context: Context, payload: string, signature: string) {
  const event = verify(payload, signature);
  const [stored] = await context.db
    .insert(webhook_events)
    .values({
      event_id: event.id,
      type: event.type,
      payload: JSON.parse(payload) as Record<string, unknown>,
      next_attempt_at: LEASE,
    })
    .onConflictDoNothing()
    .returning();
  return stored;
}

type EventRow = typeof webhook_events.$inferSelect;

/** Does what an event calls for; a failure is kept and tried again later, with growing pauses. */
export async function processEvent(context: Context, event: EventRow): Promise<void> {
  const row = eq(webhook_events.id, event.id);
  try {
    const outcome = await apply(context, event);
    await context.db
      .update(webhook_events)
      .set({
        state: outcome === null ? "ignored" : "processed",
        outcome,
        processed_at: new Date(),
        last_error: null,
      })
      .where(row);
  } catch (error) {
    const attempts = event.attempts + 1;
    await context.db
      .update(webhook_events)
      .set({
        attempts,
        state: attempts >= MAX_ATTEMPTS ? "dead" : "received",
        last_error: String(error).slice(0, 500),
        next_attempt_at: sql`now() + least(interval '1 hour', interval '5 seconds' * power(2, ${attempts}))`,
      })
      .where(row);
  }
}

/** An event only says where to look: the object is read afresh, so that the order of events does not matter. */
async function apply(context: Context, event: EventRow): Promise<string | null> {
  const { data } = event.payload as { data?: { object?: { id?: unknown } } };
  const id = data?.object?.id;
  if (typeof id !== "string") return null;
  if (event.type.startsWith("payment_intent.")) {
    const outcome = await settle(context, await readIntent(id), "webhook");
    if (event.type === "payment_intent.payment_failed") await countDecline(context, id);
    return outcome;
  }
  if (event.type.startsWith("refund.") || event.type === "charge.refund.updated") {
    const made = await askStripe((api) => api.refunds.retrieve(id));
    const refund = await settleMadeRefund(context, made, "webhook");
    return refund ? `refund ${refund.status}` : "no order of ours";
  }
  if (event.type.startsWith("charge.dispute.")) {
    const made = await askStripe((api) => api.disputes.retrieve(id));
    return settleMadeDispute(context, made, "webhook");
  }
  return null;
}

/** Goes through the events that were stored and not yet processed, each of them taken by one worker at a time. */
export async function processInbox(context: Context): Promise<number> {
  const due = await claimEvents(context);
  for (const event of due) await processEvent(context, event);
  return due.length;
}

async function claimEvents({ db }: Context): Promise<EventRow[]> {
  const due = db
    .select({ id: webhook_events.id })
    .from(webhook_events)
    .where(and(eq(webhook_events.state, "received"), lte(webhook_events.next_attempt_at, sql`now()`)))
    .orderBy(asc(webhook_events.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const taken = await db
    .update(webhook_events)
    .set({ next_attempt_at: LEASE })
    .where(inArray(webhook_events.id, due))
    .returning();
  return taken.toSorted((left, right) => left.id - right.id);
}
