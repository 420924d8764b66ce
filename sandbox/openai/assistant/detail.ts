import { choose } from "./choice.ts";
import type { Language, Sayings } from "./languages/language.ts";
import type { Product } from "./outputs.ts";
import type { Plan, Talk } from "./plan.ts";
import { listed, quoted } from "./reply.ts";
import { whichProduct } from "./which-product.ts";

/** What is asked of a product. */
const ASPECTS: [pattern: RegExp, label: keyof Sayings["labels"]][] = [
  [/\b(made (of|from)|material|fabric)\b/i, "material"],
  [/\b(big|large|tall|heavy|wide|dimensions|measure)\b/i, "dimensions"],
  [/\b(wash|dishwasher|microwave|clean|care)\b/i, "care"],
  [/\b(made in|come from|origin)\b/i, "origin"],
];

export function* tellDetail(talk: Talk): Plan {
  const product = yield* whichProduct(talk);
  if (typeof product === "string") return product;
  const { wish, language } = talk;
  const { say, option } = language;
  const name = quoted(product.name);
  if (wish.color || wish.size) {
    const { color, size, wrong } = choose(product, wish, language);
    const choice = [color && option(color), size && say.size(option(size))].filter((part) => part !== undefined);
    return wrong ?? say.made(name, choice.join(", "));
  }
  if (/\b(sizes|colou?rs|come in|available in)\b/i.test(wish.said)) return kindsOf(product, language);
  if (/\bhow much\b|\bprice\b|\bcost/i.test(wish.said)) return say.price(name);
  const label = ASPECTS.find(([pattern]) => pattern.test(wish.said))?.[1];
  const detail = label && product.details.find((one) => one.label === say.labels[label]);
  return `${name}: ${detail?.text ?? (product.tagline || say.noMore)}`;
}

function kindsOf({ name, colors, sizes }: Product, { say, option }: Language): string {
  if (!colors || !sizes) return say.onPage(quoted(name));
  const kinds = [colors, sizes].filter((made) => made.length > 0);
  return say.kinds(
    quoted(name),
    kinds.map((made) => listed(made.map(option), say.and)),
  );
}
