import type OpenAI from "openai";
import { z } from "zod";

import { Call, type Question, type Turn, Usage } from "./question";

const Ended = z.object({ output: z.array(z.unknown()), usage: Usage });

/** Hears one turn over OpenAI's Responses API; undefined where it breaks off. */
export async function listenToResponses(
  openai: OpenAI,
  model: string,
  { instructions, input, tools, mayCall, maxTokens, hear }: Question,
  signal: AbortSignal,
  heard: () => void,
): Promise<Turn | undefined> {
  const events = await openai.responses.create(
    {
      model,
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
