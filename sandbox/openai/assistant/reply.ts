import { refusalIn } from "./outputs.ts";

/** A name as the assistant writes it, so that it can be told from other words later on. */
export const quoted = (name: string) => `“${name}”`;
/** The names in what the assistant wrote. */
export const namesOf = (text: string) => [
  ...new Set([...text.matchAll(/“([^”]+)”/g)].flatMap(([, name]) => name ?? [])),
];

/** "A", "A and B", "A, B and C" */
export const listed = (texts: string[], last = "and") =>
  texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${last} ${texts.at(-1)}`;
export const listedNames = (things: { name: string }[], last?: string) =>
  listed(
    things.map(({ name }) => quoted(name)),
    last,
  );

export const IDENTITY =
  "I am the offline assistant of this shop: a small program with rules, without an AI model. I search the catalog, look into your cart and your orders, and know the shop's policies.";
export const HELP =
  "Tell me what you look for, with a color, a size or a price, and I search the shop. Ask me about a product, let me compare two, or ask for your cart, your orders, delivery and returns.";
export const GREETING = "Hello! What are you looking for?";
export const THANKS = "You are welcome. Is there anything else?";
export const PUZZLED =
  "I did not understand that: I am only the offline assistant. Try a thing with a color or a price, such as a green mug under 40 dollars, or ask about your cart, your orders, delivery or returns.";
export const UNABLE = "I cannot do that from here.";
export const WHICH = "Its name is enough: which product do you mean?";

/** A proposal changes nothing until the shopper does this. */
export const CONFIRM = "Confirm it and it is done.";

/** What came of a tool: done, refused by the shop, or not to be used at all. */
export function toldOf(output: unknown, done: string, unable = UNABLE): string {
  if (output === undefined) return unable;
  const refusal = refusalIn(output);
  return refusal ? `That did not work. ${refusal}` : done;
}
