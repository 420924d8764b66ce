import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { Store } from "./store.ts";
import { newPayment, openSandbox } from "./testing.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-store-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const journal = () => path.join(folder, "journal.jsonl");
const lines = () => readFileSync(journal(), "utf8").split("\n").slice(0, -1);
const idsOf = (store: Store) => store.all("things").map(({ id }) => id);

test("what was stored is there at the next start, as it was last", () => {
  const store = new Store(folder);
  store.put("things", { id: "a", size: 1, deep: { list: [1, "ü", null] } });
  store.put("things", { id: "b" });
  store.put("things", { id: "a", size: 2, deep: { list: [1, "ü", null] } });
  store.remove("things", "b");
  store.put("others", { id: "a", name: "of another collection" });
  const again = new Store(folder);
  expect(again.all("things")).toEqual([{ id: "a", size: 2, deep: { list: [1, "ü", null] } }]);
  expect(again.get("things", "b")).toBeUndefined();
  expect(again.get("others", "a")).toEqual({ id: "a", name: "of another collection" });
});

test("a change does not move an item in the order of making, now or at the next start", () => {
  const store = new Store(folder);
  for (const id of ["c", "a", "b", "10", "9"]) store.put("things", { id });
  store.put("things", { id: "c", changed: true });
  expect(idsOf(store)).toEqual(["c", "a", "b", "10", "9"]);
  expect(idsOf(new Store(folder))).toEqual(["c", "a", "b", "10", "9"]);
  expect(idsOf(new Store(folder))).toEqual(["c", "a", "b", "10", "9"]);
});

test("an item is in the journal before put returns", () => {
  const store = new Store(folder);
  store.put("things", { id: "a" });
  expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([{ in: "things", id: "a", item: { id: "a" } }]);
});

test("an item that cannot be written is not kept in memory either", () => {
  const store = new Store(folder);
  store.put("things", { id: "a", size: 1 });
  const endless: { id: string; self?: unknown } = { id: "a" };
  endless.self = endless;
  expect(() => store.put("things", endless)).toThrow(TypeError);
  expect(store.get("things", "a")).toEqual({ id: "a", size: 1 });
});

test("at a start the journal is rewritten with only what still holds", () => {
  const store = new Store(folder);
  for (let size = 0; size < 50; size += 1) store.put("things", { id: "a", size });
  store.put("things", { id: "b" });
  store.remove("things", "b");
  expect(lines()).toHaveLength(52);
  expect(new Store(folder).all("things")).toEqual([{ id: "a", size: 49 }]);
  expect(lines()).toHaveLength(1);
});

test("a last line that was cut off is ignored, wherever it was cut, and what follows is stored whole", () => {
  const store = new Store(folder);
  store.put("things", { id: "a" });
  const whole = readFileSync(journal()).length;
  store.put("things", { id: "b", name: "ü" });
  const both = readFileSync(journal());
  for (let length = whole; length < both.length - 1; length += 1) {
    writeFileSync(journal(), both);
    truncateSync(journal(), length);
    const cut = new Store(folder);
    expect(idsOf(cut)).toEqual(["a"]);
    cut.put("things", { id: "c" });
    expect(idsOf(new Store(folder))).toEqual(["a", "c"]);
  }
});

test("ids and collections by the names of an object's own parts are names like any other", () => {
  const store = new Store(folder);
  expect(store.get("things", "__proto__")).toBeUndefined();
  expect(store.get("constructor", "toString")).toBeUndefined();
  store.put("__proto__", { id: "__proto__", name: "a" });
  expect(new Store(folder).get("__proto__", "__proto__")).toEqual({ id: "__proto__", name: "a" });
});

test("a sandbox whose journal was cut off opens with all but the last change", async () => {
  const world = await openSandbox();
  const { id } = await newPayment(world);
  await world.restart(() =>
    appendFileSync(path.join(world.folder, "journal.jsonl"), `{"in":"payment_intents","id":"pi_`),
  );
  expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
  const next = await newPayment(world);
  await world.restart();
  const found = (await world.stripe.paymentIntents.list()).data.map((intent) => intent.id);
  expect(found).toEqual([next.id, id]);
  await world.close();
});

test("thousands of changes are stored in a moment", () => {
  const store = new Store(folder);
  for (let index = 0; index < 5000; index += 1) store.put("things", { id: String(index), text: "x".repeat(500) });
  expect(new Store(folder).all("things")).toHaveLength(5000);
});
