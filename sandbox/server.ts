import { readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import path from "node:path";

import { answerControl, controlOf } from "./control.ts";
import { Faults } from "./faults.ts";
import { type Mail, readMails, startMailServer } from "./mail.ts";
import { answerOpenAi } from "./openai/api.ts";
import { Speakers } from "./openai/speakers.ts";
import { challengePage, indexPage, mailPage, oneMailPage, page } from "./pages.ts";
import { Store } from "./store.ts";
import { type Keys, answer } from "./stripe/api.ts";
import { forgetOldKeys } from "./stripe/idempotency.ts";
import type { Intent, Sandbox } from "./stripe/objects.ts";
import { answerChallenge, resumeProcessing } from "./stripe/payments.ts";
import { Webhooks } from "./stripe/webhooks.ts";
import { Timers } from "./timers.ts";

export type Options = {
  /** 0: a free one. */
  port: number;
  smtpPort: number;
  folder: string;
  keys: Keys;
  webhook: { url: string; secret: string };
  openai: { key: string };
};

const MAX_BODY = 256 * 1024;
const PREFIX = "/sandbox";
const OPENAI = "/openai/v1";
const ASSETS: Record<string, [type: string, ...files: string[]]> = {
  "/stripe.js": ["text/javascript", "wallet.js", "stripe.js"],
  "/elements/payment": ["text/html", "payment.html"],
  "/elements/payment.js": ["text/javascript", "payment.js"],
  "/elements/payment.css": ["text/css", "payment.css"],
};
const OWN_PAGES =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; form-action *; base-uri 'none'; frame-ancestors 'self'";

type Exchange = {
  method: string;
  path: string;
  url: URL;
  body: string;
  base: string;
  response: ServerResponse;
};
type World = {
  sandbox: Sandbox;
  webhooks: Webhooks;
  keys: Keys;
  openai: Options["openai"];
  speakers: Speakers;
  faults: Faults;
  control: ReturnType<typeof controlOf>;
};

/** Starts a stand-in for Stripe, OpenAI and a mail server on loopback. */
export async function startSandbox({ port, smtpPort, folder, keys, webhook, openai }: Options) {
  const store = new Store(folder);
  const timers = new Timers();
  const faults = new Faults();
  const webhooks = new Webhooks(store, webhook, timers, faults);
  const speakers = new Speakers();
  const control = controlOf(store, faults, speakers, webhooks);
  const sandbox: Sandbox = {
    store,
    emit: (type, object) => webhooks.emit(type, object),
    later: (run, pauseMs) => timers.later(run, pauseMs),
  };
  forgetOldKeys(store);
  resumeProcessing(sandbox);
  const mail = await startMailServer(store, smtpPort);
  const world = { sandbox, webhooks, keys, openai, speakers, faults, control };
  const server = createServer((request, response) => void serve(world, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    port: bound,
    smtpPort: mail.port,
    ...control,
    async stop() {
      timers.stop();
      server.closeAllConnections();
      await Promise.all([mail.stop(), new Promise<void>((resolve) => server.close(() => resolve()))]);
    },
  };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const base = url.pathname === PREFIX || url.pathname.startsWith(`${PREFIX}/`) ? PREFIX : "";
    const route = url.pathname.slice(base.length) || "/";
    const body = await readBody(request);
    const method = request.method ?? "GET";
    const exchange = { method, path: route, url, body, base, response };
    if (route.startsWith("/v1/")) return await api(world, request, exchange);
    if (route.startsWith(`${OPENAI}/`)) {
      const asked = { method, path: route.slice(OPENAI.length), headers: request.headers, body };
      return await answerOpenAi(asked, { ...world.openai, speakers: world.speakers }, response);
    }
    if (route.startsWith("/control/")) return await steer(world, request, exchange);
    return pages(world, exchange);
  } catch (error) {
    send(response, 500, String(error), "text/plain");
  }
}

/** Answers as Stripe does, or keeps, breaks off or spoils the answer where a rule says so. */
async function api(
  { sandbox, keys, faults }: World,
  request: IncomingMessage,
  { method, path: route, url, body, response }: Exchange,
): Promise<void> {
  const fault = faults.meet({ method, path: route });
  if (fault?.ms) await new Promise<void>((resolve) => sandbox.later(resolve, fault.ms));
  if (fault?.kind === "silence") return;
  if (fault?.kind === "reset_before") return void request.socket.resetAndDestroy();
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const answered = answer(sandbox, keys, {
    method,
    path: route,
    query: url.searchParams.toString(),
    body,
    headers,
    fault,
  });
  if (fault?.kind === "reset_after") return void request.socket.resetAndDestroy();
  if (fault?.kind === "garbage") return send(response, 200, "<h1>This is no JSON</h1>");
  response.writeHead(answered.status, answered.headers).end(answered.body);
}

async function steer({ control, keys }: World, request: IncomingMessage, exchange: Exchange): Promise<void> {
  const { authorization } = request.headers;
  const answered = await answerControl(control, keys.secret, { ...exchange, authorization });
  send(exchange.response, answered.status, JSON.stringify(answered.body), "application/json");
}

function pages(world: World, exchange: Exchange): void {
  const { method, path: route, url, base, response } = exchange;
  const { store } = world.sandbox;
  const asset = ASSETS[route];
  const [, section = "", id = "", part = "", rest = ""] = route.split("/");
  if (method === "GET" && asset) {
    const [type, ...files] = asset;
    const read = (file: string) => readFileSync(path.join(import.meta.dirname, "browser", file), "utf8");
    return send(response, 200, files.map(read).join("\n"), type);
  }
  if (route === "/health") return send(response, 200, "ok", "text/plain");
  if (route === "/") return send(response, 200, indexPage(store, base));
  if (route === "/mail.json")
    return send(response, 200, JSON.stringify(readMails(store, url.searchParams.get("to"))), "application/json");
  if (route === "/mail") return send(response, 200, mailPage(store, base));
  if (method === "POST" && route === "/mail/clear") {
    for (const mail of store.all("mails")) store.remove("mails", mail.id);
    return redirect(response, `${base}/mail`);
  }
  if (section === "mail") return showMail(exchange, store, { id, part, rest });
  if (section === "challenge") return challenge(world, exchange, id);
  if (method === "POST" && section === "events" && part === "resend") {
    world.webhooks.resend(id);
    return redirect(response, base || "/");
  }
  return send(response, 404, page("Not found", base, "<h1>There is no such page</h1>"));
}

type MailPath = { id: string; part: string; rest: string };

function showMail({ base, response }: Exchange, store: Store, { id, part, rest }: MailPath): void {
  const mail = readMails(store).find((candidate) => candidate.id === id);
  if (!mail) return send(response, 404, page("Not found", base, "<h1>This mail is gone</h1>"));
  if (part === "files") return sendFile(response, mail, Number(rest));
  if (part !== "html") return send(response, 200, oneMailPage(mail, base));
  response.setHeader(
    "Content-Security-Policy",
    "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:",
  );
  return send(response, 200, mail.html.replace("<head>", '<head><base target="_top">'));
}

/** What came with a mail, to keep and never to be opened as a page of ours. */
function sendFile(response: ServerResponse, { attachments }: Mail, index: number): void {
  const file = attachments[index];
  if (!file) return send(response, 404, "There is no such file", "text/plain");
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Disposition": `attachment; filename="${file.name.replaceAll(/[^\w.-]/g, "_")}"`,
    "X-Content-Type-Options": "nosniff",
  });
  response.end(Buffer.from(file.base64, "base64"));
}

