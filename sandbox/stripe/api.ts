import type { Fault } from "../faults.ts";
import type { Item } from "../store.ts";
import { closeDispute, getDispute, updateDispute } from "./disputes.ts";
import { type Result, StripeError, asResult, invalidRequest, missing, missingParam, serverError } from "./errors.ts";
import { type Params, listOf, parseForm, textOf } from "./form.ts";
import { answerOnce } from "./idempotency.ts";
import { cancelIntent, createIntent, getIntent, updateIntent } from "./intents.ts";
import { listObjects } from "./lists.ts";
import { createMethod } from "./methods.ts";
import { API_VERSION, type Intent, type Sandbox, newId } from "./objects.ts";
import { captureIntent, confirmIntent } from "./payments.ts";
import { createRefund } from "./refunds.ts";
import { shown } from "./views.ts";

export type Keys = { secret: string; publishable: string };
export type ApiRequest = {
  method: string;
  path: string;
  query: string;
  body: string;
  headers: Record<string, string | undefined>;
  fault?: Fault | undefined;
};
export type ApiAnswer = Result & { headers: Record<string, string> };
type Call = { sandbox: Sandbox; params: Params; id: string };
type Route = { pattern: RegExp; method: string; browser?: boolean; run: (call: Call) => unknown };

const LISTS = ["payment_intents", "charges", "refunds", "disputes", "events"];

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
    run: ({ sandbox, params }) => {
      const intent = createIntent(sandbox, params);
      return textOf(params["confirm"]) === "true" ? confirmIntent(sandbox, intent, params) : intent;
    },
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
    pattern: /^\/v1\/disputes\/([^/]+)$/,
    run: ({ sandbox, id, params }) => updateDispute(sandbox, getDispute(sandbox.store, id), params),
  },
  {
    method: "POST",
    pattern: /^\/v1\/disputes\/([^/]+)\/close$/,
    run: ({ sandbox, id }) => closeDispute(sandbox, getDispute(sandbox.store, id), "lost"),
  },
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
  ...["charges", "refunds", "disputes", "events", "payment_methods"].map((name) => ({
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
  for (const dispute of store.all("disputes"))
    if (dispute["status"] !== "won") add(dispute, -Number(dispute["amount"]));
  if (amounts.size === 0) amounts.set("usd", 0);
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
  const headers = { "Content-Type": "application/json", "Request-Id": requestId, "Stripe-Version": API_VERSION };
  const key = keyOf(request);
  const isBrowser = key === keys.publishable;
  const refusal = (error: unknown) => asResult(error, requestId, isBrowser);
  try {
    if (request.fault?.kind === "error_before") throw serverError(request.fault.status);
    const params = parseForm(request.method === "GET" ? request.query : request.body);
    const route = routeOf(request);
    if (isBrowser) admitBrowser(sandbox, request, route, params);
    else if (key !== keys.secret)
      throw unauthorized(key ? "Invalid API Key provided." : "You did not provide an API key.");
    const run = () => withFault(request, () => perform(sandbox, route, request.path, params, isBrowser));
    const once = request.method === "POST" ? request.headers["idempotency-key"] : undefined;
    if (!once) return { ...run(), headers };
    const answered = answerOnce(sandbox.store, once, request, { run, refusal, requestId });
    return { ...answered, headers: { ...headers, ...answered.headers } };
  } catch (error) {
    return { ...refusal(error), headers };
  }
}

/** Does the work; a fault that comes after it hides what became of it. */
function withFault({ fault }: ApiRequest, run: () => Result): Result {
  if (fault?.kind !== "error_after") return run();
  try {
    run();
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
  }
  throw serverError(fault.status);
}

const unauthorized = (message: string) => new StripeError(401, { type: "invalid_request_error", message });

function keyOf({ headers }: ApiRequest): string {
  const [scheme = "", given = ""] = (headers["authorization"] ?? "").split(" ");
  return scheme.toLowerCase() === "basic" ? (Buffer.from(given, "base64").toString().split(":")[0] ?? "") : given;
}

function routeOf({ method, path }: ApiRequest): Route {
  const route = ROUTES.find((candidate) => candidate.method === method && candidate.pattern.test(path));
  if (route) return route;
  throw new StripeError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). The sandbox speaks the part of Stripe's API that a shop needs.`,
  });
}

/** A browser's key may do only what the client secret opens. */
function admitBrowser({ store }: Sandbox, { path }: ApiRequest, route: Route, params: Params): void {
  if (!route.browser)
    throw new StripeError(403, {
      type: "invalid_request_error",
      code: "secret_key_required",
      message: "This API call cannot be made with a publishable API key. Please use a secret API key.",
    });
  const id = /^\/v1\/payment_intents\/([^/]+)/.exec(path)?.[1];
  if (!id) return;
  const secret = textOf(params["client_secret"]);
  if (!secret) throw missingParam("client_secret");
  if (getIntent(store, id).client_secret !== secret)
    throw invalidRequest(
      "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
      { code: "payment_intent_invalid_parameter", param: "client_secret" },
    );
}

function perform(sandbox: Sandbox, route: Route, path: string, params: Params, isBrowser: boolean): Result {
  const id = route.pattern.exec(path)?.[1] ?? "";
  const result = route.run({ sandbox, params, id });
  const view = shown(result, { isBrowser, store: sandbox.store, expand: listOf(params["expand"]) });
  return { status: 200, body: JSON.stringify(view, null, 2) };
}
