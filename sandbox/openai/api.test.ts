import { APIError, AuthenticationError, NotFoundError } from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { OPENAI_KEY, type World, openSandbox } from "../testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

/** The error that a call ends in. */
async function refusal(call: PromiseLike<unknown>): Promise<APIError> {
  const outcome: unknown = await Promise.resolve(call).catch((error: unknown) => error);
  if (outcome instanceof APIError) return outcome;
  throw new Error("the call was not refused", { cause: outcome });
}

const post = (
  path: string,
  body: string,
  headers: Record<string, string> = { Authorization: `Bearer ${OPENAI_KEY}` },
) => fetch(`${world.origin}${path}`, { method: "POST", headers, body });

const asked = { model: "sandbox-instant", input: "hello" };

describe("without a key that is good", () => {
  test("a request without a key is refused with 401", async () => {
    const answer = await post("/openai/v1/responses", JSON.stringify(asked), {});
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      error: {
        message: "You didn't provide an API key.",
        type: "invalid_request_error",
        param: null,
        code: null,
      },
    });
  });

  test("a request with a wrong key is refused with 401, before what it asks is read", async () => {
    const openai = world.openai("sk-sandbox-stranger");
    for (const call of [() => openai.responses.create({ model: "nobody", input: [] }), () => openai.models.list()]) {
      const error = await refusal(call());
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ status: 401, code: "invalid_api_key", type: "invalid_request_error" });
      expect(error.requestID).toMatch(/^req_/);
    }
  });
});

describe("addresses", () => {
  test("are also those behind the shop's own", async () => {
    const answer = await post("/sandbox/openai/v1/responses", JSON.stringify(asked));
    expect(await answer.json()).toMatchObject({ object: "response", status: "completed" });
  });

  test("that are not there are 404 in OpenAI's shape", async () => {
    const error = await refusal(world.openai().files.list());
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ type: "invalid_request_error", message: "404 Invalid URL (GET /v1/files)" });
  });

  test("of Stripe do not take OpenAI's key", async () => {
    const answer = await post("/v1/payment_intents", "amount=500&currency=usd");
    expect(answer.status).toBe(401);
  });
});

describe("models", () => {
  test("are listed, and each can be asked for", async () => {
    const openai = world.openai();
    const { data } = await openai.models.list();
    expect(data.map(({ id }) => id)).toContain("sandbox");
    for (const { id } of data) expect(await openai.models.retrieve(id)).toMatchObject({ id, object: "model" });
  });

  test.each(["gpt-4o", "constructor"])("%s is not there", async (model) => {
    const openai = world.openai();
    const messages = [{ role: "user" as const, content: "hello" }];
    for (const call of [
      () => openai.responses.create({ model, input: "hello" }),
      () => openai.chat.completions.create({ model, messages }),
      () => openai.embeddings.create({ model, input: "hello" }),
      () => openai.models.retrieve(model),
    ])
      expect(await refusal(call())).toMatchObject({ status: 404, code: "model_not_found" });
  });
});

