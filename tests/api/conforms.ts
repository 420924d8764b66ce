import formats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";

import { openapi } from "@/adapters/openapi";
import type { Route } from "@/adapters/route";
import { ERROR_CODES, isErrorCode } from "@/model/error-codes";

// A CommonJS default export, which TypeScript and Node see differently.
const addFormats = formats as unknown as (ajv: Ajv2020) => void;

type Answer = { $ref?: string; content?: Record<string, { schema: object }>; headers?: Record<string, unknown> };
type Described = { responses: Record<string, Answer> };

/** Judges answers by the document that is made of these routes. */
export function judgeOf(routes: readonly Route[]) {
  const document = openapi(routes);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addSchema({ $id: "document", ...document });
  const validators = new Map<string, ValidateFunction>();

  const validatorOf = (pointer: string) => {
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `document#${pointer}` });
    validators.set(pointer, known);
    return known;
  };

  /** A refusal carries a code of the reference, with the status that is told there. */
  const misnamed = ({ status, headers }: Response): boolean => {
    const code = headers.get("x-error-code") ?? "";
    return status >= 400 && (!isErrorCode(code) || ERROR_CODES[code].status !== status);
  };

  /** What is wrong with an answer; nothing when it is as documented. */
  return async (path: string, method: string, response: Response): Promise<string[]> => {
    if (misnamed(response))
      return [`${method} ${path} ${response.status} carries the code ${response.headers.get("x-error-code")}`];
    const described = document.paths?.[path]?.[method.toLowerCase() as "get"] as Described | undefined;
    if (!described)
      return response.status === 405 || response.status === 401 ? [] : [`${method} ${path} is not in the document`];
    const place = described.responses[String(response.status)];
    const shared = place?.$ref?.split("/").at(-1);
    const expected = shared ? (document.components?.responses?.[shared] as Answer | undefined) : place;
    if (!expected) return [`${method} ${path} answers ${response.status}, which is not documented`];
    const missing = Object.keys(expected.headers ?? {}).filter(
      (name) => name === "X-Request-Id" && !response.headers.has(name),
    );
    if (response.headers.get("content-type")?.startsWith("text/html")) return [];
    const text = await response.clone().text();
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    if (!expected.content) return text === "" ? [] : [`${method} ${path} ${response.status} has a body`];
    if (!expected.content[type]) return [`${method} ${path} ${response.status} is ${type || "of no type"}`];
    const encode = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
    const base = shared
      ? `/components/responses/${shared}`
      : `/paths/${encode(path)}/${method.toLowerCase()}/responses/${response.status}`;
    const pointer = `${base}/content/${encode(type)}/schema`;
    const validate = validatorOf(pointer);
    if (validate(type.endsWith("json") ? JSON.parse(text) : text))
      return missing.map((name) => `${method} ${path} lacks ${name}`);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${method} ${path} ${response.status} ${instancePath} ${message}`,
    );
  };
}
