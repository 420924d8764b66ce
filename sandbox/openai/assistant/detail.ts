import { choose, onPage } from "./choice.ts";
import type { Product } from "./outputs.ts";
import type { Plan, Talk } from "./plan.ts";
import { listed, quoted } from "./reply.ts";
import { whichProduct } from "./which-product.ts";

/** What is asked of a product, and what its details call it. */
const ASPECTS: [pattern: RegExp, label: string][] = [
  [/\b(made (of|from)|material|fabric)\b/i, "Material"],
  [/\b(big|large|tall|heavy|wide|dimensions|measure)\b/i, "Dimensions"],
  [/\b(wash|dishwasher|microwave|clean|care)\b/i, "Care"],
  [/\b(made in|come from|origin)\b/i, "Origin"],
];

export function* tellDetail(talk: Talk): Plan {
  const product = yield* whichProduct(talk);
  if (typeof product === "string") return product;
  const { wish } = talk;
  const name = quoted(product.name);
  if (wish.color || wish.size) {
    const { color, size, wrong } = choose(product, wish);
    const choice = [color, size && `size ${size}`].filter((part) => part !== undefined);
    return wrong ?? `Yes, ${name} comes in ${choice.join(", ")}. Its page shows what is in stock.`;
  }
  if (/\b(sizes|colou?rs|come in|available in)\b/i.test(wish.said)) return kindsOf(product);
  if (/\bhow much\b|\bprice\b|\bcost/i.test(wish.said)) return `The price of ${name} is on its card.`;
  const label = ASPECTS.find(([pattern]) => pattern.test(wish.said))?.[1];
  const detail = product.details.find((one) => one.label === label);
  return `${name}: ${detail?.text ?? (product.tagline || "I know no more of it than its page says.")}`;
}

function kindsOf({ name, colors, sizes }: Product): string {
  if (!colors || !sizes) return onPage(name);
  const kinds = [colors, sizes].filter((made) => made.length > 0).map((made) => listed(made));
  return kinds.length > 0
    ? `${quoted(name)} comes in ${kinds.join("; in ")}.`
    : `${quoted(name)} comes in one kind only.`;
}
