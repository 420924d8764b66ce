import { topicOf } from "./kinds.ts";
import { namesIn, proseIn } from "./outputs.ts";
import { type Plan, type Talk, use } from "./plan.ts";
import { listed } from "./reply.ts";

const SENTENCES = 3;

/** Only the shop's own text says what its policies are. */
export function* tellPolicy({ wish, language: { say } }: Talk): Plan {
  const topic = topicOf(wish.said);
  const prose = proseIn(yield* use("get_page", { id: topic }));
  if (prose) return nearest(prose, wish.words);
  return topic ? say.policyPage(topic) : say.whichPolicy;
}

/** The first sentences from the one on that speaks of what was asked. */
function nearest(prose: string, words: string[]): string {
  const sentences = prose.match(/[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]+)*[.!?]?/g)?.map((text) => text.trim()) ?? [prose];
  const asked = sentences.findIndex((sentence) => words.some((word) => sentence.toLowerCase().includes(word)));
  const start = Math.max(asked, 0);
  return sentences.slice(start, start + SENTENCES).join(" ");
}

export function* tellAssortment({ language: { say } }: Talk): Plan {
  const names = namesIn(yield* use("list_categories"));
  return names.length === 0 ? say.unable : say.assortment(listed(names, say.and));
}
