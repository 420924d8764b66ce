// Does what nobody waits for: mail, late webhooks, orders whose time to pay is over.
import { startRunner } from "@/adapters/runner";
import { endWhenStuck } from "@/adapters/watchdog";
import { jobs } from "@/domain/worker";
import { env } from "@/env";

const GRACE_MS = 9000;

const runner = startRunner(env().DATABASE_URL, jobs());
endWhenStuck();

async function shutDown(): Promise<void> {
  setTimeout(() => process.exit(0), GRACE_MS).unref();
  await runner.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void shutDown());
process.on("disconnect", () => void shutDown());
if (process.connected) process.send?.({ type: "ready" });
