import { audit_log } from "@/db/schema";

import type { Context } from "./operation";

type Entry = {
  action: string;
  object_type: string;
  object_id: string | number;
  before?: unknown;
  after?: unknown;
  source?: string;
};

/** Writes who did what, in the caller's transaction, so that it stands exactly when the deed does. */
export async function audit(context: Context, { object_id, ...entry }: Entry): Promise<void> {
  await context.db.insert(audit_log).values({
    ...entry,
    object_id: String(object_id),
    actor_id: context.user?.id ?? null,
    request_id: context.requestId,
  });
}
