import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { db } from "@/db";
import { enqueue } from "@/domain/jobs";
import type { Job } from "@/domain/worker";
import { env } from "@/env";
import type { JobName } from "@/model/jobs";

import { startRunner } from "./runner";

const SELDOM = 3_600_000;
const PATIENCE = { timeout: 20_000 };
const runners: ReturnType<typeof startRunner>[] = [];

function start(jobs: Partial<Record<JobName, Job["run"]>>, everyMs = SELDOM) {
  const own = Object.entries(jobs).map(([name, work]) => [name, { everyMs, run: work }]);
  const runner = startRunner(env().DATABASE_URL, Object.fromEntries(own));
  runners.push(runner);
  return runner;
}

/** Who holds the lock, and who looks at it, by their connections. */
const sessions = () =>
  db().execute<{ pid: number; leads: boolean }>(sql`
    select activity.pid, locks.pid is not null as leads
    from pg_stat_activity activity
    left join pg_locks locks on locks.pid = activity.pid and locks.locktype = 'advisory'
    where application_name = 'cartwright-leader' and datname = current_database()`);
const leader = async () => (await sessions()).find(({ leads }) => leads)?.pid;

const left = () => db().execute(sql`select from graphile_worker.jobs`);

beforeEach(() => db().execute(sql`truncate graphile_worker._private_jobs`));
afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.stop())));

test("a job runs as soon as the commit that asks for it, and once for each", async () => {
  let runs = 0;
  start({ deliver_mail: async () => runs++ });
  await expect.poll(() => runs, PATIENCE).toBe(1);
  for (let asked = 2; asked < 12; asked++) {
    await enqueue(db(), "deliver_mail");
    await expect.poll(() => runs, { timeout: 4000, interval: 5 }).toBe(asked);
  }
  await expect.poll(left, PATIENCE).toHaveLength(0);
  expect(runs).toBe(11);
});

test("a job that is due is asked for again and again", async () => {
  let runs = 0;
  start({ sweep_orders: async () => runs++ }, 20);
  await expect.poll(() => runs, PATIENCE).toBeGreaterThan(5);
});

test("a job that is asked for while it runs is run once more, and never twice at a time", async () => {
  const held = Promise.withResolvers<void>();
  let [runs, running] = [0, 0];
  start({
    deliver_mail: async () => {
      runs++;
      expect(++running).toBe(1);
      await held.promise;
      running--;
    },
    purge_carts: () => Promise.resolve(),
  });
  await expect.poll(() => runs, PATIENCE).toBe(1);
  await Promise.all(Array.from({ length: 20 }, () => enqueue(db(), "deliver_mail")));
  await expect.poll(left, PATIENCE).toHaveLength(1);
  held.resolve();
  await expect.poll(left, PATIENCE).toHaveLength(0);
  expect(runs).toBe(2);
});

test("a job that fails or hangs does not stop the others", async () => {
  const held = Promise.withResolvers<void>();
  let runs = 0;
  start({
    purge_carts: () => Promise.reject(new Error("broken")),
    process_inbox: () => held.promise,
    deliver_mail: async () => runs++,
  });
  await expect.poll(() => runs, PATIENCE).toBe(1);
  await expect.poll(left, PATIENCE).toHaveLength(1);
  held.resolve();
});

test("of two runners one works, and the other once the first has stopped and finished what it was doing", async () => {
  const held = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = start({
    deliver_mail: async () => {
      done.push("begun");
      await held.promise;
      done.push("finished");
    },
  });
  await expect.poll(() => done, PATIENCE).toEqual(["begun"]);
  start({ deliver_mail: async () => done.push("taken over") }, 20);
  await expect.poll(async () => (await sessions()).length, PATIENCE).toBe(2);
  const stopped = first.stop();
  held.resolve();
  await stopped;
  expect(await left()).toHaveLength(0);
  await expect.poll(() => done.slice(0, 3), PATIENCE).toEqual(["begun", "finished", "taken over"]);
});

test("what ran when the lock was lost is run by the next leader, and its old run ends without a trace", async () => {
  const [old, anew] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const begun: string[] = [];
  const holding = (who: string, until: Promise<void>) => async () => {
    begun.push(who);
    await until;
  };
  const first = start({ deliver_mail: holding("first", old.promise) });
  await expect.poll(() => begun, PATIENCE).toEqual(["first"]);
  const lost = await leader();
  start({ deliver_mail: holding("second", anew.promise) });
  await expect.poll(async () => (await sessions()).length, PATIENCE).toBe(2);
  await db().execute(sql`select pg_terminate_backend(${lost}::int)`);
  await expect.poll(() => begun, PATIENCE).toEqual(["first", "second"]);
  old.resolve();
  await first.stop();
  anew.resolve();
  await expect.poll(left, PATIENCE).toHaveLength(0);
  const before = begun.length;
  await enqueue(db(), "deliver_mail");
  await expect.poll(() => begun, PATIENCE).toHaveLength(before + 1);
});
