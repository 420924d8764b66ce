import { and, eq, ne } from "drizzle-orm";

import { users } from "@/db/schema";

import type { Context } from "../operation";
import { queueMail } from "./outbox";

/**
 * Tells the shop's admins by mail that an order needs a person, and why: each of them once for each reason, or for each time
 * that it began.
 */
export async function alertAdmins(tx: Context, order_id: number, reason: string, since?: Date): Promise<void> {
  const admins = await tx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.is_active, true), ne(users.email, "")));
  for (const { id, email } of admins) {
    const once = [id, reason, since?.getTime()].filter((part) => part !== undefined).join(":");
    await queueMail(tx, { topic: "order_alert", order_id, to: email, once, reason });
  }
}
