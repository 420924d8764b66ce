import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import type { Language } from "./language.ts";

const LANGUAGES: Record<string, Language> = { french, german };

/** The language that a shop says it speaks with its shopper; English where it says none that is known here. */
export function languageIn(instructions: string): Language {
  const named = /\bpage is in (\w+)/.exec(instructions)?.[1];
  return LANGUAGES[named?.toLowerCase() ?? ""] ?? english;
}
