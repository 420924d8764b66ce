import { createHmac } from "node:crypto";

import { shuffled } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Item, Store } from "../store.ts";
import type { Timers } from "../timers.ts";
import { API_VERSION, newId, now } from "./objects.ts";
import { shown } from "./views.ts";

const PAUSES_MS = [1000, 2000, 5000, 15_000, 60_000, 300_000];
const TIMEOUT_MS = 10_000;
const NO_RETRY = PAUSES_MS.length;
type Target = { url: string; secret: string };
/** As they were made, if nothing is said. */
type Order = { order?: "made" | "reversed" | "shuffled" | undefined; seed?: number | undefined };
type Replay = Order & { ids?: string[] | undefined };

/** Stripe's Stripe-Signature header for a body sent at this second. */
export function signatureOf(body: string, secret: string, time = now()): string {
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}

function inOrder(ids: string[], { order = "made", seed = 1 }: Order): string[] {
  if (order === "shuffled") return shuffled(ids, seed);
  return order === "reversed" ? ids.toReversed() : ids;
}

/** Makes events and delivers them, signed, until they are taken. */
export class Webhooks {
  readonly #store: Store;
  readonly #target: Target;
  readonly #timers: Timers;
  readonly #faults: Faults;
  #held: string[] = [];

  constructor(store: Store, target: Target, timers: Timers, faults: Faults) {
    this.#store = store;
    this.#target = target;
    this.#timers = timers;
    this.#faults = faults;
    for (const event of store.all("events")) if (event["pending_webhooks"] !== 0) this.#deliver(event.id, 0);
  }

  emit(type: string, object: Item): void {
    const fault = this.#faults.meet({ type });
    const event = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: now(),
      data: { object },
      livemode: false,
      pending_webhooks: fault?.kind === "drop" ? 0 : 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    this.#store.put("events", event);
    if (fault?.kind === "hold") this.#held.push(event.id);
    else if (fault?.kind !== "drop") this.#deliver(event.id, 0, fault?.ms);
    if (fault?.kind === "double") this.resend(event.id);
  }

  /** Sends the events that were held, one after the other, and answers which. */
  async release(order: Order = {}): Promise<string[]> {
    const ids = inOrder(this.#held, order);
    this.#held = [];
    for (const id of ids) await this.#attempt(id, 0);
    return ids;
  }

  /** Sends past events once more, one after the other, and answers which. */
  async replay({ ids = this.#store.all("events").map(({ id }) => id), ...order }: Replay = {}): Promise<string[]> {
    const chosen = inOrder(ids, order);
    for (const id of chosen) await this.#attempt(id, NO_RETRY);
    return chosen;
  }

  /** Sends an event once more, whether it was taken or not. */
  resend(id: string): void {
    this.#deliver(id, NO_RETRY);
  }

  #deliver(id: string, attempt: number, pauseMs = 0): void {
    this.#timers.later(() => void this.#attempt(id, attempt), pauseMs);
  }

  async #attempt(id: string, attempt: number): Promise<void> {
    if (await this.#send(id)) return;
    const next = PAUSES_MS[attempt];
    if (next !== undefined) this.#deliver(id, attempt + 1, next);
  }

  async #send(id: string): Promise<boolean> {
    const event = this.#store.get("events", id);
    if (!event) return true;
    const status = await this.#post(JSON.stringify(shown(event), null, 2));
    const taken = status >= 200 && status < 300;
    if (!this.#timers.stopped) this.#note(id, status, taken);
    return taken;
  }

  /** An event that was taken once stays so, whatever comes of sending it again. */
  #note(id: string, status: number, taken: boolean): void {
    const event = this.#store.get("events", id);
    if (!event) return;
    const deliveries = [...((event["deliveries"] as number[] | undefined) ?? []), status].slice(-10);
    this.#store.put("events", { ...event, deliveries, ...(taken && { pending_webhooks: 0 }) });
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
