import { outbox } from "@/db/schema";

import { enqueue } from "../jobs";
import type { Context } from "../operation";
import type { OrderTopic } from "./order-mail";

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

/** Writes a mail beside what it reports: it is sent when that is committed, and once for each order and topic. */
export async function queueMail(tx: Context, mail: OrderMail): Promise<void> {
  if (!mail.to) return;
  const { topic, once, ...payload } = mail;
  await tx.db
    .insert(outbox)
    .values({ topic, dedupe_key: [topic, mail.order_id, once].filter((part) => part !== undefined).join(":"), payload })
    .onConflictDoNothing();
  await enqueue(tx.db, "deliver_mail");
}
