import type { Language } from "./languages/language.ts";
import type { Product } from "./outputs.ts";

export const isNamed = (name: string, words: string[], { has }: Language) => words.every((word) => has(name, word));

/** What a word counts in the name of a product, in what it is said to be, and in its description. */
const NAMED = 4;
const MENTIONED = 2;
const DESCRIBED = 1;
/** A search finds tea in steam as well. */
const MISTAKEN = -1;

function scoreOf({ name, category, tagline, description }: Product, word: string, { has }: Language): number {
  const kind = `${category} ${tagline}`;
  const score =
    Number(has(name, word)) * NAMED + Number(has(kind, word)) * MENTIONED + Number(has(description, word)) * DESCRIBED;
  return score || (`${name} ${kind} ${description}`.toLowerCase().includes(word) ? MISTAKEN : 0);
}

/** Products, each once, the ones that fit best first; those that fit much less than the best go. */
export function ranked(products: Product[], words: string[], language: Language, ordering?: string): Product[] {
  const each = [...new Map(products.map((product) => [product.id, product])).values()];
  const score = (product: Product) => words.reduce((sum, word) => sum + scoreOf(product, word, language), 0);
  const best = Math.max(0, ...each.map(score));
  const least = best >= NAMED ? MENTIONED : Math.min(best, DESCRIBED);
  const left = each.filter((product) => score(product) >= least);
  if (ordering === "price") return left.toSorted((one, other) => one.price - other.price);
  if (ordering === "-price") return left.toSorted((one, other) => other.price - one.price);
  return ordering ? left : left.toSorted((one, other) => score(other) - score(one));
}
