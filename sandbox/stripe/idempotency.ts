import { createHash } from "node:crypto";

import type { Item, Store } from "../store.ts";
import { type Result, StripeError } from "./errors.ts";

const DAY_MS = 86_400_000;
type Request = { path: string; body: string };
type Answer = Result & { headers: Record<string, string> };
type Work = { run: () => Result; refusal: (error: unknown) => Result; requestId: string };

const isOver = (known: Item) => Date.now() - Number(known["at"]) >= DAY_MS;

/** The same parameters in another order are the same request. */
function fingerprintOf({ path, body }: Request): string {
  const params = new URLSearchParams(body);
  params.sort();
  return createHash("sha256").update(`${path}\0${params.toString()}`).digest("hex");
}

/** A request that was never carried out may be sent again, mended, under the same key. */
const wasCarriedOut = ({ status, detail }: StripeError) =>
  status === 402 || status >= 500 || (status === 400 && detail.param === undefined);

/** The first answer to a key is the answer to it for a day, be it a failure, or a refusal of the card or the state. */
export function answerOnce(store: Store, key: string, request: Request, { run, refusal, requestId }: Work): Answer {
  const fingerprint = fingerprintOf(request);
  const known = store.get("idempotency_keys", key);
  if (known && !isOver(known)) return replay(known, fingerprint);
  let result: Result;
  try {
    result = run();
  } catch (error) {
    if (!(error instanceof StripeError && wasCarriedOut(error))) throw error;
    result = refusal(error);
  }
  store.put("idempotency_keys", { id: key, at: Date.now(), fingerprint, request: requestId, ...result });
  return { ...result, headers: { "Idempotency-Key": key, "Original-Request": requestId } };
}

function replay(known: Item, fingerprint: string): Answer {
  if (known["fingerprint"] !== fingerprint)
    throw new StripeError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${known.id}' if you meant to execute a different request.`,
    });
  return {
    status: Number(known["status"]),
    body: String(known["body"]),
    headers: {
      "Idempotency-Key": known.id,
      "Idempotent-Replayed": "true",
      "Original-Request": String(known["request"]),
    },
  };
}

export function forgetOldKeys(store: Store): void {
  for (const known of store.all("idempotency_keys")) if (isOver(known)) store.remove("idempotency_keys", known.id);
}
