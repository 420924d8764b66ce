// Compares the shop's books with Stripe's once, and settles what differs.
import { announce } from "@/adapters/announce";
import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { reconcile } from "@/domain/payments/reconcile";

const context = publicContext();
console.log(`  ${JSON.stringify(await reconcile(context))}`);
await announce(context.touched);
await db().$client.end({ timeout: 5 });
