import { BadRequestError } from "openai";
import type {
  ResponseCreateParamsNonStreaming,
  ResponseInputItem,
  ResponseStreamEvent,
} from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type World, openSandbox } from "../testing.ts";
import { TOOLS, tool } from "./testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

const model = "sandbox-instant";
const hello = { model, input: "hello" };
const compare = { model, input: "moon jar vs ring vase", tools: TOOLS };
const GREETING = "Hello! What are you looking for?";

async function streamed(request: ResponseCreateParamsNonStreaming): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of await world.openai().responses.create({ ...request, stream: true })) events.push(event);
  return events;
}
/** What happened, with a run of the same counted as one. */
const kindsOf = (events: ResponseStreamEvent[]) =>
  events.map(({ type }) => type.replace("response.", "")).filter((type, at, all) => type !== all[at - 1]);

describe("an answer in one piece", () => {
  test("has the text, what was asked, and what it took", async () => {
    const metadata = { conversation: "7" };
    const request = { ...hello, instructions: "Be kind.", max_output_tokens: 100, store: false, metadata };
    const response = await world.openai().responses.create(request);
    expect(response).toMatchObject({
      id: expect.stringMatching(/^resp_/),
      object: "response",
      status: "completed",
      model,
      instructions: "Be kind.",
      max_output_tokens: 100,
      metadata,
      error: null,
      incomplete_details: null,
      output_text: GREETING,
      output: [
        {
          id: expect.stringMatching(/^msg_/),
          type: "message",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: GREETING, annotations: [] }],
        },
      ],
    });
    const { input_tokens, output_tokens, total_tokens } = response.usage ?? {};
    expect(input_tokens).toBeGreaterThan(2);
    expect(output_tokens).toBeGreaterThan(5);
    expect(total_tokens).toBe((input_tokens ?? 0) + (output_tokens ?? 0));
  });

  test("may be calls, several at once", async () => {
    const { output, output_text } = await world.openai().responses.create(compare);
    const call = { type: "function_call", name: "list_products", status: "completed" };
    expect(output_text).toBe("");
    expect(output).toMatchObject([
      { ...call, id: expect.stringMatching(/^fc_/), call_id: expect.stringMatching(/^call_/) },
      call,
    ]);
    expect(output.map((item) => item.type === "function_call" && (JSON.parse(item.arguments) as object))).toEqual([
      { search: "moon jar", page_size: "8" },
      { search: "ring vase", page_size: "8" },
    ]);
  });

  test("is one call where several at once are refused", async () => {
    const { output } = await world.openai().responses.create({ ...compare, parallel_tool_calls: false });
    expect(output).toHaveLength(1);
  });

  test("ends where its tokens do", async () => {
    const response = await world.openai().responses.create({ ...hello, input: "who are you?", max_output_tokens: 16 });
    expect(response).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [{ status: "incomplete" }],
      usage: { output_tokens: 16 },
    });
    expect(response.output_text).toMatch(/^I am the offline assistant/);
    expect(response.output_text).not.toMatch(/policies\.$/);
  });
});

describe("a stream", () => {
  test("of text has OpenAI's events in OpenAI's order", async () => {
    const events = await streamed(hello);
    expect(kindsOf(events)).toEqual([
      "created",
      "in_progress",
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.done",
      "content_part.done",
      "output_item.done",
      "completed",
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_event, at) => at));
    const deltas = events.flatMap((event) => (event.type === "response.output_text.delta" ? event.delta : []));
    expect(deltas.length).toBeGreaterThan(3);
    expect(deltas.join("")).toBe(GREETING);
  });

  test("of calls has their arguments in pieces, call after call", async () => {
    const events = await streamed(compare);
    const call = [
      "output_item.added",
      "function_call_arguments.delta",
      "function_call_arguments.done",
      "output_item.done",
    ];
    expect(kindsOf(events)).toEqual(["created", "in_progress", ...call, ...call, "completed"]);
    const of = (index: number) =>
      events.flatMap((event) =>
        event.type === "response.function_call_arguments.delta" && event.output_index === index ? event.delta : [],
      );
    expect([of(0), of(1)].map((deltas) => JSON.parse(deltas.join("")) as object)).toEqual([
      { search: "moon jar", page_size: "8" },
      { search: "ring vase", page_size: "8" },
    ]);
  });

  test("that is cut short by its tokens ends as incomplete", async () => {
    const events = await streamed({ ...hello, input: "who are you?", max_output_tokens: 16 });
    expect(kindsOf(events).slice(-3)).toEqual(["content_part.done", "output_item.done", "incomplete"]);
    const deltas = events.filter(({ type }) => type === "response.output_text.delta");
    expect(deltas).toHaveLength(16);
  });

  test("a call that is cut short is told as that", async () => {
    const { output, status } = await world.openai().responses.create({
      model: "sandbox-obedient",
      input: `CALL find {"search": "${"long ".repeat(40)}"}`,
      max_output_tokens: 16,
    });
    expect(status).toBe("incomplete");
    expect(output).toMatchObject([{ type: "function_call", status: "incomplete" }]);
  });

  test("is put together by the SDK to the same answer", async () => {
    const stream = world.openai().responses.stream({ ...hello, model: "sandbox", store: false });
    const deltas: string[] = [];
    stream.on("response.output_text.delta", ({ delta }) => void deltas.push(delta));
    const final = await stream.finalResponse();
    expect(final).toMatchObject({ status: "completed", output_text: GREETING });
    expect(deltas.join("")).toBe(GREETING);
    const calls = await world.openai().responses.stream(compare).finalResponse();
    expect(calls.output.map(({ type }) => type)).toEqual(["function_call", "function_call"]);
  });
});

