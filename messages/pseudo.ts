import { parseMessage } from "@/model/message-format";
import type { Part } from "@/model/message-format";

const LETTERS: Record<string, string> = {
  a: "á",
  c: "ç",
  e: "é",
  i: "í",
  n: "ñ",
  o: "ö",
  u: "ü",
  y: "ý",
  A: "Å",
  E: "É",
  O: "Ö",
};

/** Longer by four tenths, as German is at its worst, and with letters that nobody writes by hand. */
function disguiseText(text: string): string {
  const strange = text.replaceAll(/[a-zA-Z]/g, (letter) => LETTERS[letter] ?? letter);
  const words = text.trim().length > 2 ? "·".repeat(Math.ceil(text.trim().length * 0.4)) : "";
  return strange.replace(/(\S)(\s*)$/, `$1${words}$2`);
}

const write = (parts: readonly Part[]): string =>
  parts
    .map((part) => {
      if (typeof part === "string") return disguiseText(part);
      if ("tag" in part) return `<${part.tag}>${write(part.parts)}</${part.tag}>`;
      if (!("choose" in part)) return `{${part.name}}`;
      const options = Object.entries(part.options).map(([key, value]) => `${key} {${write(value)}}`);
      return `{${part.name}, ${part.choose}, ${options.join(" ")}}`;
    })
    .join("");

/** The English messages as the pseudo-locale says them: a text that stays as it was was not taken from here. */
export const disguise = <T extends Record<string, string>>(messages: T): Record<keyof T, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, write(parseMessage(text))])) as Record<
    keyof T,
    string
  >;
