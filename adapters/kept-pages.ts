import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

import { packingFor } from "./packing";
import { generation } from "./stale";

type Kept = { generation: number | undefined; until: number; headers: OutgoingHttpHeaders; body: Buffer };

const KEPT_MS = 10_000;
const MAX_KEPT = 1000;
/** Requests that Next answers with something else than the whole page. */
const PARTIAL = ["rsc", "next-router-prefetch", "next-router-state-tree", "next-action", "range"];
const OWN_TO_A_CONNECTION = ["connection", "date", "keep-alive", "transfer-encoding"];

const kept = new Map<string, Kept>();

/** The name under which an answer may be kept; none when it may depend on anything else than its address. */
function keyOf({ method, url = "", headers }: IncomingMessage): string | undefined {
  if (method !== "GET" || url.includes("?") || PARTIAL.some((name) => name in headers)) return undefined;
  if (headers.accept?.includes("text/markdown")) return undefined;
  if (headers.cookie?.includes("__prerender_bypass")) return undefined;
  return `${packingFor(headers)} ${url}`;
}

function replay(key: string, request: IncomingMessage, response: ServerResponse): boolean {
  const page = kept.get(key);
  if (!page || page.generation !== generation() || page.until < Date.now()) return false;
  if (request.headers["if-none-match"] === page.headers["etag"]) response.writeHead(304, page.headers).end();
  else response.writeHead(200, { ...page.headers, "content-length": page.body.length }).end(page.body);
  return true;
}

/** Whether Next took this page whole from its cache, for anyone who asks. */
const isEverybodys = (response: ServerResponse) =>
  response.statusCode === 200 &&
  response.getHeader("x-nextjs-cache") === "HIT" &&
  response.hasHeader("etag") &&
  !response.hasHeader("set-cookie");

function record(key: string, response: ServerResponse): void {
  const began = generation();
  const pieces: Buffer[] = [];
  const add = (piece: unknown) => {
    if (typeof piece === "string") pieces.push(Buffer.from(piece));
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
  };
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.write = (...args: unknown[]) => {
    add(args[0]);
    return write(...args);
  };
  response.end = (...args: unknown[]) => {
    add(args[0]);
    return end(...args);
  };
  response.once("finish", () => {
    if (!isEverybodys(response) || generation() !== began) return;
    const headers: OutgoingHttpHeaders = { ...response.getHeaders() };
    for (const name of OWN_TO_A_CONNECTION) delete headers[name];
    kept.set(key, { generation: began, until: Date.now() + KEPT_MS, headers, body: Buffer.concat(pieces) });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  });
}

/**
 * Answers a page that is kept as it was last sent, compressed and all, without asking Next: true when it did. It is sent
 * until anything of the shop became stale, and for ten seconds at most.
 */
export function answerFromKept(request: IncomingMessage, response: ServerResponse): boolean {
  const key = keyOf(request);
  if (key === undefined) return false;
  if (replay(key, request, response)) return true;
  record(key, response);
  return false;
}

/**
 * Next lets whoever has one of its kept pages show it for a year while they ask anew, with the price and stock of then. Ours is
 * asked for each time, as what the API tells everyone is; while nothing changed, the answer is a 304.
 */
export function haveAskedAgain(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = ((...head: unknown[]) => {
    if (String(response.getHeader("cache-control")).startsWith("s-maxage=")) {
      response.setHeader("Cache-Control", "public, no-cache");
      // Many of these addresses have a text in Markdown as well. What next.config.ts says of it Next writes over.
      response.setHeader("Vary", [response.getHeader("vary") ?? [], "Accept"].flat().join(", "));
    }
    return writeHead(...head);
  }) as typeof response.writeHead;
}
