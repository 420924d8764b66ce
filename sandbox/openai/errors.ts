import type { z } from "zod";

type Detail = {
  message: string;
  type: "invalid_request_error" | "requests" | "server_error";
  param: string | null;
  code: string | null;
};

/** A refusal in OpenAI's own form. */
export class OpenAiError extends Error {
  readonly status: number;
  readonly detail: Detail;
  readonly headers: Record<string, string>;
  constructor(status: number, detail: Partial<Detail> & { message: string }, headers: Record<string, string> = {}) {
    super(detail.message);
    this.status = status;
    this.detail = { type: "invalid_request_error", param: null, code: null, ...detail };
    this.headers = headers;
  }
}

export const invalid = (param: string, message: string, code: string | null = "invalid_value") =>
  new OpenAiError(400, { message, param, code });

/** The parsed body, or the refusal that OpenAI gives to the first thing wrong with it. */
export function parse<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = pathText(issue?.path ?? []);
  if (issue?.code === "invalid_type" && issue.input === undefined)
    throw invalid(param, `Missing required parameter: '${param}'.`, "missing_required_parameter");
  throw invalid(param, `Invalid '${param}': ${issue?.message ?? "it cannot be read"}.`);
}

/** input[0].role */
const pathText = (path: PropertyKey[]) =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : `${at > 0 ? "." : ""}${String(step)}`)).join("");
