import type { Prompt, Turn } from "../prompt.ts";
import { languageIn } from "./languages/all.ts";
import { productsIn, readOutput } from "./outputs.ts";
import type { Talk } from "./plan.ts";
import { namesOf } from "./reply.ts";
import { type Exchange, understand } from "./understand.ts";

/** What is longer is hardly a question, and would be read for too long. */
const LONGEST = 2000;

/** What a tool has returned. */
export type Returned = { name: string; output: unknown };

const isSaid = (turn: Turn) => turn.kind === "said" && turn.by === "user";
/** Where the shopper spoke last: what is before it is over, what is after it is being done. */
const lastSaid = ({ turns }: Prompt) => Math.max(turns.findLastIndex(isSaid), 0);

/** What of a conversation the plans can know. */
export function readTalk(prompt: Prompt): Talk {
  const language = languageIn(prompt.instructions);
  const over = prompt.turns.slice(0, lastSaid(prompt));
  const told = returnedIn(over).map(({ output }) => productsIn(output));
  const texts = over.flatMap((turn) => (turn.kind === "said" && turn.by === "assistant" ? turn.text : []));
  const named = texts.map(namesOf).findLast((names) => names.length > 0);
  const page = /\bproduct (?:id )?#?(\d+)\b/i.exec(prompt.instructions)?.[1];
  return {
    language,
    wish: understand(exchangesIn(prompt.turns, language.gloss), language),
    named: named ?? told.at(-1)?.map(({ name }) => name) ?? [],
    known: told.toReversed().flat(),
    page: page === undefined ? undefined : Number(page),
  };
}

function exchangesIn(turns: Turn[], gloss: (said: string) => string): Exchange[] {
  let before = "";
  return turns.flatMap((turn) => {
    if (turn.kind !== "said") return [];
    if (turn.by === "user") return [{ before, said: gloss(turn.text.slice(0, LONGEST)) }];
    before = turn.text;
    return [];
  });
}

/** What the tools have returned for the shopper's last message so far. */
export const returnedNow = (prompt: Prompt): Returned[] => returnedIn(prompt.turns.slice(lastSaid(prompt)));

function returnedIn(turns: Turn[]): Returned[] {
  return turns.flatMap((turn) => {
    if (turn.kind !== "called") return [];
    const output = turns.find((other) => other.kind === "returned" && other.id === turn.id);
    return output?.kind === "returned" ? [{ name: turn.name, output: readOutput(output.text) }] : [];
  });
}
