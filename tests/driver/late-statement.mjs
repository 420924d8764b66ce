// A transaction waits for something else while its connection dies; what it then issues must not be written by another.
import { setTimeout as sleep } from "node:timers/promises";

const [driver, url, table] = process.argv.slice(2);
const { default: postgres } = await import(driver);
const uncaught = [];
process.on("uncaughtException", (error) => uncaught.push(String(error.code ?? error.message)));
process.on("unhandledRejection", (error) => uncaught.push(String(error?.code ?? error?.message)));

const sql = postgres(url, { max: 1, onnotice() {}, connection: { application_name: "victim" } });
const admin = postgres(url, { max: 1, onnotice() {} });
const outcome = (promise) =>
  Promise.race([
    promise.then(
      () => "resolved",
      () => "rejected",
    ),
    sleep(3000, "hung", { ref: false }),
  ]);

const transaction = sql.begin(async (tx) => {
  await tx`insert into ${tx(table)} values (1, 1)`;
  await sleep(800);
  return tx`insert into ${tx(table)} values (2, 2)`;
});
const began = outcome(transaction);
await sleep(200);
await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`;
await sleep(100);
const other = outcome(sql`select 1`);
const results = { transaction: await began, other: await other };
await sleep(1000);
const rows = await admin`select k from ${admin(table)} order by k`;
process.stdout.write(JSON.stringify({ ...results, rows: rows.map(({ k }) => k), uncaught }), () => process.exit(0));
