import fc from "fast-check";
import { expect, test } from "vitest";

import { PlainText } from "./plain-text";

function told(pieces: readonly string[]): string[] {
  const heard: string[] = [];
  const plain = new PlainText((text) => heard.push(text));
  for (const piece of pieces) plain.hear(piece);
  plain.end();
  expect(heard.join("")).toBe(plain.said);
  return heard;
}
const plain = (text: string) => told([text]).join("");

test.each([
  ["“Moon Jar” costs less than 40 dollars, or 3 < 4.", "“Moon Jar” costs less than 40 dollars, or 3 < 4."],
  ["See [the **Moon** Jar](/products/moon-jar).", "See the Moon Jar."],
  ["![a picture](https://evil.example/x.png?q=cart)", "a picture"],
  ["<img src=x onerror=alert(1)>Hello <b>you</b>", "Hello you"],
  ["<<b>script>alert(1)</script>", "script>alert(1)"],
  ["a <script", "a script"],
  ["Go to https://evil.example/a now", "Go to  now"],
  ["Go to //evil.example, www.evil.example or evil.example/login", "Go to   or "],
  ["javascript:alert(1) java**script:alert(1)** mailto:a@evil.example", "  "],
  ["## Cups\n- one\n- `two`", "Cups\n- one\n- two"],
  ["a\u0000b\u001B[31mc", "ab[31mc"],
])("%j is told as %j", (text, expected) => expect(plain(text)).toBe(expected));

test("words are passed on as soon as they are sure", () => {
  expect(told(["Hel", "lo you ", "and [the", " jar](https://", "evil.example) ", "there"])).toEqual([
    "Hello you ",
    "and ",
    "the jar ",
    "there",
  ]);
});

const parts = [" ", "\n", "<", "<b", "</", ">", "[", "![", "](", ")", "]", "https:", "//", "evil.example/x", "www."];
const words = fc.constantFrom(...parts, "**", "`", "javascript:", "mailto:", "word", "“Jar”", "# ", "\0", "\uD83D");
const text = fc.array(words, { maxLength: 30 }).map((all) => all.join(""));

test("however it comes in pieces, no tag and no address is left, and the text is the same", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (whole, size) => {
      const pieces = whole.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      const said = told(pieces).join("");
      expect(said).not.toMatch(/<[a-z/!?]|\/\/\S|javascript:\S|mailto:\S|www\.\S|\]\(/i);
      expect(said).toBe(plain(whole));
    }),
    { numRuns: 3000 },
  );
});
