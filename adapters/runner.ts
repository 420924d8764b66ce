import { setTimeout as sleep } from "node:timers/promises";

import { Logger, type Runner, type RunnerOptions, type TaskList, run } from "graphile-worker";
import postgres from "postgres";

import { pgUrl } from "@/db/pg-url";
import type { Job } from "@/domain/worker";

import { announce } from "./announce";
import { publicContext } from "./context";
import { log } from "./log";
import { within } from "./within";

/** Any number that nothing else in this database locks. */
const LEADER = 727_274_002;
const LOOK_MS = 1000;
const PATIENCE_MS = 3000;
const STOP_MS = 8000;
const LEVELS = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

type Jobs = Record<string, Job>;

/**
 * Runs the jobs, in one process at a time: whoever holds an advisory lock of the database works, the others wait for it.
 * The lock is a connection's own, so that it is free as soon as its holder dies.
 */
export function startRunner(url: string, jobs: Jobs): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const own = Object.entries(jobs).map(([name, job]) => [name, oneAtATime(() => once(name, job))]);
  const tasks: TaskList = Object.fromEntries(own);
  const ended = (async () => {
    while (!signal.aborted) {
      await serve(url, jobs, tasks, signal).catch((error: unknown) => {
        if (!signal.aborted) log().warn({ err: error }, "the worker begins anew");
      });
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    /** Waits for the jobs that are running. */
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Waits for the lock and works for as long as it is held. Whatever goes wrong ends it; there is always a next time. */
async function serve(url: string, jobs: Jobs, tasks: TaskList, signal: AbortSignal): Promise<void> {
  const lock = postgres(url, {
    max: 1,
    // The query for the types of lists would be one that nobody waits for: lost with its connection, it ends the process.
    fetch_types: false,
    max_lifetime: null,
    connect_timeout: 3,
    onnotice: () => undefined,
    connection: { application_name: "cartwright-leader", statement_timeout: PATIENCE_MS },
  });
  try {
    await becomeLeader(lock, signal);
    await takeOver(lock);
    const runner = await run(options(url, tasks), undefined, []);
    const stopTicking = tick(runner, jobs);
    try {
      await Promise.race([stayLeader(lock, signal), runner.promise]);
    } finally {
      stopTicking();
      await within(STOP_MS, runner.stop()).catch((error: unknown) => log().debug({ err: error }, "no clean stop"));
    }
  } finally {
    await lock.end({ timeout: 1 });
  }
}

/** Asks again and again: a statement that waits for the lock would keep the database from cleaning up, for days. */
async function becomeLeader(lock: postgres.Sql, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [row] = await within(PATIENCE_MS, lock`select pg_try_advisory_lock(${LEADER}) as won`);
    if (row?.["won"]) return;
    await sleep(LOOK_MS, undefined, { signal });
  }
}

/** Rejects once the lock is lost: the driver opens a new connection by itself, but that one does not hold it. */
async function stayLeader(lock: postgres.Sql, signal: AbortSignal): Promise<never> {
  for (;;) {
    await sleep(LOOK_MS, undefined, { signal });
    const held = lock`
      select from pg_locks where locktype = 'advisory' and objid = ${LEADER} and pid = pg_backend_pid()`;
    if ((await within(PATIENCE_MS, held)).length === 0) throw new Error("the lock of the worker was lost");
  }
}

/** What is locked now was left by a runner that died, and would stay locked for hours. */
const takeOver = (lock: postgres.Sql) => lock`
  select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
  from graphile_worker.jobs where locked_by is not null`;

const options = (url: string, taskList: TaskList): RunnerOptions => ({
  taskList,
  connectionString: pgUrl(url, { application_name: "cartwright-runner", query_timeout: "10000" }),
  concurrency: Object.keys(taskList).length,
  // Each job that runs needs a connection of its own, and so does the runner.
  maxPoolSize: Math.max(10, Object.keys(taskList).length + 2),
  pollInterval: 5000,
  noHandleSignals: true,
  // Without a batch the end of a job is not waited for: a stop loses it, and a lost database ends the process.
  preset: { worker: { completeJobBatchDelay: 0 } },
  logger: new Logger(() => (level, message) => log()[LEVELS[level]](message)),
});

/** Asked for while it runs, work runs once more afterwards, however often it was asked for. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let [isRunning, isWanted] = [false, false];
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
    }
    isRunning = false;
  };
}

/** A run that fails is not tried again by the queue: the next one finds the same work. */
async function once(name: string, job: Job): Promise<void> {
  try {
    const context = publicContext();
    await job.run(context);
    await announce(context.touched);
  } catch (error) {
    log().error({ err: error, job: name }, "job failed");
  }
}

/** Asks for each job now and whenever it is due, unless it waits already. */
function tick(runner: Runner, jobs: Jobs): () => void {
  const ask = (name: string) =>
    void runner
      .addJob(name, {}, { jobKey: name })
      .catch((error: unknown) => log().warn({ err: error, job: name }, "a job could not be asked for"));
  const timers = Object.entries(jobs).map(([name, { everyMs }]) => {
    ask(name);
    return setInterval(ask, everyMs, name);
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}
