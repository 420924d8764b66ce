import { expect, test } from "vitest";

import { disguise } from "@/messages/pseudo";

import { parseMessage } from "./message-format";
import { type Messages, translator } from "./translate";

const say = (text: string, values = {}, locale: "en" | "ar-XB" = "en") =>
  translator(locale, { "layout.skip": text } satisfies Messages)("layout.skip", values);

test.each([
  ["Nothing to fill in", {}, "Nothing to fill in"],
  ["Cart of {name}", { name: "Ada" }, "Cart of Ada"],
  ["{count} things", { count: 1234 }, "1,234 things"],
  ["{n, plural, =0 {none} one {# thing} other {# things}}", { n: 0 }, "none"],
  ["{n, plural, =0 {none} one {# thing} other {# things}}", { n: 1 }, "1 thing"],
  ["{n, plural, =0 {none} one {# thing} other {# things}}", { n: 2000 }, "2,000 things"],
  ["{n, plural, one {{who} has one} other {{who} has {n}}}", { n: 3, who: "Ada" }, "Ada has 3"],
  ["{what, select, mug {a mug} other {something}}", { what: "mug" }, "a mug"],
  ["{what, select, mug {a mug} other {something}}", { what: "lamp" }, "something"],
  ["Read <link>the <b>terms</b></link>.", {}, "Read the terms."],
  ["Under 3 < 4, no. 5 #", {}, "Under 3 < 4, no. 5 #"],
])("%s with %j says %s", (text, values, said) => {
  expect(say(text, values)).toBe(said);
});

test.each([
  ["{", "No name"],
  ["{name", `"}" is missing`],
  ["{n, plural, one {x}}", `no "other"`],
  ["<b>never closed", `"</b>" is missing`],
  ["closed</b>", "closes nothing"],
  ["too much}", "closes nothing"],
])("%s is refused when it is read", (text, reason) => {
  expect(() => parseMessage(text)).toThrow(reason);
});

test("a key without a message is shown", () => {
  expect(translator("en", {})("layout.skip")).toBe("layout.skip");
});

test("the pseudo-locale says the same, longer, and leaves names, choices and tags alone", () => {
  const { text } = disguise({ text: "Put {n, plural, one {# mug} other {# mugs}} of <b>{name}</b> away" });
  const said = say(text, { n: 2, name: "Ada" }, "ar-XB");
  expect(said).toContain("2 mügs");
  expect(said).toContain("Ada");
  expect(said.length).toBeGreaterThan("Put 2 mugs of Ada away".length * 1.2);
});
