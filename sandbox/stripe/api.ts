import { createHash } from "node:crypto";

import type { Item } from "../store.ts";
import { StripeError, missing } from "./errors.ts";
import { type Params, listOf, parseForm, textOf } from "./form.ts";
import { cancelIntent, captureIntent, confirmIntent, createIntent, getIntent, updateIntent } from "./intents.ts";
import { listObjects } from "./lists.ts";
import { createMethod } from "./methods.ts";
import { type Intent, type Sandbox, newId } from "./objects.ts";
import { createRefund } from "./refunds.ts";

export type Keys = { secret: string; publishable: string };
export type ApiRequest = {
  method: string;
  path: string;
  query: string;
  body: string;
  headers: Record<string, string | undefined>;
};
export type ApiAnswer = { status: number; body: string; headers: Record<string, string> };
type Call = { sandbox: Sandbox; params: Params; id: string };
type Route = { pattern: RegExp; method: string; browser?: boolean; run: (call: Call) => unknown };

const LISTS = ["payment_intents", "charges", "refunds", "events"];
const DAY_MS = 86_400_000;

const intentRoute = (
  verb: string,
  run: (sandbox: Sandbox, intent: Intent, params: Params) => Intent,
  browser = false,
): Route => ({
  method: "POST",
  pattern: new RegExp(`^/v1/payment_intents/([^/]+)${verb}$`),
  browser,
  run: ({ sandbox, id, params }) => run(sandbox, getIntent(sandbox.store, id), params),
});

const ROUTES: Route[] = [
  {
    method: "POST",
    pattern: /^\/v1\/payment_intents$/,
    run: ({ sandbox, params }) => createIntent(sandbox, params),
  },
  {
    method: "GET",
    pattern: /^\/v1\/payment_intents\/([^/]+)$/,
    browser: true,
    run: ({ sandbox, id }) => getIntent(sandbox.store, id),
  },
  intentRoute("", updateIntent),
  intentRoute("/confirm", confirmIntent, true),
  intentRoute("/capture", captureIntent),
  intentRoute("/cancel", cancelIntent),
  { method: "POST", pattern: /^\/v1\/refunds$/, run: ({ sandbox, params }) => createRefund(sandbox, params) },
  {
    method: "POST",
    pattern: /^\/v1\/payment_methods$/,
    browser: true,
    run: ({ sandbox, params }) => createMethod(sandbox, params),
  },
  ...LISTS.map((name) => ({
    method: "GET",
    pattern: new RegExp(`^/v1/${name}$`),
    run: ({ sandbox, params }: Call) => listObjects(sandbox.store, name, params, `/v1/${name}`),
  })),
  ...["charges", "refunds", "events", "payment_methods"].map((name) => ({
    method: "GET",
    pattern: new RegExp(`^/v1/${name}/([^/]+)$`),
    run: ({ sandbox, id }: Call) => sandbox.store.get(name, id) ?? notThere(name, id),
  })),
  { method: "GET", pattern: /^\/v1\/balance$/, run: balance },
];

const notThere = (name: string, id: string): never => {
  throw missing(name.replace(/s$/, ""), id);
};

function balance({ sandbox: { store } }: Call) {
  const amounts = new Map<string, number>();
  const add = (item: Item, amount: unknown) =>
    amounts.set(String(item["currency"]), (amounts.get(String(item["currency"])) ?? 0) + Number(amount));
  for (const charge of store.all("charges")) add(charge, charge["amount_captured"]);
  for (const refund of store.all("refunds")) add(refund, -Number(refund["amount"]));
  const available = [...amounts].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  return { object: "balance", available, livemode: false, pending: [] };
}

/** Answers one request to Stripe's API. */
export function answer(sandbox: Sandbox, keys: Keys, request: ApiRequest): ApiAnswer {
  const requestId = newId("req");
  const headers = {
    "Content-Type": "application/json",
    "Request-Id": requestId,
    "Stripe-Version": "2026-10-28.endive",
  };
  try {
    const params = parseForm(request.method === "GET" ? request.query : request.body);
    const route = routeOf(request);
    authenticate(sandbox, keys, request, route, params);
    const once = request.method === "POST" ? request.headers["idempotency-key"] : undefined;
    const run = () => perform(sandbox, route, request.path, params);
    const result = once ? remembered(sandbox, once, request, run) : { ...run(), replayed: false };
    return { ...result, headers: { ...headers, ...(result.replayed && { "Idempotent-Replayed": "true" }) } };
  } catch (error) {
    return { ...asError(error, requestId), headers };
  }
}

