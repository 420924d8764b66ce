import { STORE } from "@/model/store";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** What is inside `.own` is ours to style; a page may hold the interface of someone else beside it. */
const STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#fbf8f3,#191613);--ink:light-dark(#241e19,#f1eadf);--soft:light-dark(#665b50,#b8ab9b);--line:light-dark(#ddd2c3,#3d362e);--accent:light-dark(#9a4224,#e8a07c);--surface:light-dark(#f1ebe1,#24201b);--mono:14px/1.5 ui-monospace,monospace}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
body>header,main{max-width:70rem;margin:0 auto;padding:1rem 1.25rem}body>header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between;border-bottom:1px solid var(--line)}
.own{a{color:var(--accent)}h1{font-size:1.4rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}nav ol{display:flex;flex-wrap:wrap;gap:.25rem .6rem;list-style:none;margin:0;padding:0}
pre{background:var(--surface);padding:1rem;overflow:auto;margin:.5rem 0;font:var(--mono)}.facts{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;font:var(--mono)}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
textarea{width:100%;min-height:9rem;font:var(--mono);color:inherit;background:var(--paper);border:1px solid var(--soft);padding:.75rem}
button{font:inherit;min-height:2.75rem;padding:.4rem 1.1rem;margin:.5rem .5rem 0 0;color:var(--paper);background:var(--ink);border:0;cursor:pointer}}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

function trail(path: string): string {
  const steps = path.split("/").filter(Boolean);
  const links = steps.map(
    (step, index) => `<li><a href="/${steps.slice(0, index + 1).join("/")}/">${escape(step)}</a></li>`,
  );
  return `<nav aria-label="Breadcrumbs"><ol>${links.slice(1).join("")}</ol></nav>`;
}

type Parts = { path: string; title: string; head?: string; main: string };

/** A page of the API for people: one address of it, and where that lies. */
export const htmlPage = ({ path, title, head = "", main }: Parts) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg"><title>${escape(title)}</title><style>${STYLE}</style>${head}</head>
<body><header class="own">${trail(path)}<span><a href="/">${escape(STORE.name)}</a> · <a href="/api/v1/docs/">Reference</a> · <a href="/account">Your account</a></span></header>
<main>${main}</main></body></html>`;

export const HTML_TYPE = "text/html; charset=utf-8";
