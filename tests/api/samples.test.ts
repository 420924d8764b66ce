import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { newProduct, newToken, newUser } from "@/tests/helpers";

import { openDoor } from "./agent";
import { Client, StreamableHTTPClientTransport } from "./sdk.mjs";

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
