import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { rate_limits, token_budgets } from "@/db/schema";
import { chat } from "@/domain/assistant/chat";
import { env } from "@/env";
import { newToken, newUser, one, until } from "@/tests/helpers";

import { answerTo, asked, listenToModel, newCaller, say, speakAs } from "./chatting";
import { send } from "./routes";

listenToModel();

type Refusal = { detail: string; code: string; conversation_id: string };
const spentToday = async () => (await db().select().from(token_budgets))[0]?.spent ?? 0;
/** Leaves that many tokens of the day. */
const leave = async (tokens: number) => void (env().CHAT_DAILY_TOKENS = (await spentToday()) + tokens);

describe("a model", () => {
  test.each(["cut", "429", "500", "garbage", "nobody-knows"])(
    "that is %s: the assistant cannot answer, and what was said is kept without an answer",
    async (model) => {
      const token = await newCaller();
      speakAs(model);
      const response = await say("a green mug", { token });
      const body = (await response.json()) as Refusal;
      expect([response.status, body.code, body.detail]).toEqual([
        503,
        "chat_unavailable",
        "The assistant cannot answer right now. Please try again later.",
      ]);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      const history = await send("GET /chat/{id}/", { id: body.conversation_id, token });
      expect(await history.json()).toMatchObject({ messages: [{ role: "user", text: "a green mug" }] });
      expect(asked).toHaveLength(1);
      env().OPENAI_MODEL = "sandbox-instant";
      expect(await answerTo("thanks", { token, conversation_id: body.conversation_id })).toMatchObject({
        reply: expect.stringContaining("welcome"),
      });
    },
  );

  test("that is silent is given up on within 10 seconds, and takes nothing of the day's tokens", async () => {
    speakAs("stalling");
    const before = await spentToday();
    const since = performance.now();
    expect((await say("hello")).status).toBe(503);
    expect(performance.now() - since).toBeLessThan(10_000);
    expect(await spentToday()).toBe(before);
  });

  test("that falls silent within a sentence is given up on within 10 seconds of it", async () => {
    speakAs("halting");
    const since = performance.now();
    expect((await say("hello")).status).toBe(503);
    expect(performance.now() - since).toBeLessThan(10_000);
  });

  test("that only looks things up does so four times, and is then to answer", async () => {
    speakAs("looping");
    expect((await answerTo("hello")).reply).toBe("There is nothing to call.");
    expect(asked).toHaveLength(5);
    expect(asked.map(({ body }) => (JSON.parse(body) as { tool_choice: string }).tool_choice)).toEqual([
      ...Array.from({ length: 4 }, () => "auto"),
      "none",
    ]);
  });

  test("has at most eight calls carried out, and what it does unasked is left undone", async () => {
    speakAs("obedient");
    const calls = Array.from({ length: 12 }, (_, page) => `CALL list_products {"page_size":"1","search":"${page}"}`);
    const { reply } = await answerTo(calls.join("\n"));
    expect(reply).toMatch(/ask me in another way/);
    expect(asked).toHaveLength(2);
    const { input } = JSON.parse(asked[1]?.body ?? "") as { input: { type?: string }[] };
    expect(input.filter(({ type }) => type === "function_call_output")).toHaveLength(8);
  });
});

describe("the shop's tokens of a day", () => {
  test("that are used up come again tomorrow", async () => {
    await leave(10);
    const response = await say("hello");
    expect([response.status, ((await response.json()) as Refusal).code]).toEqual([503, "chat_unavailable"]);
    const seconds = Number(response.headers.get("retry-after"));
    expect((Date.now() / 1000 + seconds) % 86_400).toBeLessThan(60);
    expect(asked).toHaveLength(0);
  });
});

describe("a person", () => {
  test("is answered once at a time", async () => {
    const [shopper, leaving] = [await newUser(), new AbortController()];
    const token = await newToken(shopper);
    speakAs("stalling");
    const first = chat({ ...shopper, signal: leaving.signal }, { message: "hello" });
    await until(
      async () => asked.length,
      (length) => length > 0,
    );
    expect((await say("hello", { token })).status).toBe(429);
    leaving.abort();
    await expect(first).rejects.toMatchObject({ status: 503 });
    speakAs("instant");
    expect((await say("hello", { token })).status).toBe(200);
  });

  test("may ask 10 times a minute; a guest 100 times a day by address, a user 300 times", async () => {
    const { user } = await newUser();
    const token = await newToken({ ...publicContext(), user });
    const headers = { "X-Forwarded-For": "203.0.113.20" };
    await say("hello", { token, headers });
    await say("hello", { headers });
    const scale = env().RATE_LIMIT_SCALE;
    const counters = [
      [`chat:user:${user.id}`, 10, token],
      ["chat:address:203.0.113.20", 10, undefined],
      [`chat_of_user:${user.id}`, 300, token],
      ["chat_of_guest:203.0.113.20", 100, undefined],
    ] as const;
    for (const [key, most, caller] of counters) {
      const where = eq(rate_limits.key, key);
      expect(one(await db().select().from(rate_limits).where(where)).points).toBeGreaterThan(0);
      const ask = async () => (await say("hello", { ...(caller !== undefined && { token: caller }), headers })).status;
      await db()
        .update(rate_limits)
        .set({ points: most * scale })
        .where(where);
      expect([key, await ask()]).toEqual([key, 429]);
      await db().update(rate_limits).set({ points: 0 }).where(where);
      expect([key, await ask()]).toEqual([key, 200]);
    }
  });
});