function routeOf({ method, path }: ApiRequest): Route {
  const route = ROUTES.find((candidate) => candidate.method === method && candidate.pattern.test(path));
  if (route) return route;
  throw new StripeError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). The sandbox speaks the part of Stripe's API that a shop needs.`,
  });
}

/** The secret key may do everything; a browser's key only what its own client secret opens. */
function authenticate(sandbox: Sandbox, keys: Keys, request: ApiRequest, route: Route, params: Params): void {
  const [scheme = "", given = ""] = (request.headers["authorization"] ?? "").split(" ");
  const key = scheme.toLowerCase() === "basic" ? (Buffer.from(given, "base64").toString().split(":")[0] ?? "") : given;
  if (key === keys.secret) return;
  const refuse = (message: string) => new StripeError(401, { type: "invalid_request_error", message });
  if (key !== keys.publishable) throw refuse(key ? "Invalid API Key provided." : "You did not provide an API key.");
  if (!route.browser) throw refuse("This API call cannot be made with a publishable API key.");
  const id = /^\/v1\/payment_intents\/([^/]+)/.exec(request.path)?.[1];
  if (id && getIntent(sandbox.store, id).client_secret !== textOf(params["client_secret"]))
    throw missing("payment_intent", id);
}

type Result = { status: number; body: string };

function perform(sandbox: Sandbox, route: Route, path: string, params: Params): Result {
  const id = route.pattern.exec(path)?.[1] ?? "";
  const result = route.run({ sandbox, params, id: decodeURIComponent(id) });
  return { status: 200, body: JSON.stringify(shown(sandbox, result, listOf(params["expand"])), null, 2) };
}

/** What callers may see, with the objects that they asked to have in place of ids. */
function shown(sandbox: Sandbox, result: unknown, expand: string[]): unknown {
  if (typeof result !== "object" || result === null) return result;
  const { secret_card: _, ...visible } = result as Record<string, unknown>;
  for (const field of expand) {
    const collection = {
      latest_charge: "charges",
      charge: "charges",
      payment_intent: "payment_intents",
      payment_method: "payment_methods",
    }[field];
    const id = visible[field];
    if (collection && typeof id === "string") visible[field] = shown(sandbox, sandbox.store.get(collection, id), []);
  }
  return visible;
}

/** The first answer to a key is the answer to it for a day, errors of the card included. */
function remembered(
  { store }: Sandbox,
  key: string,
  request: ApiRequest,
  run: () => Result,
): Result & { replayed: boolean } {
  const fingerprint = createHash("sha256").update(`${request.path}\0${request.body}`).digest("hex");
  const known = store.get("idempotency_keys", key);
  if (known && Date.now() - Number(known["at"]) < DAY_MS) {
    if (known["fingerprint"] !== fingerprint)
      throw new StripeError(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    return { status: Number(known["status"]), body: String(known["body"]), replayed: true };
  }
  let result: Result;
  try {
    result = run();
  } catch (error) {
    // A request that was never carried out may be sent again, mended, under the same key.
    if (!(error instanceof StripeError) || error.status !== 402) throw error;
    result = asError(error, newId("req"));
  }
  store.put("idempotency_keys", { id: key, at: Date.now(), fingerprint, ...result });
  return { ...result, replayed: false };
}

function asError(error: unknown, requestId: string): Result {
  const known =
    error instanceof StripeError
      ? error
      : new StripeError(500, { type: "api_error", message: `The sandbox failed: ${String(error)}` });
  const { code } = known.detail;
  const doc_url = code ? `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` : undefined;
  return {
    status: known.status,
    body: JSON.stringify({ error: { ...known.detail, doc_url, request_log_url: requestId } }, null, 2),
  };
}
