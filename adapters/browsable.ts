import { env } from "@/env";
import { STORE } from "@/model/store";

import { prefersHtml } from "./negotiate";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#fbf8f3,#191613);--ink:light-dark(#241e19,#f1eadf);--soft:light-dark(#665b50,#b8ab9b);--line:light-dark(#ddd2c3,#3d362e);--accent:light-dark(#9a4224,#e8a07c);--surface:light-dark(#f1ebe1,#24201b)}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
header,main{max-width:70rem;margin:0 auto;padding:1rem 1.25rem}header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between;border-bottom:1px solid var(--line)}
a{color:var(--accent)}h1{font-size:1.4rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}nav ol{display:flex;flex-wrap:wrap;gap:.25rem .6rem;list-style:none;margin:0;padding:0}
pre{background:var(--surface);padding:1rem;overflow:auto;margin:.5rem 0;font:14px/1.5 ui-monospace,monospace}dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;font:14px/1.5 ui-monospace,monospace}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
textarea{width:100%;min-height:9rem;font:14px/1.5 ui-monospace,monospace;color:inherit;background:var(--paper);border:1px solid var(--soft);padding:.75rem}
button{font:inherit;min-height:2.75rem;padding:.4rem 1.1rem;margin:.5rem .5rem 0 0;color:var(--paper);background:var(--ink);border:0;cursor:pointer}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

/** Sends what was typed as this page's reader: the session's cookie counts, since the page is our own. */
const SCRIPT = `
document.querySelector("form")?.addEventListener("submit",async(event)=>{event.preventDefault();
const method=event.submitter.value,text=document.getElementById("body").value,answer=document.getElementById("answer");
answer.textContent="…";
try{const response=await fetch(location.href,{method,headers:{Accept:"application/json","Content-Type":"application/json"},...(method!=="DELETE"&&{body:text})});
const body=await response.text();let shown=body;try{shown=JSON.stringify(JSON.parse(body),null,2)}catch{}
answer.textContent=response.status+" "+response.statusText+"\\n"+shown}catch{answer.textContent="The shop could not be reached."}});`;

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

function trail(path: string): string {
  const steps = path.split("/").filter(Boolean);
  const links = steps.map(
    (step, index) => `<li><a href="/${steps.slice(0, index + 1).join("/")}/">${escape(step)}</a></li>`,
  );
  return `<nav aria-label="Breadcrumbs"><ol>${links.slice(1).join("")}</ol></nav>`;
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
  return `<h2>Send something</h2><form><label for="body">JSON</label><textarea id="body" spellcheck="false">{}</textarea>${buttons.join("")}</form><pre id="answer" role="status" aria-label="Answer"></pre><script>${SCRIPT}</script>`;
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
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><header>${trail(path)}<span><a href="/">${escape(STORE.name)}</a> · <a href="/account">Your account</a></span></header>
<main><h1>${escape(title)}</h1><dl><dt>status</dt><dd>${response.status}</dd>${facts.join("")}</dl><pre tabindex="0" role="region" aria-label="The answer as JSON">${withLinks(json, path)}</pre>${form(methods)}</main></body></html>`;
  const headers = new Headers(response.headers);
  for (const name of ["ETag", "Content-Length"]) headers.delete(name);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", "no-store");
  return new Response(html, { status: response.status, headers });
}
