import { micromark } from "micromark";

/** A heading would break into the outline of the page; pictures are the shop's own. What stands for them stays as text. */
const LEFT_OUT = [
  "codeIndented",
  "definition",
  "headingAtx",
  "htmlFlow",
  "htmlText",
  "labelStartImage",
  "setextUnderline",
];

const LINK = /<a (href="([^"]*)"[^>]*)>(.*?)<\/a>/gs;
const isAllowed = (href: string) =>
  href !== "" && (/^(?:https?|mailto):/i.test(href) || !/^[a-z][a-z\d+.-]*:/i.test(href));

/** What shoppers and shop owners wrote in Markdown, as HTML that can stand on any page: none of it is their own. */
export const proseHtml = (text: string): string =>
  micromark(text, { extensions: [{ disable: { null: LEFT_OUT } }] }).replaceAll(
    LINK,
    (_, attributes: string, href: string, shown: string) =>
      isAllowed(href) ? `<a rel="nofollow ugc" ${attributes}>${shown}</a>` : shown,
  );
