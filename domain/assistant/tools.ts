import { z } from "zod";

import { DomainError } from "../errors";
import type { AnyOperation, Context } from "../operation";

/** Something that a model may call: what it is told of it, and what it does as the shopper. */
export type Tool = {
  name: string;
  description: string;
  input: z.ZodType;
  run(context: Context, given: object): Promise<unknown>;
};

/** An operation as a tool, and what of its output the model is shown. */
export const toolOf = (operation: AnyOperation, shows: z.ZodType): Tool => ({
  name: operation.spec.name,
  description: operation.spec.summary,
  input: operation.spec.input,
  run: async (context, given) => shows.parse(await operation(context, given)),
});

/** An admin is served as a shopper, too: who acts for someone by way of a model has no use for more. */
export const asShopper = (context: Context): Context => ({
  ...context,
  user: context.user && { ...context.user, role: "customer" },
});

const asJson = (input: z.ZodType) => z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
const known = new WeakMap<z.ZodType, ReturnType<typeof asJson>>();
/** Made once of each schema: every answer needs all of them. */
function parametersOf(input: z.ZodType): ReturnType<typeof asJson> {
  const parameters = known.get(input) ?? asJson(input);
  known.set(input, parameters);
  return parameters;
}

/** Describes tools to a model. */
export const toolDefinitions = (tools: readonly Tool[]) =>
  tools.map(({ name, description, input }) => ({
    type: "function" as const,
    name,
    description,
    parameters: parametersOf(input),
    strict: false,
  }));

const Arguments = z.record(z.string(), z.unknown());

/** Runs one call under the shopper's own rights; refusals go back as text that the model can act on. */
export async function runTool(tools: readonly Tool[], context: Context, name: string, json: string): Promise<unknown> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) return { error: `There is no tool named ${name}.` };
  const given = readArguments(json);
  if (!given) return { error: "The arguments are not a JSON object." };
  try {
    return await tool.run(context, given);
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
