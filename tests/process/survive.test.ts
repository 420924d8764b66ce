import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { openShop, processesOn, waitUntilReady } from "./shop";

type Shop = { base: string };

async function call(
  base: string,
  method: string,
  route: string,
  { token, body }: { token?: string; body?: unknown } = {},
) {
  const response = await fetch(`${base}/api/v1${route}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Token ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text ? JSON.parse(text) : null) as Record<string, unknown> };
}

async function signUp({ base }: Shop): Promise<string> {
  const body = { username: `user-${crypto.randomUUID().slice(0, 8)}`, password: "a loom of one's own" };
  return String((await call(base, "POST", "/users/register/", { body })).json["token"]);
}

async function placeOrder({ base }: Shop, token: string): Promise<number> {
  const { json } = await call(base, "GET", "/products/?search=bud%20vase");
  const [product] = json["results"] as { id: number }[];
  await call(base, "POST", "/cart/", { token, body: { product_id: product?.id } });
  const order = await call(base, "POST", "/orders/", { token, body: { shipping_address: "214 Alder St" } });
  expect(order.status).toBe(201);
  return Number(order.json["id"]);
}

test("kill -9 of the whole start loses no order, and the next start needs no hand", async () => {
  const first = await openShop();
  const token = await signUp(first);
  const id = await placeOrder(first, token);
  first.child.kill("SIGKILL");
  await first.ended;
  const second = await openShop({ dataDir: first.dataDir, port: first.port });
  const order = await call(second.base, "GET", `/orders/${id}/`, { token });
  expect(order).toMatchObject({ status: 200, json: { status: "pending" } });
});

test.each(["SIGTERM", "SIGINT"] as const)("%s stops everything within ten seconds", async (signal) => {
  const shop = await openShop();
  expect(processesOn(shop.dataDir).length).toBeGreaterThan(3);
  const since = performance.now();
  shop.child.kill(signal);
  expect(await shop.ended).toBe(0);
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(processesOn(shop.dataDir)).toEqual([]);
});

test("npm start passes SIGTERM on, and Ctrl-C reaches the whole group", async () => {
  const shop = await openShop({ command: ["npm", "start"] });
  shop.child.kill("SIGTERM");
  await shop.ended;
  await expect.poll(() => processesOn(shop.dataDir), { timeout: 10_000 }).toEqual([]);
  const again = await openShop({ command: ["npm", "start"], dataDir: shop.dataDir });
  process.kill(-(again.child.pid ?? 0), "SIGINT");
  await again.ended;
  await expect.poll(() => processesOn(shop.dataDir), { timeout: 10_000 }).toEqual([]);
});

test("a request that is under way when the stop comes is answered", async () => {
  const shop = await openShop();
  const token = await signUp(shop);
  const under = Array.from({ length: 20 }, () => call(shop.base, "GET", "/products/?page_size=50", { token }));
  shop.child.kill("SIGTERM");
  const answers = await Promise.allSettled(under);
  const cut = answers.filter(
    (answer) => answer.status === "rejected" && !/ECONNREFUSED/.test(String(answer.reason.cause?.code)),
  );
  expect(cut).toEqual([]);
});

test("a database, a sandbox, a server and a worker that die are started again", async () => {
  const shop = await openShop();
  const token = await signUp(shop);
  const id = await placeOrder(shop, token);
  const pidOf = (what: RegExp) =>
    processesOn(shop.dataDir).filter((pid) =>
      what.test(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")),
    );
  const [postmaster] = readFileSync(path.join(shop.dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n");
  process.kill(Number(postmaster), "SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await waitUntilReady(shop.base, 15_000);
  expect((await call(shop.base, "GET", `/orders/${id}/`, { token })).status).toBe(200);
  for (const what of [/sandbox\/main/, /scripts\/serve/, /scripts\/worker/]) {
    const [pid] = pidOf(what);
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, "SIGKILL");
    await expect
      .poll(() => pidOf(what).some((other) => other !== pid), {
        timeout: 30_000,
        message: `${what} starts again: ${shop.said()}`,
      })
      .toBe(true);
  }
  await waitUntilReady(shop.base, 15_000);
  const payment = await call(shop.base, "POST", "/payment/", { token, body: { order_id: id } });
  expect(payment.status).toBe(200);
  expect(execFileSync("ps", ["-o", "pid=", "-p", String(shop.child.pid)]).toString()).toContain(String(shop.child.pid));
});
