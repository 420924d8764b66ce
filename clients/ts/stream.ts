import { ApiError, refusal } from "./errors.ts";
import { type Call, type CallOptions, type ClientOptions, parsed, prepare } from "./http.ts";
import type { ChatAnswer, Proposal } from "./types.ts";

/** What the assistant tells of an answer, in this order: its text in parts, what stands beside it, its end. */
export type ChatEvent =
  | { type: "delta"; text: string }
  | { type: "products"; products: ChatAnswer["products"] }
  | { type: "comparison"; comparison: NonNullable<ChatAnswer["comparison"]> }
  | { type: "orders"; orders: ChatAnswer["orders"] }
  | { type: "pages"; pages: ChatAnswer["pages"] }
  | { type: "proposal"; proposal: Proposal }
  | { type: "done"; conversation_id: string };

type Told = { name: string; data: unknown };
type StreamOptions = Pick<CallOptions, "signal" | "headers"> & {
  /** How long it may be silent: 30 seconds. */
  timeoutMs?: number;
};
export type Stream = (call: Call, options?: StreamOptions) => AsyncGenerator<ChatEvent, void, undefined>;

/** Follows an answer as it comes. It is asked for once; whoever stops listening ends it. */
export const streams = (settings: ClientOptions): Stream =>
  async function* follow(call, options = {}) {
    const { signal } = options;
    const headers = { ...options.headers, Accept: "text/event-stream" };
    const { url, init, timeoutMs } = prepare(settings, call, { ...options, headers });
    signal?.throwIfAborted();
    const limit = new AbortController();
    const giveUp = () => limit.abort(signal?.reason);
    signal?.addEventListener("abort", giveUp);
    let [isLate, isDone] = [false, false];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const expectMore = () => {
      timer = setTimeout(() => {
        isLate = true;
        limit.abort();
      }, timeoutMs);
    };
    try {
      expectMore();
      const fetch = settings.fetch ?? globalThis.fetch;
      for await (const told of eventsIn(await fetch(url, { ...init, signal: limit.signal }))) {
        clearTimeout(timer);
        const event = eventOf(told);
        if (event) yield event;
        isDone ||= event?.type === "done";
        signal?.throwIfAborted();
        expectMore();
      }
      if (!isDone) throw new Error("it ended before it was done");
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof ApiError) throw cause;
      throw isLate
        ? new ApiError({ status: 0, code: "timeout", detail: `Nothing was said for ${timeoutMs} ms.` }, { cause })
        : new ApiError({ status: 0, code: "network_error", detail: "The answer broke off." }, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      limit.abort();
    }
  };

/** The events of an answer, however it is cut on its way. */
async function* eventsIn(response: Response): AsyncGenerator<Told, void, undefined> {
  const { ok, status, headers, body } = response;
  if (!ok) throw refusal(response, parsed(await response.text()));
  if (!body || !headers.get("content-type")?.startsWith("text/event-stream"))
    throw new ApiError({ status, code: "unreadable", detail: "The answer is no stream of events." });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split(/\r?\n/)
          .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, "")] : []))
          .join("\n");
      if (field("data") !== "") yield { name: field("event"), data: parsed(field("data")) };
    }
  }
}

/** What the shop tells as a list or an object, under its own name; undefined for what a newer shop may tell. */
function eventOf({ name, data }: Told): ChatEvent | undefined {
  const object = (typeof data === "object" && data !== null ? data : {}) as Record<string, unknown>;
  switch (name) {
    case "delta":
    case "done":
      return { type: name, ...object } as ChatEvent;
    case "products":
    case "comparison":
    case "orders":
    case "pages":
    case "proposal":
      return { type: name, [name]: data } as ChatEvent;
    case "error": {
      const { code, detail } = object as { code: string; detail: string };
      const status = code.endsWith("_unavailable") ? 503 : 500;
      throw new ApiError({ status, code, detail, body: data });
    }
    default:
      return undefined;
  }
}
