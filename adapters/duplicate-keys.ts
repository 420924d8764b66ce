const TEXTS = /"(?:[^"\\]|\\.)*"/g;

const countKeys = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce<number>((total, inner) => total + countKeys(inner), 0) +
      (Array.isArray(value) ? 0 : Object.keys(value).length)
    : 0;

/** Whether an object names a key twice: then there are more colons between texts than keys that were kept. */
export const hasDuplicateKeys = (json: string, value: object): boolean =>
  json.replace(TEXTS, "").split(":").length - 1 > countKeys(value);
