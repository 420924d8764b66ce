import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionMessageFunctionToolCall,
} from "openai/resources/chat/completions";

import { newId, now } from "../stripe/objects.ts";
import type { ChatBody } from "./chat-request.ts";
import { Allowance, piecesOf } from "./pieces.ts";
import { type Answer, type Prompt, countTokens } from "./prompt.ts";

type Delta = ChatCompletionChunk.Choice.Delta;

/** The chunks of POST /chat/completions in the order of OpenAI; returns the completion that they amount to. */
export function* chatChunks(
  answer: Answer,
  prompt: Prompt,
  { model, stream_options }: ChatBody,
): Generator<ChatCompletionChunk, ChatCompletion> {
  const head = { id: newId("chatcmpl").replace("_", "-"), created: now(), model, service_tier: "default" } as const;
  const isCounted = stream_options?.include_usage ?? false;
  const chunk = (rest: Pick<ChatCompletionChunk, "choices"> & Partial<ChatCompletionChunk>): ChatCompletionChunk => ({
    ...head,
    object: "chat.completion.chunk",
    ...(isCounted && { usage: null }),
    ...rest,
  });
  const allowance = new Allowance(prompt.maxTokens);
  const speech = new Speech();
  for (const delta of speech.deltas(answer, allowance))
    yield chunk({ choices: [{ index: 0, delta, logprobs: null, finish_reason: null }] });
  const finish_reason = allowance.isShort ? "length" : speech.calls.length > 0 ? "tool_calls" : "stop";
  yield chunk({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason }] });
  const usage = usageOf(countTokens(prompt), allowance.spent);
  if (isCounted) yield chunk({ choices: [], usage });
  const choice = { index: 0, message: speech.message(), logprobs: null, finish_reason } as const;
  return { ...head, object: "chat.completion", choices: [choice], usage };
}

const usageOf = (prompt_tokens: number, completion_tokens: number) => ({
  prompt_tokens,
  completion_tokens,
  total_tokens: prompt_tokens + completion_tokens,
});

/** A message while it is being said. */
class Speech {
  readonly calls: ChatCompletionMessageFunctionToolCall[] = [];
  #content: string | null = null;

  *deltas(answer: Answer, allowance: Allowance): Generator<Delta, void> {
    const isText = answer.some(({ kind }) => kind === "text");
    yield { role: "assistant", content: isText ? "" : null, refusal: null };
    for (const item of answer) {
      if (allowance.isShort) return;
      if (item.kind === "text") yield* this.#say(item.pieces, allowance);
      else yield* this.#call(item.name, piecesOf(item.arguments), allowance);
    }
  }

  *#say(pieces: Iterable<string>, allowance: Allowance): Generator<Delta, void> {
    for (const content of allowance.take(pieces)) {
      this.#content = (this.#content ?? "") + content;
      yield { content };
    }
  }

  *#call(name: string, pieces: string[], allowance: Allowance): Generator<Delta, void> {
    const index = this.calls.length;
    const call = { id: newId("call"), type: "function", function: { name, arguments: "" } } as const;
    yield { tool_calls: [{ index, ...call }] };
    let text = "";
    for (const piece of allowance.take(pieces)) {
      text += piece;
      yield { tool_calls: [{ index, function: { arguments: piece } }] };
    }
    this.calls.push({ ...call, function: { name, arguments: text } });
  }

  message(): ChatCompletion.Choice["message"] {
    const { calls } = this;
    return {
      role: "assistant",
      content: this.#content,
      refusal: null,
      annotations: [],
      ...(calls.length > 0 && { tool_calls: calls }),
    };
  }
}
