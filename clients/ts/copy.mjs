/** Copies the client to a folder of another project, with its types written out: node clients/ts/copy.mjs ../app/shop */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FILES = ["client.ts", "errors.ts", "http.ts", "keeping.ts", "stream.ts", "verbs.ts"];
/** What errors.ts says itself, and what no caller names. */
const UNNAMED = new Set(["Detail", "FieldErrors", "XRequestId"]);

/** The TypeScript of an OpenAPI document: a type for each schema, and Routes. */
export function typesOf({ components, paths, info }) {
  const named = Object.entries(components.schemas).filter(([name]) => !UNNAMED.has(name));
  const routes = Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods)
      .filter(([, { responses }]) => !isFile(successOf(responses)))
      .map(([method, operation]) => routeOf(method.toUpperCase(), address, operation)),
  );
  return [
    `// ${info.title}, version ${info.version}. Written by clients/ts/copy.mjs from the API's document.`,
    ...named.map(([name, schema]) => `${docOf(schema)}export type ${name} = ${typeOf(schema)};`),
    `/** What each address takes and answers. */\nexport type Routes = {\n${routes.join("\n")}\n};\n`,
  ].join("\n\n");
}

const successOf = (responses) => Object.entries(responses).find(([status]) => status.startsWith("2"))[1];
/** A file is fetched with its address; the client speaks JSON. */
const isFile = ({ content }) => content !== undefined && content["application/json"] === undefined;

function routeOf(method, address, { summary, parameters = [], requestBody, responses }) {
  const output = successOf(responses).content?.["application/json"].schema ?? { type: "null" };
  const lines = [
    `/** ${summary} */`,
    `"${method} ${address.replace(/^\/api\/v1/, "")}": {`,
    `  input: ${indented(typeOf(withoutId(requestBody?.content["application/json"].schema ?? queryOf(parameters))))};`,
    `  output: ${indented(typeOf(output))};`,
    "};",
  ];
  return lines.map((line) => `  ${indented(line)}`).join("\n");
}

/** The id is in the path, or the caller's own. */
function withoutId(schema) {
  const { id: _id, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

function queryOf(parameters) {
  const query = parameters.filter((parameter) => parameter.in === "query");
  return {
    type: "object",
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  };
}

const indented = (text) => text.replaceAll("\n", "\n  ");
const docOf = ({ description }) => (description ? `/** ${description.replaceAll("*/", "* /")} */\n` : "");

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  if (schema.type === "array") return `Array<${typeOf(schema.items)}>`.replace(/^Array<(\w+)>$/, "$1[]");
  if (schema.type === "object") return objectOf(schema);
  return (
    { integer: "number", number: "number", string: "string", boolean: "boolean", null: "null" }[schema.type] ??
    "unknown"
  );
}

function objectOf({ properties = {}, required = [], additionalProperties }) {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const isRequired = required.includes(name);
    return `${docOf(schema)}${name}${isRequired ? "" : "?"}: ${typeOf(schema)}${isRequired ? "" : " | undefined"};`;
  });
  if (additionalProperties) fields.push(`[more: string]: ${typeOf(additionalProperties)};`);
  return fields.length > 0 ? `{\n  ${indented(fields.join("\n"))}\n}` : "Record<string, never>";
}

/** Writes the client to a folder, made when it is not there. */
export function copyTo(folder) {
  const here = import.meta.dirname;
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) copyFileSync(path.join(here, file), path.join(folder, file));
  const document = readFileSync(path.join(here, "../../public/openapi.json"), "utf8");
  writeFileSync(path.join(folder, "types.ts"), typesOf(JSON.parse(document)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  if (folder) copyTo(folder);
  else console.error("Say where to: node clients/ts/copy.mjs <folder>");
  process.exitCode = folder ? 0 : 1;
}
