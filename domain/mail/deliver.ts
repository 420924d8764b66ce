import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { createTransport } from "nodemailer";

import { outbox } from "@/db/schema";
import { env } from "@/env";

import { type Context, assertOutsideTransaction } from "../operation";
import { isOrderTopic, renderOrderMail } from "./order-mail";

const MAX_ATTEMPTS = 20;
const BATCH = 20;
let transport: ReturnType<typeof createTransport> | undefined;

/** Sends what the outbox holds. A row is claimed by moving its next attempt on, so that two workers send it once. */
export async function deliverMail(context: Context): Promise<number> {
  assertOutsideTransaction("The mail server");
  const due = await claim(context);
  for (const row of due) {
    try {
      await send(context, row);
      await context.db.update(outbox).set({ sent_at: new Date(), last_error: null }).where(eq(outbox.id, row.id));
    } catch (error) {
      await context.db
        .update(outbox)
        .set({ last_error: String(error).slice(0, 500) })
        .where(eq(outbox.id, row.id));
    }
  }
  return due.length;
}

/** Later attempts wait longer: half a minute, a minute, two, at most an hour. */
const backOff = sql`now() + least(interval '1 hour', interval '30 seconds' * power(2, ${outbox.attempts}))`;

function claim({ db }: Context) {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(isNull(outbox.sent_at), lte(outbox.next_attempt_at, sql`now()`), sql`${outbox.attempts} < ${MAX_ATTEMPTS}`),
    )
    .orderBy(asc(outbox.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  return db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, next_attempt_at: backOff })
    .where(sql`${outbox.id} in ${due}`)
    .returning();
}

async function send(context: Context, row: typeof outbox.$inferSelect): Promise<void> {
  transport ??= createTransport({ url: env().SMTP_URL, connectionTimeout: 5000, socketTimeout: 10_000 });
  const { to, order_id, amount, reason } = row.payload;
  if (!isOrderTopic(row.topic) || typeof to !== "string" || typeof order_id !== "number")
    throw new Error(`the outbox holds a mail of an unknown kind: ${row.topic}`);
  const mail = await renderOrderMail(context, row.topic, order_id, {
    ...(typeof amount === "string" && { amount }),
    ...(typeof reason === "string" && { reason }),
  });
  const domain = new URL(env().APP_URL).hostname;
  await transport.sendMail({
    ...mail,
    to,
    from: env().MAIL_FROM,
    messageId: `<${row.dedupe_key}@${domain}>`,
  });
}
