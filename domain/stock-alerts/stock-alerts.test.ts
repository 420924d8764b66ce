import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { db } from "@/db";
import { inventory_pools, outbox, products, stock_alerts, translations } from "@/db/schema";
import { newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { adjustStock } from "../catalog/adjust-stock";
import { renderBackInStock } from "../mail/stock-mail";
import { changeUser, closeAccount } from "../users/accounts";
import { notifyBackInStock } from "./notify";
import { askStockAlert, listStockAlerts, removeStockAlert, stopStockAlerts } from "./stock-alerts";

const newEmail = () => `waiting-${crypto.randomUUID().slice(0, 8)}@mail.example`;
const soldOut = () =>
  newProduct({
    variants: [
      { color: "Oat", stock: 3 },
      { color: "Rust", stock: 0 },
    ],
  });
type Made = Awaited<ReturnType<typeof soldOut>>;
const rust = ({ variants }: Made) => one(variants.filter(({ color }) => color === "Rust"));
const putOnShelf = async (made: Made) =>
  adjustStock(await newUser("admin"), { id: made.id, variant_id: rust(made).id, delta: 2, reason: "Fired anew" });
const alertsOf = (email: string) => db().select().from(stock_alerts).where(eq(stock_alerts.email, email));
const mailsTo = async (email: string) =>
  (await db().select().from(outbox).where(eq(outbox.topic, "back_in_stock"))).filter(
    ({ payload }) => payload["to"] === email,
  );

describe("asking to be told", () => {
  test("is one wait, however often and in whatever letters it is asked", async () => {
    const made = await soldOut();
    const email = newEmail();
    const ask = (address: string) => askStockAlert(newGuest(), { product_id: made.id, color: "Rust", email: address });
    const answers = await Promise.all([ask(email), ask(email.toUpperCase()), ask(email)]);
    expect(answers.map(({ id }) => id)).toEqual([null, null, null]);
    expect(await alertsOf(email)).toHaveLength(1);
  });

  test("is refused for what is there, for what is none of the product's, and without an address", async () => {
    const { id } = await soldOut();
    const ask = (choice: object) => askStockAlert(newGuest(), { product_id: id, ...choice });
    const email = newEmail();
    await expect(ask({ color: "Oat", email })).rejects.toMatchObject({ fields: { non_field_errors: [/in stock/] } });
    await expect(ask({ color: "Blue", email })).rejects.toMatchObject({ fields: { color: [/not a valid choice/] } });
    await expect(ask({ color: "Rust" })).rejects.toMatchObject({ fields: { email: ["This field is required."] } });
  });

  test("with an account needs no address, and is the account's to see and to end", async () => {
    const user = await newUser();
    const made = await soldOut();
    const { id } = await askStockAlert(user, { product_id: made.id, color: "Rust" });
    expect(await listStockAlerts(user, {})).toMatchObject({
      count: 1,
      results: [{ id, color: "Rust", email: user.user.email, product: { name: made.name } }],
    });
    await expect(removeStockAlert(await newUser(), { id: id ?? 0 })).rejects.toMatchObject({ status: 404 });
    await removeStockAlert(user, { id: id ?? 0 });
    expect((await listStockAlerts(user, {})).count).toBe(0);
  });

  test("goes to the address that it was asked for, whoever asks, and belongs to whose address it is", async () => {
    const [owner, other] = [await newUser(), await newUser()];
    const made = await soldOut();
    const { email } = owner.user;
    const ask = { product_id: made.id, color: "Rust" };
    expect((await askStockAlert(other, { ...ask, email })).id).toBeNull();
    const waiting = one(await alertsOf(email));
    expect((await renderBackInStock(newGuest(), waiting.id))?.to).toBe(email);
    expect((await listStockAlerts(other, {})).count).toBe(0);
    expect((await askStockAlert(owner, ask)).id).toBe(waiting.id);
    await askStockAlert(other, { ...ask, email });
    expect((await listStockAlerts(owner, {})).count).toBe(1);
  });

  test("follows the account to its new address, where it waits once", async () => {
    const user = await newUser();
    const [made, both] = [await soldOut(), await soldOut()];
    const email = newEmail();
    for (const { id } of [made, both]) await askStockAlert(user, { product_id: id, color: "Rust" });
    await askStockAlert(newGuest(), { product_id: both.id, color: "Rust", email });
    await changeUser(user, { id: user.user.id, email });
    const waited = await alertsOf(email);
    expect(waited).toHaveLength(2);
    expect(new Set(waited.map(({ variant_id }) => variant_id))).toEqual(new Set([rust(made).id, rust(both).id]));
    expect(await alertsOf(user.user.email)).toEqual([]);
    await changeUser(user, { id: user.user.id, email: "" });
    expect([await alertsOf(email), await alertsOf("")]).toEqual([[], []]);
  });

  test("goes with the account", async () => {
    const user = await newUser();
    await askStockAlert(user, { product_id: (await soldOut()).id, color: "Rust" });
    await closeAccount(user, { id: user.user.id });
    expect(await alertsOf(user.user.email)).toEqual([]);
  });
});

describe("what is there again", () => {
  test("is told once to each who waits, however many workers look", async () => {
    const made = await soldOut();
    const emails = Array.from({ length: 60 }, newEmail);
    await db()
      .insert(stock_alerts)
      .values(emails.map((email) => ({ variant_id: rust(made).id, email })));
    await notifyBackInStock(newGuest());
    expect(await mailsTo(emails[0] ?? "")).toEqual([]);
    await putOnShelf(made);
    await Promise.all(Array.from({ length: 6 }, () => notifyBackInStock(newGuest())));
    await notifyBackInStock(newGuest());
    const counts = await Promise.all(emails.map(async (email) => (await mailsTo(email)).length));
    expect(counts).toEqual(emails.map(() => 1));
  });

  test("is not told while orders hold all of it, or while it is not sold", async () => {
    const made = await soldOut();
    const email = newEmail();
    await askStockAlert(newGuest(), { product_id: made.id, color: "Rust", email });
    const pool = eq(inventory_pools.id, rust(made).pool_id);
    await db().update(inventory_pools).set({ on_hand: 1, reserved: 1 }).where(pool);
    await notifyBackInStock(newGuest());
    await db().update(inventory_pools).set({ reserved: 0 }).where(pool);
    await db().update(products).set({ is_active: false }).where(eq(products.id, made.id));
    await notifyBackInStock(newGuest());
    expect(await mailsTo(email)).toEqual([]);
    await db().update(products).set({ is_active: true }).where(eq(products.id, made.id));
    await notifyBackInStock(newGuest());
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("can be waited for anew after it was told", async () => {
    const made = await soldOut();
    const email = newEmail();
    const ask = () => askStockAlert(newGuest(), { product_id: made.id, color: "Rust", email });
    await ask();
    await putOnShelf(made);
    await notifyBackInStock(newGuest());
    await db()
      .update(inventory_pools)
      .set({ on_hand: 0 })
      .where(eq(inventory_pools.id, rust(made).pool_id));
    await ask();
    await notifyBackInStock(newGuest());
    expect(await mailsTo(email)).toHaveLength(1);
    await putOnShelf(made);
    await notifyBackInStock(newGuest());
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

test("the mail leads to the variant, and its link ends all that waits for the address, as a mail program's button does", async () => {
  const [made, other] = [await soldOut(), await soldOut()];
  const email = newEmail();
  await askStockAlert(newGuest(), { product_id: made.id, color: "Rust", email });
  await askStockAlert(newGuest(), { product_id: other.id, color: "Rust", email });
  await putOnShelf(made);
  await notifyBackInStock(newGuest());
  const told = one((await alertsOf(email)).filter(({ notified_at }) => notified_at));
  const letter = await renderBackInStock(newGuest(), told.id);
  expect(letter?.text).toContain(`/products/${made.slug}?variant=${rust(made).sku}`);
  expect(letter?.text).toContain(`/stock-alerts/${told.key}`);
  expect(letter?.headers?.["List-Unsubscribe"]).toBe(`<http://shop.test/api/v1/stock-alerts/stop/${told.key}/>`);
  await stopStockAlerts(newGuest(), { id: told.key });
  expect(await alertsOf(email)).toEqual([told]);
  await stopStockAlerts(newGuest(), { id: told.key });
  await expect(stopStockAlerts(newGuest(), { id: crypto.randomUUID() })).rejects.toMatchObject({ status: 404 });
});

test("the mail is in the language that it was last asked for in, and calls things as they are called there", async () => {
  const color = `Rust ${crypto.randomUUID().slice(0, 8)}`;
  const made = await newProduct({ variants: [{ color, stock: 0 }] });
  await db()
    .insert(translations)
    .values([
      { kind: "product", locale: "de", object: String(made.id), texts: { name: "Morgenbecher" } },
      { kind: "option", locale: "de", object: color, texts: { name: "Rost" } },
    ]);
  const email = newEmail();
  for (const locale of ["fr", "de"] as const)
    await askStockAlert({ ...newGuest(), locale }, { product_id: made.id, color, email });
  const { id, key } = one(await alertsOf(email));
  const letter = await renderBackInStock(newGuest(), id);
  expect(letter?.subject).toBe("Morgenbecher ist wieder da");
  expect(letter?.text).toContain("Morgenbecher in Rost ist wieder vorrätig.");
  expect(letter?.text).toContain(`http://shop.test/de/products/${made.slug}?variant=`);
  expect(letter?.text).toContain(`http://shop.test/de/stock-alerts/${key}`);
  expect(letter?.html).toContain('<html lang="de">');
});

test("who was told is forgotten after a while", async () => {
  const made = await soldOut();
  const email = newEmail();
  await db()
    .insert(stock_alerts)
    .values({ variant_id: rust(made).id, email, notified_at: new Date(Date.now() - 31 * 86_400_000) });
  await notifyBackInStock(newGuest());
  expect(await alertsOf(email)).toEqual([]);
});
