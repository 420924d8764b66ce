/** What the worker does; domain/worker.ts says how and how often. */
export const JOB_NAMES = [
  "deliver_mail",
  "process_inbox",
  "reconcile",
  "resume_refunds",
  "erase_finished_orders",
  "purge_idempotency_keys",
  "purge_carts",
  "purge_wishlists",
  "purge_conversations",
  "purge_mail",
  "notify_back_in_stock",
  "sweep_orders",
  "embed_products",
  "issue_invoices",
] as const;
export type JobName = (typeof JOB_NAMES)[number];
