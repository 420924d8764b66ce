import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";

import { env } from "@/env";

const NAME = /^[a-z0-9-]+-[0-9a-f]{8}-\d+\.webp$/;

/** Serves one size of a picture from the data folder; its name carries a hash, so it may be kept for ever. */
export async function serveMedia(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const parts = (await params).path;
  const [name = ""] = parts;
  if (parts.length !== 1 || !NAME.test(name)) return new Response("Not found.", { status: 404 });
  const file = path.join(env().DATA_DIR, "media", name);
  const found = await stat(file).catch(() => undefined);
  if (!found) return new Response("Not found.", { status: 404 });
  const headers = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Type": "image/webp",
    ETag: `"${name}"`,
  };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  const body = request.method === "HEAD" ? null : (Readable.toWeb(createReadStream(file)) as ReadableStream);
  return new Response(body, { headers: { ...headers, "Content-Length": String(found.size) } });
}
