import { DomainError, invalid } from "@/domain/errors";

import { hasDuplicateKeys } from "./duplicate-keys";
import { jsonError } from "./json-error";
import { parseError, tooLarge, unsupportedMediaType } from "./responses";

const MAX_DEPTH = 20;
const FORMS = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);

/** Reads a body of at most limit bytes, counted as they come: what a header says of them is not trusted. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The fields of a JSON body (or, where allowed, of a form); an empty body has none. Throws 400, 415. */
export async function readFields(bytes: Uint8Array, contentType: string, takesForms: boolean): Promise<object> {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (takesForms && FORMS.has(type)) return readForm(bytes, contentType);
  return bytes.length === 0 ? {} : asFields(readJson(bytes, contentType));
}

/** Whatever a JSON body says. Throws 400, 415. */
export function readJson(bytes: Uint8Array, contentType: string): unknown {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) throw unsupportedMediaType(type);
  const text = decode(bytes);
  const value = parse(text);
  if (isDeeperThan(value, MAX_DEPTH)) throw parseError(`nested more than ${MAX_DEPTH} levels deep`);
  if (typeof value === "object" && value !== null && hasDuplicateKeys(text, value))
    throw parseError("an object names a key twice");
  return value;
}

async function readForm(bytes: Uint8Array, contentType: string): Promise<object> {
  const headers = { "content-type": contentType };
  try {
    return Object.fromEntries(await new Response(Buffer.from(bytes), { headers }).formData());
  } catch {
    throw new DomainError(400, "parse_error", "The form could not be read.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw parseError(jsonError(text, error instanceof Error ? error.message : ""));
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw parseError("'utf-8' codec can't decode the body");
  }
}

const nameOf = (value: unknown) =>
  Array.isArray(value) ? "list" : typeof value === "string" ? "str" : typeof value === "boolean" ? "bool" : "int";

function asFields(value: unknown): object {
  if (value === null) throw invalid({ non_field_errors: ["No data provided"] });
  if (typeof value !== "object" || Array.isArray(value))
    throw invalid({ non_field_errors: [`Invalid data. Expected a dictionary, but got ${nameOf(value)}.`] });
  return value;
}

const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1)));
