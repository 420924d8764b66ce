import { invalidRequest, missingParam } from "./errors.ts";

export type Params = { [name: string]: string | Params };

/** Without a prototype, so that `__proto__` and `constructor` are names like any other. */
const emptyParams = () => Object.create(null) as Params;

/** Reads Stripe's bodies: a[b][0]=c is a list in a dictionary, written as nested dictionaries here. */
export function parseForm(body: string): Params {
  const params = emptyParams();
  for (const [name, value] of new URLSearchParams(body)) {
    const [first = "", ...rest] = name.split("[").map((part) => part.replace(/\]$/, ""));
    let level = params;
    let last = first;
    for (const part of rest) {
      const below = level[last];
      level = level[last] = typeof below === "object" ? below : emptyParams();
      last = part || String(Object.keys(level).length);
    }
    level[last] = value;
  }
  return params;
}

type Value = string | Params | undefined;

export const textOf = (value: Value): string | undefined => (typeof value === "string" ? value : undefined);
export const groupOf = (value: Value): Params => (typeof value === "object" ? value : emptyParams());
export const listOf = (value: Value): string[] =>
  Object.values(groupOf(value)).filter((entry) => typeof entry === "string");

export function choiceOf(params: Params, name: string, choices: string[]): string | null {
  const text = textOf(params[name]);
  if (!text) return null;
  if (choices.includes(text)) return text;
  throw invalidRequest(`Invalid ${name}: must be one of ${choices.join(", ")}`, { param: name });
}

/** The metadata that a request leaves: an empty value takes its key away, empty metadata takes all. */
export function metadataOf(params: Params, before: Record<string, string> = {}): Record<string, string> {
  if (params["metadata"] === "") return {};
  const entries = Object.entries({ ...before, ...groupOf(params["metadata"]) });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== ""),
  );
}

export function wholeAmount(params: Params, name: string): number {
  const text = textOf(params[name]);
  if (text === undefined) throw missingParam(name);
  const refuse = (message: string) => invalidRequest(message, { code: "parameter_invalid_integer", param: name });
  if (!/^-?\d{1,12}$/.test(text)) throw refuse(`Invalid integer: ${text}`);
  if (Number(text) < 1) throw refuse("This value must be greater than or equal to 1.");
  return Number(text);
}
