import { z } from "zod";

import { Content, isInstruction, plain } from "./content.ts";
import { invalid, parse } from "./errors.ts";
import { type Prompt, type Turn, checkPairs, chosenTools } from "./prompt.ts";
import { FunctionTool, ToolChoice, readTool } from "./tools.ts";

const Message = z.object({
  type: z.literal("message"),
  role: z.enum(["user", "assistant", "system", "developer"]),
  content: Content,
});
const Call = z.object({
  type: z.literal("function_call"),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});
const Output = z.object({ type: z.literal("function_call_output"), call_id: z.string(), output: Content });
const Reasoning = z.object({ type: z.literal("reasoning") });
/** A message may leave out that it is one. */
const InputItem = z.preprocess(
  (item: unknown) => (typeof item === "object" && item !== null ? { type: "message", ...item } : item),
  z.discriminatedUnion("type", [Message, Call, Output, Reasoning]),
);

const Body = z.object({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(InputItem).min(1)]),
  instructions: z.string().nullish(),
  tools: z.array(FunctionTool.extend({ type: z.literal("function") })).default([]),
  tool_choice: z.union([ToolChoice, z.object({ type: z.literal("function"), name: z.string() })]).default("auto"),
  parallel_tool_calls: z.boolean().nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  previous_response_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  text: z.object({ format: z.object({ type: z.literal("text") }).optional() }).nullish(),
});
export type ResponsesBody = z.output<typeof Body>;

/** Reads what POST /responses is sent. */
export function readResponsesRequest(sent: unknown): { body: ResponsesBody; prompt: Prompt } {
  const body = parse(Body, sent);
  const { previous_response_id: previous, input } = body;
  if (previous)
    throw invalid(
      "previous_response_id",
      `Previous response with id '${previous}' not found.`,
      "previous_response_not_found",
    );
  const items = typeof input === "string" ? [{ type: "message", role: "user", content: input } as const] : input;
  const turns = items.flatMap(readTurn);
  checkPairs(turns, "input");
  const tools = body.tools.map((tool, at) => readTool(tool, `tools[${at}].parameters`));
  const instructions = items.flatMap((item) =>
    item.type === "message" && isInstruction(item.role) ? plain(item.content) : [],
  );
  const prompt = {
    instructions: [body.instructions ?? "", ...instructions].join("\n"),
    turns,
    ...chosenTools(tools, body.tool_choice),
    isParallel: body.parallel_tool_calls ?? true,
    maxTokens: body.max_output_tokens ?? Infinity,
  };
  return { body, prompt };
}

function readTurn(item: z.output<typeof InputItem>): Turn[] {
  if (item.type === "function_call")
    return [{ kind: "called", id: item.call_id, name: item.name, arguments: item.arguments }];
  if (item.type === "function_call_output") return [{ kind: "returned", id: item.call_id, text: plain(item.output) }];
  if (item.type === "reasoning" || isInstruction(item.role)) return [];
  return [{ kind: "said", by: item.role === "assistant" ? "assistant" : "user", text: plain(item.content) }];
}
