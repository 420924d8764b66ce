import { execFileSync } from "node:child_process";

import { expect, test } from "vitest";

import { until } from "@/tests/helpers";

import { type Shop, call, confirm, newProduct, placeOrder, signInAsAdmin, signUp } from "./api";
import { type OpenShop, environmentOf, openShop, pidsOf, postmasterOf, processesOn, waitUntilReady } from "./shop";

/** One order that waits, one that is paid and partly given back, and a cart: what the shop tells of them. */
async function doBusiness(shop: OpenShop, product: number, admin: string): Promise<string> {
  const token = await signUp(shop);
  await placeOrder(shop, token, product);
  const order_id = await placeOrder(shop, token, product);
  const started = await call(shop, "POST", "/payment/", { token, body: { order_id } });
  await confirm(shop, started.json);
  await call(shop, "GET", `/payment/${order_id}/`, { token });
  await call(shop, "POST", `/payment/${order_id}/refund/`, { token: admin, body: { amount: "5.00" } });
  await call(shop, "POST", "/cart/", { token, body: { product_id: product } });
  return token;
}

async function tell(shop: Shop, token: string) {
  const [orders, cart] = [await call(shop, "GET", "/orders/", { token }), await call(shop, "GET", "/cart/", { token })];
  const rows = orders.json["results"] as Record<string, unknown>[];
  return {
    orders: rows.map(({ number, status, total_price, refunded_amount }) => [
      number,
      status,
      total_price,
      refunded_amount,
    ]),
    cart: cart.json["total_price"],
  };
}

test.each([
  ["the starter alone", ({ child }: OpenShop) => [child.pid ?? 0]],
  ["everything at once", ({ dataDir }: OpenShop) => processesOn(dataDir)],
])("kill -9 of %s loses nothing, and the next start needs no hand", async (_, victims) => {
  const first = await openShop();
  const admin = await signInAsAdmin(first);
  const token = await doBusiness(first, await newProduct(first, admin), admin);
  const told = await tell(first, token);
  expect(told).toMatchObject({
    orders: [
      [expect.any(String), "paid", "12.50", "5.00"],
      [expect.any(String), "pending", "12.50", "0.00"],
    ],
    cart: "12.50",
  });
  for (const pid of victims(first)) process.kill(pid, "SIGKILL");
  await first.ended;
  const second = await openShop({ dataDir: first.dataDir, port: first.port });
  expect(await tell(second, token)).toEqual(told);
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

/** The sandbox's rules, with how often each has hit; a new one is added before. */
async function faultsOf({ base, dataDir }: OpenShop, rule?: object): Promise<{ hits: number }[]> {
  const { STRIPE_SECRET_KEY = "" } = environmentOf(pidsOf(dataDir, /scripts\/serve/)[0] ?? 0);
  const headers = { Authorization: `Bearer ${STRIPE_SECRET_KEY}` };
  const url = `${base}/sandbox/control/faults`;
  if (rule) await fetch(url, { method: "POST", headers, body: JSON.stringify(rule) });
  return (await (await fetch(url, { headers })).json()) as { hits: number }[];
}

test("requests that are under way when the stop comes are answered, also one that waits for Stripe", async () => {
  const shop = await openShop();
  const token = await signUp(shop);
  const id = await placeOrder(shop, token, await newProduct(shop, await signInAsAdmin(shop)));
  await faultsOf(shop, { kind: "latency", ms: 3000, match: { path: "/v1/**" } });
  const payment = call(shop, "POST", "/payment/", { token, body: { order_id: id } });
  await until(
    () => faultsOf(shop),
    ([rule]) => rule !== undefined && rule.hits > 0,
  );
  const reads = Array.from({ length: 20 }, () => call(shop, "GET", "/products/?page_size=50", { token }));
  shop.child.kill("SIGTERM");
  const answers = await Promise.allSettled([payment, ...reads]);
  const cut = answers.filter(
    (answer) => answer.status === "rejected" && !/ECONNREFUSED/.test(String(answer.reason.cause?.code)),
  );
  expect(cut).toEqual([]);
  expect((await payment).status).toBe(200);
  expect(await shop.ended).toBe(0);
});

test("a database, a sandbox, a server and a worker that die are started again", async () => {
  const shop = await openShop();
  const token = await signUp(shop);
  const id = await placeOrder(shop, token, await newProduct(shop, await signInAsAdmin(shop)));
  process.kill(postmasterOf(shop.dataDir), "SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await waitUntilReady(shop.base, 15_000);
  expect((await call(shop, "GET", `/orders/${id}/`, { token })).status).toBe(200);
  for (const what of [/sandbox\/main/, /scripts\/serve/, /scripts\/worker/]) {
    const [pid] = pidsOf(shop.dataDir, what);
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, "SIGKILL");
    await expect
      .poll(() => pidsOf(shop.dataDir, what).some((other) => other !== pid), {
        timeout: 30_000,
        message: `${what} starts again: ${shop.said()}`,
      })
      .toBe(true);
  }
  await waitUntilReady(shop.base, 15_000);
  const payment = await call(shop, "POST", "/payment/", { token, body: { order_id: id } });
  expect(payment.status).toBe(200);
  expect(execFileSync("ps", ["-o", "pid=", "-p", String(shop.child.pid)]).toString()).toContain(String(shop.child.pid));
});
