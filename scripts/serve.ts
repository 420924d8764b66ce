// The web server: Next behind a front that decides the client's address, the request's id and the shutdown.
import { randomBytes, randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from "node:http";

import next from "next";

import { openApiFront } from "@/adapters/api-front";
import { openBuiltFiles, openPictures } from "@/adapters/files";
import { allowKeptScripts } from "@/adapters/inline-scripts";
import { answerFromKept, haveAskedAgain } from "@/adapters/kept-pages";
import { packAnswer } from "@/adapters/packing";
import { securityHeaders } from "@/adapters/security-headers";
import { endWhenStuck } from "@/adapters/watchdog";
import { env } from "@/env";
import { LOCALE_HEADER, delocalized } from "@/model/locales";
import { nearestAddress } from "@/model/nearest-address";

const GRACE_MS = 9000;
const LAST_CALL_MS = 300;
const INTERNAL = [
  "x-middleware-subrequest",
  "x-middleware-rewrite",
  "x-invoke-path",
  "x-now-route-matches",
  "x-matched-path",
];

function stopWith(error: unknown): never {
  console.error(error);
  process.exit(1);
}
process.on("uncaughtException", stopWith);
process.on("unhandledRejection", stopWith);

const { DATA_DIR, HOST, PORT, TRUSTED_PROXY_HOPS, SANDBOX_ORIGIN } = settings();
// oxlint-disable-next-line node/no-process-env -- Next has no other name for it
const dev = process.env.NODE_ENV === "development";
const app = next({ dev, hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();
// While developing, Next serves the routes itself, so that a change is there at once.
const answerFromApi = dev ? () => false : await openApiFront(process.cwd());
const answerFromBuild = dev ? () => false : openBuiltFiles(".next");
const answerWithPicture = openPictures(DATA_DIR);

let stopping = false;
const server = createServer((request, response) => {
  cleanHeaders(request);
  const nonce = randomBytes(16).toString("base64");
  tellLocale(request);
  // Next gives its scripts the nonce that it finds here, in pages that it makes for this request.
  request.headers["content-security-policy"] = `script-src 'nonce-${nonce}'`;
  if (stopping) response.setHeader("Connection", "close");
  for (const [name, value] of Object.entries(securityHeaders(request.url ?? "/", { dev, nonce })))
    response.setHeader(name, value);
  if (SANDBOX_ORIGIN && /^\/sandbox(\/|\?|$)/.test(request.url ?? "")) return proxy(request, response, SANDBOX_ORIGIN);
  const nearest = nearestAddress(request.url ?? "/");
  // Not for good: the shop may learn the language.
  if (nearest !== undefined) return void response.writeHead(307, { Location: nearest }).end();
  if ([answerWithPicture, answerFromBuild, answerFromApi].some((answer) => answer(request, response))) return undefined;
  if (!dev) {
    if (answerFromKept(request, response)) return undefined;
    packAnswer(request, response);
    haveAskedAgain(response);
    allowKeptScripts(response);
  }
  return void handle(request, response);
});
server.headersTimeout = 15_000;
server.requestTimeout = 60_000;
server.keepAliveTimeout = 65_000;
if (dev) server.on("upgrade", (...upgrade) => void app.getUpgradeHandler()(...upgrade));
server.on("error", stopWith);
endWhenStuck();
server.listen(PORT, HOST, () => void (process.connected && process.send?.({ type: "ready" })));

function settings() {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(1);
  }
}

/** A page's language is that of its address; what its scripts ask of an address that all languages share says it itself. */
function tellLocale({ headers, url = "/" }: IncomingMessage): void {
  if (!url.startsWith("/api/")) headers[LOCALE_HEADER] = delocalized(url).locale;
}

/** What only this server may say of a request is never taken from its sender. */
function cleanHeaders({ headers, socket }: IncomingMessage): void {
  for (const name of INTERNAL) delete headers[name];
  const claimed = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim());
  const address = TRUSTED_PROXY_HOPS > 0 ? claimed.at(-TRUSTED_PROXY_HOPS) : undefined;
  headers["x-forwarded-for"] = address || (socket.remoteAddress ?? "");
  delete headers["x-real-ip"];
  delete headers.forwarded;
  if (!/^[\w-]{8,64}$/.test(String(headers["x-request-id"] ?? ""))) headers["x-request-id"] = randomUUID();
}

/** The sandbox answers under the shop's own address, so that one port and one origin are enough. */
function proxy(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const { method, headers, url } = request;
  const upstream = httpRequest(new URL(url ?? "/", origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => {
    if (!response.headersSent) response.writeHead(502, { "Content-Type": "text/plain" });
    response.end("The sandbox does not answer.");
  });
  request.pipe(upstream);
}

/** Requests that were sent before the stop may not have been read yet: they are, before the door is shut. */
function shutDown(): void {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), GRACE_MS).unref();
  setTimeout(() => {
    server.close(() => process.exit(0));
    setInterval(() => server.closeIdleConnections(), 100).unref();
  }, LAST_CALL_MS);
}
process.on("SIGTERM", shutDown);
process.on("disconnect", shutDown);