describe("requests that are wrong", () => {
  test("a body that is no JSON", async () => {
    const answer = await post("/openai/v1/responses", "{");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", param: null } });
  });

  test("a body that is too large", async () => {
    const answer = await post("/openai/v1/responses", JSON.stringify({ ...asked, input: "x".repeat(300_000) }));
    expect(answer.status).toBe(500);
  });

  test.each([
    [{ input: "hello" }, "model", "missing_required_parameter"],
    [{ model: "sandbox" }, "input", "invalid_value"],
    [{ ...asked, input: [] }, "input", "invalid_value"],
    [{ ...asked, input: [{ role: "clown", content: "hello" }] }, "input", "invalid_value"],
    [{ ...asked, max_output_tokens: 3 }, "max_output_tokens", "invalid_value"],
    [{ ...asked, temperature: 9 }, "temperature", "invalid_value"],
    [{ ...asked, tools: [{ type: "web_search" }] }, "tools[0].name", "missing_required_parameter"],
    [{ ...asked, text: { format: { type: "json_object" } } }, "text.format.type", "invalid_value"],
    [{ ...asked, previous_response_id: "resp_1" }, "previous_response_id", "previous_response_not_found"],
    [{ ...asked, tool_choice: { type: "function", name: "nobody" } }, "tool_choice", "invalid_value"],
  ])("%j is refused for %s", async (body, param, code) => {
    const answer = await post("/openai/v1/responses", JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", param, code } });
  });

  test.each([
    [{ messages: [{ role: "user", content: "hello" }] }, "model"],
    [{ model: "sandbox", messages: [] }, "messages"],
    [{ model: "sandbox", messages: [{ role: "user", content: "hello" }], n: 2 }, "n"],
    [{ model: "sandbox", messages: [{ role: "tool", content: "hello" }] }, "messages[0].tool_call_id"],
  ])("the chat %j is refused for %s", async (body, param) => {
    const answer = await post("/openai/v1/chat/completions", JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", param } });
  });

  const named = (parameters: object, strict: boolean) => ({ type: "function", name: "find", strict, parameters });
  const text = { type: "string" };
  const closed = { type: "object", properties: { a: text }, required: ["a"], additionalProperties: false };
  test.each([
    ["what is no object", { type: "string" }, false],
    ["a strict one that may have other fields", { ...closed, additionalProperties: true }, true],
    ["a strict one with a field that may be left out", { ...closed, required: [] }, true],
    ["a strict one with such a field within", { ...closed, properties: { a: { ...closed, required: [] } } }, true],
    [
      "a strict one with such a field in a list",
      { ...closed, properties: { a: { items: { ...closed, required: [] } } } },
      true,
    ],
  ])("a tool takes no schema of %s", async (_what, parameters, strict) => {
    const answer = await post("/openai/v1/responses", JSON.stringify({ ...asked, tools: [named(parameters, strict)] }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { param: "tools[0].parameters", code: "invalid_function_parameters" },
    });
  });

  test("a tool takes a strict schema that is closed, and any other that is not strict", async () => {
    for (const tool of [named(closed, true), named({ ...closed, required: [] }, false)])
      expect((await post("/openai/v1/responses", JSON.stringify({ ...asked, tools: [tool] }))).status).toBe(200);
  });
});

describe("embeddings", () => {
  const nearness = (one: number[] = [], other: number[] = []) =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

  test("are nearer for texts that share words", async () => {
    const input = ["a mug for tea", "tea mugs", "wool carpet"];
    const { data, usage } = await world.openai().embeddings.create({ model: "sandbox", input, dimensions: 512 });
    const [mug, mugs, carpet] = data.map(({ embedding }) => embedding);
    expect(mug).toHaveLength(512);
    expect(nearness(mug, mug)).toBeCloseTo(1);
    expect(nearness(mug, mugs)).toBeGreaterThan(nearness(mug, carpet));
    expect(usage.prompt_tokens).toBeGreaterThan(0);
  });

  test("are nearer for words that have to do with each other, though they share no letters", async () => {
    const input = ["something for cocoa", "mug", "rug"];
    const { data } = await world.openai().embeddings.create({ model: "sandbox", input, dimensions: 512 });
    const [cocoa, mug, rug] = data.map(({ embedding }) => embedding);
    expect(nearness(cocoa, mug)).toBeGreaterThan(0.5);
    expect(nearness(cocoa, rug)).toBeLessThan(0.2);
  });

  test("are the same as numbers and as bytes", async () => {
    const ask = { model: "sandbox", input: "a mug" };
    const bytes = await world.openai().embeddings.create(ask);
    const numbers = await world.openai().embeddings.create({ ...ask, encoding_format: "float" });
    const [one, other] = [bytes, numbers].map(({ data }) => data[0]?.embedding ?? []);
    for (const [at, value] of (one ?? []).entries()) expect(value).toBeCloseTo(other?.[at] ?? NaN);
  });
});
