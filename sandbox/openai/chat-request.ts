import { z } from "zod";

import { Content, isInstruction, plain } from "./content.ts";
import { parse } from "./errors.ts";
import { type Prompt, type Turn, checkPairs, chosenTools } from "./prompt.ts";
import { FunctionTool, ToolChoice, readTool } from "./tools.ts";

const Call = z.object({
  id: z.string(),
  type: z.literal("function"),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
const Message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer", "user"]), content: Content }),
  z.object({ role: z.literal("assistant"), content: Content.nullish(), tool_calls: z.array(Call).default([]) }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string(), content: Content }),
]);

const Body = z.object({
  model: z.string(),
  messages: z.array(Message).min(1),
  tools: z.array(z.object({ type: z.literal("function"), function: FunctionTool })).default([]),
  tool_choice: z
    .union([ToolChoice, z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) })])
    .default("auto"),
  parallel_tool_calls: z.boolean().nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  max_tokens: z.int().min(1).nullish(),
  n: z.literal(1).nullish(),
  response_format: z.object({ type: z.literal("text") }).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
});
export type ChatBody = z.output<typeof Body>;

/** Reads what POST /chat/completions is sent. */
export function readChatRequest(sent: unknown): { body: ChatBody; prompt: Prompt } {
  const body = parse(Body, sent);
  const turns = body.messages.flatMap(readTurns);
  checkPairs(turns, "messages");
  const tools = body.tools.map((tool, at) => readTool(tool.function, `tools[${at}].function.parameters`));
  const { tool_choice: choice } = body;
  const instructions = body.messages.flatMap(({ role, content }) => (isInstruction(role) ? plain(content ?? "") : []));
  const prompt = {
    instructions: instructions.join("\n"),
    turns,
    ...chosenTools(tools, typeof choice === "string" ? choice : { type: choice.type, name: choice.function.name }),
    isParallel: body.parallel_tool_calls ?? true,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? Infinity,
  };
  return { body, prompt };
}

function readTurns(message: z.output<typeof Message>): Turn[] {
  if (message.role === "tool") return [{ kind: "returned", id: message.tool_call_id, text: plain(message.content) }];
  if (message.role === "user") return [{ kind: "said", by: "user", text: plain(message.content) }];
  if (message.role !== "assistant") return [];
  const calls = message.tool_calls.map((call): Turn => ({ kind: "called", id: call.id, ...call.function }));
  const text = plain(message.content ?? "");
  return text ? [{ kind: "said", by: "assistant", text }, ...calls] : calls;
}
