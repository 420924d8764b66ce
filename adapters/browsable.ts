import { env } from "@/env";

import { BROWSABLE_SCRIPT } from "./browsable-script";
import { HTML_TYPE, escape, htmlPage } from "./html";
import { prefersHtml } from "./negotiate";

/** Text of JSON with links where an address of the shop's own stands, or an id that has a page of its own. */
function withLinks(json: string, path: string): string {
  const base = env().APP_URL;
  const isList = /\/api\/v1\/[\w-]+\/$/.test(path);
  return escape(json)
    .replace(/&quot;((?:https?:\/\/|\/media\/|\/api\/)[^\s&]*(?:&amp;[^\s&]*)*)&quot;/g, (whole, address: string) =>
      address.startsWith("/") || address.startsWith(base) ? `&quot;<a href="${address}">${address}</a>&quot;` : whole,
    )
    .replace(/^( {6}&quot;id&quot;: )(\d+)/gm, (whole, before: string, id: string) =>
      isList ? `${before}<a href="${path}${id}/">${id}</a>` : whole,
    );
}

const SHOWN = [
  "allow",
  "content-type",
  "etag",
  "ratelimit",
  "retry-after",
  "www-authenticate",
  "x-error-code",
  "x-request-id",
];

function form(methods: readonly string[]): string {
  const unsafe = methods.filter((method) => ["POST", "PUT", "PATCH", "DELETE"].includes(method));
  if (unsafe.length === 0) return "";
  const buttons = unsafe.map((method) => `<button name="method" value="${method}">${method}</button>`);
  return `<h2>Send something</h2><form><label for="body">JSON</label><textarea id="body" spellcheck="false">{}</textarea>${buttons.join("")}</form><pre id="answer" role="status" aria-label="Answer"></pre><script>${BROWSABLE_SCRIPT}</script>`;
}

/** The same answer for people: a browser that comes to an address of the API sees it readably, with links. */
export async function browsable(request: Request, response: Response, methods: readonly string[]): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!prefersHtml(request) || !type.includes("json")) return response;
  const { pathname, search } = new URL(request.url);
  const path = pathname.endsWith("/") || pathname.endsWith(".json") ? pathname : `${pathname}/`;
  const json = JSON.stringify(JSON.parse(await response.text()), null, 2);
  const facts = SHOWN.filter((name) => response.headers.has(name)).map(
    (name) => `<dt>${name}</dt><dd>${escape(response.headers.get(name) ?? "")}</dd>`,
  );
  const title = `${request.method} ${path}${search}`;
  const main = `<div class="own"><h1>${escape(title)}</h1><dl class="facts"><dt>status</dt><dd>${response.status}</dd>${facts.join("")}</dl><pre tabindex="0" role="region" aria-label="The answer as JSON">${withLinks(json, path)}</pre>${form(methods)}</div>`;
  const html = htmlPage({ path, title, main });
  const headers = new Headers(response.headers);
  for (const name of ["ETag", "Content-Length"]) headers.delete(name);
  headers.set("Content-Type", HTML_TYPE);
  headers.set("Cache-Control", "no-store");
  return new Response(html, { status: response.status, headers });
}
