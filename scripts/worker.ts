import { announce } from "@/adapters/announce";
// Does what nobody waits for: mail, late webhooks, orders whose time to pay is over.
import { publicContext } from "@/adapters/context";
import { log } from "@/adapters/log";
import { db } from "@/db";
import { type Job, jobs } from "@/domain/worker";

let stopping = false;
const running = new Set<Promise<void>>();
const sql = db().$client;

/** Runs a job again and again: its pause begins when it ends, and a wake-up cuts the pause short. */
async function loop(job: Job): Promise<void> {
  let wake = () => undefined as void;
  let woken = false;
  if (job.wake)
    await sql.listen(job.wake, () => {
      woken = true;
      wake();
    });
  while (!stopping) {
    woken = false;
    const run = once(job);
    running.add(run);
    await run;
    running.delete(run);
    if (woken || stopping) continue;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, job.everyMs);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function once(job: Job): Promise<void> {
  try {
    const context = publicContext();
    await job.run(context);
    await announce(context.touched);
  } catch (error) {
    log().error({ err: error, job: job.name }, "job failed");
  }
}

async function shutDown(): Promise<void> {
  stopping = true;
  await Promise.allSettled(running);
  process.exit(0);
}
process.on("SIGTERM", () => void shutDown());
process.on("disconnect", () => void shutDown());

// Timers are unreferenced and the listening connection may be lost for a while: this keeps the process.
setInterval(() => undefined, 60_000);
for (const job of jobs()) void loop(job);
if (process.connected) process.send?.({ type: "ready" });
