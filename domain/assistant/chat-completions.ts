import type OpenAI from "openai";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";

import { Call, type Item, type Question, type Turn, type Usage } from "./question";

/** What was said and called, in the words of Chat Completions; calls that follow each other are one message of theirs. */
function messagesOf({ instructions, input }: Question): ChatCompletionMessageParam[] {
  const messages: ChatCompletionMessageParam[] = [{ role: "system", content: instructions }];
  for (const item of input) {
    const message = messageOf(item);
    const last = messages.at(-1);
    if (message.role === "assistant" && message.tool_calls && last?.role === "assistant" && last.tool_calls)
      last.tool_calls.push(...message.tool_calls);
    else messages.push(message);
  }
  return messages;
}

function messageOf(item: Item): ChatCompletionMessageParam {
  if ("role" in item) return item;
  if (item.type === "function_call_output") return { role: "tool", tool_call_id: item.call_id, content: item.output };
  const { call_id: id, name, arguments: given } = item;
  return { role: "assistant", tool_calls: [{ id, type: "function", function: { name, arguments: given } }] };
}

/** Calls that come in pieces, by their place. */
class Calls {
  readonly #parts: { id: string; name: string; given: string }[] = [];

  take({ index, id, function: part }: OpenAI.ChatCompletionChunk.Choice.Delta.ToolCall): void {
    const known = (this.#parts[index] ??= { id: "", name: "", given: "" });
    known.id += id ?? "";
    known.name += part?.name ?? "";
    known.given += part?.arguments ?? "";
  }

  whole(): Call[] {
    return this.#parts.flatMap(({ id: call_id, name, given }) => {
      const call = { type: "function_call", call_id, name, arguments: given };
      return Call.safeParse(call).data ?? [];
    });
  }
}

/** Hears one turn over Chat Completions, which most servers beside OpenAI's speak; undefined where it breaks off. */
export async function listenToChat(
  openai: OpenAI,
  model: string,
  question: Question,
  signal: AbortSignal,
  heard: () => void,
): Promise<Turn | undefined> {
  const { tools, mayCall, maxTokens, hear } = question;
  const chunks = await openai.chat.completions.create(
    {
      model,
      messages: messagesOf(question),
      tools: tools.map(({ name, description, parameters }) => ({
        type: "function",
        function: { name, description: description ?? "", parameters: parameters ?? {} },
      })),
      tool_choice: mayCall ? "auto" : "none",
      max_tokens: maxTokens,
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal },
  );
  const calls = new Calls();
  let [pieces, end, usage]: [number, string | undefined, Usage | undefined] = [0, undefined, undefined];
  for await (const { choices, usage: counted } of chunks) {
    heard();
    const [choice] = choices;
    if (choice?.delta.content) hear(choice.delta.content);
    for (const part of choice?.delta.tool_calls ?? []) calls.take(part);
    // A piece is a token or more: a model that says more than it was allowed to is stopped.
    if (++pieces >= maxTokens * 2) return { calls: [] };
    end = choice?.finish_reason ?? end;
    if (counted) usage = { input_tokens: counted.prompt_tokens, output_tokens: counted.completion_tokens };
  }
  if (end === undefined) return undefined;
  return { calls: end === "length" ? [] : calls.whole(), ...(usage && { usage }) };
}
