import { describe, expect, test } from "vitest";

import { fitArguments } from "./fit.ts";

const schema = (properties: object, required: string[] = []) => ({ type: "object", properties, required });
const fitted = (properties: object, known: object, required: string[] = []) =>
  fitArguments(schema(properties, required), { ...known });

describe("arguments", () => {
  test.each([
    [{ a: { type: "string" } }, { a: 50 }, '{"a":"50"}'],
    [{ a: { type: "integer" } }, { a: "7" }, '{"a":7}'],
    [{ a: { type: "integer" } }, { a: 7.5 }, "{}"],
    [{ a: { type: "number" } }, { a: 7.5 }, '{"a":7.5}'],
    [{ a: { type: "boolean" } }, { a: "yes" }, "{}"],
    [{ a: { enum: ["L", "M"] } }, { a: "l" }, '{"a":"L"}'],
    [{ a: { type: "string", enum: ["L", "M"] } }, { a: "XS" }, "{}"],
    [{ a: { anyOf: [{ type: "integer" }, { type: "string" }] } }, { a: "mug" }, '{"a":"mug"}'],
    [{ a: { type: ["integer", "null"] } }, { a: "mug" }, "{}"],
    [{ a: { type: "array", items: { type: "integer" } } }, { a: ["1", 2] }, '{"a":[1,2]}'],
    [{ a: { type: "array", items: { type: "integer" } } }, { a: 1 }, '{"a":[1]}'],
    [{ a: { type: "array", items: { type: "integer" } } }, { a: ["mug"] }, "{}"],
    [{ a: { description: "Anything." } }, { a: { b: 1 } }, '{"a":{"b":1}}'],
    [{ query: { type: "string" } }, { search: "mug" }, '{"query":"mug"}'],
    [{ a: true }, { a: "mug" }, '{"a":"mug"}'],
  ])("of %j are taken from %j", (properties, known, expected) => {
    expect(fitted(properties, known)).toBe(expected);
  });

  test("that are required and not known are null where they may be, else there is no call", () => {
    const nullable = { a: { anyOf: [{ type: "string" }, { type: "null" }] }, b: { type: ["integer", "null"] } };
    expect(fitted(nullable, {}, ["a", "b"])).toBe('{"a":null,"b":null}');
    expect(fitted({ a: { type: "string" } }, {}, ["a"])).toBeUndefined();
    expect(fitted({ a: { type: "integer" } }, { a: "mug" }, ["a"])).toBeUndefined();
  });

  test("of a schema without properties are none", () => {
    expect(fitArguments({ type: "object" }, { a: 1 })).toBe("{}");
  });
});
