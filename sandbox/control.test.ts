import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { PUBLISHABLE, SECRET, type World, newIntent, openSandbox, refusal } from "./testing.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());
afterEach(() => world.faults.clear());

async function control(method: string, address: string, body?: unknown, key = SECRET) {
  const answer = await fetch(`${world.origin}/sandbox/control/${address}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

test("rules are added, listed and taken away over HTTP", async () => {
  const rule = { kind: "error_before", match: { path: "/v1/refunds" }, status: 503 };
  const added = await control("POST", "faults", rule);
  expect(added).toMatchObject({ status: 200, body: { ...rule, hits: 0 } });
  expect((await refusal(world.stripe.refunds.create({ payment_intent: "pi_1" }))).statusCode).toBe(503);
  expect((await control("GET", "faults")).body).toMatchObject([{ ...rule, hits: 1 }]);
  const other = await control("POST", "faults", { kind: "garbage", times: 1 });
  const { id } = added.body as { id: string };
  expect((await control("DELETE", `faults/${id}`)).body).toEqual([other.body]);
  expect((await control("DELETE", "faults")).body).toEqual([]);
  expect((await refusal(world.stripe.refunds.create({ payment_intent: "pi_1" }))).statusCode).toBe(404);
});

test("held events are released and past ones replayed over HTTP, and have arrived when it answers", async () => {
  await control("POST", "faults", { kind: "hold" });
  const intents = [await newIntent(world), await newIntent(world)];
  const released = await control("POST", "release", { order: "reversed" });
  const heard = world.receiver.deliveries.map(({ event }) => (event.data.object as { id: string }).id);
  expect(heard).toEqual(intents.map(({ id }) => id).toReversed());
  const [last] = released.body as string[];
  expect((await control("POST", "replay", { ids: [last] })).body).toEqual([last]);
  expect(world.receiver.deliveries.map(({ event }) => event.id)).toEqual([...(released.body as string[]), last]);
});

test("another model speaks where a user's last words say so, until its rule is taken away", async () => {
  const openai = world.openai();
  const reply = async (...said: string[]) => {
    const input = said.map((content) => ({ role: "user" as const, content }));
    return (await openai.responses.create({ model: "sandbox-instant", input })).output_text;
  };
  const [first, second] = [
    await control("POST", "speakers", { speaks: "sandbox-obedient", where: "(one)" }),
    await control("POST", "speakers", { speaks: "sandbox-looping", where: "(two)" }),
  ];
  expect(await reply("SAY done (one)")).toBe("done (one)");
  expect(await reply("SAY done (two)")).toBe("There is nothing to call.");
  expect(await reply("SAY done (one)", "thanks")).toMatch(/^You are welcome/);
  expect((await control("DELETE", `speakers/${(first.body as { id: string }).id}`)).body).toEqual([second.body]);
  expect(await reply("SAY done (one)")).not.toBe("done (one)");
  expect((await control("DELETE", "speakers")).body).toEqual([]);
  expect((await control("GET", "speakers")).body).toEqual([]);
});

test("nobody without the secret key controls anything", async () => {
  for (const key of ["", PUBLISHABLE, "sk_test_stranger"])
    for (const [method, address] of [
      ["GET", "faults"],
      ["POST", "faults"],
      ["DELETE", "faults"],
      ["GET", "speakers"],
      ["POST", "speakers"],
      ["POST", "replay"],
      ["GET", "ledger"],
    ] as const)
      expect((await control(method, address, method === "POST" ? { kind: "hold" } : undefined, key)).status).toBe(401);
  expect(world.faults.list()).toEqual([]);
});

test.each([
  ["POST", "faults", { kind: "surprise" }, 400],
  ["POST", "faults", "{", 400],
  ["POST", "faults", undefined, 400],
  ["POST", "speakers", { speaks: "gpt-5", where: "x" }, 400],
  ["POST", "speakers", { speaks: "sandbox" }, 400],
  ["POST", "release", { order: "sideways" }, 400],
  ["GET", "release", undefined, 404],
  ["GET", "nothing", undefined, 404],
] as const)("%s %s with %j is refused", async (method, address, body, status) => {
  const answer = await control(method, address, body);
  expect(answer).toMatchObject({ status, body: { error: expect.any(String) } });
  expect(world.faults.list()).toEqual([]);
});
