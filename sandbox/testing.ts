import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";

import OpenAI from "openai";
import Stripe from "stripe";

import { startSandbox } from "./server.ts";

export const SECRET = "sk_test_secret";
export const PUBLISHABLE = "pk_test_publishable";
export const WEBHOOK_SECRET = "whsec_secret";
export const OPENAI_KEY = "sk-sandbox-secret";
/** How long a test waits for what happens elsewhere: no measure of how long it takes. */
export const PATIENT = { timeout: 20_000, interval: 20 };

type Delivery = { body: string; signature: string; event: Stripe.Event };

/** A shop's webhook, which notes what it gets and answers the status that a test sets. */
async function openReceiver() {
  const receiver = { url: "", status: 200, deliveries: [] as Delivery[], stop: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const signature = String(request.headers["stripe-signature"]);
      receiver.deliveries.push({ body, signature, event: JSON.parse(body) as Stripe.Event });
      response.writeHead(receiver.status, { Location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  receiver.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return receiver;
}

const clientOf = (key: string, port: number) =>
  new Stripe(key, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0, telemetry: false });

/** A sandbox of a test's own in a new folder, with Stripe's SDK on one side and a webhook on the other. */
export async function openSandbox() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-sandbox-"));
  const receiver = await openReceiver();
  const start = () =>
    startSandbox({
      port: 0,
      smtpPort: 0,
      folder,
      keys: { secret: SECRET, publishable: PUBLISHABLE },
      webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
      openai: { key: OPENAI_KEY },
    });
  let sandbox = await start();
  let stripe = clientOf(SECRET, sandbox.port);
  return {
    folder,
    receiver,
    get origin() {
      return sandbox.origin;
    },
    get smtpPort() {
      return sandbox.smtpPort;
    },
    get faults() {
      return sandbox.faults;
    },
    ledger: () => sandbox.ledger(),
    get stripe() {
      return stripe;
    },
    withKey: (key: string) => clientOf(key, sandbox.port),
    openai: (apiKey = OPENAI_KEY) => new OpenAI({ apiKey, baseURL: `${sandbox.origin}/openai/v1`, maxRetries: 0 }),
    /** What happens in between finds the sandbox stopped. */
    async restart(between: () => void = () => undefined) {
      await sandbox.stop();
      between();
      sandbox = await start();
      stripe = clientOf(SECRET, sandbox.port);
    },
    async close() {
      await sandbox.stop();
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openSandbox>>;

type Answer<T> = { status: number; headers: Headers; body: T & { error?: Partial<Stripe.StripeRawError> } };

/** Asks the API as a program without the SDK does. */
export async function ask<T extends object = Partial<Stripe.PaymentIntent>>(
  { origin }: World,
  method: "DELETE" | "GET" | "POST",
  url: string,
  params: Record<string, string> = {},
  headers: Record<string, string> = { Authorization: `Bearer ${PUBLISHABLE}` },
): Promise<Answer<T>> {
  const form = new URLSearchParams(params);
  const target = method === "GET" ? `${origin}${url}?${form.toString()}` : `${origin}${url}`;
  const answer = await fetch(target, { method, headers, ...(method === "POST" && { body: form }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer<T>["body"] };
}

/** The error that a call ends in. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (outcome instanceof Stripe.errors.StripeError) return outcome;
  throw new Error("the call was not refused", { cause: outcome });
}

/** The id of what is named, expanded or not. */
export const idOf = (named: string | { id: string } | null | undefined): string =>
  (typeof named === "string" ? named : named?.id) ?? "";

const ORDER = { amount: 2500, currency: "usd" } as const;

export const newIntent = ({ stripe }: World, params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...ORDER, ...params });

export const newPayment = (world: World, params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  newIntent(world, { payment_method: "pm_card_visa", confirm: true, ...params });
