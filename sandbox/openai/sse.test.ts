import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type ServerEvent, sendEvents } from "./sse.ts";

const ALL = 1_000_000;
const ended = Promise.withResolvers<number>();

function* events(): Generator<ServerEvent, void> {
  let said = 0;
  try {
    while (said < ALL) yield { name: "piece", data: { said: said++ }, isPiece: true };
  } finally {
    ended.resolve(said);
  }
}

const server = createServer((_request, response) => void sendEvents(response, events(), {}));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("nothing more is made for a client that has left", async () => {
  const { port } = server.address() as AddressInfo;
  const left = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: left.signal });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  expect(new TextDecoder().decode(first?.value)).toMatch(/^event: piece\ndata: \{"said":0\}\n\n/);
  left.abort();
  expect(await ended.promise).toBeLessThan(ALL);
});
