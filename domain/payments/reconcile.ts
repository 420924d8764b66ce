import { and, asc, inArray, isNotNull, lt, notInArray, sql } from "drizzle-orm";
import type Stripe from "stripe";

import { disputes, payments, refunds } from "@/db/schema";

import { DomainError } from "../errors";
import type { Context } from "../operation";
import { resumeRefunds } from "./refund";
import { settle } from "./settle";
import { settleMadeDispute, settleMadeRefund } from "./settle-made";
import { snapshotOf } from "./snapshot";
import { askStripe } from "./stripe";
import { processInbox } from "./webhook";

/** checked: objects of Stripe's looked at. fixed: those that we did not know as they are. unmatched: those of no order. */
export type Reconciled = { checked: number; fixed: number; unmatched: number };

type Made = { id: string; status: string | null };
type Known = { id: string | null; status: string };
type Page = { created: { gte: number }; limit: number; starting_after?: string };
/** One kind of object at Stripe, and the table that holds what we know of it. */
type Kind<T extends Made> = {
  list: (api: Stripe, page: Page) => Stripe.ApiListPromise<T>;
  read: (api: Stripe, id: string) => Promise<T>;
  select: (context: Context, where: { of: readonly string[] } | "open") => Promise<Known[]>;
  settle: (context: Context, made: T, askedAt: Date) => Promise<string>;
};

const SINCE_S = 48 * 3600;
const PAGE = 100;
/** A row that was just written is somebody's who is still at it. */
const isQuiet = (updatedAt: typeof payments.updated_at | typeof refunds.updated_at) =>
  lt(updatedAt, sql`now() - interval '30 seconds'`);

const INTENTS: Kind<Stripe.PaymentIntent> = {
  list: (api, page) => api.paymentIntents.list(page),
  read: (api, id) => api.paymentIntents.retrieve(id),
  select: ({ db }, which) =>
    db
      .select({ id: payments.intent_id, status: payments.status })
      .from(payments)
      .where(
        which === "open"
          ? and(
              notInArray(payments.status, ["succeeded", "canceled"]),
              isNotNull(payments.intent_id),
              isQuiet(payments.updated_at),
            )
          : inArray(payments.intent_id, [...which.of]),
      )
      .orderBy(asc(payments.updated_at))
      .limit(PAGE),
  settle: (context, made, askedAt) => settle(context, snapshotOf(made, askedAt), "reconciler"),
};

const REFUNDS: Kind<Stripe.Refund> = {
  list: (api, page) => api.refunds.list(page),
  read: (api, id) => api.refunds.retrieve(id),
  select: ({ db }, which) =>
    db
      .select({ id: refunds.refund_id, status: refunds.status })
      .from(refunds)
      .where(
        which === "open"
          ? and(inArray(refunds.status, ["pending"]), isNotNull(refunds.refund_id), isQuiet(refunds.updated_at))
          : inArray(refunds.refund_id, [...which.of]),
      )
      .orderBy(asc(refunds.updated_at))
      .limit(PAGE),
  settle: async (context, made) => ((await settleMadeRefund(context, made, "reconciler")) ? "settled" : NOT_OURS),
};

const DISPUTES: Kind<Stripe.Dispute> = {
  list: (api, page) => api.disputes.list(page),
  read: (api, id) => api.disputes.retrieve(id),
  select: ({ db }, which) =>
    db
      .select({ id: disputes.dispute_id, status: disputes.status })
      .from(disputes)
      .where(
        which === "open"
          ? notInArray(disputes.status, ["won", "lost", "prevented", "warning_closed"])
          : inArray(disputes.dispute_id, [...which.of]),
      )
      .orderBy(asc(disputes.updated_at))
      .limit(PAGE),
  settle: (context, made) => settleMadeDispute(context, made, "reconciler"),
};

/**
 * Compares what Stripe made in the last 48 hours, and all that is not final here, with our books, and settles what differs.
 * Alone, without any webhook, it would bring every order to its end.
 */
export async function reconcile(context: Context): Promise<Reconciled> {
  const tally: Reconciled = { checked: 0, fixed: 0, unmatched: 0 };
  await processInbox(context);
  await resumeRefunds(context);
  await compareAll(context, INTENTS, tally);
  await compareAll(context, REFUNDS, tally);
  await compareAll(context, DISPUTES, tally);
  return tally;
}

async function compareAll<T extends Made>(context: Context, kind: Kind<T>, tally: Reconciled): Promise<void> {
  const page = { created: { gte: Math.floor(Date.now() / 1000) - SINCE_S }, limit: PAGE };
  for (let last: string | undefined, more = true; more;) {
    const askedAt = new Date();
    const from = last === undefined ? {} : { starting_after: last };
    const { data, has_more } = await askStripe((api) => kind.list(api, { ...page, ...from }));
    await compare(context, kind, data, askedAt, tally);
    last = data.at(-1)?.id;
    more = has_more;
  }
  // However old: the list ends after two days.
  for (const { id, status } of await kind.select(context, "open")) {
    if (id === null) continue;
    const askedAt = new Date();
    await attempt(async () => {
      const made = await askStripe((api) => kind.read(api, id));
      tally.checked += 1;
      if (made.status !== status) note(tally, await kind.settle(context, made, askedAt));
    });
  }
}

/** What is known as it is costs one query for a whole page; the rest is settled one by one. */
async function compare<T extends Made>(
  context: Context,
  kind: Kind<T>,
  page: readonly T[],
  askedAt: Date,
  tally: Reconciled,
): Promise<void> {
  const rows = await kind.select(context, { of: page.map(({ id }) => id) });
  const known = new Map(rows.map(({ id, status }) => [id, status]));
  tally.checked += page.length;
  for (const made of page) {
    if (known.get(made.id) === made.status) continue;
    await attempt(async () => note(tally, await kind.settle(context, made, askedAt)));
  }
}

const NOT_OURS = "no order of ours";
function note(tally: Reconciled, outcome: string): void {
  if (outcome === NOT_OURS) tally.unmatched += 1;
  else if (!outcome.startsWith("already")) tally.fixed += 1;
}

/** One object that Stripe does not answer for keeps no other from its turn. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
