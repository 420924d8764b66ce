import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** How an answer goes wrong on its way: reset within or before it, no answer at all, or silent within or before it. */
export type Fate = "cut" | "dead" | "garbage" | "halt" | "silence";
export type ServerEvent = { name?: string; data: unknown; isPiece: boolean };
type Manner = { pauseMs?: number | undefined; fate?: Fate | undefined };

const CUT_AFTER = 5;
const GARBAGE = "<html>Bad Gateway</html>";

/** Streams events until they end or the client leaves. */
export async function sendEvents(response: ServerResponse, events: Iterable<ServerEvent>, { pauseMs, fate }: Manner) {
  if (fate === "dead") return void response.socket?.resetAndDestroy();
  response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" });
  response.flushHeaders();
  if (fate === "silence") return;
  if (fate === "garbage") return void response.end(`data: ${GARBAGE}\n\n`);
  const left = new AbortController();
  response.once("close", () => left.abort());
  let pieces = 0;
  for (const { name, data, isPiece } of events) {
    const text = `${name ? `event: ${name}\n` : ""}data: ${textOf(data)}\n\n`;
    pieces += Number(isPiece);
    if (fate === "cut" && pieces === CUT_AFTER) return breakOff(response, text);
    if (fate === "halt" && pieces > CUT_AFTER) return;
    if (!response.write(text)) await once(response, "drain", left).catch(() => undefined);
    if (pauseMs && isPiece) await pause(pauseMs, undefined, left).catch(() => undefined);
    if (left.signal.aborted) return;
  }
  response.end();
}

/** Resets the connection as soon as a last text is on its way. */
const breakOff = (response: ServerResponse, text: string) =>
  void response.write(text, () => response.socket?.resetAndDestroy());
const textOf = (data: unknown) => (typeof data === "string" ? data : JSON.stringify(data));

export function sendJson(response: ServerResponse, body: unknown, fate?: Fate) {
  if (fate === "dead") return void response.socket?.resetAndDestroy();
  if (fate === "silence" || fate === "halt") return;
  const text = fate === "garbage" ? GARBAGE : JSON.stringify(body, null, 2);
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  if (fate !== "cut") return void response.end(text);
  breakOff(response, text.slice(0, text.length / 2));
}
