import { invalid } from "./errors.ts";
import { countPieces, piecesOf } from "./pieces.ts";

export type Schema = { [keyword: string]: unknown };
export type Tool = { name: string; parameters: Schema };
export type Turn =
  | { kind: "said"; by: "assistant" | "user"; text: string }
  | { kind: "called"; id: string; name: string; arguments: string }
  | { kind: "returned"; id: string; text: string };

/** What a model is asked, in whichever form of the API it came. */
export type Prompt = {
  instructions: string;
  turns: Turn[];
  /** Those that may be called now. */
  tools: Tool[];
  mustCall: boolean;
  isParallel: boolean;
  maxTokens: number;
};

export type Item =
  /** In pieces, so that an answer may have no end. */
  { kind: "text"; pieces: Iterable<string> } | { kind: "call"; name: string; arguments: string };
/** What a model answers, in whichever form of the API it goes. */
export type Answer = Item[];

export const saying = (text: string): Answer => [{ kind: "text", pieces: piecesOf(text) }];

type ToolChoice = { type: string; name: string } | "auto" | "none" | "required";

/** The tools that a choice leaves. */
export function chosenTools(tools: Tool[], choice: ToolChoice): Pick<Prompt, "mustCall" | "tools"> {
  if (typeof choice === "string") return { tools: choice === "none" ? [] : tools, mustCall: choice === "required" };
  const named = tools.filter(({ name }) => name === choice.name);
  if (named.length === 0) throw invalid("tool_choice", `Tool choice '${choice.name}' not found in 'tools' parameter.`);
  return { tools: named, mustCall: true };
}

/** Every call has its output, and every output its call. */
export function checkPairs(turns: Turn[], param: string): void {
  const called = turns.flatMap((turn) => (turn.kind === "called" ? turn.id : []));
  const returned = turns.flatMap((turn) => (turn.kind === "returned" ? turn.id : []));
  const [orphan] = returned.filter((id) => !called.includes(id));
  if (orphan) throw invalid(param, `No tool call found for function call output with call_id ${orphan}.`, null);
  const [open] = called.filter((id) => !returned.includes(id));
  if (open) throw invalid(param, `No tool output found for function call ${open}.`, null);
}

export function countTokens({ instructions, turns, tools }: Prompt): number {
  const texts = turns.map((turn) => (turn.kind === "called" ? `${turn.name} ${turn.arguments}` : turn.text));
  return countPieces([instructions, ...texts, ...tools.map((tool) => JSON.stringify(tool))].join("\n"));
}
