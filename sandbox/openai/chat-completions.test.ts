import { BadRequestError } from "openai";
import type { ChatCompletionChunk, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, openSandbox } from "../testing.ts";
import { TOOLS } from "./testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const model = "sandbox-instant";
const GREETING = "Hello! What are you looking for?";
const tools = TOOLS.map(({ name, parameters }) => ({
  type: "function" as const,
  function: { name, parameters: parameters ?? {} },
}));
const said = (content: string): ChatCompletionMessageParam[] => [
  { role: "system", content: "Be kind." },
  { role: "user", content },
];
const hello = { model, messages: said("hello") };
const compare = { model, messages: said("moon jar vs ring vase"), tools };

async function streamed(request: typeof hello & { max_completion_tokens?: number }): Promise<ChatCompletionChunk[]> {
  const stream_options = { include_usage: true };
  const stream = await world.openai().chat.completions.create({ ...request, stream: true, stream_options });
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

describe("an answer in one piece", () => {
  test("has the text and what it took", async () => {
    const completion = await world.openai().chat.completions.create(hello);
    expect(completion).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: "chat.completion",
      model,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: GREETING, refusal: null } }],
    });
    expect(completion.choices[0]?.message).not.toHaveProperty("tool_calls");
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = completion.usage ?? {};
    expect(completion_tokens).toBeGreaterThan(5);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  test("may be calls, whose outputs lead to a text", async () => {
    const openai = world.openai();
    const messages = said("what is in my cart?");
    const first = (await openai.chat.completions.create({ model, messages, tools })).choices[0];
    expect(first).toMatchObject({ finish_reason: "tool_calls", message: { content: null } });
    const calls = first?.message.tool_calls ?? [];
    expect(calls).toMatchObject([{ type: "function", function: { name: "get_cart", arguments: "{}" } }]);
    const then: ChatCompletionMessageParam[] = [
      ...messages,
      { role: "assistant", content: null, tool_calls: calls },
      { role: "tool", tool_call_id: calls[0]?.id ?? "", content: '{"items": []}' },
    ];
    const second = await openai.chat.completions.create({ model, messages: then, tools });
    expect(second.choices[0]?.message.content).toBe("Your cart is empty.");
  });

  test("a call without its output is refused", async () => {
    const call = { id: "call_1", type: "function" as const, function: { name: "get_cart", arguments: "{}" } };
    const messages = [...said("my cart"), { role: "assistant" as const, tool_calls: [call] }];
    await expect(world.openai().chat.completions.create({ model, messages })).rejects.toBeInstanceOf(BadRequestError);
  });

  test.each(["max_completion_tokens", "max_tokens"])("ends where its %s do", async (name) => {
    const completion = await world.openai().chat.completions.create({ ...hello, [name]: 3 });
    expect(completion).toMatchObject({ choices: [{ finish_reason: "length" }], usage: { completion_tokens: 3 } });
  });
});

describe("a stream", () => {
  test("of text begins with the role and ends with the reason and what it took", async () => {
    const chunks = await streamed(hello);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks[0]?.choices).toMatchObject([{ delta: { role: "assistant", content: "" }, finish_reason: null }]);
    expect(chunks.flatMap(({ choices }) => choices[0]?.delta.content ?? []).join("")).toBe(GREETING);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ delta: {}, finish_reason: "stop" }], usage: null });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  test("of calls has each with its name first and its arguments in pieces", async () => {
    const deltas = (await streamed(compare)).flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? []);
    const named = deltas.filter((delta) => delta.id);
    expect(named).toMatchObject([
      { index: 0, type: "function", function: { name: "list_products", arguments: "" } },
      { index: 1, type: "function", function: { name: "list_products", arguments: "" } },
    ]);
    const given = [0, 1].map((index) =>
      deltas.flatMap((delta) => (delta.index === index ? (delta.function?.arguments ?? []) : [])).join(""),
    );
    expect(given.map((json) => JSON.parse(json) as object)).toEqual([
      { search: "moon jar", page_size: "8" },
      { search: "ring vase", page_size: "8" },
    ]);
  });

  test("is put together by the SDK to the same answer", async () => {
    const completion = await world.openai().chat.completions.stream(compare).finalChatCompletion();
    const [choice] = completion.choices;
    expect(choice?.finish_reason).toBe("tool_calls");
    expect(choice?.message.tool_calls).toHaveLength(2);
  });

  test("ends where its tokens do", async () => {
    const chunks = await streamed({ ...hello, max_completion_tokens: 3 });
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "length" }] });
  });
});
