import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { env } from "@/env";

import { readBytes, readJson } from "../body";
import { requestIdOf, tokenContext } from "../context";
import { allowOrigin, preflight } from "../cors";
import { log } from "../log";
import { limitHeaders, throttle } from "../throttle";
import { CODES, Refusal, type Reply, callOf, errorReply, readMessage, refusalOf, resultReply } from "./messages";
import { answerTo } from "./methods";
import { takesBatches, versionOf } from "./versions";

const MAX_BYTES = 64 * 1024;
const MAX_MESSAGES = 20;
const ALLOW = "POST, OPTIONS";

/** A page of another site that had its name point to us would say that it is from there. */
function refuseForeign(request: Request): void {
  const origin = request.headers.get("origin");
  const { APP_URL, CORS_ORIGINS } = env();
  if (origin === null || origin === APP_URL || CORS_ORIGINS.includes(origin)) return;
  throw new Refusal(403, "This request came from another site.", { status: 403 });
}

/** What went wrong as clients may know it: of a bug only the request's id, which names it in the log. */
function known(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DomainError) return refusalOf(error);
  log().error({ err: error, request_id: requestId }, "request failed");
  return new Refusal(CODES.internal, "Internal error", { status: 500, data: { request_id: requestId } });
}

type Answered = { status: number; body?: Reply | Reply[] };

/** The answer to one message; nothing for one that wants none. Each of a batch is counted, the first with the request. */
async function answerOne(context: Context, request: Request, given: unknown, isCounted = true): Promise<Answered> {
  let id: string | number | undefined;
  try {
    const message = readMessage(given);
    const call = callOf(message);
    id = call?.id;
    if (!isCounted) await throttle(context, "GET");
    if (!call) return { status: 202 };
    return { status: 200, body: resultReply(call.id, await answerTo(context, call, versionOf(request, call))) };
  } catch (error) {
    const refusal = known(error, context.requestId);
    return { status: refusal.status, body: errorReply(id, refusal) };
  }
}

/** The answers to several messages, one after the other; what fails of them stands in the body. */
async function answerAll(context: Context, request: Request, given: unknown[]): Promise<Answered> {
  if (!takesBatches(request)) throw new Refusal(CODES.request, "One message a request.");
  if (given.length === 0 || given.length > MAX_MESSAGES)
    throw new Refusal(CODES.request, `A batch has 1 to ${MAX_MESSAGES} messages.`);
  const replies: Reply[] = [];
  for (const [index, one] of given.entries()) {
    const { body } = await answerOne(context, request, one, index === 0);
    if (body) replies.push(...[body].flat());
  }
  return replies.length > 0 ? { status: 200, body: replies } : { status: 202 };
}

async function answer(request: Request, requestId: string, headers: Headers): Promise<Answered> {
  refuseForeign(request);
  const context = await tokenContext(request, requestId);
  for (const [name, value] of Object.entries(limitHeaders(await throttle(context, "GET")))) headers.set(name, value);
  const given = readJson(await readBytes(request, MAX_BYTES), request.headers.get("content-type") ?? "");
  return Array.isArray(given) ? answerAll(context, request, given) : answerOne(context, request, given);
}

/** Answers a message of an agent, in whichever revision it speaks. Nothing is remembered from one to the next. */
export async function answerAgent(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  const { status, body } = await answer(request, requestId, headers).catch((error: unknown) => {
    const refusal = known(error, requestId);
    return { status: refusal.status, body: errorReply(undefined, refusal) };
  });
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  const wait = status === 429 && body && !Array.isArray(body) ? waitOf(body) : undefined;
  if (wait !== undefined) headers.set("Retry-After", `${wait}`);
  if (body) headers.set("Content-Type", "application/json");
  allowOrigin(request, headers);
  return new Response(body ? JSON.stringify(body) : null, { status, headers });
}

const waitOf = ({ error }: Reply): number | undefined => error?.data?.["retry_after"] as number | undefined;

/** There is no stream to open and no session to end. */
export async function refuseMethod(request: Request): Promise<Response> {
  const refusal = new Refusal(405, `Method "${request.method}" not allowed.`);
  const headers = { Allow: ALLOW, "Content-Type": "application/json", "Cache-Control": "no-store" };
  return new Response(JSON.stringify(errorReply(undefined, refusal)), { status: 405, headers });
}

export const tellMethods = async (request: Request): Promise<Response> => preflight(request, ALLOW);
