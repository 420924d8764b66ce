import { createHmac } from "node:crypto";

import type { Item, Store } from "../store.ts";
import { API_VERSION, newId, now } from "./objects.ts";

const PAUSES_MS = [1000, 2000, 5000, 15_000, 60_000, 300_000];
const TIMEOUT_MS = 10_000;
type Target = { url: string; secret: string };

/** Stripe's Stripe-Signature header for a body sent at this second. */
export function signatureOf(body: string, secret: string, time = now()): string {
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}

/** Makes events and delivers them, signed, until they are taken. */
export class Webhooks {
  readonly #store: Store;
  readonly #target: Target;
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(store: Store, target: Target) {
    this.#store = store;
    this.#target = target;
    for (const event of store.all("events")) if (event["pending_webhooks"] !== 0) this.#deliver(event.id, 0);
  }

  emit(type: string, object: Item): void {
    const event = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: now(),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    this.#store.put("events", event);
    this.#deliver(event.id, 0);
  }

  /** Sends an event once more, whether it was taken or not. */
  resend(id: string): void {
    this.#deliver(id, PAUSES_MS.length);
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #deliver(id: string, attempt: number, pauseMs = 0): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt(id, attempt);
    }, pauseMs);
    timer.unref();
    this.#timers.add(timer);
  }

  async #attempt(id: string, attempt: number): Promise<void> {
    if (await this.#send(id)) return;
    const next = PAUSES_MS[attempt];
    if (next !== undefined) this.#deliver(id, attempt + 1, next);
  }

  async #send(id: string): Promise<boolean> {
    const event = this.#store.get("events", id);
    if (!event) return true;
    const { deliveries: _, ...sent } = event;
    const body = JSON.stringify(sent, null, 2);
    const status = await this.#post(body);
    const taken = status >= 200 && status < 300;
    if (!this.#stopped)
      this.#store.put("events", {
        ...event,
        pending_webhooks: taken ? 0 : 1,
        deliveries: [...((event["deliveries"] as number[]) ?? []), status].slice(-10),
      });
    return taken;
  }

  async #post(body: string): Promise<number> {
    const { url, secret } = this.#target;
    try {
      const answer = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Stripe-Signature": signatureOf(body, secret),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: "manual",
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return 0;
    }
  }
}
