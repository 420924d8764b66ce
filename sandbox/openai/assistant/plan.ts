import type { Known } from "./fit.ts";
import type { Language } from "./languages/language.ts";
import type { Product } from "./outputs.ts";
import type { Wish } from "./understand.ts";

/** What of a conversation a plan can know. */
export type Talk = {
  language: Language;
  wish: Wish;
  /** The products that the assistant named last, in its order. */
  named: string[];
  /** Every product that a tool has told of, the latest first. */
  known: Product[];
  /** The product whose page the shopper looks at. */
  page: number | undefined;
};

/** A tool to use, and what is known that could be its arguments. */
export type Use = { tool: string; known: Known };

/**
 * How a wish is met: yields the tools to use, all at once, and gets what they return, undefined for one that it may not
 * use. A conversation is sent anew with each request, so a plan is begun anew with it and comes by what it had.
 */
export type Plan<Result = string> = Generator<Use[], Result, unknown[]>;

export function* use(tool: string, known: Known = {}): Plan<unknown> {
  const [output] = yield [{ tool, known }];
  return output;
}
