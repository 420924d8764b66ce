import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { orders, users } from "@/db/schema";
import { newGuest, newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import type { Context } from "../operation";
import { getOrderByNumber, listOrders } from "../orders/orders";
import { placeOrder } from "../orders/place-order";
import { createAccountOfOrder } from "./account-of-order";
import { register } from "./register";
import { checkCredentials } from "./sign-in";

const PASSWORD = "a loom of one's own";
const newEmail = () => `robin.o'${crypto.randomUUID().slice(0, 8)}@shop.test`;

async function place(shopper: Context, email: string) {
  const product = await newProduct();
  await addToCart(shopper, { product_id: product.id });
  return placeOrder(shopper, { email, shipping_address: "214 Alder St, Portland" });
}
const ownerOf = async (id: number) => one(await db().select().from(orders).where(eq(orders.id, id))).user_id;

test("a guest's order belongs to the account that is made of it, and one signs in to it with the e-mail", async () => {
  const [guest, email] = [newGuest(), newEmail()];
  const order = await place(guest, email);
  const user = await createAccountOfOrder(guest, { id: order.id, password: PASSWORD });
  expect(user.email).toBe(email);
  expect(await ownerOf(order.id)).toBe(user.id);
  const found = await checkCredentials(newGuest(), { username: email, password: PASSWORD });
  expect((await listOrders({ ...newGuest(), user: found }, {})).results.map(({ id }) => id)).toEqual([order.id]);
});

test("an e-mail that was only typed brings no order that others placed with it", async () => {
  const [stranger, owner, email] = [newGuest(), newGuest(), newEmail()];
  const theirs = await place(owner, email);
  const bait = await place(stranger, email);
  const user = await createAccountOfOrder(stranger, { id: bait.id, password: PASSWORD });
  expect(await ownerOf(theirs.id)).toBeNull();
  const context = { ...newGuest(), user };
  expect((await listOrders(context, {})).results.map(({ id }) => id)).toEqual([bait.id]);
  await expect(getOrderByNumber(context, { number: theirs.number })).rejects.toMatchObject({ status: 404 });
  await expect(getOrderByNumber(owner, { number: theirs.number })).resolves.toMatchObject({ id: theirs.id });
});

test("who has an account with the e-mail is asked to sign in, and nothing is changed", async () => {
  const [guest, email] = [newGuest(), newEmail()];
  await register(newGuest(), { username: crypto.randomUUID(), email: email.toUpperCase(), password: PASSWORD });
  const order = await place(guest, email);
  await expect(createAccountOfOrder(guest, { id: order.id, password: PASSWORD })).rejects.toMatchObject({
    code: "account_exists",
  });
  expect(await ownerOf(order.id)).toBeNull();
});

test("pressed five times at once it makes one account", async () => {
  const [guest, email] = [newGuest(), newEmail()];
  const order = await place(guest, email);
  const presses = Array.from({ length: 5 }, () => createAccountOfOrder(guest, { id: order.id, password: PASSWORD }));
  const done = (await Promise.allSettled(presses)).filter(({ status }) => status === "fulfilled");
  expect(done).toHaveLength(1);
  expect(await db().select().from(users).where(eq(users.email, email))).toHaveLength(1);
});

test("it takes the browser that placed it, or its mailed link; a weak password is told, and another's order stays whose it is", async () => {
  const guest = newGuest();
  const order = await place(guest, newEmail());
  const ask = (context: Context, password = PASSWORD) => createAccountOfOrder(context, { id: order.id, password });
  await expect(ask(newGuest())).rejects.toMatchObject({ status: 404 });
  await expect(ask(guest, "12345678")).rejects.toMatchObject({ status: 400, fields: { password: expect.any(Array) } });
  await expect(ask({ ...newGuest(), guest: null, links: [order.number] })).resolves.toMatchObject({
    email: order.email,
  });
  await expect(ask({ ...newGuest(), links: [order.number] })).rejects.toMatchObject({ code: "account_exists" });
  const owner = await newUser();
  const bought = await place(owner, owner.user.email);
  await expect(createAccountOfOrder(owner, { id: bought.id, password: PASSWORD })).rejects.toMatchObject({
    code: "account_exists",
  });
});
