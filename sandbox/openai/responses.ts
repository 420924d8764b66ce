import type {
  Response,
  ResponseFunctionToolCallItem,
  ResponseOutputMessage,
  ResponseOutputText,
  ResponseStreamEvent,
} from "openai/resources/responses/responses";

import { newId, now } from "../stripe/objects.ts";
import { Allowance, piecesOf } from "./pieces.ts";
import { type Answer, type Item, type Prompt, countTokens } from "./prompt.ts";
import type { ResponsesBody } from "./responses-request.ts";

/** output_text is made by the SDK. */
type Whole = Omit<Response, "output_text">;
type Lifecycle = {
  type: "response.completed" | "response.created" | "response.in_progress" | "response.incomplete";
  response: Whole;
};
type Unnumbered<Event> = Event extends { response: Response } ? never : Omit<Event, "sequence_number">;
type ResponseEvent = Lifecycle | (ResponseStreamEvent extends infer Event ? Unnumbered<Event> : never);
type Events = Generator<ResponseEvent, void>;
type Progress = "completed" | "in_progress" | "incomplete";

/** The events of POST /responses in the order of OpenAI; returns the response that they amount to. */
export function* responseEvents(answer: Answer, prompt: Prompt, body: ResponsesBody): Generator<ResponseEvent, Whole> {
  const response = newResponse(prompt, body);
  const allowance = new Allowance(prompt.maxTokens);
  yield { type: "response.created", response: { ...response } };
  yield { type: "response.in_progress", response: { ...response } };
  for (const item of answer) {
    if (!allowance.isShort)
      yield* item.kind === "text" ? message(item, response, allowance) : call(item, response, allowance);
  }
  response.status = allowance.isShort ? "incomplete" : "completed";
  if (allowance.isShort) response.incomplete_details = { reason: "max_output_tokens" };
  else response.completed_at = now();
  response.usage = usageOf(countTokens(prompt), allowance.spent);
  yield { type: `response.${response.status}`, response };
  return response;
}

function newResponse(prompt: Prompt, body: ResponsesBody): Whole {
  return {
    id: newId("resp"),
    object: "response",
    access_programs: null,
    background: false,
    completed_at: null,
    created_at: now(),
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? {},
    model: body.model,
    output: [],
    parallel_tool_calls: prompt.isParallel,
    previous_response_id: null,
    service_tier: "default",
    status: "in_progress",
    temperature: body.temperature ?? 1,
    text: { format: { type: "text" } },
    tool_choice: body.tool_choice,
    tools: body.tools.map((tool) => ({
      ...tool,
      description: tool.description ?? null,
      parameters: tool.parameters ?? null,
      strict: tool.strict ?? true,
    })),
    top_p: body.top_p ?? 1,
    truncation: "disabled",
  };
}

const usageOf = (input_tokens: number, output_tokens: number) => ({
  input_tokens,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input_tokens + output_tokens,
});

function* message({ pieces }: Item & { kind: "text" }, { output }: Whole, allowance: Allowance): Events {
  const id = newId("msg");
  const at = { item_id: id, output_index: output.length, content_index: 0 };
  const item = (status: Progress, content: ResponseOutputText[]): ResponseOutputMessage => ({
    id,
    type: "message",
    role: "assistant",
    status,
    content,
  });
  const part = (text: string): ResponseOutputText => ({ type: "output_text", text, annotations: [], logprobs: [] });
  yield { type: "response.output_item.added", output_index: at.output_index, item: item("in_progress", []) };
  yield { type: "response.content_part.added", ...at, part: part("") };
  let text = "";
  for (const delta of allowance.take(pieces)) {
    text += delta;
    yield { type: "response.output_text.delta", ...at, delta, logprobs: [] };
  }
  const done = item(allowance.isShort ? "incomplete" : "completed", [part(text)]);
  yield { type: "response.output_text.done", ...at, text, logprobs: [] };
  yield { type: "response.content_part.done", ...at, part: part(text) };
  yield { type: "response.output_item.done", output_index: at.output_index, item: done };
  output.push(done);
}

function* call({ name, arguments: all }: Item & { kind: "call" }, { output }: Whole, allowance: Allowance): Events {
  const begun = { id: newId("fc"), type: "function_call", call_id: newId("call"), name } as const;
  const at = { item_id: begun.id, output_index: output.length };
  const item = (status: Progress, text: string): ResponseFunctionToolCallItem => ({
    ...begun,
    arguments: text,
    status,
  });
  yield { type: "response.output_item.added", output_index: at.output_index, item: item("in_progress", "") };
  let text = "";
  for (const delta of allowance.take(piecesOf(all))) {
    text += delta;
    yield { type: "response.function_call_arguments.delta", ...at, delta };
  }
  const done = item(allowance.isShort ? "incomplete" : "completed", text);
  yield { type: "response.function_call_arguments.done", ...at, arguments: text };
  yield { type: "response.output_item.done", output_index: at.output_index, item: done };
  output.push(done);
}
