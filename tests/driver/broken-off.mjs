// Breaks a result off after two of its rows, once by an error and once by the end of its connection, and asks something else
// on the same connection. Prints what came back.
const [driver, url] = process.argv.slice(2);
const { default: postgres } = await import(driver);

const connection = { application_name: "victim" };
const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false, backoff: () => 0.05, connection });
const other = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false });
const next = async () => Array.from(await sql`select 'next' as word`, (row) => row?.word ?? null);
const answers = {};
process.on("unhandledRejection", () => undefined);

await sql`select 1 / (3 - i) as n from generate_series(1, 5) i`.catch(() => undefined);
answers.afterError = await next();

async function breakByCut() {
  // Rows this wide leave the server before it comes to the one that sleeps.
  const cut = sql`
    select repeat('x', 20000) as wide, case when i = 3 then pg_sleep(20)::text end as slow
    from generate_series(1, 3) i`.catch(() => undefined);
  const asleep = () => other`
    select pid from pg_stat_activity where application_name = 'victim' and wait_event = 'PgSleep'`;
  let found = await asleep();
  while (found.length === 0) found = await asleep();
  await other`select pg_terminate_backend(${found[0].pid})`;
  await cut;
  return next();
}
answers.afterCut = await breakByCut().catch(String);

await Promise.all([sql.end({ timeout: 1 }), other.end({ timeout: 1 })]);
console.log(JSON.stringify(answers));
