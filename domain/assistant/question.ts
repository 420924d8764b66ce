import type { FunctionTool } from "openai/resources/responses/responses";
import { z } from "zod";

export const Call = z.object({
  type: z.literal("function_call"),
  call_id: z.string().max(200),
  name: z.string().max(200),
  arguments: z.string().max(10_000),
});
export type Call = z.output<typeof Call>;

export const Usage = z.object({ input_tokens: z.int().min(0), output_tokens: z.int().min(0) });
export type Usage = z.output<typeof Usage>;

/** What was said, called, and returned so far. */
export type Item =
  | { role: "user" | "assistant"; content: string }
  | Call
  | { type: "function_call_output"; call_id: string; output: string };

export type Question = {
  instructions: string;
  input: Item[];
  tools: FunctionTool[];
  mayCall: boolean;
  maxTokens: number;
  signal: AbortSignal;
  /** Takes the text as it comes. */
  hear: (text: string) => void;
  /** Whether anything of this turn was passed on: then the next words can wait a moment. */
  isSpeaking: () => boolean;
};

/** What came of a question. Usage is missing where the model broke off, and is nothing when it never began. */
export type Turn = {
  calls: Call[];
  usage?: Usage;
  /** Why it is no answer. */
  failure?: string;
};
