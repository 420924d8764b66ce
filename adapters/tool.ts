import { z } from "zod";

import { DomainError } from "@/domain/errors";
import type { AnyOperation, Context } from "@/domain/operation";

/** Describes operations to a model. */
export const toolDefinitions = (operations: readonly AnyOperation[]) =>
  operations.map(({ spec }) => ({
    type: "function" as const,
    name: spec.name,
    description: spec.summary,
    parameters: z.toJSONSchema(spec.input, { io: "input", unrepresentable: "any" }),
    strict: false,
  }));

/** Runs one call under the shopper's own rights; refusals go back as text that the model can act on. */
export async function runTool(operations: readonly AnyOperation[], context: Context, name: string, json: string) {
  const operation = operations.find(({ spec }) => spec.name === name);
  if (!operation) return { error: `There is no tool named ${name}.` };
  try {
    return await operation(context, JSON.parse(json));
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message, fields: error.fields };
    if (error instanceof SyntaxError) return { error: "The arguments are not JSON." };
    throw error;
  }
}
