import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";

import { Refusal } from "./say.mjs";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** Where this machine reaches what listens on HOST. */
function internalHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return net.isIPv6(host) ? `[${host}]` : host;
}

/** What the command was told: the environment, and .env for what the environment leaves open. */
export function readOptions() {
  if (existsSync(".env")) process.loadEnvFile(".env");
  // A variable that is there and empty is one that is not set.
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  const { PORT = "3000", HOST = "127.0.0.1", DATA_DIR = ".data" } = process.env;
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`PORT is "${PORT}": expected a port number from 1 to 65535, such as 3000.`);
  const shown = LOOPBACK.has(HOST) || HOST === "0.0.0.0" ? "localhost" : HOST;
  return {
    port,
    host: HOST,
    dataDir: path.resolve(DATA_DIR),
    appUrl: process.env.APP_URL || `http://${shown}:${port}`,
    internalOrigin: `http://${internalHost(HOST)}:${port}`,
    usesSandbox: !process.env.STRIPE_SECRET_KEY,
    usesOfflineAssistant: !process.env.OPENAI_API_KEY,
  };
}

/** A wrong variable stops the start before anything is opened; what is set later on is taken as given. */
export async function checkEnvironment(given = {}) {
  const { readEnvironment } = await import("../env.ts");
  try {
    readEnvironment({ ...given, ...process.env });
  } catch (error) {
    throw new Refusal(error.message);
  }
}

/** Play money must not reach a public shop by accident. */
export function refusePublicSandbox({ host, appUrl, usesSandbox }) {
  if (!usesSandbox || process.env.ALLOW_SANDBOX_PAYMENTS === "1") return;
  const name = URL.canParse(appUrl) ? new URL(appUrl).hostname : appUrl;
  const isPublic = process.env.NODE_ENV === "production" || !LOOPBACK.has(host) || !LOOPBACK.has(name);
  if (isPublic)
    throw new Refusal(
      "The sandbox takes no real money, and this shop is set up for the public (NODE_ENV, HOST or APP_URL). Set STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET, or ALLOW_SANDBOX_PAYMENTS=1 to show it with play money.",
    );
}

/** Refuses before anything is changed when another program listens where the shop would. */
export function checkPort({ port, host }) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error) => {
      const next = `Start with another one: PORT=${port + 1} npm start`;
      const reasons = {
        EADDRINUSE: `Port ${port} is taken by another program. ${next}`,
        EACCES: `Port ${port} may not be opened by this user. ${next}`,
        EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Set HOST=127.0.0.1 or HOST=0.0.0.0.`,
      };
      reject(new Refusal(reasons[error.code] ?? `Port ${port} cannot be opened: ${error.message}. ${next}`));
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** Says where a running shop's database and partners are, for commands beside it; it holds secrets. */
export const runningFile = (dataDir) => path.join(dataDir, "running.json");

const MADE = {
  AUTH_SECRET: () => randomBytes(32).toString("base64url"),
  DATABASE_PASSWORD: () => randomBytes(24).toString("base64url"),
  SANDBOX_SECRET_KEY: () => `sk_test_sandbox${randomBytes(12).toString("hex")}`,
  SANDBOX_PUBLISHABLE_KEY: () => `pk_test_sandbox${randomBytes(12).toString("hex")}`,
  SANDBOX_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString("hex")}`,
  SANDBOX_OPENAI_KEY: () => `sk-sandbox-${randomBytes(12).toString("hex")}`,
};

/** The secrets of this data folder, made on first use and kept for its owner's eyes only. */
export function readSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const secrets = Object.fromEntries(Object.entries(MADE).map(([name, make]) => [name, known[name] ?? make()]));
  if (Object.keys(secrets).some((name) => !(name in known)))
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
