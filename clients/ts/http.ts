import { ApiError, refusal } from "./errors.ts";

/** How to reach the shop. */
export type ClientOptions = {
  /** The shop's own address, such as https://shop.example; "" in a browser, for the shop whose page it is. */
  baseUrl: string;
  token?: string | null | undefined;
  /** Instead of the platform's fetch. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How long one attempt may take: 30 seconds. */
  timeoutMs?: number;
  /** How often a failed call is repeated, where that is safe: twice. */
  retries?: number;
  /** Sent with every request. */
  headers?: Record<string, string>;
};

/** How to make one call. */
export type CallOptions = Pick<ClientOptions, "timeoutMs" | "retries" | "headers"> & {
  /** Gives the call up, repetitions included; it then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Change the object only if it still has this ETag; otherwise the error has status 412. */
  ifMatch?: string | undefined;
  /** Answer null when the object still has this ETag. */
  ifNoneMatch?: string | undefined;
  /** Names a POST, so that it is done once however often it is sent; made anew for each call when left out. */
  idempotencyKey?: string | undefined;
};

/** What came with an answer. */
export type Meta = {
  status: number;
  /** For ifMatch and ifNoneMatch. */
  etag: string | undefined;
  requestId: string | undefined;
  /** Whether this is the kept answer to an earlier request with the same idempotency key. */
  isReplayed: boolean;
};

export type Call = { method: string; path: string; search?: string; body?: unknown };
export type Send = <T>(call: Call, options?: CallOptions) => Promise<T>;
type Attempt = { url: string; init: RequestInit; timeoutMs: number; signal: AbortSignal | undefined };

const PASSING = new Set([0, 502, 503, 504]);
const LONGEST_WAIT_MS = 30_000;

const metas = new WeakMap<object, Meta>();
/** What came with a result of the client: its ETag, the id of its request. */
export const metaOf = (result: object): Meta | undefined => metas.get(result);

/** Sends calls to the shop: with credentials, a time limit, and again when that can help and cannot harm. */
export function transport(settings: ClientOptions): Send {
  const attempt = attempts(settings.fetch ?? ((url, init) => globalThis.fetch(url, init)));
  return async <T>(call: Call, options: CallOptions = {}) => {
    const one = prepare(settings, call, options);
    const retries = options.retries ?? settings.retries ?? 2;
    let mayBeDone = false;
    for (let repeated = 0; ; repeated++) {
      try {
        return (await attempt(one)) as T;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        // The answer to the first DELETE was lost, so the object is gone because of us.
        if (mayBeDone && call.method === "DELETE" && error.status === 404) return undefined as T;
        const waitMs = error.retryAfter === undefined ? backoff(repeated) : error.retryAfter * 1000;
        if (repeated >= retries || waitMs > LONGEST_WAIT_MS || !mayRepeat(error, call.method)) throw error;
        mayBeDone ||= error.status !== 429;
        await pause(waitMs, options.signal);
      }
    }
  };
}

export function prepare(
  settings: ClientOptions,
  { method, path, search = "", body }: Call,
  options: CallOptions,
): Attempt {
  const { token, baseUrl } = settings;
  const { ifMatch, ifNoneMatch, signal } = options;
  const key = options.idempotencyKey ?? newKey();
  const headers = {
    Accept: "application/json",
    ...(body !== undefined && { "Content-Type": "application/json" }),
    ...(token && { Authorization: `Token ${token}` }),
    ...(method === "POST" && { "Idempotency-Key": key }),
    ...(ifMatch !== undefined && { "If-Match": ifMatch }),
    ...(ifNoneMatch !== undefined && { "If-None-Match": ifNoneMatch }),
    ...settings.headers,
    ...options.headers,
  };
  return {
    url: `${baseUrl.replace(/\/+$/, "")}/api/v1${path}${search}`,
    init: { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) },
    timeoutMs: options.timeoutMs ?? settings.timeoutMs ?? 30_000,
    signal,
  };
}

const attempts = (fetch: NonNullable<ClientOptions["fetch"]>) => async (attempt: Attempt) => {
  const { response, text } = await exchange(fetch, attempt);
  if (response.status === 304) return null;
  const body = parsed(text);
  if (!response.ok) throw refusal(response, body);
  if (text === "") return undefined;
  if (typeof body !== "object" || body === null)
    throw new ApiError({ status: response.status, code: "unreadable", detail: "The answer is not JSON.", body });
  metas.set(body, {
    status: response.status,
    etag: response.headers.get("etag") ?? undefined,
    requestId: response.headers.get("x-request-id") ?? undefined,
    isReplayed: response.headers.get("idempotent-replayed") === "true",
  });
  return body;
};

/** One request and its whole answer within the time limit. */
async function exchange(fetch: NonNullable<ClientOptions["fetch"]>, { url, init, timeoutMs, signal }: Attempt) {
  signal?.throwIfAborted();
  // Not AbortSignal.any: on Node 20 and 22 the collector may take a time limit with it before it fires.
  const limit = new AbortController();
  const giveUp = () => limit.abort(signal?.reason);
  signal?.addEventListener("abort", giveUp);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    limit.abort();
  }, timeoutMs);
  try {
    const response = await fetch(url, { ...init, signal: limit.signal });
    return { response, text: await response.text() };
  } catch (cause) {
    signal?.throwIfAborted();
    throw isLate
      ? new ApiError({ status: 0, code: "timeout", detail: `No answer within ${timeoutMs} ms.` }, { cause })
      : new ApiError({ status: 0, code: "network_error", detail: "The shop could not be reached." }, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** After 429 nothing was done; else doing it twice must be the same as once, and a POST has its key for that. */
const mayRepeat = ({ status, code }: ApiError, method: string) =>
  status === 429 || code === "idempotency_in_flight" || (PASSING.has(status) && method !== "PATCH");

/** Half a second, then twice as long each time; by chance up to half as much, so that clients do not come together. */
const backoff = (repeated: number) => 500 * 2 ** repeated * (0.5 + Math.random() / 2);

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Not crypto.randomUUID, which a page without https lacks. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
