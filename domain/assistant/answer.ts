import { translatorOf } from "@/messages/all";

import { DomainError } from "../errors";
import type { Context } from "../operation";
import { reserveTokens, secondsToNextDay, settleTokens } from "./budget";
import { instructionsFor } from "./instructions";
import { ask } from "./model";
import { PlainText } from "./plain-text";
import { proposalTools } from "./proposals";
import type { Item, Question, Turn, Usage } from "./question";
import { Seen } from "./seen";
import { SHOP_TOOLS } from "./shop-tools";
import { asShopper, runTool, toolDefinitions } from "./tools";

const MAX_ROUNDS = 4;
const MAX_CALLS = 8;
const MAX_OUTPUT_TOKENS = 600;
/** The fewest that the API takes. */
const MIN_OUTPUT_TOKENS = 16;
const WHOLE_ANSWER_MS = 30_000;
const MAX_OUTPUT_CHARACTERS = 12_000;
const RETRY_AFTER_S = 5;

export const chatUnavailable = (reason: string, retryAfterS = RETRY_AFTER_S) =>
  new DomainError(503, "chat_unavailable", "The assistant cannot answer right now. Please try again later.", {
    retryAfterS,
    reason,
  });

type Said = { role: "user" | "assistant"; text: string };
/** In which conversation, what was said there, and the product whose page the shopper is looking at. */
type Asked = { conversation_id: string; history: readonly Said[]; product_id: number | undefined };
export type Answer = { reply: string; usage: Usage; seen: Seen };

/** Lets the model answer what was said: it may look things up a few times, as the shopper and no more than one. */
export async function answer(context: Context, { conversation_id, history, product_id }: Asked): Promise<Answer> {
  const seen = new Seen();
  const tools = [...SHOP_TOOLS, ...proposalTools(conversation_id, (id) => seen.proposals.push(id))];
  const shopper = asShopper(context);
  let isSpeaking = false;
  const plain = new PlainText((text) => {
    isSpeaking = true;
    context.tell?.(text);
  });
  const signals = [AbortSignal.timeout(WHOLE_ANSWER_MS), context.signal].filter((signal) => signal !== undefined);
  const question: Question = {
    instructions: instructionsFor(context.locale, product_id),
    input: history.map(({ role, text }) => ({ role, content: text })),
    tools: toolDefinitions(tools),
    mayCall: true,
    maxTokens: MAX_OUTPUT_TOKENS,
    signal: AbortSignal.any(signals),
    hear: (text) => plain.hear(text),
    isSpeaking: () => isSpeaking,
  };
  const total: Usage = { input_tokens: 0, output_tokens: 0 };
  let callsLeft = MAX_CALLS;
  for (let round = 0; ; round++) {
    question.mayCall = round < MAX_ROUNDS && callsLeft > 0;
    isSpeaking = false;
    const { calls, usage } = await askWithinBudget(context, question);
    total.input_tokens += usage.input_tokens;
    total.output_tokens += usage.output_tokens;
    question.maxTokens -= usage.output_tokens;
    const wanted = question.mayCall ? calls.slice(0, callsLeft) : [];
    if (wanted.length === 0 || question.maxTokens < MIN_OUTPUT_TOKENS) break;
    callsLeft -= wanted.length;
    for (const call of wanted) {
      const output = await runTool(tools, shopper, call.name, call.arguments);
      seen.look(output);
      question.input.push(call, outputOf(call.call_id, output));
    }
    // What is said before a look is not run into what is said after it.
    if (plain.said) plain.hear("\n");
  }
  plain.end();
  if (plain.said.trim() === "") plain.hear(translatorOf(context.locale)("answer.speechless"));
  plain.end();
  return { reply: plain.said.trim(), usage: total, seen };
}

const outputOf = (call_id: string, output: unknown): Item => ({
  type: "function_call_output",
  call_id,
  output: JSON.stringify(output).slice(0, MAX_OUTPUT_CHARACTERS),
});

type Paid = Turn & { usage: Usage };

/** Asks once, after what it may cost at most was set aside from the shop's tokens of the day. */
async function askWithinBudget(context: Context, question: Question): Promise<Paid> {
  const most = tokensIn(question) + question.maxTokens;
  const reservation = await reserveTokens(context, most);
  if (!reservation) throw chatUnavailable("the tokens of the day are used up", secondsToNextDay());
  const turn = await ask(question);
  // Of an answer that broke off nobody says what it cost: it counts in full.
  const usage = turn.usage ?? { input_tokens: tokensIn(question), output_tokens: question.maxTokens };
  await settleTokens(context, reservation, usage.input_tokens + usage.output_tokens);
  if (turn.failure) throw chatUnavailable(turn.failure);
  return { ...turn, usage };
}

/** No less than a model counts: a token has two bytes or more. */
function tokensIn({ instructions, input, tools }: Question): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify([instructions, input, tools])) / 2);
}
