import type { Sayings } from "./languages/language.ts";
import { refusalIn } from "./outputs.ts";

/** A name as the assistant writes it, so that it can be told from other words later on. */
export const quoted = (name: string) => `“${name}”`;
/** The names in what the assistant wrote. */
export const namesOf = (text: string) => [
  ...new Set([...text.matchAll(/“([^”]+)”/g)].flatMap(([, name]) => name ?? [])),
];

/** "A", "A and B", "A, B and C" */
export const listed = (texts: string[], last: string) =>
  texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${last} ${texts.at(-1)}`;
export const listedNames = (things: { name: string }[], last: string) =>
  listed(
    things.map(({ name }) => quoted(name)),
    last,
  );

/** What came of a tool: done, refused by the shop, or not to be used at all. */
export function toldOf(say: Sayings, output: unknown, done: string, unable = say.unable): string {
  if (output === undefined) return unable;
  const refusal = refusalIn(output);
  return refusal ? say.refused(refusal) : done;
}