describe("calls and their outputs", () => {
  const call = { type: "function_call", call_id: "call_1", name: "get_cart", arguments: "{}" } as const;
  const output = { type: "function_call_output", call_id: "call_1", output: "{}" } as const;
  const ask = (...items: ResponseInputItem[]) =>
    world.openai().responses.create({ model, input: [{ role: "user", content: "my cart" }, ...items] });

  test("belong together", async () => {
    await expect(ask(call, output)).resolves.toMatchObject({ status: "completed" });
    const message = "No tool output found for function call call_1.";
    await expect(ask(call)).rejects.toThrow(message);
    await expect(ask(call)).rejects.toBeInstanceOf(BadRequestError);
    await expect(ask(output)).rejects.toThrow("No tool call found for function call output with call_id call_1.");
  });

  test("may have a text in parts, and reasoning between them", async () => {
    const reasoning: ResponseInputItem = { type: "reasoning", id: "rs_1", summary: [] };
    const parts = { ...output, output: [{ type: "input_text" as const, text: '{"items": []}' }] };
    const { output_text } = await ask(reasoning, call, parts);
    expect(output_text).toBe("Your cart is empty.");
  });
});

describe("the choice of a tool", () => {
  const tools = [tool("get_cart"), tool("list_categories")];

  test("none leaves text only", async () => {
    const { output } = await world.openai().responses.create({ model, input: "my cart", tools, tool_choice: "none" });
    expect(output).toMatchObject([{ type: "message" }]);
  });

  test("required makes it call one, and a name that one", async () => {
    const named = { type: "function", name: "list_categories" } as const;
    for (const [tool_choice, name] of [["required", "get_cart"] as const, [named, "list_categories"] as const]) {
      const { output } = await world.openai().responses.create({ ...hello, tools, tool_choice });
      expect(output).toMatchObject([{ type: "function_call", name }]);
    }
  });

  test("none, once the shop will call no more, makes an answer of what is there", async () => {
    const first = await world.openai().responses.create(compare);
    const outputs = first.output.flatMap((item, at) =>
      item.type === "function_call"
        ? [
            {
              type: "function_call_output" as const,
              call_id: item.call_id,
              output: JSON.stringify({ results: [{ id: at, name: ["Moon Jar", "Ring Vase"][at] }] }),
            },
          ]
        : [],
    );
    const input = [
      { role: "user" as const, content: compare.input },
      ...(first.output as ResponseInputItem[]),
      ...outputs,
    ];
    const { output_text } = await world.openai().responses.create({ ...compare, input, tool_choice: "none" });
    expect(output_text).toBe("“Moon Jar”\n“Ring Vase”");
  });
});

test("a message may come from a developer, and in parts", async () => {
  const { output } = await world.openai().responses.create({
    model,
    tools: TOOLS,
    input: [
      { role: "developer", content: "The shopper looks at product 8." },
      {
        role: "user",
        content: [
          { type: "input_text", text: "what is " },
          { type: "input_text", text: "it made of?" },
        ],
      },
    ],
  });
  expect(output).toMatchObject([{ name: "get_product", arguments: '{"id":8}' }]);
});
