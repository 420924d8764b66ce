import formats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";

import { type Route, openapi } from "@/adapters/openapi";

// A CommonJS default export, which TypeScript and Node see differently.
const addFormats = formats as unknown as (ajv: Ajv2020) => void;

type Described = {
  responses: Record<string, { content?: Record<string, { schema: object }>; headers?: Record<string, unknown> }>;
};

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

  /** What is wrong with an answer; nothing when it is as documented. */
  return async (path: string, method: string, response: Response): Promise<string[]> => {
    const described = document.paths?.[path]?.[method.toLowerCase() as "get"] as Described | undefined;
    if (!described)
      return response.status === 405 || response.status === 401 ? [] : [`${method} ${path} is not in the document`];
    const expected = described.responses[String(response.status)];
    if (!expected) return [`${method} ${path} answers ${response.status}, which is not documented`];
    const missing = Object.keys(expected.headers ?? {}).filter(
      (name) => name === "X-Request-Id" && !response.headers.has(name),
    );
    if (response.headers.get("content-type")?.startsWith("text/html")) return [];
    const text = await response.clone().text();
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    if (!expected.content) return text === "" ? [] : [`${method} ${path} ${response.status} has a body`];
    if (!expected.content[type]) return [`${method} ${path} ${response.status} is ${type || "of no type"}`];
    const escaped = [path, method.toLowerCase()].map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
    const encode = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
    const pointer = `/paths/${escaped.map(encodeURIComponent).join("/")}/responses/${response.status}/content/${encode(type)}/schema`;
    const validate = validatorOf(pointer);
    if (validate(JSON.parse(text))) return missing.map((name) => `${method} ${path} lacks ${name}`);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${method} ${path} ${response.status} ${instancePath} ${message}`,
    );
  };
}
