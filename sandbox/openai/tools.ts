import { z } from "zod";

import { invalid } from "./errors.ts";
import type { Schema, Tool } from "./prompt.ts";

/** A function that the model may ask to have called. */
export const FunctionTool = z.object({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});
export const ToolChoice = z.enum(["none", "auto", "required"]);

const ObjectSchema = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  $defs: z.record(z.string(), z.unknown()).default({}),
});

/** The tool as a model reads it; a schema that OpenAI refuses is refused here. */
export function readTool({ name, parameters, strict }: z.output<typeof FunctionTool>, param: string): Tool {
  const schema = parameters ?? { type: "object", properties: {} };
  const fault = schema["type"] === "object" ? strict && strictFault(schema) : "schema must be of type 'object'";
  if (fault) throw invalid(param, `Invalid schema for function '${name}': ${fault}.`, "invalid_function_parameters");
  return { name, parameters: schema };
}

/** In strict mode every object says that it has no other fields, and requires those it has. */
function strictFault(schema: Schema, context: string[] = []): string | undefined {
  const where = `In context=(${context.map((step) => `'${step}'`).join(", ")})`;
  const { data: object } = ObjectSchema.safeParse(schema);
  if (object) {
    if (object.additionalProperties !== false)
      return `${where}, 'additionalProperties' is required to be supplied and to be false`;
    const optional = Object.keys(object.properties).find((name) => !object.required.includes(name));
    if (optional) return `${where}, 'required' must name every property. Missing '${optional}'`;
  }
  const parts: [name: string, part: unknown][] = [
    ...Object.entries({ ...object?.properties, ...object?.$defs }),
    ["items", schema["items"]],
    ...(Array.isArray(schema["anyOf"])
      ? schema["anyOf"].map((part: unknown): [string, unknown] => ["anyOf", part])
      : []),
  ];
  for (const [name, part] of parts) {
    const { data: inner } = z.record(z.string(), z.unknown()).safeParse(part);
    const fault = inner && strictFault(inner, [...context, name]);
    if (fault) return fault;
  }
  return undefined;
}
