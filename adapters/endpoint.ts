import { notAuthenticated, notFound } from "@/domain/errors";
import type { AnyOperation } from "@/domain/operation";

import { readFields } from "./body";
import { invalidate } from "./cache";
import { requestContext, requestIdOf } from "./context";
import { withLinks } from "./pages";
import { errorResponse, json, methodNotAllowed } from "./responses";

type Segment = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, segment: Segment) => Promise<Response>;
type Answer = (request: Request, segment: Segment, requestId: string) => Promise<Response>;
type Options = {
  status?: number;
  /** Takes a form as well as JSON. */
  forms?: boolean;
  /** Its name in the document, where the operation has another address already. */
  operationId?: string;
  /** The path names nothing: the object is the caller's own account. */
  ofCaller?: boolean;
};
export type Endpoint = Handler & { spec: AnyOperation["spec"]; status: number; forms: boolean; operationId: string };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** Serves an operation over HTTP. Its input is the query or the JSON body; path parameters win over both. */
export function endpoint(operation: AnyOperation, options: Options = {}): Endpoint {
  const { spec } = operation;
  const { status = 200, forms = false, operationId = spec.name, ofCaller = false } = options;
  const handle = answering(async (request, segment, requestId) => {
    const context = await requestContext(request, requestId);
    const path = ofCaller ? { id: context.user?.id } : await segment.params;
    const result = await operation.execute(context, path, () =>
      request.method === "GET" || request.method === "HEAD" || request.method === "DELETE"
        ? Promise.resolve(Object.fromEntries(new URL(request.url).searchParams))
        : readFields(request, { forms }),
    );
    invalidate(context.touched);
    if (status === 204) return new Response(null, { status });
    return json(spec.paginated ? withLinks(request.url, result) : result, status);
  });
  return Object.assign(handle, { spec, status, forms, operationId });
}

/** Every answer carries the request's id, and every error becomes one. */
function answering(answer: Answer): Handler {
  return async (request, segment) => {
    const requestId = requestIdOf(request);
    const response = await answer(request, segment, requestId).catch((error: unknown) =>
      errorResponse(error, requestId),
    );
    response.headers.set("X-Request-Id", requestId);
    return response;
  };
}

/** The methods of one URL; those not given answer 405, or 401 to a stranger where anything needs an account. */
export function resource(endpoints: Partial<Record<Method, Endpoint>>) {
  const given = METHODS.filter((method) => endpoints[method]);
  const allow = [...given, ...(endpoints.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const isPrivate = given.some((method) => endpoints[method]?.spec.access !== "public");
  const refuse = answering(async (request, _segment, requestId) => {
    const { user } = await requestContext(request, requestId);
    if (isPrivate && !user) throw notAuthenticated();
    const response = errorResponse(methodNotAllowed(request.method), requestId);
    response.headers.set("Allow", allow);
    return response;
  });
  const options = answering(async () => new Response(null, { status: 204, headers: { Allow: allow } }));
  return {
    GET: endpoints.GET ?? refuse,
    HEAD: endpoints.GET ?? refuse,
    POST: endpoints.POST ?? refuse,
    PUT: endpoints.PUT ?? refuse,
    PATCH: endpoints.PATCH ?? refuse,
    DELETE: endpoints.DELETE ?? refuse,
    OPTIONS: options,
  };
}

/** What an unknown path under /api answers, whatever the method. */
export const unknownPath = answering(async () => {
  throw notFound();
});
