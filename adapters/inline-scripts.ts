import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

import { THEME_SCRIPT } from "@/model/theme";

import { BROWSABLE_SCRIPT } from "./browsable-script";

const POLICY = "Content-Security-Policy";
const scriptSource = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The shop's own inline scripts: constants, allowed on every page. */
export const OWN_SCRIPTS = [THEME_SCRIPT, BROWSABLE_SCRIPT].map(scriptSource);

const QUEUE = "(self.__next_f=self.__next_f||[]).push([0])";
/** How Next hands a page's data to the browser: one of these calls, with JSON and nothing else. */
const CALLS = ["self.__next_f.push(", '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push('];

/** Whether a script is one of Next's: data that is handed over, which cannot do anything by itself. */
function isNexts(text: string): boolean {
  if (text === QUEUE) return true;
  const call = CALLS.find((each) => text.startsWith(each));
  const body = /^(.*)\);?$/s.exec(text)?.[1];
  if (call === undefined || body === undefined) return false;
  try {
    JSON.parse(body.slice(call.length));
    return true;
  } catch {
    return false;
  }
}

/** What a policy must name so that a page's inline scripts of Next run; any other script of the page is left out. */
export function hashesOfPage(html: string): string[] {
  const texts = [...html.matchAll(/<script(?: (?:id|nonce)="[^"]*")*>([^<]*)<\/script>/g)].map(([, text = ""]) => text);
  return [...new Set(texts.filter(isNexts).map(scriptSource))];
}

/** A page that Next keeps for everybody: a nonce cannot be in it, and it is sent in one piece. A form's answer is not kept. */
const isKeptByNext = (response: ServerResponse) =>
  response.req.method !== "POST" &&
  response.hasHeader("x-nextjs-cache") &&
  String(response.getHeader("content-type")).startsWith("text/html");

/**
 * Has a page that Next keeps go out with the hashes of its scripts in place of the nonce, which it cannot carry. The head is
 * held back until the page is there; what is made for this request alone streams as before, under the nonce.
 */
export function allowKeptScripts(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number) => ServerResponse;
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  const pieces: Buffer[] = [];
  const add = (piece: unknown) => {
    if (typeof piece === "string" || piece instanceof Uint8Array) pieces.push(Buffer.from(piece as string));
  };
  const holds = () => !response.headersSent && isKeptByNext(response);
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.find((value) => typeof value === "object" && value !== null) ?? {};
    for (const [name, value] of Object.entries(given as OutgoingHttpHeaders))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = status;
    // A browser that has the page has its policy as well, and takes over what a 304 says.
    if (status === 304) response.removeHeader(POLICY);
    return holds() && status !== 304 ? response : writeHead(status);
  }) as typeof response.writeHead;
  response.write = (...args: unknown[]) => {
    if (!holds()) return write(...args);
    add(args[0]);
    return true;
  };
  response.end = (...args: unknown[]) => {
    if (!holds() || response.statusCode === 304) return end(...args);
    add(args[0]);
    const body = Buffer.concat(pieces);
    const sources = hashesOfPage(body.toString());
    response.setHeader(POLICY, String(response.getHeader(POLICY)).replace(/'nonce-[^']*'/, sources.join(" ")));
    if (body.length > 0) response.setHeader("Content-Length", body.length);
    writeHead(response.statusCode);
    return end(...(body.length > 0 ? [body] : []));
  };
}
