// A transaction begins on a connection that has as much to do as it takes; what others then write must be there afterwards.
const [driver, url, table] = process.argv.slice(2);
const { default: postgres } = await import(driver);

const sql = postgres(url, { max: 2, max_pipeline: 1, onnotice() {} });
const both = (query) => [1, 2].map(() => query().execute());
await Promise.all(both(() => sql`select 1`));
const busy = both(() => sql`select pg_sleep(0.3)`);
const transaction = sql
  .begin((tx) => tx`insert into ${tx(table)} values (1, 1)`)
  .then(
    () => "resolved",
    (error) => error.code,
  );
await Promise.all(busy);
const result = { transaction: await transaction, acknowledged: 0 };
for (const leg of [1, 2]) {
  await sql`insert into ${sql(table)} values (2, ${leg})`;
  result.acknowledged += 1;
}
await sql.end({ timeout: 1 });
const admin = postgres(url, { max: 1, onnotice() {} });
const rows = await admin`select k from ${admin(table)} order by k`;
process.stdout.write(JSON.stringify({ ...result, rows: rows.map(({ k }) => k) }), () => process.exit(0));
