import { until } from "@/tests/helpers";

import { type Shop, call, confirm, newAccount } from "./api";

type Answer = Awaited<ReturnType<typeof call>>;
type Send = (signal: AbortSignal) => Promise<Answer>;
type Line = { product: number; quantity: number; price: string };
export type PlacedOrder = { id: number; number: string; total_price: string; items: Line[] };
export const PLANS = [
  "leave",
  "forget",
  "cancel",
  "change_mind",
  "refund",
  "look",
  "pay",
  "pay",
  "pay",
  "pay",
] as const;
type Plan = (typeof PLANS)[number];
/** What one shopper was told for certain: none of it may be untrue afterwards. */
export type Told = {
  token?: string;
  /** The id of a line in the cart. */
  line?: number;
  order?: PlacedOrder;
  isPaid?: true;
  isCancelled?: true;
  refunded_amount?: string;
};

/** Longer than this no request may wait for its answer. */
const PATIENCE_MS = 15_000;
/**
 * Longer than anything is killed. A claim of an Idempotency-Key whose owner went down is free again after a minute, and its
 * next owners may go down too: only when the last has come up again it is certain that the next answer decides.
 */
const PERSEVERANCE_MS = 3_600_000;
const LONGEST_PAUSE_MS = 4000;
const REFUND = "1.00";

/** Whether the same request may be answered better in a moment: the shop failed, or it is busy with this very one. */
const isPassing = ({ status, json }: Answer) =>
  status >= 500 || status === 429 || json?.["code"] === "idempotency_in_flight";

/** Shoppers who do not give up when the shop breaks down under them, and remember what they were told. */
export class Shoppers {
  readonly visits: Told[] = [];
  /** Requests that had no answer after 15 seconds. */
  readonly hung: string[] = [];
  /** Answers that nothing calls for, such as an order that is not found. */
  readonly surprises: string[] = [];
  /** How often each outcome was seen: a status, or "cut" where the connection broke. */
  readonly outcomes = new Map<string, number>();
  /** When each success was answered. */
  readonly succeededAt: number[] = [];
  longestMs = 0;
  readonly #shop: Shop;
  readonly #admin: string;

  constructor(shop: Shop, admin: string) {
    this.#shop = shop;
    this.#admin = admin;
  }

  /** How long after a moment the next success was answered. */
  async firstSuccessAfter(moment: number): Promise<number> {
    const find = async () => this.succeededAt.find((at) => at > moment);
    const found = await until(find, (at) => at !== undefined, PATIENCE_MS);
    return Math.round((found ?? Infinity) - moment);
  }

  /** One shopper's visit, which never fails: what is acknowledged is noted at once. */
  async visit(plan: Plan, product: number): Promise<void> {
    const told: Told = {};
    this.visits.push(told);
    await this.#follow(plan, product, told).catch((error: unknown) => this.surprises.push(String(error)));
  }

  async #follow(plan: Plan, product: number, told: Told): Promise<void> {
    // Without a key, and another name each time: an answer that was lost leaves an account that nobody uses.
    const registered = await this.#persist("register", (signal) =>
      call(this.#shop, "POST", "/users/register/", { body: newAccount(), signal }),
    );
    const token = (told.token = String(registered.json["token"]));
    const line = await this.#post("/cart/", { token, body: { product_id: product } });
    if (!this.#is(line, 201, "add to cart")) return;
    if (plan === "leave") return void (told.line = Number(line.json["id"]));
    const order = await this.#post("/orders/", { token, body: { shipping_address: "214 Alder St" } });
    if (!this.#is(order, 201, "place order")) return;
    told.order = order.json as PlacedOrder;
    if (plan === "forget") return;
    const started = plan === "cancel" ? undefined : await this.#startPayment(token, told.order.id);
    if (plan === "cancel" || plan === "change_mind") return this.#cancel(told, token, told.order.id);
    if (!started || !(await this.#confirm(started))) return;
    told.isPaid = true;
    if (plan === "pay") return;
    await this.#look(token, told.order.id);
    if (plan === "refund" && (await this.#refund(told.order.id))) told.refunded_amount = REFUND;
  }

  /** The client secret and the like; nothing when it is too late to pay. Asked for again, it is the same payment. */
  async #startPayment(token: string, order_id: number): Promise<Answer["json"] | undefined> {
    const answer = await this.#persist("start payment", (signal) =>
      call(this.#shop, "POST", "/payment/", { token, body: { order_id }, signal }),
    );
    if (answer.json["code"] === "not_payable") return undefined;
    return this.#is(answer, 200, "start payment") ? answer.json : undefined;
  }

  async #cancel(told: Told, token: string, id: number): Promise<void> {
    const answer = await this.#persist("cancel", (signal) =>
      call(this.#shop, "DELETE", `/orders/${id}/`, { token, signal }),
    );
    if (this.#is(answer, 204, "cancel")) told.isCancelled = true;
  }

  /** Whether the card was charged: also when that was the answer that was lost. */
  async #confirm(started: Answer["json"]): Promise<boolean> {
    const { json } = await this.#persist("confirm", (signal) => confirm(this.#shop, started, signal));
    const { error } = json as { error?: { payment_intent?: { status?: string } } };
    return (error?.payment_intent?.status ?? json["status"]) === "succeeded";
  }

  /** As the page does that a payment comes back to. */
  async #look(token: string, id: number): Promise<void> {
    const answer = await this.#persist("look", (signal) =>
      call(this.#shop, "GET", `/payment/${id}/`, { token, signal }),
    );
    this.#is(answer, 200, "look");
  }

  async #refund(id: number): Promise<boolean> {
    const answer = await this.#post(`/payment/${id}/refund/`, { token: this.#admin, body: { amount: REFUND } });
    return this.#is(answer, 200, "refund");
  }

  /** Sent again under the same key, it is done once. */
  #post(route: string, asked: { token: string; body: object }): Promise<Answer> {
    const key = crypto.randomUUID();
    return this.#persist(route, (signal) => call(this.#shop, "POST", route, { ...asked, key, signal }));
  }

  #is({ status, json }: Answer, expected: number, what: string): boolean {
    if (status !== expected) this.surprises.push(`${what}: ${status} ${JSON.stringify(json)}`);
    return status === expected;
  }

  /** Asks until there is an answer that decides. */
  async #persist(what: string, send: Send): Promise<Answer> {
    const end = Date.now() + PERSEVERANCE_MS;
    let last: Answer | undefined;
    for (let pauseMs = 250; Date.now() < end; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      last = await this.#once(what, send);
      if (last && !isPassing(last)) return last;
      await sleep(last?.retryAfterMs ?? pauseMs);
    }
    throw new Error(`${what}: nothing that decides, at last ${JSON.stringify(last)}`);
  }

  async #once(what: string, send: Send): Promise<Answer | undefined> {
    const began = performance.now();
    try {
      const answer = await send(AbortSignal.timeout(PATIENCE_MS));
      this.#count(String(answer.status));
      if (answer.status < 300) this.succeededAt.push(performance.now());
      return answer;
    } catch (error) {
      const isHung = error instanceof DOMException && error.name === "TimeoutError";
      if (isHung) this.hung.push(what);
      this.#count(isHung ? "hung" : "cut");
      return undefined;
    } finally {
      this.longestMs = Math.max(this.longestMs, performance.now() - began);
    }
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
