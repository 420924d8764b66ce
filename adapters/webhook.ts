import { DomainError, badRequest } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { processEvent, receiveEvent } from "@/domain/payments/webhook";

import { announce } from "./announce";
import { readBytes } from "./body";
import { publicContext, requestIdOf } from "./context";
import { log } from "./log";
import { errorResponse, json } from "./responses";
import { invalidate } from "./stale";

const LIMIT = 256 * 1024;
const BUDGET_MS = 2000;

/** An event that takes longer than its answer. What cannot even be noted is left to the worker, once the lease is over. */
async function workOn(work: Promise<void>, { touched, requestId }: Context): Promise<void> {
  try {
    await work;
    await announce(touched);
  } catch (error) {
    log().warn({ err: error, request_id: requestId }, "an event could not be worked off");
  }
}

/** Takes an event of Stripe's: verified, stored and committed, then acknowledged; what it calls for has 2 s, else the worker. */
export async function receiveWebhook(request: Request): Promise<Response> {
  const context = { ...publicContext(), requestId: requestIdOf(request) };
  try {
    const signature = request.headers.get("stripe-signature");
    if (!signature) throw badRequest("invalid_signature", "The signature of this event is missing.");
    const payload = new TextDecoder().decode(await readBytes(request, LIMIT));
    const event = await receiveEvent(context, payload, signature);
    if (event) {
      const work = processEvent(context, event);
      const timeout = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), BUDGET_MS));
      // What ends after the answer is told of as the worker tells it: by then this request is over.
      if ((await Promise.race([work, timeout])) === "late") void workOn(work, context);
      else invalidate(context.touched);
    }
    return json({ received: true });
  } catch (error) {
    if (error instanceof DomainError) return errorResponse(error, context.requestId);
    // Anything else means that the event may not be stored: it must come again.
    errorResponse(error, context.requestId);
    return json({ detail: "The event could not be stored.", code: "unavailable" }, 503, {
      "Retry-After": "5",
    });
  }
}
