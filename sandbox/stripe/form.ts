export type Params = { [name: string]: string | Params };

const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/** Reads Stripe's bodies: a[b][0]=c is a list in a dictionary, written as nested dictionaries here. */
export function parseForm(body: string): Params {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const [first = "", ...rest] = name.split("[").map((part) => part.replace(/\]$/, ""));
    const steps = [first, ...rest].map((part, index) => (part === "" && index > 0 ? "0" : part));
    if (steps.some((part) => UNSAFE.has(part))) continue;
    let level = params;
    for (const part of steps.slice(0, -1)) {
      const below = level[part];
      level = level[part] = typeof below === "object" ? below : {};
    }
    const last = steps.at(-1) ?? first;
    level[last] = value;
  }
  return params;
}

export const textOf = (value: string | Params | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
export const groupOf = (value: string | Params | undefined): Params => (typeof value === "object" ? value : {});
export const listOf = (value: string | Params | undefined): string[] =>
  Object.values(groupOf(value)).filter((entry) => typeof entry === "string");
