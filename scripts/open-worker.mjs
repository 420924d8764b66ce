import { closingStack } from "./closing.mjs";
import { checkEnvironment, readOptions } from "./configuration.mjs";
import { keep, start } from "./processes.mjs";

/** Runs the worker alone, on the database of a shop that is served elsewhere. */
export async function openWorker() {
  const { appUrl, internalOrigin } = readOptions();
  await checkEnvironment();
  const { checkSchema } = await import("./reach-database.ts");
  await checkSchema(process.env.DATABASE_URL);
  const env = { NODE_ENV: "production", INTERNAL_ORIGIN: internalOrigin, ...process.env, APP_URL: appUrl };
  const { add, close } = closingStack();
  const launch = () => start("worker", "scripts/worker.ts", env);
  const worker = await keep("worker", launch, () => void close(1));
  add(worker.stop);
  console.log("\n  The worker runs. Stop with Ctrl-C.\n");
}
