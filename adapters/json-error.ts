/** What V8 says of broken JSON, and how Python's json module says it: clients of Django were written against its words. */
const WORDS: [RegExp, string][] = [
  [
    /^Expected property name|^Expected double-quoted property name/,
    "Expecting property name enclosed in double quotes",
  ],
  [/^Expected ':'/, "Expecting ':' delimiter"],
  [/^Expected ','/, "Expecting ',' delimiter"],
  [/^Unexpected non-whitespace/, "Extra data"],
  [/^Bad control character/, "Invalid control character at"],
  [/^Bad escaped character|^Bad Unicode escape/, "Invalid \\escape"],
  [/^Unterminated string/, "Unterminated string starting at"],
];

/** The reason why a text is no JSON, with its line, column and offset. */
export function jsonError(text: string, message: string): string {
  const words = WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? "Expecting value";
  const told = /position (\d+)/.exec(message)?.[1];
  const end = message.startsWith("Unexpected end") ? text.length : 0;
  const position = words.startsWith("Unterminated") ? text.lastIndexOf('"') : Number(told ?? end);
  const before = text.slice(0, position).split("\n");
  return `${words}: line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1} (char ${position})`;
}
