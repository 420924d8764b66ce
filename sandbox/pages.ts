import { type Mail, readMails } from "./mail.ts";
import type { Item, Store } from "./store.ts";
import { TEST_CARDS } from "./stripe/cards.ts";
import type { Intent } from "./stripe/objects.ts";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (value: unknown) => String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#faf7f1,#1b1815);--ink:light-dark(#2a2520,#efe8dc);--soft:light-dark(#6a6056,#b3a899);--line:light-dark(#e2d9ca,#3a342d);--accent:light-dark(#8f4424,#e29a74)}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}h1,h2{font-family:Georgia,serif;font-weight:400;line-height:1.15}h1{font-size:2.4rem;margin:.2em 0}h2{margin:2.5rem 0 .75rem}
a{color:var(--accent)}p.lead{color:var(--soft);max-width:42rem}nav{display:flex;gap:1.25rem;padding:1rem 1.25rem;border-bottom:1px solid var(--line)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.6rem .9rem .6rem 0;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:500}
code,.code{font:.92em ui-monospace,monospace;white-space:nowrap}button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:.3rem;padding:.4rem .9rem;min-height:2.75rem;cursor:pointer}
button.main{background:var(--ink);color:var(--paper);border-color:var(--ink)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1.25rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}iframe{width:100%;height:44rem;border:1px solid var(--line);background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

export const page = (title: string, base: string, body: string, style = "") => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${STYLE}${style}</style></head>
<body><nav aria-label="Sandbox"><a href="${base || "/"}">Payments</a><a href="${base}/mail">Mailbox</a></nav><main>${body}</main></body></html>`;

const time = (seconds: unknown) => new Date(Number(seconds) * 1000).toISOString().replace("T", " ").slice(0, 19);
const money = (amount: unknown, currency: unknown) =>
  `${(Number(amount) / 100).toFixed(2)} ${String(currency).toUpperCase()}`;
const table = (caption: string, head: string[], rows: string[][]) =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("")}</tbody></table></div>`;

export function indexPage(store: Store, base: string): string {
  const payments = (store.all("payment_intents") as Intent[]).toReversed().slice(0, 20);
  const events = store.all("events").toReversed().slice(0, 20);
  const cards = TEST_CARDS.map(({ number, says }) => [
    `<code>${number.replace(/(.{4})(?=.)/g, "$1 ")}</code>`,
    escape(says),
  ]);
  return page(
    "Sandbox payments",
    base,
    `<h1>Sandbox: no money moves</h1>
<p class="lead">This stands in for Stripe while the shop has no keys of its own. Pay with a test card, any date to come and any three digits.</p>
<h2>Test cards</h2>${table("Test cards", ["Number", "What happens"], cards)}
<h2>Latest payments</h2>${
      payments.length > 0
        ? table(
            "Latest payments",
            ["Payment", "For", "Amount", "Status", "Time (UTC)"],
            payments.map((intent) => [
              `<code>${escape(intent.id)}</code>`,
              escape(intent["description"] ?? ""),
              money(intent.amount, intent.currency),
              escape(intent.status),
              time(intent.created),
            ]),
          )
        : "<p>None yet. Put something in the cart.</p>"
    }
<h2>Latest events</h2>${
      events.length > 0
        ? table(
            "Latest events",
            ["Event", "Delivered", "Time (UTC)", "Again"],
            events.map((event) => eventRow(event, base)),
          )
        : "<p>None yet.</p>"
    }`,
  );
}

const eventRow = (event: Item, base: string) => [
  `<span class="code">${escape(event["type"])}</span>`,
  event["pending_webhooks"] === 0
    ? "yes"
    : `not yet (${escape((event["deliveries"] as number[] | undefined)?.at(-1) || "no answer")})`,
  time(event["created"]),
  `<form method="post" action="${base}/events/${escape(event.id)}/resend"><button aria-label="Send again: ${escape(event["type"])}">Send again</button></form>`,
];

export function mailPage(store: Store, base: string): string {
  const mails = readMails(store);
  const rows = mails.map((mail) => [
    `<a href="${base}/mail/${mail.id}">${escape(mail.subject)}</a>`,
    escape(mail.to.join(", ")),
    escape(mail.at.replace("T", " ").slice(0, 19)),
  ]);
  return page(
    "Mailbox",
    base,
    `<h1>Mailbox</h1><p class="lead">Every mail that the shop sends lands here and goes no further.</p>${
      mails.length > 0
        ? `${table("Mails", ["Subject", "To", "Time (UTC)"], rows)}<form method="post" action="${base}/mail/clear"><p><button>Clear the mailbox</button></p></form>`
        : "<p>No mail yet. Place an order and the confirmation arrives here.</p>"
    }`,
  );
}

export const oneMailPage = (mail: Mail, base: string) =>
  page(
    mail.subject,
    base,
    `<h1>${escape(mail.subject)}</h1><dl><dt>From</dt><dd>${escape(mail.from)}</dd><dt>To</dt><dd>${escape(mail.to.join(", "))}</dd><dt>Time</dt><dd>${escape(mail.at)}</dd>${mail.attachments
      .map(
        ({ name }, index) =>
          `<dt>Attached</dt><dd><a href="${base}/mail/${mail.id}/files/${index}" download>${escape(name)}</a></dd>`,
      )
      .join("")}</dl>
<h2>As a mail program shows it</h2>${mail.html ? `<iframe title="The mail" sandbox="allow-popups allow-top-navigation-by-user-activation" src="${base}/mail/${mail.id}/html"></iframe>` : "<p>This mail has no HTML part.</p>"}
<h2>As plain text</h2><pre>${escape(mail.text)}</pre>`,
  );

export const challengePage = (intent: Intent, base: string, secret: string, mode: string) =>
  page(
    "3-D Secure",
    base,
    `<h1>Sandbox bank</h1><p class="lead">Approve this payment of <strong>${money(intent.amount, intent.currency)}</strong>?</p>
<form method="post" action="${base}/challenge/${intent.id}"><input type="hidden" name="client_secret" value="${escape(secret)}"><input type="hidden" name="mode" value="${escape(mode)}">
<p><button class="main" name="result" value="pass">Complete authentication</button> <button name="result" value="fail">Fail authentication</button></p></form>`,
    "nav{display:none}main{padding:1.5rem}h1{font-size:1.6rem}",
  );
