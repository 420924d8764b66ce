import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";

import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { migrate } from "@/db/migrate";
import { freePort, startPostgres } from "@/scripts/postgres.mjs";

import { run } from "./shop";

/** Longer than what a worker that died had taken is waited for. */
const PATIENCE = { timeout: 60_000 };
const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-worker-"));
const open = () => startPostgres({ folder, password: "worker-test" });
let server: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  server = await open();
  await makeDatabase("shop");
  await migrate(server.url("shop"));
});
afterAll(async () => {
  stripe.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function query<T extends object[]>(ask: (sql: postgres.Sql) => Promise<T>, database = "shop"): Promise<T> {
  const sql = postgres(server.url(database), { max: 1, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
const makeDatabase = (name: string) => query((sql) => sql`create database ${sql(name)}`, "postgres");

/** Stripe, which knows a refund of nobody's and nothing else, and can be made to keep that answer back. */
let held = Promise.resolve();
let asked = 0;
const stripe = createServer((request, response) => {
  request.resume();
  const isRefund = request.url === "/v1/refunds/re_1";
  const refund = { id: "re_1", payment_intent: "pi_1", status: "succeeded", amount: 100, currency: "usd", created: 0 };
  const nothing = { object: "list", data: [], has_more: false };
  if (isRefund) asked++;
  void (isRefund ? held : Promise.resolve()).then(() =>
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(isRefund ? refund : nothing)),
  );
}).listen(0, "127.0.0.1");

function holdAnswers(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  asked = 0;
  return () => {
    held = Promise.resolve();
    resolve();
  };
}

const settings = (changes: Record<string, string> = {}) => ({
  AUTH_SECRET: "a secret for tests that is long enough",
  DATABASE_URL: server.url("shop"),
  LOG_LEVEL: "warn",
  OPENAI_API_KEY: "sk-x",
  SMTP_URL: "smtp://127.0.0.1:9",
  STRIPE_API_BASE: `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`,
  STRIPE_PUBLISHABLE_KEY: "pk_test_x",
  STRIPE_SECRET_KEY: "sk_test_x",
  STRIPE_WEBHOOK_SECRET: "whsec_x",
  ...changes,
});

async function openWorker(command: [string, ...string[]] = [process.execPath, "scripts/start.mjs", "--worker"]) {
  const worker = run({ env: settings(), command });
  await expect.poll(worker.said, PATIENCE).toContain("The worker runs.");
  return worker;
}

/** How many processes look at the lock, and how many hold it. */
const candidates = () =>
  query(
    (sql) => sql`
      select count(*)::int as all, count(locks.pid)::int as leading
      from pg_stat_activity activity
      left join pg_locks locks on locks.pid = activity.pid and locks.locktype = 'advisory'
      where application_name = 'cartwright-leader'`,
  );
async function untilLed(all: number): Promise<void> {
  await expect.poll(candidates, PATIENCE).toEqual([{ all, leading: 1 }]);
}

/** What was begun and not ended, and the call for the inbox. What is due by the clock may wait for the next worker. */
const jobsLeft = () =>
  query(
    (sql) => sql`
      select task_identifier, locked_by from graphile_worker.jobs
      where locked_by is not null or task_identifier = 'process_inbox'`,
  );

/** A webhook that waits in the inbox, and the call for the job that works it off. */
async function receiveEvent(): Promise<string> {
  const id = `evt_${crypto.randomUUID()}`;
  const payload = { data: { object: { id: "re_1" } } };
  await query(
    (sql) => sql`
      with event as (
        insert into webhook_events (event_id, type, payload) values (${id}, 'refund.updated', ${sql.json(payload)})
      )
      select from graphile_worker.add_job('process_inbox')`,
  );
  return id;
}
const stateOf = (id: string) => query((sql) => sql`select state from webhook_events where event_id = ${id}`);
async function untilProcessed(id: string): Promise<void> {
  await expect.poll(() => stateOf(id), PATIENCE).toEqual([{ state: "processed" }]);
}

test("kill -9 of the worker in the middle of a job: another one finishes the work", async () => {
  const first = await openWorker();
  await untilLed(1);
  await openWorker();
  await untilLed(2);
  const release = holdAnswers();
  const event = await receiveEvent();
  await expect.poll(() => asked, PATIENCE).toBeGreaterThan(0);
  const launcher = first.child.pid ?? 0;
  const child = Number(execFileSync("ps", ["-o", "pid=", "--ppid", String(launcher)]).toString());
  process.kill(launcher, "SIGKILL");
  process.kill(child, "SIGKILL");
  release();
  await untilProcessed(event);
  await expect.poll(jobsLeft, PATIENCE).toEqual([]);
});

test.each(["SIGTERM", "SIGINT"] as const)("%s lets the job that runs finish, and then all ends", async (signal) => {
  const worker = await openWorker(["npm", "run", "worker"]);
  await untilLed(1);
  const release = holdAnswers();
  const event = await receiveEvent();
  await expect.poll(() => asked, PATIENCE).toBeGreaterThan(0);
  process.kill(-(worker.child.pid ?? 0), signal);
  await expect.poll(worker.said, PATIENCE).toContain("Stopping");
  release();
  await worker.ended;
  expect(await stateOf(event)).toEqual([{ state: "processed" }]);
  expect(await jobsLeft()).toEqual([]);
  expect(await candidates()).toEqual([{ all: 0, leading: 0 }]);
});

test("a database that dies in the middle of a job and comes back is worked on again, by the same process", async () => {
  const worker = await openWorker();
  await untilLed(1);
  const release = holdAnswers();
  const interrupted = await receiveEvent();
  await expect.poll(() => asked, PATIENCE).toBeGreaterThan(0);
  await server.stop("SIGQUIT");
  release();
  await expect.poll(worker.said, PATIENCE).toContain("the worker begins anew");
  server = await open();
  await query((sql) => sql`update webhook_events set next_attempt_at = now()`);
  await untilProcessed(interrupted);
  await untilProcessed(await receiveEvent());
  await expect.poll(jobsLeft, PATIENCE).toEqual([]);
  expect(worker.said()).not.toContain("ended unexpectedly");
});

test.each([
  [{ AUTH_SECRET: "" }, "AUTH_SECRET is missing: expected at least 32 random characters"],
  [{ STRIPE_SECRET_KEY: "" }, "STRIPE_SECRET_KEY is missing"],
  [{ DATABASE_URL: "" }, "DATABASE_URL is missing: expected a PostgreSQL address"],
])("%j: refused in one sentence", async (changes, sentence) => {
  const { ended, said } = run({ env: settings(changes), command: [process.execPath, "scripts/start.mjs", "--worker"] });
  expect(await ended).toBe(1);
  expect(said()).toContain(sentence);
  expect(said()).not.toMatch(/\n\s+at /);
});

test("a database that does not answer, or is older or newer than the code, is refused and left as it is", async () => {
  await makeDatabase("empty");
  await makeDatabase("newer");
  await migrate(server.url("newer"));
  await query((sql) => sql`update drizzle.__drizzle_migrations set created_at = created_at + 1e12`, "newer");
  const refusal = async (DATABASE_URL: string) => {
    const command: [string, ...string[]] = [process.execPath, "scripts/start.mjs", "--worker"];
    const { ended, said } = run({ env: settings({ DATABASE_URL }), command });
    return { code: await ended, said: said().trim() };
  };
  const [silent, older, newer] = await Promise.all([
    refusal(`postgres://shop:x@127.0.0.1:${await freePort()}/shop`),
    refusal(server.url("empty")),
    refusal(server.url("newer")),
  ]);
  expect(silent.said).toContain("DATABASE_URL does not work: nothing answers there.");
  expect(older.said).toMatch(/^The database is older than this version of the shop: .+\.$/);
  expect(newer.said).toMatch(/^The database was made by a newer version of the shop: .+\.$/);
  expect([silent.code, older.code, newer.code]).toEqual([1, 1, 1]);
  expect(await query((sql) => sql`select to_regclass('graphile_worker.jobs') as name`, "empty")).toEqual([
    { name: null },
  ]);
});
