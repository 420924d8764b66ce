import { isSigned, sign } from "@/domain/secrets";
import { env } from "@/env";

import { invalidate } from "./cache";
import { log } from "./log";

const PURPOSE = "cache";
const MAX_AGE_MS = 60_000;

/** Tells the web server which pages went stale by what another process did. */
export async function announce(tags: ReadonlySet<string>): Promise<void> {
  if (tags.size === 0) return;
  const body = JSON.stringify({ at: Date.now(), tags: [...tags] });
  const { HOST, PORT } = env();
  const host = HOST === "0.0.0.0" ? "127.0.0.1" : HOST;
  try {
    await fetch(`http://${host}:${PORT}/api/cache`, {
      method: "POST",
      headers: { "x-signature": sign(PURPOSE, body) },
      body,
      signal: AbortSignal.timeout(5000),
    });
  } catch (error) {
    log().warn({ err: error }, "the web server could not be told of stale pages");
  }
}

/** The other end: believes what is signed with the shop's own secret, and only just now. */
export async function receiveAnnouncement(request: Request): Promise<Response> {
  const body = await request.text();
  if (!isSigned(PURPOSE, body, request.headers.get("x-signature") ?? "")) return new Response(null, { status: 404 });
  const { at, tags } = JSON.parse(body) as { at: number; tags: string[] };
  if (Math.abs(Date.now() - at) > MAX_AGE_MS) return new Response(null, { status: 404 });
  invalidate(tags);
  return new Response(null, { status: 204 });
}
