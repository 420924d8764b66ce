import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { createTransport } from "nodemailer";

import { outbox } from "@/db/schema";
import { env } from "@/env";
import { translatorOf } from "@/messages/all";
import { DEFAULT_LOCALE, type Locale, isLocale } from "@/model/locales";

import { type Context, assertOutsideTransaction } from "../operation";
import { renderNotice, renderOrderLink, renderPasswordReset } from "./account-mail";
import type { Letter } from "./letter";
import { isOrderTopic, renderOrderMail } from "./order-mail";
import { MAX_ATTEMPTS } from "./outbox";
import { renderBackInStock } from "./stock-mail";

const BATCH = 20;
let transport: ReturnType<typeof createTransport> | undefined;

/** Sends what the outbox holds. A row is claimed by moving its next attempt on, so that two workers send it once. */
export async function deliverMail(context: Context): Promise<number> {
  assertOutsideTransaction("The mail server");
  const due = await claim(context);
  for (const row of due) {
    const it = eq(outbox.id, row.id);
    try {
      const letter = await write(context, row);
      if (letter) await send(row, letter);
      // Sent, or with nothing left to say: what is not so any more is not told.
      await (letter
        ? context.db.update(outbox).set({ sent_at: new Date(), last_error: null }).where(it)
        : context.db.delete(outbox).where(it));
    } catch (error) {
      await context.db
        .update(outbox)
        .set({ last_error: String(error).slice(0, 500) })
        .where(it);
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

/** The language of the page that a mail was asked for on. */
const localeOf = (known: unknown): Locale => (typeof known === "string" && isLocale(known) ? known : DEFAULT_LOCALE);

type Row = typeof outbox.$inferSelect;

/** What a row of the outbox says now; nothing when there is nothing left to say. */
async function write(context: Context, { topic, payload }: Row): Promise<Letter | null> {
  const { to, order_id, alert_id, amount, reason, number } = payload;
  const t = translatorOf(localeOf(payload["locale"]));
  if (topic === "password_reset" && typeof to === "string") return renderPasswordReset(context, t, to);
  if (topic === "order_link" && typeof to === "string" && typeof number === "string")
    return renderOrderLink(context, t, number, to);
  if (topic === "password_changed" || topic === "email_changed") return renderNotice(t, topic);
  if (topic === "back_in_stock" && typeof alert_id === "number") return renderBackInStock(context, alert_id);
  if (isOrderTopic(topic) && typeof order_id === "number")
    return renderOrderMail(context, topic, order_id, {
      ...(typeof amount === "string" && { amount }),
      ...(typeof reason === "string" && { reason }),
    });
  throw new Error(`the outbox holds a mail of an unknown kind: ${topic}`);
}

async function send({ payload, dedupe_key }: Row, letter: Letter): Promise<void> {
  transport ??= createTransport({ url: env().SMTP_URL, connectionTimeout: 5000, socketTimeout: 10_000 });
  const domain = new URL(env().APP_URL).hostname;
  const to = String(payload["to"]);
  await transport.sendMail({ to, ...letter, from: env().MAIL_FROM, messageId: `<${dedupe_key}@${domain}>` });
}
