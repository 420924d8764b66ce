import { type SpokenKind, isAnew, isGreeting, isRequest, isThanks, spokenKind } from "./kinds.ts";
import type { Language } from "./languages/language.ts";
import { type Slots, isNarrowed, readSlots } from "./slots.ts";

/** What somebody wants. */
export type Kind = SpokenKind | "find" | "greeting" | "thanks" | "unknown";
export type Wish = Slots & {
  kind: Kind;
  /** They asked for something; without it, their words may be anything. */
  isSure: boolean;
};
/** What somebody said, and what they had been told before. */
export type Exchange = { before: string; said: string };

/** What is asked with these can be answered and made more precise. */
const GOES_ON = new Set<Kind>(["find", "detail", "compare", "add", "change", "remove", "return"]);
/** More words than these, without a request, are hardly the name of a thing. */
const NAME_WORDS = 3;
const YES = /^\W*(yes|yep|yeah|sure|ok|okay|please|exactly)\b/i;

/** What the last message wants, in the light of those before it. */
export function understand(exchanges: Exchange[], language: Language): Wish {
  const anew = (said: string) => begun(readSlots(said, language));
  return exchanges.reduce(
    (known, { before, said }) => continued(known, before, readSlots(said, language)) ?? anew(said),
    anew(""),
  );
}

function begun(slots: Slots): Wish {
  const { said } = slots;
  return { ...slots, kind: kindOf(slots), isSure: isNarrowed(slots) || isRequest(said) };
}

/** "in blue" and "cheaper" say more about what was wanted before, and so does the answer to a question. */
function continued(known: Wish, before: string, slots: Slots): Wish | undefined {
  const { said } = slots;
  const isAnswer = known.kind !== "find" && before.endsWith("?") && slots.words.length > 0 && !isRequest(said);
  const isMore = (isNarrowed(slots) || YES.test(said)) && slots.words.length === 0;
  const isOfList = known.kind === "find" && slots.places.length > 0;
  if (!GOES_ON.has(known.kind) || spokenKind(said) || isAnew(said) || isOfList) return undefined;
  if (!isAnswer && !isMore) return undefined;
  return { ...known, ...slots, words: known.kind === "find" ? known.words : slots.words };
}

function kindOf(slots: Slots): Kind {
  const { said, words } = slots;
  const kind = spokenKind(said);
  const isEmpty = words.length === 0 && !isNarrowed(slots);
  if (kind === "assortment" && !isEmpty) return "find";
  if (kind) return kind;
  if (slots.places.length > 0) return "detail";
  if (!isEmpty) return isNarrowed(slots) || isRequest(said) || words.length <= NAME_WORDS ? "find" : "unknown";
  if (isThanks(said)) return "thanks";
  if (isGreeting(said)) return "greeting";
  return isRequest(said) ? "find" : "unknown";
}
