import { notAuthenticated, notFound } from "@/domain/errors";
import { consumeFor } from "@/domain/limits";
import { type AnyOperation, type Context, authorize } from "@/domain/operation";

import { readBytes, readFields } from "./body";
import { browsable } from "./browsable";
import { conditional, requireMatch, validators } from "./conditional";
import { isFromOwnPage, requestContext, requestIdOf } from "./context";
import { cookieText } from "./cookies";
import { allowOrigin, preflight } from "./cors";
import { streamed } from "./event-stream";
import { guestCookie, guestCookieOptions, newGuest } from "./guest";
import { honourKey } from "./idempotency";
import { keptAnswer } from "./kept-answers";
import { refuseUnacceptable, wantsEvents } from "./negotiate";
import { withLinks } from "./pages";
import { errorResponse, fileResponse, jsonText, methodNotAllowed } from "./responses";
import { invalidate } from "./stale";
import { limitHeaders, throttle } from "./throttle";

type Segment = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, segment: Segment) => Promise<Response>;
/** How a file is made of what an operation answers. */
type FileOf = {
  type: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- safe: what it is given has been parsed by the operation's output
  write: (context: Context, output: any) => Promise<{ name: string; content: Uint8Array }>;
};
type Options = {
  status?: number;
  /** Takes a form as well as JSON. */
  forms?: boolean;
  /** Its name in the document, where the operation has another address already. */
  operationId?: string;
  /** The path names nothing: the object is the caller's own account. */
  ofCaller?: boolean;
  /** The largest body, in bytes. */
  maxBytes?: number;
  /** A guest of the storefront's own pages counts as one here; a POST of theirs makes them one. */
  takesGuests?: boolean;
  /** Answers with a file that is made of the output, and not with the output itself. */
  file?: FileOf | null;
};
type Described = Required<Options> & { operation: AnyOperation; spec: AnyOperation["spec"] };
export type Endpoint = Handler & Described;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];
const JSON_LIMIT = 64 * 1024;

/** Says how an operation is served over HTTP: its input is the query or the JSON body; path parameters win over both. */
export const endpoint = (operation: AnyOperation, options: Options = {}): Described => ({
  operation,
  spec: operation.spec,
  status: 200,
  forms: false,
  operationId: operation.spec.name,
  ofCaller: false,
  maxBytes: JSON_LIMIT,
  takesGuests: false,
  file: null,
  ...options,
});

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);
const hasNoBody = (method: string) => method === "GET" || method === "HEAD" || method === "DELETE";

/** One endpoint's answer to one request. Other methods of its address know what If-Match compares with. */
function serve(described: Described, current: AnyOperation | undefined, methods: readonly string[]): Handler {
  const { operation, spec, status, forms, ofCaller, maxBytes, takesGuests, file } = described;
  return answering(async (request, segment, headers) => {
    refuseUnacceptable(request, file?.type);
    const context = await requestContext(request, headers.get("X-Request-Id") ?? undefined, takesGuests);
    if (takesGuests) admitGuest(request, context, headers);
    authorize(context, spec.access);
    const allowance = await throttle(context, request.method);
    for (const [name, value] of Object.entries(limitHeaders(allowance))) headers.set(name, value);
    // Before any transaction: the counters must not wait for a connection that the request itself keeps busy.
    if (spec.limit) await consumeFor(context, spec.limit);
    if (file) await consumeFor(context, "files");
    const path = ofCaller ? { id: context.user?.id } : await segment.params;
    // A body can be read once, and a transaction may have to begin again.
    let read: Promise<Uint8Array> | undefined;
    const bytes = () => (read ??= readBytes(request, maxBytes));
    const body = async () =>
      hasNoBody(request.method)
        ? queryOf(request)
        : readFields(await bytes(), request.headers.get("content-type") ?? "", forms);
    const isRead = request.method === "GET" || request.method === "HEAD";
    const isOpen = isRead && spec.access === "public" && !spec.isPersonal && !context.user;
    const run = async (inside: Context) => {
      const result = await operation.execute(inside, path, body);
      if (file) return fileResponse(file.type, await file.write(inside, result));
      if (status === 204) return new Response(null, { status });
      const text = JSON.stringify(spec.paginated ? withLinks(request.url, result) : result);
      return jsonText(text, status, validators(text, isOpen, described));
    };
    const respond = (): Promise<Response> => {
      if (spec.events && wantsEvents(request))
        return streamed(request, context, spec.events, (inside) => operation.execute(inside, path, body));
      if (request.method === "POST") return honourKey(context, request, { spec, bytes }, run);
      if (!isRead) return requireMatch(context, request, { spec, current, path }, run);
      return isOpen
        ? keptAnswer(`${context.locale} ${context.market.id} ${request.url}`, () => run(context))
        : run(context);
    };
    const response = await respond();
    invalidate(context.touched);
    return conditional(request, response);
  }, methods);
}

