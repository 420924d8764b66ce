import { globSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

import { env } from "@/env";

import { log } from "./log";
import { takesGzip } from "./packing";

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Address = { names: string[]; pattern: RegExp; handlers: Record<string, Handler> };

const gzipped = promisify(gzip);
const PREFIX = /^\/(api\/(v1|webhooks)|mcp)\b/;
/** Below this, packing costs more than it saves. */
const MIN_PACKED_BYTES = 1024;

/** The route files of API, agents and webhooks, found where Next finds them; an address with fewer open parts comes first. */
async function readAddresses(root: string): Promise<Address[]> {
  const files = globSync(["app/api/{v1,webhooks}/**/route.ts", "app/mcp/**/route.ts"], { cwd: root });
  const addresses = await Promise.all(
    files.map(async (file) => {
      const parts = path.dirname(file).split(path.sep).slice(1);
      const names = parts.flatMap((part) => /^\[(\w+)\]$/.exec(part)?.[1] ?? []);
      const pattern = new RegExp(`^/${parts.map((part) => part.replace(/^\[\w+\]$/, "([^/]+)")).join("/")}/?$`);
      const handlers = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, Handler>;
      return { names, pattern, handlers };
    }),
  );
  return addresses.toSorted((left, right) => left.names.length - right.names.length);
}

function find(addresses: readonly Address[], pathname: string) {
  for (const { names, pattern, handlers } of addresses) {
    const found = pattern.exec(pathname);
    if (!found) continue;
    return { handlers, params: Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? "")])) };
  }
  return undefined;
}

/** What cannot be decoded names nothing, and is told so by whoever looks for it. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The request as the handlers take it; its body is read from the connection only when it is asked for. */
function asRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", headers: sent, url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(sent))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const hasBody = method !== "GET" && method !== "HEAD" && ("content-length" in sent || "transfer-encoding" in sent);
  return new Request(env().APP_URL + url, {
    method,
    headers,
    signal,
    ...(hasBody && { body: bodyOf(incoming), duplex: "half" }),
  });
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array, undefined> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        chunks ??= incoming.iterator({ destroyOnReturn: false });
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

const packedByTag = new Map<string, Buffer>();
const MAX_PACKED = 100;

/** Packs an answer; one that is everybody's is packed once, since its ETag names its very bytes. */
async function pack(body: Buffer, { headers }: Response): Promise<Buffer> {
  const tag = headers.get("cache-control")?.startsWith("public") ? headers.get("etag") : null;
  const known = tag === null ? undefined : packedByTag.get(tag);
  if (known) return known;
  const packed = await gzipped(body, { level: constants.Z_BEST_SPEED });
  if (tag === null) return packed;
  if (packedByTag.size >= MAX_PACKED) packedByTag.clear();
  packedByTag.set(tag, packed);
  return packed;
}

const LINGER_MS = 2000;

/** Reads what still comes of a body, for a while: a connection that is closed before would take the answer with it. */
async function drain(incoming: IncomingMessage): Promise<void> {
  incoming.resume();
  await finished(incoming, { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => undefined);
}

/** Ends an answer; of a body that is still coming the rest is heard first. */
async function end(incoming: IncomingMessage, outgoing: ServerResponse, sent?: Buffer): Promise<void> {
  if (incoming.complete) return void outgoing.end(sent);
  outgoing.flushHeaders();
  if (sent) outgoing.write(sent);
  await drain(incoming);
  outgoing.end();
}

/** Writes an answer, packed for those who take it: its ETag names what is unpacked. */
async function write(incoming: IncomingMessage, outgoing: ServerResponse, answer: Response): Promise<void> {
  for (const [name, value] of answer.headers) outgoing.appendHeader(name, value);
  outgoing.statusCode = answer.status;
  // What was not read of a body is not waited for.
  if (!incoming.complete) outgoing.setHeader("Connection", "close");
  if (!answer.body) return end(incoming, outgoing);
  if (answer.headers.get("content-type")?.startsWith("text/event-stream"))
    return void Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]).pipe(outgoing);
  const body = Buffer.from(await answer.arrayBuffer());
  const isPacked = body.length >= MIN_PACKED_BYTES && takesGzip(incoming.headers);
  const sent = isPacked ? await pack(body, answer) : body;
  if (isPacked) outgoing.setHeader("Content-Encoding", "gzip");
  outgoing.appendHeader("Vary", "Accept-Encoding");
  outgoing.setHeader("Content-Length", sent.length);
  await end(incoming, outgoing, sent);
}

/**
 * Serves the API, agents and Stripe's events in front of Next, by the same route files and handlers: Next's own routing of a request costs several
 * times what they do. The answer is false for an address that no file serves.
 */
export async function openApiFront(root: string) {
  const addresses = await readAddresses(root);
  return (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const { method = "", url = "/" } = incoming;
    const [pathname = "/"] = url.split("?");
    if (!PREFIX.test(pathname)) return false;
    const found = find(addresses, pathname);
    const handle = found?.handlers[method];
    if (!found || !handle) return false;
    const left = new AbortController();
    outgoing.once("close", () => left.abort());
    handle(asRequest(incoming, left.signal), { params: Promise.resolve(found.params) })
      .then((answer) => write(incoming, outgoing, answer))
      .catch((error: unknown) => {
        log().error({ err: error, url: pathname }, "an answer could not be sent");
        outgoing.destroy();
      });
    return true;
  };
}
