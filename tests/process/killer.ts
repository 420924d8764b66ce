import postgres from "postgres";

import { randomOf, shuffled } from "@/sandbox/chance";
import { until } from "@/tests/helpers";

import { type OpenShop, pidsOf, postmasterOf, waitUntilReady } from "./shop";

/** How often a minute each is killed at most, so that the launcher does not give up on it. */
const A_MINUTE = { app: 4, database: 2 };
type Victim = keyof typeof A_MINUTE;
const MINUTE_MS = 61_000;
const BACK_WITHIN_MS = 60_000;
const LONGEST_PAUSE_MS = 3000;
const OWN = [/scripts\/serve/, /scripts\/worker/];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills web server and worker; answers once others run. */
async function killApp({ dataDir }: OpenShop): Promise<void> {
  const old = OWN.flatMap((what) => pidsOf(dataDir, what));
  for (const pid of old) process.kill(pid, "SIGKILL");
  const runsAgain = (what: RegExp) => pidsOf(dataDir, what).some((pid) => !old.includes(pid));
  await until(
    async () => OWN.every(runsAgain),
    (runs) => runs,
    BACK_WITHIN_MS,
  );
}

/** Kills the database; answers when it takes new connections again. */
async function killDatabase({ dataDir }: OpenShop, url: string): Promise<number> {
  process.kill(postmasterOf(dataDir), "SIGKILL");
  const answers = async () => {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    const isBack = await sql`select 1`.then(
      () => true,
      () => false,
    );
    await sql.end({ timeout: 0 });
    return isBack;
  };
  await until(answers, (isBack) => isBack, BACK_WITHIN_MS);
  return performance.now();
}

/** Who is killed at each moment: a quarter of the databases together with the app, in an order that the seed decides. */
function steps({ app, database }: Record<Victim, number>, seed: number): Victim[][] {
  const both = Math.min(app, Math.ceil(database / 4));
  const times = (count: number, ...victims: Victim[]) => Array.from({ length: count }, () => victims);
  return shuffled(
    [...times(both, "app", "database"), ...times(app - both, "app"), ...times(database - both, "database")],
    seed,
  );
}

/** Kills so many at moments of chance, and has whenBack look when the database, killed alone, is back. */
export async function killAll(
  shop: OpenShop,
  url: string,
  { seed, ...counts }: Record<Victim | "seed", number>,
  whenBack: (moment: number) => Promise<void>,
): Promise<void> {
  const random = randomOf(seed);
  const past: Record<Victim, number[]> = { app: [], database: [] };
  const free = (victim: Victim) => (past[victim].at(-A_MINUTE[victim]) ?? -Infinity) + MINUTE_MS;
  for (const victims of steps(counts, seed)) {
    await sleep(Math.max(0, ...victims.map(free).map((at) => at - performance.now())) + random() * LONGEST_PAUSE_MS);
    for (const victim of victims) past[victim].push(performance.now());
    const [back] = await Promise.all([
      victims.includes("database") ? killDatabase(shop, url) : undefined,
      victims.includes("app") ? killApp(shop) : undefined,
    ]);
    if (back !== undefined && victims.length === 1) await whenBack(back);
    await waitUntilReady(shop.base, BACK_WITHIN_MS);
  }
}
