import type { Language } from "./languages/language.ts";
import { type Product, productsIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { ranked } from "./rank.ts";
import { quoted } from "./reply.ts";
import { readSlots } from "./slots.ts";

const AT_MOST = 3;

export function* compare(talk: Talk): Plan {
  const found = yield* whichProducts(talk);
  const { say } = talk.language;
  if (!found) return say.unable;
  if (found.length < 2) return say.whichTwo;
  const { material, dimensions } = say.labels;
  const portrait = portraitOf([material, dimensions]);
  const ids = found.slice(0, AT_MOST).map(({ id }) => id);
  const compared = productsIn(yield* use("compare_products", { ids: ids.join(","), product_ids: ids }));
  if (compared.length > 1) return compared.map(portrait).join("\n");
  const outputs = yield ids.map((id) => ({ tool: "get_product", known: { id, product_id: id } }));
  const told = outputs.flatMap(productsIn);
  return (told.length > 1 ? told : found.slice(0, AT_MOST)).map(portrait).join("\n");
}

/** Those whose names are said, else those in their places, else the first two, of the list that was shown last. */
function* whichProducts({ wish, named, known, language }: Talk): Plan<Product[] | undefined> {
  const parts = wish.said.split(/\b(?:and|with|to|or|versus|vs)\b|,/i).map((part) => readSlots(part, language).words);
  const names = parts.filter((words) => words.length > 0);
  if (names.length > 1) return yield* bestOfEach(names, language);
  const places = wish.places.length > 1 ? wish.places : [1, 2];
  const shown = places.flatMap((place) => named.at(place > 0 ? place - 1 : place) ?? []);
  const told = shown.flatMap((name) => known.find((product) => product.name === name) ?? []);
  return told.length === shown.length
    ? told
    : yield* bestOfEach(
        shown.map((name) => [name]),
        language,
      );
}

function* bestOfEach(names: string[][], language: Language): Plan<Product[] | undefined> {
  const uses = names.map((words) => ({ tool: "list_products", known: { search: words.join(" "), page_size: 8 } }));
  const outputs = yield uses;
  if (outputs.every((output) => output === undefined)) return undefined;
  return outputs.flatMap((output, at) => ranked(productsIn(output), names[at] ?? [], language).slice(0, 1));
}

const portraitOf =
  (labels: string[]) =>
  ({ name, tagline, details }: Product): string => {
    const facts = details.filter(({ label }) => labels.includes(label)).map(({ text }) => text);
    const told = [tagline, facts.length > 0 ? `${facts.join("; ")}.` : ""].filter(Boolean).join(" ");
    return told ? `${quoted(name)}: ${told}` : quoted(name);
  };
