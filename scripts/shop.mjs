import path from "node:path";

import { build } from "./build.mjs";
import { checkPort, readOptions, readSecrets, refusePublicSandbox } from "./configuration.mjs";
import { lockFolder } from "./lock.mjs";
import { startPostgres } from "./postgres.mjs";
import { keep, start } from "./processes.mjs";
import { fail, step } from "./say.mjs";

/** Opens the shop: database, sandbox, build, server, worker; closes them in the opposite order. */
export async function openShop({ dev }) {
  const options = readOptions();
  refusePublicSandbox(options);
  await checkPort(options);
  const closing = [lockFolder(options.dataDir)];
  const close = closer(closing);
  try {
    const environment = await prepare(options, closing, close);
    if (!dev) await build(environment);
    const env = { ...environment, NODE_ENV: dev ? "development" : "production" };
    for (const [name, file] of [
      ["server", "scripts/serve.ts"],
      ["worker", "scripts/worker.ts"],
    ]) {
      const kept = await keep(
        name,
        () => start(name, file, env),
        () => void close(1),
      );
      closing.push(() => kept.stop());
    }
    await welcome(options);
  } catch (error) {
    await close();
    fail(error);
  }
}

/** Undoes what was opened, newest first; once, whoever asks. */
function closer(closing) {
  let closed;
  const close = (code) => {
    closed ??= (async () => {
      for (const undo of closing.toReversed()) await undo();
      if (code !== undefined) process.exit(code);
    })();
    return closed;
  };
  const onSignal = () => {
    console.log("\n  Stopping…");
    void close(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  process.on("disconnect", onSignal);
  return close;
}

/** Database and sandbox, and the environment in which the shop finds them. */
async function prepare(options, closing, close) {
  const { dataDir, port, host, appUrl } = options;
  const secrets = readSecrets(dataDir);
  let databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    const postgres = await step("Starting the database", () =>
      startPostgres({ folder: path.join(dataDir, "postgres"), password: secrets.DATABASE_PASSWORD }),
    );
    closing.push(() => postgres.stop());
    postgres.child.once("exit", () => close(1));
    databaseUrl = postgres.url("shop");
  }
  const { prepareDatabase } = await import("./prepare-database.ts");
  await prepareDatabase({ url: databaseUrl, dataDir, demo: options.usesSandbox });
  return {
    AUTH_SECRET: secrets.AUTH_SECRET,
    ...process.env,
    ...(options.usesSandbox && (await startSandbox(options, secrets, closing, close))),
    PORT: String(port),
    HOST: host,
    APP_URL: appUrl,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function startSandbox({ dataDir, port }, secrets, closing, close) {
  const environment = {
    ...process.env,
    SANDBOX_PORT: "0",
    SANDBOX_SMTP_PORT: "0",
    SANDBOX_DATA: path.join(dataDir, "sandbox"),
    SANDBOX_SECRET_KEY: secrets.SANDBOX_SECRET_KEY,
    SANDBOX_PUBLISHABLE_KEY: secrets.SANDBOX_PUBLISHABLE_KEY,
    SANDBOX_WEBHOOK_SECRET: secrets.SANDBOX_WEBHOOK_SECRET,
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${port}/api/webhooks/stripe`,
  };
  const sandbox = await start("sandbox", "sandbox/main.ts", environment);
  const kept = await keepSandbox(sandbox, close);
  closing.push(kept);
  const { port: http, smtp_port: smtp } = sandbox.ready;
  return {
    STRIPE_SECRET_KEY: secrets.SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: secrets.SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: secrets.SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: `http://127.0.0.1:${http}`,
    STRIPE_JS_URL: "/sandbox/stripe.js",
    SANDBOX_ORIGIN: `http://127.0.0.1:${http}`,
    NOTICE: "Sandbox: no money moves",
    ...(process.env.SMTP_URL ? {} : { SMTP_URL: `smtp://127.0.0.1:${smtp}` }),
  };
}

/** Its ports are chosen anew at each start, so a sandbox that ends takes the shop with it. */
async function keepSandbox(sandbox, close) {
  const { stop } = await import("./processes.mjs");
  sandbox.child.once("exit", () => close(1));
  return () => stop(sandbox);
}

async function welcome({ appUrl, usesSandbox }) {
  const { DEMO_LOGINS } = await import("../db/seed/accounts.ts");
  console.log(`\n  Kiln & Loom is open:  ${appUrl}\n`);
  console.log(`  API                   ${appUrl}/api/v1/`);
  if (usesSandbox) {
    console.log(`  Mailbox               ${appUrl}/sandbox/mail`);
    console.log(`  Sandbox payments      ${appUrl}/sandbox  (no money moves)`);
    for (const { role, username, password } of DEMO_LOGINS)
      console.log(`  Sign in as ${role.padEnd(11)}${username} / ${password}`);
  }
  console.log("\n  Stop with Ctrl-C.\n");
}