/** The issuer's page of 3-D Secure: shown in a dialog by the page's own script, or visited by the whole browser. */
function challenge({ sandbox }: World, { method, body, url, base, response }: Exchange, id: string): void {
  const form = new URLSearchParams(method === "POST" ? body : url.search);
  const secret = form.get("client_secret") ?? "";
  const intent = sandbox.store.get("payment_intents", id) as Intent | undefined;
  if (intent?.client_secret !== secret) return send(response, 404, page("Not found", base, "<h1>No such payment</h1>"));
  const mode = form.get("mode") ?? "redirect";
  if (method !== "POST") return send(response, 200, challengePage(intent, base, secret, mode));
  const { return_url } =
    (intent.next_action as { redirect_to_url?: { return_url: string } } | null)?.redirect_to_url ?? {};
  const answered = answerChallenge(sandbox, intent, form.get("result") === "pass");
  if (mode === "dialog" || !return_url)
    return send(response, 200, page("Done", base, "<p>Going back to the shop…</p>"));
  return redirect(response, returnAddress(return_url, answered));
}

function returnAddress(return_url: string, intent: Intent): string {
  const address = new URL(return_url);
  address.searchParams.set("payment_intent", intent.id);
  address.searchParams.set("payment_intent_client_secret", intent.client_secret);
  address.searchParams.set("redirect_status", intent.status === "succeeded" ? "succeeded" : "failed");
  return address.href;
}

function send(response: ServerResponse, status: number, body: string, type = "text/html"): void {
  if (!response.hasHeader("Content-Security-Policy")) response.setHeader("Content-Security-Policy", OWN_PAGES);
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}

const redirect = (response: ServerResponse, to: string): void => void response.writeHead(303, { Location: to }).end();

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
