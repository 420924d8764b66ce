import { hash } from "node:crypto";

import { rateText } from "@/domain/limits";
import { env } from "@/env";
import { ERROR_CODES } from "@/model/error-codes";
import { STORE } from "@/model/store";

import { HTML_TYPE, escape, htmlPage } from "../html";
import { assets, readOwn } from "./assets";

const QUICK_STARTS = [
  { lang: "Shell", label: "curl", file: "quick-start.sh" },
  { lang: "JavaScript", label: "JavaScript", file: "quick-start.mjs" },
  { lang: "Python", label: "Python", file: "quick-start.py" },
];
const EXAMPLE_ORIGIN = "http://localhost:3000";

/** The files run as they are against the shop on its usual port; here they name this shop. */
async function readQuickStart(file: string): Promise<string> {
  const { APP_URL, SANDBOX_ORIGIN } = env();
  const stripe = SANDBOX_ORIGIN ? `${APP_URL}/sandbox/v1` : "https://api.stripe.com/v1";
  return (await readOwn(file)).replaceAll(`${EXAMPLE_ORIGIN}/sandbox/v1`, stripe).replaceAll(EXAMPLE_ORIGIN, APP_URL);
}

async function quickStart(): Promise<string> {
  const samples = await Promise.all(
    QUICK_STARTS.map(async (sample) => ({ ...sample, source: await readQuickStart(sample.file) })),
  );
  const choices = samples.map(
    ({ lang, label }, index) =>
      `<label><input type="radio" name="quick-start" value="${lang}"${index === 0 ? " checked" : ""}>${label}</label>`,
  );
  const sources = samples.map(
    ({ lang, label, source }) =>
      `<pre data-lang="${lang}" tabindex="0" role="region" aria-label="Quick start in ${label}">${escape(source)}</pre>`,
  );
  return `<fieldset class="samples"><legend>From registration to a paid order</legend>${choices.join("")}<button type="button" data-copy hidden>Copy</button>${sources.join("")}</fieldset>`;
}

/** What holds for every operation: a term, and what is to be known of it, in HTML. */
const conventions = (): [string, string][] => [
  [
    "Addresses",
    "End in a slash and work without it, never by a redirect. Bodies are JSON in UTF-8. Fields that are unknown or read-only are ignored, so what was read can be sent back.",
  ],
  [
    "Tokens",
    "<code>Authorization: Token &lt;key&gt;</code>, with the key that <code>POST /api/v1/token/</code> answers for a name and a password; <code>Bearer</code> is understood as well. A token is shown once. On the shop's own pages, this one among them, its sign-in counts too.",
  ],
  ["Values", 'Money is text with two digits, <code>"12.50"</code>. Times are ISO 8601 in UTC.'],
  [
    "Lists",
    "<code>{count, next, previous, results}</code>. <code>page</code> begins at 1, <code>page_size</code> is 20 and at most 100. Follow <code>next</code> until it is null.",
  ],
  [
    "Errors",
    'Wrong input is 400 with messages by field, <code>{"quantity": ["…"]}</code>; everything else is <code>{"detail": "…", "code": "…"}</code>. The code stands in <code>X-Error-Code</code> either way. Accept <code>application/problem+json</code> to get RFC 9457. <code>X-Request-Id</code> names the request in the shop\'s log.',
  ],
  [
    "Sending again",
    "A <code>POST</code> with an <code>Idempotency-Key</code> is done once: sent again within 48 hours, the first answer comes again.",
  ],
  [
    "Versions",
    "What is read has an <code>ETag</code>. <code>If-None-Match</code> answers 304 while a copy is good; <code>If-Match</code> refuses a change with 412 when someone else was faster.",
  ],
  [
    "Limits",
    `${rateText("reads_of_token")} to read with a token, ${rateText("reads_of_address")} without; ${rateText("writes")} to change; ${rateText("register")} to register. <code>RateLimit</code> and <code>RateLimit-Policy</code> say what is left, <code>Retry-After</code> how long to wait.`,
  ],
];

const term = ([name, text]: [string, string]) => `<div><dt>${name}</dt><dd>${text}</dd></div>`;

function errorTable(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { status, meaning, remedy }]) =>
      `<tr id="error-${code}"><th scope="row"><a href="#error-${code}"><code>${code}</code></a></th><td>${status}</td><td>${escape(meaning)}</td><td>${escape(remedy)}</td></tr>`,
  );
  return `<table class="errors"><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What it means</th><th scope="col">What to do</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

async function head(): Promise<string> {
  const tags = (await assets()).map(({ name, file }) =>
    name.endsWith(".css")
      ? `<link rel="stylesheet" href="/api/v1/docs/${file}">`
      : `<script src="/api/v1/docs/${file}" defer></script>`,
  );
  return tags.join("");
}

const main = async () => `<div class="own"><h1>${escape(STORE.name)} API</h1>
<p class="lead">The shop over REST, in the manners of Django REST framework, described by an <a href="/api/v1/openapi.json">OpenAPI 3.1 document</a>.</p>
<nav aria-label="On this page"><ul><li><a href="#quick-start">Quick start</a></li><li><a href="#conventions">Conventions</a></li><li><a href="#errors">Errors</a></li><li><a href="#operations">Operations</a></li></ul></nav>
<section id="quick-start"><h2>Quick start</h2><p>Each of these runs as it stands and buys something, with a card that only pays in test mode.</p>${await quickStart()}</section>
<section id="conventions"><h2>Conventions</h2><dl>${conventions().map(term).join("")}</dl></section>
<section id="errors"><h2>Errors</h2><p>The code is for programs and stays; the sentence that comes with it is for people and may change.</p>${errorTable()}</section></div>
<section id="operations"><div class="own"><h2>Operations</h2><p>Press <strong>Authorize</strong> and paste a token, or <a href="/sign-in?next=/api/v1/docs/">sign in to the shop</a> in this browser; then press <strong>Try it out</strong>. What you send is really done.</p><noscript><p>To try operations out, this page needs scripts. All of them are described in the <a href="/api/v1/openapi.json">document</a>.</p></noscript></div><div id="swagger-ui"></div></section>`;

/** The reference for people: quick start, conventions and errors as text, and every operation to try out. */
export async function readReference(): Promise<Response> {
  const html = htmlPage({
    path: "/api/v1/docs/",
    title: `${STORE.name} API reference`,
    head: await head(),
    main: await main(),
  });
  const headers = {
    "Cache-Control": "public, no-cache",
    "Content-Type": HTML_TYPE,
    ETag: `"${hash("sha256", html, "base64url").slice(0, 27)}"`,
  };
  return new Response(html, { headers });
}
