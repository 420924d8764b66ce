import OpenAI, { APIError } from "openai";
import type { FunctionTool, ResponseInput } from "openai/resources/responses/responses";
import { z } from "zod";

import { env } from "@/env";

const TIMEOUT_MS = 30_000;
/** How long a model may be silent before it says its first word. */
const FIRST_WORD_MS = 8000;

const Call = z.object({
  type: z.literal("function_call"),
  call_id: z.string().max(200),
  name: z.string().max(200),
  arguments: z.string().max(10_000),
});
type Call = z.output<typeof Call>;
const Ended = z.object({
  output: z.array(z.unknown()),
  usage: z.object({ input_tokens: z.int().min(0), output_tokens: z.int().min(0) }),
});

export type Question = {
  instructions: string;
  input: ResponseInput;
  tools: FunctionTool[];
  mayCall: boolean;
  maxTokens: number;
  signal: AbortSignal;
  /** Takes the text as it comes. */
  hear: (text: string) => void;
};
/** What came of a question. Usage is missing where the model broke off, and is nothing when it never began. */
export type Turn = {
  calls: Call[];
  usage?: { input_tokens: number; output_tokens: number };
  /** Why it is no answer. */
  failure?: string;
};

const client = () =>
  new OpenAI({
    apiKey: env().OPENAI_API_KEY,
    baseURL: env().OPENAI_BASE_URL,
    timeout: TIMEOUT_MS,
    maxRetries: 0,
    // What shoppers and model say to each other belongs in no log.
    logLevel: "off",
  });

/** Asks the model, and hears it as it speaks; whatever goes wrong with it is a failed turn and no error. */
export async function ask(question: Question): Promise<Turn> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), FIRST_WORD_MS);
  let hasBegun = false;
  const heard = () => {
    hasBegun = true;
    clearTimeout(timer);
  };
  const failed = (failure: string): Turn => ({
    calls: [],
    failure,
    ...(!hasBegun && { usage: { input_tokens: 0, output_tokens: 0 } }),
  });
  try {
    const turn = await listen(question, AbortSignal.any([question.signal, silent.signal]), heard);
    return turn ?? failed(hasBegun ? "it broke off" : "it said nothing");
  } catch (error) {
    return failed(error instanceof APIError ? `${error.status ?? ""} ${error.code ?? error.name}`.trim() : "no answer");
  } finally {
    clearTimeout(timer);
  }
}

async function listen(question: Question, signal: AbortSignal, heard: () => void): Promise<Turn | undefined> {
  const { instructions, input, tools, mayCall, maxTokens, hear } = question;
  const events = await client().responses.create(
    {
      model: env().OPENAI_MODEL,
      instructions,
      input,
      tools,
      tool_choice: mayCall ? "auto" : "none",
      max_output_tokens: maxTokens,
      store: false,
      stream: true,
    },
    { signal },
  );
  let pieces = 0;
  for await (const event of events) {
    heard();
    if (event.type === "response.output_text.delta") hear(event.delta);
    // A piece is a token or more: a model that says more than it was allowed to is stopped.
    if (event.type.endsWith(".delta") && ++pieces >= maxTokens * 2) return { calls: [] };
    if (event.type === "response.completed") return ended(event.response);
    if (event.type === "response.incomplete") return { ...ended(event.response), calls: [] };
  }
  return undefined;
}

function ended(response: unknown): Turn {
  const { data } = Ended.safeParse(response);
  if (!data) return { calls: [], failure: "its answer is not understood" };
  return { calls: data.output.flatMap((item) => Call.safeParse(item).data ?? []), usage: data.usage };
}
