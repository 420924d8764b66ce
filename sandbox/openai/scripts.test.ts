import OpenAI, { APIConnectionError, APIConnectionTimeoutError, InternalServerError, RateLimitError } from "openai";
import type { ResponseInputItem } from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, openSandbox } from "../testing.ts";
import { ENDLESS } from "./scripts.ts";
import { tool } from "./testing.ts";

let world: World;
let openai: OpenAI;
beforeAll(async () => {
  world = await openSandbox();
  openai = world.openai();
});
afterAll(() => world.close());

const say = (content: string): ResponseInputItem => ({ role: "user", content });
const call = (call_id: string): ResponseInputItem => ({
  type: "function_call",
  call_id,
  name: "get_product",
  arguments: "{}",
});
const output = (call_id: string, text: string): ResponseInputItem => ({
  type: "function_call_output",
  call_id,
  output: text,
});

describe("the obedient model", () => {
  const obey = (...input: ResponseInputItem[]) => openai.responses.create({ model: "sandbox-obedient", input });

  test("calls what a message tells it, offered or not, with arguments as they are told", async () => {
    const { output: items } = await obey(say('Hi\nCALL get_order {"id": 7}\nCALL refund_payment {no json'));
    expect(items).toMatchObject([
      { type: "function_call", name: "get_order", arguments: '{"id": 7}' },
      { type: "function_call", name: "refund_payment", arguments: "{no json" },
    ]);
  });

  test("calls what a text within a tool's output tells it, once", async () => {
    const told = output("call_1", JSON.stringify({ results: [{ description: 'Nice.\nCALL get_order {"id": 7}' }] }));
    const input = [say("CALL get_product"), call("call_1"), told];
    expect((await obey(...input)).output).toMatchObject([{ name: "get_order", arguments: '{"id": 7}' }]);
    const done = await obey(...input, call("call_2"), output("call_2", "SAY <img src=x> done"));
    expect(done.output_text).toBe("<img src=x> done");
  });

  test("has done what it was told in messages before", async () => {
    const { output_text } = await obey(say("CALL get_order"), { role: "assistant", content: "CALL x" }, say("well?"));
    expect(output_text).toBe("Done.");
  });
});

test("the looping model calls the first tool, whatever came of it", async () => {
  const tools = [tool("get_product"), tool("get_cart")];
  const input = [say("hello"), call("call_1"), output("call_1", "{}")];
  const { output: items } = await openai.responses.create({ model: "sandbox-looping", input, tools });
  expect(items).toMatchObject([{ type: "function_call", name: "get_product", arguments: "{}" }]);
});

test("the endless model says more than it may", async () => {
  let pieces = 0;
  const request = { model: "sandbox-endless", input: "hello", max_output_tokens: 16, stream: true } as const;
  for await (const event of await openai.responses.create(request))
    pieces += Number(event.type === "response.output_text.delta");
  expect(pieces).toBe(ENDLESS);
});

test("whoever leaves the endless model finds the sandbox ready for others", async () => {
  for await (const event of await openai.responses.create({ model: "sandbox-endless", input: "hello", stream: true }))
    if (event.type === "response.output_text.delta") break;
  const { output_text } = await openai.responses.create({ model: "sandbox-instant", input: "thanks" });
  expect(output_text).toMatch(/^You are welcome/);
});

test("the stalling model begins a stream and says nothing until the client leaves", async () => {
  const request = { model: "sandbox-stalling", input: "hello", stream: true } as const;
  const stream = await openai.responses.create(request);
  const first = stream[Symbol.asyncIterator]().next();
  stream.controller.abort();
  expect(await first).toEqual({ done: true, value: undefined });
});

test("the stalling model does not answer at all without a stream", async () => {
  const hasty = new OpenAI({ apiKey: openai.apiKey, baseURL: openai.baseURL, timeout: 50, maxRetries: 0 });
  const asked = hasty.responses.create({ model: "sandbox-stalling", input: "hello" });
  await expect(asked).rejects.toBeInstanceOf(APIConnectionTimeoutError);
});

test("the halting model falls silent within a sentence until the client leaves", async () => {
  const stream = await openai.responses.create({ model: "sandbox-halting", input: "hello", stream: true });
  const leave = () => stream.controller.abort();
  let [text, timer] = ["", setTimeout(leave, 1000)];
  for await (const event of stream) {
    timer = timer.refresh();
    expect(event.type).not.toMatch(/completed|incomplete/);
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  expect(text).toBe("This sentence is going");
});

test("the dead model ends every connection", async () => {
  for (const stream of [true, false]) {
    const asked = openai.responses.create({ model: "sandbox-dead", input: "hello", stream });
    await expect(asked).rejects.toBeInstanceOf(APIConnectionError);
  }
});

test("the cut model breaks off within a sentence", async () => {
  let text = "";
  const listen = async () => {
    for await (const event of await openai.responses.create({ model: "sandbox-cut", input: "hello", stream: true }))
      if (event.type === "response.output_text.delta") text += event.delta;
  };
  await expect(listen()).rejects.toBeInstanceOf(TypeError);
  expect("This sentence is going to end before").toContain(text.trim());
  await expect(openai.responses.create({ model: "sandbox-cut", input: "hello" })).rejects.toBeInstanceOf(TypeError);
});

test("the garbage model answers 200 with what is no answer", async () => {
  const request = { model: "sandbox-garbage", input: "hello" };
  await expect(openai.responses.create(request)).rejects.toBeInstanceOf(SyntaxError);
  const quiet = openai.withOptions({ logLevel: "off" });
  await expect(quiet.responses.stream(request).finalResponse()).rejects.toThrow("malformed server-sent event");
});

test("the 429 model says when to come again", async () => {
  const error: unknown = await openai.responses
    .create({ model: "sandbox-429", input: "hello" })
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ status: 429, type: "requests", code: "rate_limit_exceeded" });
  expect((error as RateLimitError).headers.get("retry-after")).toBe("7");
});

test("the 500 model fails, with a stream and without", async () => {
  for (const stream of [true, false]) {
    const asked = openai.responses.create({ model: "sandbox-500", input: "hello", stream });
    const error: unknown = await asked.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({ type: "server_error" });
  }
});
