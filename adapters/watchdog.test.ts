import net from "node:net";

import { afterEach, expect, test } from "vitest";

import { connect } from "@/db";
import { env } from "@/env";

import { watchPool } from "./watchdog";

const LOOK_MS = 20;
const undos: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undos.splice(0).toReversed()) await undo();
});

/** Stands before the database: can freeze the connections that it has, or refuse new ones. */
async function openProxy() {
  const { hostname, port } = new URL(env().DATABASE_URL);
  const pairs: [net.Socket, net.Socket][] = [];
  const state = { isClosed: false, met: 0 };
  const server = net.createServer((client) => {
    state.met++;
    client.on("error", () => undefined);
    if (state.isClosed) return void client.destroy();
    const database = net.connect(Number(port), hostname);
    database.on("error", () => undefined);
    client.pipe(database).pipe(client);
    pairs.push([client, database]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => pairs.splice(0).forEach((pair) => pair.forEach((socket) => socket.destroy()));
  undos.push(() => new Promise((resolve) => server.close(resolve)), cut);
  const url = new URL(env().DATABASE_URL);
  url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  return {
    url: url.href,
    state,
    cut,
    freeze: () => pairs.forEach(([client, database]) => [client.unpipe(), database.unpipe()]),
  };
}

async function watched() {
  const proxy = await openProxy();
  const pool = connect(proxy.url, 1).$client;
  undos.push(() => pool.end({ timeout: 0 }));
  await pool`select 1`;
  let stuck = 0;
  const watch = watchPool({ pool, url: proxy.url, onStuck: () => stuck++, lookMs: LOOK_MS });
  undos.push(watch.stop);
  const looks = async (count: number) => {
    const before = proxy.state.met;
    await expect.poll(() => proxy.state.met, { timeout: 20_000, interval: 1 }).toBeGreaterThanOrEqual(before + count);
  };
  return { proxy, pool, looks, stuck: () => stuck };
}

test("a pool whose connections are dead is noticed while new ones are answered", async () => {
  const { proxy, stuck } = await watched();
  proxy.freeze();
  await expect.poll(stuck, { timeout: 20_000 }).toBe(1);
});

test("a database that is away altogether is not taken for a dead pool, and neither is its return", async () => {
  const { proxy, pool, looks, stuck } = await watched();
  proxy.state.isClosed = true;
  proxy.cut();
  await looks(20);
  proxy.state.isClosed = false;
  await expect.poll(() => pool`select 1`.then(Boolean, Boolean), { timeout: 20_000 }).toBe(true);
  expect(stuck()).toBe(0);
});

test("a pool that is slow again and again, and answers in between, is left alone", async () => {
  const { pool, looks, stuck } = await watched();
  for (let times = 0; times < 6; times++) {
    const busy = await pool.reserve();
    await looks(1);
    busy.release();
    await pool`select 1`;
  }
  expect(stuck()).toBe(0);
});
