import { env } from "@/env";
import { localized } from "@/model/locales";
import { STORE } from "@/model/store";
import type { Said, Translate } from "@/model/translate";

/** A mail in both of its forms, which say the same. */
export type Letter = {
  subject: string;
  text: string;
  html: string;
  /** Where it goes, when that is known better than when it was queued. */
  to?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
};

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** A message as HTML: what its tags hold stands out. */
export const asMarkup = (said: readonly Said[]): string =>
  said
    .map((piece) => {
      if (typeof piece === "string") return escape(piece);
      return "tag" in piece ? `<strong>${asMarkup(piece.said)}</strong>` : escape(piece.name);
    })
    .join("");

/** A page of the shop as a mail leads to it, in the language of the mail. */
export const pageUrl = ({ locale }: Translate, path: string) => env().APP_URL + localized(locale, path);

type Page = { title: string; heading: string; /** HTML. */ body: string; link: string; linkText: string };

/** The HTML of every mail of the shop: heading, body and one thing to press. */
export const asPage = ({ locale }: Translate, { title, heading, body, link, linkText }: Page) =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body style="margin:0;background:#f6f1e8;color:#2a2520;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:40px 24px">
<p style="font:28px Georgia,serif;margin:0 0 32px">${escape(STORE.name)}</p>
<h1 style="font:normal 32px/1.2 Georgia,serif;margin:0 0 12px">${escape(heading)}</h1>
${body}
<p style="margin:32px 0"><a href="${escape(link)}" style="background:#2a2520;color:#f6f1e8;padding:14px 24px;text-decoration:none">${escape(linkText)}</a></p>
</div></body></html>`;
