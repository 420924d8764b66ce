import { env } from "@/env";

import { purgeCarts } from "./cart/read-cart";
import { purgeIdempotencyKeys } from "./idempotency";
import { deliverMail } from "./mail/deliver";
import { OUTBOX_CHANNEL } from "./mail/outbox";
import type { Context } from "./operation";
import { sweepOrders } from "./orders/cancel-order";
import { resumeRefunds } from "./payments/refund";
import { processInbox } from "./payments/webhook";
import { eraseFinishedOrders } from "./users/accounts";

export type Job = {
  name: string;
  everyMs: number;
  /** A channel of LISTEN that calls for a run at once. */
  wake?: string;
  run: (context: Context) => Promise<number>;
};

/** What is done without anyone asking. Each finds its own work in the database, so any run may be lost. */
export const jobs = (): Job[] => [
  { name: "deliver_mail", everyMs: 15_000, wake: OUTBOX_CHANNEL, run: deliverMail },
  { name: "process_inbox", everyMs: 10_000, run: processInbox },
  { name: "resume_refunds", everyMs: 60_000, run: resumeRefunds },
  { name: "erase_finished_orders", everyMs: 3_600_000, run: eraseFinishedOrders },
  { name: "purge_idempotency_keys", everyMs: 3_600_000, run: purgeIdempotencyKeys },
  { name: "purge_carts", everyMs: 3_600_000, run: purgeCarts },
  { name: "sweep_orders", everyMs: env().SWEEP_INTERVAL_SECONDS * 1000, run: sweepOrders },
];
