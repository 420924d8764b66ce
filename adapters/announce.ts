import { sign } from "@/domain/secrets";
import { env } from "@/env";

import { log } from "./log";

export const ANNOUNCEMENT = "cache";

/** Tells the web server which pages went stale by what another process did. */
export async function announce(tags: ReadonlySet<string>): Promise<void> {
  if (tags.size === 0) return;
  const body = JSON.stringify({ at: Date.now(), tags: [...tags] });
  try {
    await fetch(`${env().INTERNAL_ORIGIN}/api/cache`, {
      method: "POST",
      headers: { "x-signature": sign(ANNOUNCEMENT, body) },
      body,
      signal: AbortSignal.timeout(5000),
    });
  } catch (error) {
    log().warn({ err: error }, "the web server could not be told of stale pages");
  }
}
