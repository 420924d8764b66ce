import Stripe from "stripe";

import { env } from "@/env";
import { toMinorUnits } from "@/model/money";

import { unavailable, upstreamFailed } from "../errors";
import { assertOutsideTransaction } from "../operation";
import { type Snapshot, snapshotOf } from "./snapshot";

let client: Stripe | undefined;

/** Stripe's SDK: 5 s a try and one retry, so that the slowest answer comes within 12 s. */
export function stripe(): Stripe {
  assertOutsideTransaction("Stripe");
  if (client) return client;
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  const base = STRIPE_API_BASE ? new URL(STRIPE_API_BASE) : undefined;
  client = new Stripe(STRIPE_SECRET_KEY, {
    timeout: 5000,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === "https:" ? "443" : "80"),
      protocol: base.protocol === "https:" ? ("https" as const) : ("http" as const),
    }),
  });
  return client;
}

/** Calls Stripe; throws 503 when it is out of reach or busy, 502 when it refuses what the shop asked. */
export async function askStripe<T>(call: (api: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 0;
    if (error instanceof Stripe.errors.StripeConnectionError || status >= 500 || status === 429 || status === 409)
      throw unavailable("payment_unavailable", "Payment is not available right now. Try again in a moment.");
    throw upstreamFailed("The payment provider refused the request.");
  }
}

/** Real keys move real money; Stripe says on every object which it is. */
export const isLive = () => /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY);

type Payable = { id: number; number: string; total_price: string; currency: string };

/**
 * The intent of one attempt to pay an order: asked for twice, Stripe answers the same one. It repeats an error of its own
 * under a key as well, for a day and also where the intent was made: that one is looked for among the newest.
 */
export const createIntent = (order: Payable, attempt: number): Promise<Stripe.PaymentIntent> =>
  askStripe(async (api) => {
    const metadata = { order_id: String(order.id), order_number: order.number, attempt: String(attempt) };
    try {
      return await api.paymentIntents.create(
        {
          amount: toMinorUnits(order.total_price, order.currency),
          currency: order.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          description: `Order ${order.number}`,
          metadata,
        },
        // The order's number is random, so that a new database beside an old Stripe account repeats no key.
        { idempotencyKey: `pi:${order.number}:${attempt}` },
      );
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 0) < 500) throw error;
      const { data } = await api.paymentIntents.list({ limit: 100 });
      const isIt = ({ metadata: has }: Stripe.PaymentIntent) =>
        has["order_number"] === metadata.order_number && has["attempt"] === metadata.attempt;
      const made = data.find(isIt);
      if (!made) throw error;
      return made;
    }
  });

/** What Stripe says of an intent now. */
export async function readIntent(id: string): Promise<Snapshot> {
  const asked = new Date();
  return snapshotOf(await askStripe((api) => api.paymentIntents.retrieve(id)), asked);
}
