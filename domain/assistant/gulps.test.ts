import { type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { fetchInGulps } from "./gulps";

const PIECES = Array.from({ length: 40 }, (_, index) => `piece ${index};`);

/** Says a word every few milliseconds, as models do. */
async function speak(response: ServerResponse, { breaksOff }: { breaksOff: boolean }) {
  for (const piece of PIECES) {
    response.write(piece);
    await pause(5);
  }
  if (breaksOff) response.destroy();
  else response.end();
}

const server = createServer(({ url }, response) => void speak(response, { breaksOff: url === "/broken" }));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function read(isSpeaking: () => boolean, path = "/") {
  const { port } = server.address() as AddressInfo;
  const since = performance.now();
  const answer = await fetchInGulps(isSpeaking)(`http://127.0.0.1:${port}${path}`);
  const gulps: string[] = [];
  for await (const gulp of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) gulps.push(gulp);
  return { answer, gulps, ms: performance.now() - since };
}

test("who speaks is read with pauses, and nothing that was said is missing", async () => {
  const { answer, gulps, ms } = await read(() => true);
  expect([answer.status, answer.headers.get("date")]).toEqual([200, expect.any(String)]);
  expect(gulps.join("")).toBe(PIECES.join(""));
  expect(gulps.length).toBeLessThanOrEqual(ms / 45 + 1);
});

test("what breaks off fails, and is not taken for a whole answer", async () => {
  await expect(read(() => true, "/broken")).rejects.toThrow("terminated");
});
