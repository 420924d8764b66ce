import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";

import { openApiFront } from "@/adapters/api-front";
import { env } from "@/env";
import { LOCALE_HEADER } from "@/model/locales";
import { newProduct } from "@/tests/helpers";

import { asked, listenToModel, newCaller, say, speakAs } from "./chatting";
import { send } from "./routes";

listenToModel();

const EVENTS = { Accept: "text/event-stream" };
type Event = { name: string; data: Record<string, unknown> };

const eventsIn = (text: string): Event[] =>
  [...text.matchAll(/event: (\w+)\ndata: (.+)\n\n/g)].map(([, name = "", data = ""]) => ({
    name,
    data: JSON.parse(data) as Event["data"],
  }));
const textOf = (events: Event[]) => events.map(({ name, data }) => (name === "delta" ? data["text"] : "")).join("");

test("an answer is told as it comes: its text, its products, its end", async () => {
  const product = await newProduct();
  const token = await newCaller();
  const response = await say(`Do you have a ${product.name}?`, { token, headers: EVENTS });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  const events = eventsIn(await response.text());
  const [shown, done] = events.slice(-2);
  expect(new Set(events.slice(0, -2).map(({ name }) => name))).toEqual(new Set(["delta"]));
  expect(events.length).toBeGreaterThan(3);
  expect(shown).toMatchObject({ name: "products", data: [{ id: product.id, name: product.name }] });
  expect(shown).not.toMatchObject({ data: [{ version: expect.anything() }] });
  expect(done).toEqual({ name: "done", data: { conversation_id: expect.any(String) } });
  const history = await send("GET /chat/{id}/", { id: String(done?.data["conversation_id"]), token });
  expect(await history.json()).toMatchObject({ messages: [{ role: "user" }, { text: textOf(events).trim() }] });
});

test("what is refused before a word is said is refused as ever", async () => {
  const blank = await say(" ", { headers: EVENTS });
  expect([blank.status, await blank.json()]).toEqual([400, { message: ["This field may not be blank."] }]);
  const stale = await say("hello", { token: "cw_invented", headers: EVENTS });
  expect(stale.status).toBe(401);
  speakAs("500");
  const down = await say("hello", { headers: EVENTS });
  expect([down.status, await down.json()]).toMatchObject([503, { code: "chat_unavailable" }]);
});

test("what fails in the middle ends in an error event, and leaves no half answer", async () => {
  speakAs("cut");
  const token = await newCaller();
  const events = eventsIn(await (await say("hello", { token, headers: EVENTS })).text());
  expect(events.length).toBeGreaterThan(1);
  const { name, data } = events.at(-1) ?? {};
  expect([name, data]).toMatchObject(["error", { code: "chat_unavailable", detail: expect.any(String) }]);
  const history = await send("GET /chat/{id}/", { id: String(data?.["conversation_id"]), token });
  expect(await history.json()).toMatchObject({ messages: [{ role: "user" }] });
});

test("what fails in the middle is told to a page of the shop in its language", async () => {
  speakAs("cut");
  const headers = { ...EVENTS, [LOCALE_HEADER]: "de" };
  const events = eventsIn(await (await say("hello", { token: await newCaller(), headers })).text());
  expect(events.at(-1)?.data["detail"]).toBe(
    "Der Assistent kann gerade nicht antworten. Versuchen Sie es später noch einmal.",
  );
});

test("words that come at once are told at once, and none is missing", async () => {
  speakAs("obedient");
  const words = Array.from({ length: 150 }, (_, index) => `word${index}`).join(" ");
  const events = eventsIn(await (await say(`SAY ${words}`, { token: await newCaller(), headers: EVENTS })).text());
  expect(textOf(events)).toBe(words);
  expect(events.length).toBeLessThan(75);
});

test("a key gets a whole answer again without asking anew, and means nothing to a stream", async () => {
  const token = await newCaller();
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const [first, second] = [await say("hello", { token, headers }), await say("hello", { token, headers })];
  expect(await second.json()).toEqual(await first.json());
  expect(asked).toHaveLength(1);
  const streams = [await say("hello", { token, headers: { ...EVENTS, ...headers } })];
  streams.push(await say("thanks", { token, headers: { ...EVENTS, ...headers } }));
  for (const stream of streams) expect(eventsIn(await stream.text()).at(-1)?.name).toBe("done");
});

test("other addresses answer JSON, whatever stream is asked for", async () => {
  const response = await send("GET /categories/", { headers: EVENTS });
  expect(response.headers.get("content-type")).toBe("application/json");
});

let server: Server;
beforeAll(async () => {
  const answer = await openApiFront(process.cwd());
  server = createServer((incoming, outgoing) => void (answer(incoming, outgoing) || outgoing.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

test("a client that leaves in the middle is noticed, and the model is told to stop within a second", async () => {
  // The one that pauses between its words.
  env().OPENAI_MODEL = "sandbox";
  const token = await newCaller();
  const left = new AbortController();
  const ask = (message: string) => ({
    method: "POST",
    headers: { ...EVENTS, "Content-Type": "application/json", Authorization: `Token ${token}` },
    body: JSON.stringify({ message }),
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/chat/`;
  const response = await fetch(url, { ...ask("What can you do?"), signal: left.signal });
  const first = await response.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toMatch(/^event: delta\ndata: \{"text":"[^"]+"\}\n\n/);
  const since = performance.now();
  left.abort();
  expect(await asked.at(-1)?.heard).toBe(false);
  expect(performance.now() - since).toBeLessThan(1000);
  // The answer that nobody heard ends in its own time: until then the person is being answered.
  await expect
    .poll(async () => eventsIn(await (await fetch(url, ask("hello"))).text()).at(-1)?.name, { timeout: 4000 })
    .toBe("done");
});
