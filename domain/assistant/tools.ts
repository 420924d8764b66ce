import { z } from "zod";

import { DomainError } from "../errors";
import type { AnyOperation, Context } from "../operation";

/** An operation that a model may call, and what of its output the model is shown. */
export type Tool = { operation: AnyOperation; shows: z.ZodType };

/** Describes tools to a model. */
export const toolDefinitions = (tools: readonly Tool[]) =>
  tools.map(({ operation: { spec } }) => ({
    type: "function" as const,
    name: spec.name,
    description: spec.summary,
    parameters: z.toJSONSchema(spec.input, { io: "input", unrepresentable: "any" }),
    strict: false,
  }));

const Arguments = z.record(z.string(), z.unknown());

/** Runs one call under the shopper's own rights; refusals go back as text that the model can act on. */
export async function runTool(tools: readonly Tool[], context: Context, name: string, json: string): Promise<unknown> {
  const tool = tools.find(({ operation }) => operation.spec.name === name);
  if (!tool) return { error: `There is no tool named ${name}.` };
  const given = readArguments(json);
  if (!given) return { error: "The arguments are not a JSON object." };
  try {
    return tool.shows.parse(await tool.operation(context, given));
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message, fields: error.fields };
    throw error;
  }
}

function readArguments(json: string): object | undefined {
  try {
    return Arguments.safeParse(JSON.parse(json || "{}")).data;
  } catch {
    return undefined;
  }
}
