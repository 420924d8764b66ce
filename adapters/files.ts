import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import path from "node:path";

import { packingFor } from "./packing";

const KEPT_FOR_EVER = { "Cache-Control": "public, max-age=31536000, immutable" };
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=UTF-8",
  ".js": "application/javascript; charset=UTF-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
const PICTURE = /^\/media\/([a-z0-9-]+-[0-9a-f]{8}-\d+\.webp)(?:\?|$)/;

const isRead = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

function send(
  { method, url = "" }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: OutgoingHttpHeaders,
) {
  const [address = ""] = url.split("?");
  const described = { "Content-Type": TYPES[path.extname(address)], "Content-Length": body.length };
  response.writeHead(200, { ...KEPT_FOR_EVER, ...described, ...headers }).end(method === "HEAD" ? undefined : body);
}

/**
 * Sends fonts, and scripts and style sheets as the build packed them, from memory: false for who does not take Brotli, and
 * for what is not there. Their names carry hashes.
 */
export function openBuiltFiles(built: string) {
  const read = (folder: string, ending: string) => {
    const place = path.join(built, "static", folder);
    const names = readdirSync(place).filter((name) => name.endsWith(ending));
    return names.map((name): [string, Buffer] => [
      `/_next/static/${folder}/${name}`,
      readFileSync(path.join(place, name)),
    ]);
  };
  const packed = new Map(read("chunks", ".br").map(([url, body]) => [url.slice(0, -".br".length), body]));
  const fonts = new Map(read("media", ".woff2"));
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { url = "", headers } = request;
    if (!isRead(request) || headers.range) return false;
    const font = fonts.get(url);
    const script = packingFor(headers) === "br" ? packed.get(url) : undefined;
    if (font) send(request, response, font, {});
    if (script) send(request, response, script, { "Content-Encoding": "br", Vary: "Accept-Encoding" });
    return (font ?? script) !== undefined;
  };
}

/** Sends the sizes of pictures from the data folder: false for what is not under /media. Their names carry hashes. */
export function openPictures(dataDir: string) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { url = "", headers } = request;
    if (!url.startsWith("/media/") || !isRead(request)) return false;
    const [, name = ""] = PICTURE.exec(url) ?? [];
    const tag = { ETag: `"${name}"` };
    const refuse = () => response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such picture.");
    if (name === "") refuse();
    else if (headers["if-none-match"] === tag.ETag) response.writeHead(304, { ...KEPT_FOR_EVER, ...tag }).end();
    else readFile(path.join(dataDir, "media", name)).then((body) => send(request, response, body, tag), refuse);
    return true;
  };
}
