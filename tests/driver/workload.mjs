// Eight workers of three-statement transactions on a server that is killed and restarted under them.
// Run by driver.test.ts in a process of its own: <module of postgres.js> <database url> <table> <milliseconds of faults> <milliseconds of quiet>
import { setTimeout as sleep } from "node:timers/promises";

const [driver, url, table, faultMs, quietMs] = process.argv.slice(2);
const { default: postgres } = await import(driver);
/** A call that takes longer than this waits for ever. */
const PATIENCE_MS = 12_000;

const report = {
  during: { ok: 0, failed: 0, hung: 0 },
  after: { ok: 0, failed: 0, hung: 0 },
  firstOkAfterMs: null,
  uncaught: [],
  acknowledged: [],
};
const uncaught = (error) => report.uncaught.push(String(error?.code ?? error?.message ?? error));
process.on("uncaughtException", uncaught);
process.on("unhandledRejection", uncaught);

const sql = postgres(url, {
  max: 4,
  connect_timeout: 3,
  // As the shop connects: nobody waits for the query for types, so that its failure would be nobody's.
  fetch_types: false,
  onnotice() {},
  connection: { application_name: "victim" },
});
const began = Date.now();
const quietFrom = began + Number(faultMs);
const end = quietFrom + Number(quietMs);
let key = 0;

const write = (id) =>
  sql.begin(async (tx) => {
    for (const leg of [1, 2, 3]) await tx`insert into ${tx(table)} values (${id}, ${leg})`;
  });

async function work() {
  while (Date.now() < end) {
    const id = ++key;
    const began = Date.now();
    const outcome = await Promise.race([
      write(id).then(
        () => "ok",
        () => "failed",
      ),
      sleep(PATIENCE_MS, "hung", { ref: false }),
    ]);
    const phase = began > quietFrom ? report.after : report.during;
    phase[outcome]++;
    if (outcome === "ok") report.acknowledged.push(id);
    if (outcome === "ok" && Date.now() > quietFrom) report.firstOkAfterMs ??= Date.now() - quietFrom;
    if (outcome === "failed") await sleep(20);
  }
}
await Promise.race([Promise.all(Array.from({ length: 8 }, work)), sleep(end - began + PATIENCE_MS)]);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