/** Gives a cookie to someone without an account who writes from one of our own pages. */
function admitGuest(request: Request, context: Context, headers: Headers): void {
  if (request.method !== "POST" || context.user || context.guest || !isFromOwnPage(request)) return;
  const { secret, guest } = newGuest();
  context.guest = guest;
  headers.append("Set-Cookie", cookieText(guestCookie(), secret, guestCookieOptions()));
}

type Answer = (request: Request, segment: Segment, headers: Headers) => Promise<Response>;

/** Every answer carries the request's id, and every error becomes one. */
function answering(answer: Answer, methods: readonly string[] = []): Handler {
  return async (request, segment) => {
    const requestId = requestIdOf(request);
    const headers = new Headers({ "X-Request-Id": requestId });
    const answered = await answer(request, segment, headers).catch((error: unknown) =>
      errorResponse(error, requestId, request),
    );
    for (const [name, value] of headers) answered.headers.set(name, value);
    const response = await browsable(request, answered, methods);
    allowOrigin(request, response.headers);
    return request.method === "HEAD" ? withoutBody(response) : response;
  };
}

/** What GET would answer, and how long it would be. */
async function withoutBody(response: Response): Promise<Response> {
  const { byteLength } = await response.arrayBuffer();
  response.headers.set("Content-Length", String(byteLength));
  return new Response(null, { status: response.status, headers: response.headers });
}

type Handlers = Partial<Record<Method, Handler | Endpoint>>;

/** The methods of one URL; those not given answer 405, or 401 to a stranger where anything needs an account. */
function methodsOf(handlers: Handlers, isPrivate: boolean) {
  const given = METHODS.filter((method) => handlers[method]);
  const allow = [...given, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse = answering(async (request, _segment, headers) => {
    const { user } = await requestContext(request);
    if (isPrivate && !user) throw notAuthenticated();
    headers.set("Allow", allow);
    throw methodNotAllowed(request.method);
  });
  const { GET = refuse, POST = refuse, PUT = refuse, PATCH = refuse, DELETE = refuse } = handlers;
  const OPTIONS = answering(async (request) => preflight(request, allow));
  return { GET, HEAD: GET, POST, PUT, PATCH, DELETE, OPTIONS };
}

/** An address of operations: which of them answers which method. */
export function resource(endpoints: Partial<Record<Method, Described>>) {
  const given = METHODS.filter((method) => endpoints[method]);
  const handlers: Handlers = {};
  for (const method of given) {
    const described = endpoints[method];
    if (described) handlers[method] = Object.assign(serve(described, endpoints.GET?.operation, given), described);
  }
  return methodsOf(
    handlers,
    given.some((method) => endpoints[method]?.spec.access !== "public"),
  );
}

/** An address where something is read that no operation makes: a page, a file. */
export const readable = (read: Answer) =>
  methodsOf({ GET: answering(async (request, ...more) => conditional(request, await read(request, ...more))) }, false);

/** What an unknown path under /api answers, whatever the method. */
export const unknownPath = answering(async () => {
  throw notFound();
});
