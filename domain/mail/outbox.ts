import { type SQL, and, gte, isNotNull, lt, or, sql } from "drizzle-orm";

import { outbox } from "@/db/schema";
import { DEFAULT_LOCALE } from "@/model/locales";

import { enqueue } from "../jobs";
import type { Context } from "../operation";
import type { OrderTopic } from "./order-mail";

/** How often a mail is tried. */
export const MAX_ATTEMPTS = 20;
const KEPT_FOR = sql`interval '30 days'`;

export type OrderMail = {
  topic: OrderTopic;
  order_id: number;
  to: string;
  /** What may be reported several times for one order: which time this is. */
  once?: number | string;
  /** What was given back. */
  amount?: string;
  /** Why an admin is told. */
  reason?: string;
};
/** Nobody knows here whether there is such an account: that is found out when the mail is sent. */
type AccountMail =
  | { topic: "password_reset"; to: string; once: string }
  | { topic: "order_link"; to: string; number: string; once: string }
  | { topic: "password_changed" | "email_changed"; to: string; once: string };
type StockMail = { topic: "back_in_stock"; to: string; alert_id: number; once: number };
export type Mail = OrderMail | AccountMail | StockMail;

const keyOf = (mail: Mail) =>
  [mail.topic, "order_id" in mail ? mail.order_id : undefined, mail.once]
    .filter((part) => part !== undefined)
    .join(":");

/** Writes a mail beside what it reports: it is sent when that is committed, at once or later, and once for each order and topic. */
export async function queueMail(tx: Context, mail: Mail, afterS = 0): Promise<void> {
  if (!mail.to) return;
  const { topic, once: _, ...facts } = mail;
  const payload = { ...facts, ...(tx.locale !== DEFAULT_LOCALE && { locale: tx.locale }) };
  const queued = await tx.db
    .insert(outbox)
    .values({
      topic,
      dedupe_key: keyOf(mail),
      payload,
      next_attempt_at: sql`now() + ${afterS} * interval '1 second'`,
    })
    .onConflictDoNothing()
    .returning({ id: outbox.id });
  if (queued.length > 0 && afterS === 0) await enqueue(tx.db, "deliver_mail");
}

/** Forgets to whom mails went that are sent, or given up. Their keys stay, so that none goes out once more. */
export async function forgetMail({ db }: Context, which: SQL | undefined): Promise<number> {
  const done = or(isNotNull(outbox.sent_at), gte(outbox.attempts, MAX_ATTEMPTS));
  const known = and(sql`${outbox.payload} <> '{}'`, done, which);
  const forgotten = await db
    .update(outbox)
    .set({ payload: {}, last_error: null })
    .where(known)
    .returning({ id: outbox.id });
  return forgotten.length;
}

/** Forgets it of all mails after 30 days. */
export const purgeMail = (context: Context): Promise<number> =>
  forgetMail(context, lt(outbox.created_at, sql`now() - ${KEPT_FOR}`));
