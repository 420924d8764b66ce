import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { build } from "./build.mjs";
import { closingStack } from "./closing.mjs";
import {
  checkEnvironment,
  checkPort,
  readOptions,
  readSecrets,
  refusePublicSandbox,
  runningFile,
} from "./configuration.mjs";
import { lockFolder } from "./lock.mjs";
import { freePort, startPostgres } from "./postgres.mjs";
import { keep, start } from "./processes.mjs";
import { fail, step } from "./say.mjs";

/** A machine with much memory makes V8 lazy: it would keep 600 MB of which 70 are alive. */
const SERVER_FLAGS = ["--max-old-space-size=2000"];

/** Variables that the start sets by itself, and those that come with the sandbox. */
const OWN = { AUTH_SECRET: "x".repeat(32), DATABASE_URL: "postgres://localhost/shop" };
const SANDBOX = {
  STRIPE_SECRET_KEY: "sk_test_x",
  STRIPE_PUBLISHABLE_KEY: "pk_test_x",
  STRIPE_WEBHOOK_SECRET: "whsec_x",
  SMTP_URL: "smtp://localhost",
};

/** Opens the shop: database, sandbox, build, server, worker; closes them in the opposite order. */
export async function openShop({ dev }) {
  const options = readOptions();
  refusePublicSandbox(options);
  await checkEnvironment({
    ...OWN,
    ...(options.usesSandbox && SANDBOX),
    ...(options.usesOfflineAssistant && { OPENAI_API_KEY: "sk-sandbox" }),
  });
  await checkPort(options);
  const unlock = lockFolder(options.dataDir);
  const { add, close } = closingStack();
  add(unlock);
  try {
    const environment = await prepare(options, { add, close });
    if (!dev) await build(environment, add);
    const env = { ...environment, NODE_ENV: dev ? "development" : "production" };
    add(tell(options.dataDir, env));
    const giveUp = () => void close(1);
    const server = await keep("server", () => start("server", "scripts/serve.ts", env, SERVER_FLAGS), giveUp);
    add(server.stop);
    const worker = await keep("worker", () => start("worker", "scripts/worker.ts", env), giveUp);
    add(worker.stop);
    await welcome(options);
  } catch (error) {
    await close();
    fail(error);
  }
}

/** Database and sandbox, and the environment in which the shop finds them. */
async function prepare(options, closing) {
  const { dataDir, port, host, appUrl } = options;
  const secrets = readSecrets(dataDir);
  const databaseUrl = process.env.DATABASE_URL || (await ownDatabase(dataDir, secrets, closing));
  const { prepareDatabase } = await import("./prepare-database.ts");
  await prepareDatabase({ url: databaseUrl, dataDir, demo: options.usesSandbox });
  return {
    AUTH_SECRET: secrets.AUTH_SECRET,
    ...process.env,
    ...((options.usesSandbox || options.usesOfflineAssistant) && (await ownSandbox(options, secrets, closing))),
    PORT: String(port),
    HOST: host,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    INTERNAL_ORIGIN: options.internalOrigin,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** PostgreSQL on the data folder; one that ends by itself is started again on the same port. */
async function ownDatabase(dataDir, secrets, { add, close }) {
  const launch = () => startPostgres({ folder: path.join(dataDir, "postgres"), password: secrets.DATABASE_PASSWORD });
  const giveUp = () => void close(1);
  const kept = await step("Starting the database", () => keep("database", launch, giveUp, (server) => server.stop()));
  add(kept.stop);
  return kept.first.url("shop");
}

/** The stand-in for whatever there are no keys of; what there are keys of hears nothing of it. */
async function ownSandbox(options, secrets, { add, close }) {
  const { dataDir, internalOrigin, usesSandbox, usesOfflineAssistant } = options;
  const [http, smtp] = [await freePort(), await freePort()];
  const environment = {
    ...process.env,
    SANDBOX_PORT: String(http),
    SANDBOX_SMTP_PORT: String(smtp),
    SANDBOX_DATA: path.join(dataDir, "sandbox"),
    SANDBOX_SECRET_KEY: secrets.SANDBOX_SECRET_KEY,
    SANDBOX_PUBLISHABLE_KEY: secrets.SANDBOX_PUBLISHABLE_KEY,
    SANDBOX_WEBHOOK_SECRET: secrets.SANDBOX_WEBHOOK_SECRET,
    SANDBOX_WEBHOOK_URL: `${internalOrigin}/api/webhooks/stripe`,
    SANDBOX_OPENAI_KEY: secrets.SANDBOX_OPENAI_KEY,
  };
  const launch = () => start("sandbox", "sandbox/main.ts", environment);
  const kept = await keep("sandbox", launch, () => void close(1));
  add(kept.stop);
  const origin = `http://127.0.0.1:${http}`;
  return {
    ...(usesSandbox && paymentsAt(origin, smtp, secrets)),
    ...(usesOfflineAssistant && assistantAt(origin, secrets)),
  };
}

const TOLD = /^(DATABASE_URL|STRIPE_|SMTP_URL|AUTH_SECRET|INTERNAL_ORIGIN|APP_URL|OPENAI_)/;

/** Writes down, until the shop closes, what the start chose for it; what it was told by its owner is theirs to keep. */
function tell(dataDir, environment) {
  const chosen = Object.entries(environment).filter(([name]) => TOLD.test(name) && !process.env[name]);
  writeFileSync(runningFile(dataDir), JSON.stringify(Object.fromEntries(chosen), null, 2), { mode: 0o600 });
  return () => rmSync(runningFile(dataDir), { force: true });
}

/** Payments and mail, and the pages of the sandbox, which a shop with real ones does not show. */
const paymentsAt = (origin, smtp, secrets) => ({
  STRIPE_SECRET_KEY: secrets.SANDBOX_SECRET_KEY,
  STRIPE_PUBLISHABLE_KEY: secrets.SANDBOX_PUBLISHABLE_KEY,
  STRIPE_WEBHOOK_SECRET: secrets.SANDBOX_WEBHOOK_SECRET,
  STRIPE_API_BASE: origin,
  STRIPE_JS_URL: "/sandbox/stripe.js",
  SANDBOX_ORIGIN: origin,
  ...(process.env.SMTP_URL ? {} : { SMTP_URL: `smtp://127.0.0.1:${smtp}` }),
});

const assistantAt = (origin, secrets) => ({
  OPENAI_API_KEY: secrets.SANDBOX_OPENAI_KEY,
  OPENAI_BASE_URL: `${origin}/openai/v1`,
  OPENAI_MODEL: "sandbox",
  OPENAI_EMBEDDING_MODEL: "none",
});

async function welcome({ appUrl, usesSandbox }) {
  const { DEMO_LOGINS } = await import("../db/seed/accounts.ts");
  const at = (path) => new URL(path, appUrl).href;
  console.log(`\n  Kiln & Loom is open:  ${new URL(appUrl).origin}\n`);
  console.log(`  API                   ${at("/api/v1/")}`);
  if (usesSandbox) {
    console.log(`  Mailbox               ${at("/sandbox/mail")}`);
    console.log(`  Sandbox payments      ${at("/sandbox")}  (no money moves)`);
    for (const { role, username, password } of DEMO_LOGINS)
      if (role !== "admin" || !process.env.ADMIN_USERNAME)
        console.log(`  Sign in as ${role.padEnd(11)}${username} / ${password}`);
  }
  console.log("\n  Stop with Ctrl-C.\n");
}
