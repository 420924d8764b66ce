import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, test } from "vitest";

import { createClient } from "@/clients/ts/client.ts";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { openDoor } from "./agent";

const door = openDoor();
const run = promisify(execFile);

/** The pieces of code under a heading of the README, for the shop that runs here. */
function samplesOf(heading: string, language: string): string[] {
  const [, section = ""] = readFileSync("README.md", "utf8").split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  const found = [...own.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, code = ""]) => code);
  expect(found.length).toBeGreaterThan(0);
  return found.map((code) => code.replaceAll("http://localhost:3000", new URL(door.url()).origin));
}
const shell = async (code: string) => (await run("bash", ["-euc", code])).stdout;

test("the settings that the README gives connect an agent to the shop and to its shopper's cart", async () => {
  const [settings = ""] = samplesOf("Connect your agent", "json");
  const token = await newToken(await newUser());
  const { mcpServers } = JSON.parse(settings.replace("cw_your_token", token)) as {
    mcpServers: Record<string, { type: string; url: string; headers: Record<string, string> }>;
  };
  const [one] = Object.values(mcpServers);
  expect(one?.type).toBe("http");
  const client = new Client({ name: "reader", version: "1.0.0" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(one?.url ?? ""), { requestInit: { headers: one?.headers ?? {} } }),
  );
  const { id } = await newProduct();
  const added = await client.callTool({ name: "add_to_cart", arguments: { product_id: id } });
  expect(added.structuredContent).toMatchObject({ quantity: 1 });
  await client.close();
});

test("what the README sends by hand is answered", async () => {
  const [code = ""] = samplesOf("Connect your agent", "sh");
  expect(JSON.parse(await shell(code))).toMatchObject({ id: 1, result: { structuredContent: { results: [] } } });
});

test("what the README asks the assistant as it speaks is told event by event", async () => {
  const code = samplesOf("From registration to an order with curl", "sh");
  const line = code.flatMap((one) => one.split("\n")).find((one) => one.startsWith("curl -sN")) ?? "";
  const given = `api=${new URL(door.url()).origin}/api/v1 json='Content-Type: application/json'`;
  expect(await shell(`${given}\n${line}`)).toMatch(/^event: delta\ndata: .*\n\n[^]*event: done\ndata: .*\n\n$/);
});

test("the client follows an answer from its first word to its end", async () => {
  const client = createClient({ baseUrl: new URL(door.url()).origin });
  const events = [];
  for await (const event of client.chat.stream({ message: "hello" })) events.push(event);
  const text = events.map((event) => (event.type === "delta" ? event.text : "")).join("");
  expect(events.map(({ type }) => type).slice(-2)).toEqual(["products", "done"]);
  const done = events.at(-1);
  const id = done?.type === "done" ? done.conversation_id : "";
  expect((await client.chat.get(id)).messages).toMatchObject([{ text: "hello" }, { text: text.trim() }]);
});

test("the client throws what the shop refuses, and the reason of who gives up", async () => {
  const client = createClient({ baseUrl: new URL(door.url()).origin });
  const read = async (message: string, signal?: AbortSignal) => {
    for await (const event of client.chat.stream({ message }, { signal })) if (event.type === "done") return;
  };
  await expect(read(" ")).rejects.toMatchObject({ kind: "validation", fields: { message: [expect.any(String)] } });
  const left = new AbortController();
  left.abort(new Error("enough"));
  await expect(read("hello", left.signal)).rejects.toThrow("enough");
});

/** A shop whose answer comes in these pieces. */
const telling = (...pieces: string[]) =>
  createClient({
    baseUrl: "",
    fetch: async () => {
      const body = new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      });
      return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
    },
  });
async function typesOf(client: ReturnType<typeof createClient>) {
  const types: string[] = [];
  for await (const { type } of client.chat.stream({ message: "x" })) types.push(type);
  return types;
}

test("the client reads events however they are cut, and passes over what it does not know", async () => {
  const client = telling(
    "event: del",
    'ta\ndata: {"text":"Hi"}\n',
    "\n: alive\n\nevent: later\ndata: 1\n\nevent: do",
    "ne\ndata: {}\n\n",
  );
  expect(await typesOf(client)).toEqual(["delta", "done"]);
});

test("the client throws where an answer fails in the middle, or breaks off", async () => {
  const said = 'event: delta\ndata: {"text":"Hi"}\n\n';
  const failed = telling(said, 'event: error\ndata: {"detail":"Later.","code":"chat_unavailable"}\n\n');
  await expect(typesOf(failed)).rejects.toMatchObject({ kind: "unavailable", code: "chat_unavailable" });
  await expect(typesOf(telling(said))).rejects.toMatchObject({ kind: "unavailable", code: "network_error" });
});
