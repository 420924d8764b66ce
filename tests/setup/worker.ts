import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";

import postgres from "postgres";
import { afterAll, inject } from "vitest";

import { receiveWebhook } from "@/adapters/webhook";
import { db } from "@/db";
import { startSandbox } from "@/sandbox/server";

import { TEMPLATE } from "./global";

const keys = { secret: "sk_test_tests", publishable: "pk_test_tests" };
const WEBHOOK_SECRET = "whsec_tests";
const OPENAI_KEY = "sk-sandbox-tests";

/** A database of this file's own, cloned from the template. */
async function cloneDatabase(): Promise<string> {
  const admin = postgres(inject("server"), { max: 1 });
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await admin`create database ${admin(name)} template ${admin(TEMPLATE)}`;
  await admin.end();
  const url = new URL(inject("server"));
  url.pathname = `/${name}`;
  return url.href;
}

/** Where the sandbox sends its events: the shop's own handler, behind a real socket. */
async function listenForWebhooks() {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers({ "stripe-signature": String(request.headers["stripe-signature"] ?? "") });
      const event = new Request("http://shop.test/api/webhooks/stripe", {
        method: "POST",
        headers,
        body: Buffer.concat(chunks),
      });
      void receiveWebhook(event).then((answer) => response.writeHead(answer.status).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-test-"));
const webhooks = await listenForWebhooks();
const sandbox = await startSandbox({
  port: 0,
  smtpPort: 0,
  folder,
  keys,
  webhook: { url: webhooks.url, secret: WEBHOOK_SECRET },
  openai: { key: OPENAI_KEY },
});

Object.assign(process.env, {
  APP_URL: "http://shop.test",
  AUTH_SECRET: "a secret for tests that is long enough",
  DATABASE_URL: await cloneDatabase(),
  LOG_LEVEL: "silent",
  OPENAI_API_KEY: OPENAI_KEY,
  OPENAI_BASE_URL: `${sandbox.origin}/openai/v1`,
  OPENAI_MODEL: "sandbox-instant",
  OPENAI_EMBEDDING_MODEL: "none",
  RATE_LIMIT_SCALE: "1000",
  SANDBOX_ORIGIN: sandbox.origin,
  SMTP_URL: `smtp://127.0.0.1:${sandbox.smtpPort}`,
  STRIPE_API_BASE: sandbox.origin,
  STRIPE_PUBLISHABLE_KEY: keys.publishable,
  STRIPE_SECRET_KEY: keys.secret,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
});

afterAll(async () => {
  await sandbox.stop();
  await webhooks.stop();
  await db().$client.end({ timeout: 1 });
  rmSync(folder, { recursive: true, force: true });
});
