import { env } from "@/env";
import type { JobName } from "@/model/jobs";

import { purgeConversations } from "./assistant/conversations";
import { purgeCarts } from "./cart/read-cart";
import { purgeIdempotencyKeys } from "./idempotency";
import { issueInvoices } from "./invoices/invoices";
import { deliverMail } from "./mail/deliver";
import { purgeMail } from "./mail/outbox";
import type { Context } from "./operation";
import { sweepOrders } from "./orders/cancel-order";
import { reconcile } from "./payments/reconcile";
import { resumeRefunds } from "./payments/refund";
import { processInbox } from "./payments/webhook";
import { embedProducts } from "./search/embed-products";
import { notifyBackInStock } from "./stock-alerts/notify";
import { eraseFinishedOrders } from "./users/accounts";
import { purgeWishlists } from "./wishlist/read-wishlist";

export type Job = {
  everyMs: number;
  run: (context: Context) => Promise<unknown>;
};

/** What is done without anyone waiting. Each job finds its own work in the database, so any run of it may be lost. */
export const jobs = (): Record<JobName, Job> => ({
  deliver_mail: { everyMs: 15_000, run: deliverMail },
  process_inbox: { everyMs: 10_000, run: processInbox },
  resume_refunds: { everyMs: 60_000, run: resumeRefunds },
  erase_finished_orders: { everyMs: 3_600_000, run: eraseFinishedOrders },
  purge_idempotency_keys: { everyMs: 3_600_000, run: purgeIdempotencyKeys },
  purge_carts: { everyMs: 3_600_000, run: purgeCarts },
  purge_wishlists: { everyMs: 3_600_000, run: purgeWishlists },
  purge_conversations: { everyMs: 3_600_000, run: purgeConversations },
  purge_mail: { everyMs: 3_600_000, run: purgeMail },
  notify_back_in_stock: { everyMs: 15_000, run: notifyBackInStock },
  issue_invoices: { everyMs: 60_000, run: issueInvoices },
  sweep_orders: { everyMs: env().SWEEP_INTERVAL_SECONDS * 1000, run: sweepOrders },
  embed_products: { everyMs: 60_000, run: embedProducts },
  reconcile: { everyMs: env().RECONCILE_INTERVAL_SECONDS * 1000, run: reconcile },
});
