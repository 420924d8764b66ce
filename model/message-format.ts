import { pluralRules } from "./intl";

/** A message as it is written in messages/*.json, taken apart. */
export type Part =
  | string
  | { name: string }
  | { name: string; choose: "plural" | "select"; options: Record<string, Part[]> }
  | { tag: string; parts: Part[] };

const cache = new Map<string, Part[]>();

/**
 * Reads the part of ICU's message format that the shop needs: {name}, {n, plural, =0 {…} one {…} other {…}} with # for the number,
 * {what, select, a {…} other {…}}, and <tag>…</tag>. Throws where braces or tags do not close, or "other" is missing.
 */
export function parseMessage(text: string): Part[] {
  const known = cache.get(text);
  if (known) return known;
  const reader = { text, at: 0 };
  const parts = readParts(reader, "");
  if (reader.at < text.length) throw new Error(`"${text[reader.at]}" at ${reader.at} closes nothing: ${text}`);
  cache.set(text, parts);
  return parts;
}

type Reader = { text: string; at: number };

/** Up to the brace or the tag that ends them. */
function readParts(reader: Reader, counted: string): Part[] {
  const parts: Part[] = [];
  while (reader.at < reader.text.length) {
    const rest = reader.text.slice(reader.at);
    const [plain] = /^[^{}<#]+|^<(?![a-z/])/.exec(rest) ?? [];
    const [tag, name = ""] = /^<([a-z]+)>/.exec(rest) ?? [];
    if (plain) parts.push(take(reader, plain));
    else if (rest.startsWith("}") || rest.startsWith("</")) return parts;
    else if (rest.startsWith("#")) {
      take(reader, "#");
      parts.push(counted ? { name: counted } : "#");
    } else if (tag) {
      take(reader, tag);
      parts.push({ tag: name, parts: readParts(reader, counted) });
      take(reader, `</${name}>`);
    } else parts.push(readArgument(reader));
  }
  return parts;
}

function readArgument(reader: Reader): Part {
  const [head = "", name = "", choose] =
    /^\{\s*(\w+)\s*(?:,\s*(plural|select)\s*,\s*)?/.exec(reader.text.slice(reader.at)) ?? [];
  if (!head) throw new Error(`No name after "{" at ${reader.at}: ${reader.text}`);
  take(reader, head);
  if (choose !== "plural" && choose !== "select") {
    take(reader, "}");
    return { name };
  }
  const options: Record<string, Part[]> = {};
  for (let match = nextOption(reader); match; match = nextOption(reader)) {
    const [option, key = ""] = match;
    take(reader, option);
    options[key] = readParts(reader, choose === "plural" ? name : "");
    take(reader, "}");
  }
  take(reader, /^\s*\}/.exec(reader.text.slice(reader.at))?.[0] ?? "}");
  if (!options["other"]) throw new Error(`"${name}" has no "other": ${reader.text}`);
  return { name, choose, options };
}

const nextOption = ({ text, at }: Reader) => /^\s*(=\d+|\w+)\s*\{/.exec(text.slice(at));

function take(reader: Reader, what: string): string {
  if (!reader.text.startsWith(what, reader.at)) throw new Error(`"${what}" is missing at ${reader.at}: ${reader.text}`);
  reader.at += what.length;
  return what;
}

/** Which of a plural's or a select's texts is for this value; an exact number comes before its category. */
export function choose(part: Extract<Part, { choose: string }>, value: unknown, language: string): Part[] {
  const { options } = part;
  const key = part.choose === "select" ? String(value) : pluralRules(language, {}).select(Number(value));
  return (
    (part.choose === "plural" ? options[`=${String(value)}`] : undefined) ?? options[key] ?? options["other"] ?? []
  );
}
