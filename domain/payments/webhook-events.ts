import { type SQL, and, desc, eq, inArray } from "drizzle-orm";

import { webhook_events } from "@/db/schema";
import { Key, pageOf } from "@/model/fields";
import { WebhookEvent, WebhookEventQuery } from "@/model/payments";

import { audit } from "../audit";
import { conflict, notFound } from "../errors";
import { type Context, operation } from "../operation";
import { readPage } from "../paging";
import { LEASE, processEvent } from "./webhook";

/** All but the payload, which holds what only Stripe and the shopper's browser should know. */
const COLUMNS = {
  id: webhook_events.id,
  event_id: webhook_events.event_id,
  type: webhook_events.type,
  state: webhook_events.state,
  outcome: webhook_events.outcome,
  attempts: webhook_events.attempts,
  last_error: webhook_events.last_error,
  received_at: webhook_events.received_at,
  processed_at: webhook_events.processed_at,
  next_attempt_at: webhook_events.next_attempt_at,
};

const readEvents = ({ db }: Context, where: SQL | undefined, limit: number, offset = 0) =>
  db.select(COLUMNS).from(webhook_events).where(where).orderBy(desc(webhook_events.id)).limit(limit).offset(offset);

async function getEvent(context: Context, id: number) {
  const [event] = await readEvents(context, eq(webhook_events.id, id), 1);
  if (!event) throw notFound();
  return event;
}

export const listWebhookEvents = operation({
  name: "list_webhook_events",
  summary: "What Stripe has told the shop, newest first; with state=dead, what was given up on.",
  access: "admin",
  paginated: true,
  input: WebhookEventQuery,
  output: pageOf(WebhookEvent),
  async run(context, query) {
    const where = query.state && eq(webhook_events.state, query.state);
    return readPage(context.db, { from: webhook_events, where, query }, (limit, offset) =>
      readEvents(context, where, limit, offset),
    );
  },
});

export const getWebhookEvent = operation({
  name: "get_webhook_event",
  summary: "One event of Stripe's, and what came of it.",
  access: "admin",
  input: Key,
  output: WebhookEvent,
  find: getEvent,
  run: async (_context, _input, event) => event,
});

export const retryWebhookEvent = operation({
  name: "retry_webhook_event",
  summary: "Work off an event once more, at once; one that was given up on counts its attempts anew.",
  access: "admin",
  isOutward: true,
  input: Key,
  output: WebhookEvent,
  find: getEvent,
  refusals: { 409: "already_processed" },
  async run(context, { id }) {
    const [event] = await context.db
      .update(webhook_events)
      .set({ state: "received", attempts: 0, next_attempt_at: LEASE })
      .where(and(eq(webhook_events.id, id), inArray(webhook_events.state, ["received", "dead"])))
      .returning();
    if (!event) throw conflict("already_processed", "This event was worked off already.");
    await audit(context, { action: "retry_webhook_event", object_type: "webhook_event", object_id: id });
    await processEvent(context, event);
    return getEvent(context, id);
  },
});
