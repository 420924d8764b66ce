import { describe, expect, test } from "vitest";

import { LANGUAGE_TAGS } from "@/model/locales";
import { type Part, parseMessage } from "@/model/message-format";

import { BROKEN } from "./broken";
import de from "./de.json";
import en from "./en.json";
import fr from "./fr.json";

const ENGLISH: Record<string, string> = en;
const LANGUAGES: [locale: "de" | "fr", messages: Record<string, string>][] = [
  ["de", de],
  ["fr", fr],
];

/** A message's parts with those within them. */
const within = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => {
    if (typeof part === "string") return [];
    if ("tag" in part) return [part, ...within(part.parts)];
    return "choose" in part ? [part, ...Object.values(part.options).flatMap(within)] : [part];
  });

/** What a message is given: values and elements, each by its name. */
const givenTo = (message: string) => [
  ...new Set(
    within(parseMessage(message)).flatMap((part) => {
      if (typeof part === "string") return [];
      return ["tag" in part ? `<${part.tag}>` : `{${part.name}}`];
    }),
  ),
];

/** The choices of plurals by category; "many" is of millions, and may be left to "other". */
const countedBy = (message: string) =>
  within(parseMessage(message)).flatMap((part) =>
    typeof part !== "string" && "choose" in part && part.choose === "plural" && "one" in part.options
      ? [Object.keys(part.options).filter((key) => !key.startsWith("=") && key !== "many")]
      : [],
  );

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const entries = Object.entries(messages);

  test("everything is said that English says, and nothing else", () => {
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  test("a message is given the same as in English", () => {
    const wrong = entries.filter(
      ([key, message]) =>
        givenTo(message).toSorted().join() !==
        givenTo(ENGLISH[key] ?? "")
          .toSorted()
          .join(),
    );
    expect(wrong).toEqual([]);
  });

  test("every plural has the forms of the language", () => {
    const { pluralCategories } = new Intl.PluralRules(LANGUAGE_TAGS[locale]).resolvedOptions();
    const needed = pluralCategories.filter((category) => category !== "many").toSorted();
    for (const [key, message] of entries) {
      const counted = countedBy(message);
      expect([key, counted.length]).toEqual([key, countedBy(ENGLISH[key] ?? "").length]);
      for (const forms of counted) expect([key, forms.toSorted()]).toEqual([key, needed]);
    }
  });

  test("marks are set as printers of the language set them", () => {
    const typed = { de: /["'”]|[^\u00a0]…| %/, fr: /["'“”]|[^\u202f][:;!?»%]|«[^\u202f]/ }[locale];
    expect(
      entries.filter(([, message]) => typed.test(message.replaceAll(/<[^>]*>|[{}]|, plural,|, select,/g, ""))),
    ).toEqual([]);
  });
});

test.each([["en", en], ...LANGUAGES] as const)(
  "in %s, where a page's frame broke the same is said by heart",
  (locale, all) => {
    const words = Object.entries(all).filter(([key]) => key.startsWith("layout.error."));
    expect(BROKEN[locale]).toEqual(
      Object.fromEntries(words.map(([key, text]) => [key.slice("layout.error.".length), text])),
    );
  },
);
