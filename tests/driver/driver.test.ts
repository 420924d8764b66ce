import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startPostgres } from "@/scripts/postgres.mjs";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-driver-"));
const PATCHED = path.join(root, "node_modules/postgres/src/index.js");
const UNPATCHED = path.join(folder, "postgres/src/index.js");
const open = () => startPostgres({ folder: path.join(folder, "data"), password: "driver-test" });
let server: Awaited<ReturnType<typeof open>>;
const admin = () => postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });

beforeAll(async () => {
  cpSync(path.join(root, "node_modules/postgres"), path.join(folder, "postgres"), { recursive: true });
  await run("git", ["apply", "-R", "-p3", path.join(root, "patches/postgres+3.4.9.patch")], {
    cwd: path.join(folder, "postgres"),
  });
  expect(readFileSync(UNPATCHED, "utf8")).not.toBe(readFileSync(PATCHED, "utf8"));
  server = await open();
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function makeTable(name: string): Promise<void> {
  const sql = admin();
  await sql`create table ${sql(name)} (k integer, leg integer)`;
  await sql.end();
}

type Report = {
  during: { ok: number; hung: number };
  after: { ok: number; failed: number; hung: number };
  firstOkAfterMs: number | null;
  uncaught: string[];
  acknowledged: number[];
};

/** Runs the workload while connections are cut and the server is killed and started again. */
async function underFaults(driver: string, table: string) {
  await makeTable(table);
  const faultMs = 6000;
  const began = Date.now();
  const arguments_ = [driver, server.url("postgres"), table, String(faultMs), "6000"];
  const workload = run(process.execPath, [path.join(import.meta.dirname, "workload.mjs"), ...arguments_], {
    maxBuffer: 2 ** 26,
  });
  for (let crashes = 0; Date.now() - began < faultMs - 1500;) {
    const sql = admin();
    for (let cuts = 0; cuts < 8; cuts++) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim' order by random() limit 1`.catch(
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await sql.end({ timeout: 0 });
    if (crashes++ < 2) {
      await server.stop("SIGQUIT");
      server = await open();
    }
  }
  const report = JSON.parse((await workload).stdout) as Report;
  const sql = admin();
  const halves = await sql`select k from ${sql(table)} group by k having count(*) <> 3`;
  const kept = new Set((await sql<{ k: number }[]>`select distinct k from ${sql(table)}`).map(({ k }) => k));
  await sql.end();
  return { ...report, halves: halves.length, lost: report.acknowledged.filter((id) => !kept.has(id)).length };
}

test("with the database killed and restarted under load, no call hangs and nothing is half done", async () => {
  const report = await underFaults(PATCHED, "patched");
  expect(report).toMatchObject({ halves: 0, lost: 0, uncaught: [], during: { hung: 0 }, after: { hung: 0 } });
  expect(report.during.ok).toBeGreaterThan(0);
  expect(report.after.ok).toBeGreaterThan(0);
  expect(report.firstOkAfterMs).toBeLessThan(5000);
}, 60_000);

test("the same faults break the driver without the patch", async () => {
  const report = await underFaults(UNPATCHED, "unpatched").catch(() => undefined);
  const isBroken = !report || report.during.hung + report.after.hung + report.halves + report.uncaught.length > 0;
  expect(isBroken).toBe(true);
}, 60_000);

/** Runs one of the programs beside this test on a table of its own. */
async function runOn(driver: string, table: string, program: string): Promise<unknown> {
  await makeTable(table);
  const arguments_ = [path.join(import.meta.dirname, program), driver, server.url("postgres"), table];
  return JSON.parse((await run(process.execPath, arguments_)).stdout);
}

test("a statement of a transaction whose connection died is not written by another connection", async () => {
  const result = await runOn(PATCHED, "late_patched", "late-statement.mjs");
  expect(result).toEqual({ transaction: "rejected", other: "resolved", rows: [], uncaught: [] });
}, 30_000);

test("without the patch that statement is committed, or its caller waits for ever", async () => {
  const result = await runOn(UNPATCHED, "late_unpatched", "late-statement.mjs");
  expect(result).not.toEqual({ transaction: "rejected", other: "resolved", rows: [], uncaught: [] });
}, 30_000);

const BEGUN = { transaction: "resolved", acknowledged: 2, rows: [1, 2, 2] };

test("a transaction has a connection to itself, however busy that was, and no other write ends up in it", async () => {
  expect(await runOn(PATCHED, "full_patched", "full-pipeline.mjs")).toEqual(BEGUN);
}, 30_000);

test("without the patch it is refused and left open, and a write of someone else is lost in it", async () => {
  expect(await runOn(UNPATCHED, "full_unpatched", "full-pipeline.mjs")).not.toEqual(BEGUN);
}, 30_000);

const WHOLE = { afterError: ["next"], afterCut: ["next"] };

test("a result that broke off after some rows leaves none of them to the next", async () => {
  expect(await runOn(PATCHED, "broken_patched", "broken-off.mjs")).toEqual(WHOLE);
}, 30_000);

test("without the patch the next result begins with as many rows that are not there", async () => {
  expect(await runOn(UNPATCHED, "broken_unpatched", "broken-off.mjs")).toMatchObject({
    afterError: [null, null, "next"],
  });
}, 30_000);
