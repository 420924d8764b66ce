import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { openSession, readSession } from "@/adapters/session";
import { db } from "@/db";
import { orders, outbox, sessions, tokens, users } from "@/db/schema";
import { env } from "@/env";
import { deviceOf } from "@/model/sessions";
import { buy, newProduct, newToken, newUser, one } from "@/tests/helpers";

import { createAddress } from "../addresses/write-addresses";
import { addToCart } from "../cart/add-to-cart";
import { saveCheckout } from "../cart/checkout";
import { consume } from "../limits";
import type { UserContext } from "../operation";
import { askStockAlert } from "../stock-alerts/stock-alerts";
import { changeUser, replaceUser } from "./accounts";
import { createSession, userOfSession, userOfToken } from "./credentials";
import { exportAccount } from "./export-account";
import { changeSignIn, closeOwnAccount } from "./own-account";
import { hashPassword } from "./passwords";
import { listSessions, revokeSession } from "./sessions";
import { createApiToken } from "./tokens";

const PASSWORD = "a loom of one's own";
const HOME = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", country: "US" };

async function owner(): Promise<UserContext> {
  const context = await newUser();
  await db()
    .update(users)
    .set({ password_hash: await hashPassword(PASSWORD) })
    .where(eq(users.id, context.user.id));
  return context;
}
const topicsTo = async (to: string) =>
  (await db().select().from(outbox)).filter(({ payload }) => payload["to"] === to).map(({ topic }) => topic);

test("e-mail and password are changed only with the current password, and the old address hears of it", async () => {
  const context = await owner();
  const { id, email } = context.user;
  const wrong = { fields: { current_password: ["Your current password is not correct."] } };
  await expect(changeSignIn(context, { email: `x-${email}`, current_password: "guess" })).rejects.toMatchObject(wrong);
  await changeSignIn(context, { email: `x-${email}`, current_password: PASSWORD });
  expect(await topicsTo(email)).toEqual(["email_changed"]);
  const elsewhere = await createSession(db(), id, "Test");
  await changeSignIn(context, { password: "another loom of mine", current_password: PASSWORD });
  expect(await topicsTo(`x-${email}`)).toEqual(["password_changed"]);
  expect(await userOfSession(db(), elsewhere)).toBeNull();
});

test("guesses at the current password are counted, whatever they are sent to", async () => {
  const context = await owner();
  const { id } = context.user;
  await consume("password_checks", String(id), 10 * env().RATE_LIMIT_SCALE - 3);
  const guess = { password: "another loom of mine", current_password: "guess" };
  const wrong = { fields: { current_password: ["Your current password is not correct."] } };
  await expect(changeUser(context, { id, ...guess })).rejects.toMatchObject(wrong);
  await expect(replaceUser(context, { id, username: "robin", ...guess })).rejects.toMatchObject(wrong);
  await expect(changeSignIn(context, guess)).rejects.toMatchObject(wrong);
  for (const ask of [changeUser, changeSignIn])
    await expect(ask(context, { id, ...guess, current_password: PASSWORD })).rejects.toMatchObject({ status: 429 });
});

test("an account is closed with its password: sessions and tokens end, orders stay without a name", async () => {
  const context = await owner();
  const { id } = context.user;
  const [token, session] = [await newToken(context), await openSession(id, "Test")];
  const orderId = await buy(context, (await newProduct()).id);
  await db().update(orders).set({ status: "delivered" }).where(eq(orders.id, orderId));
  await expect(closeOwnAccount(context, { id, current_password: "guess" })).rejects.toMatchObject({ status: 400 });
  await closeOwnAccount(context, { id, current_password: PASSWORD });
  await expect(userOfToken(db(), token)).rejects.toMatchObject({ status: 401 });
  expect(await readSession(session)).toBeNull();
  expect(one(await db().select().from(orders).where(eq(orders.id, orderId)))).toMatchObject({
    user_id: null,
    email: "",
    shipping_address: "",
    total_price: "12.50",
  });
});

test("a sign-in is listed with its browser, and ended from another one", async () => {
  const context = await newUser();
  const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const [here, there] = [
    await createSession(db(), context.user.id, agent),
    await createSession(db(), context.user.id, ""),
  ];
  const mine = { ...context, credential: { kind: "session" as const, id: here } };
  await userOfSession(db(), here);
  expect((await listSessions(mine, {})).results).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: here, browser: "Firefox", system: "Linux", is_current: true }),
      expect.objectContaining({ id: there, browser: "", is_current: false, last_used_at: null }),
    ]),
  );
  await expect(revokeSession(await newUser(), { id: there })).rejects.toMatchObject({ status: 404 });
  await revokeSession(mine, { id: there });
  expect(await userOfSession(db(), there)).toBeNull();
  expect(one(await db().select().from(sessions).where(eq(sessions.id, here))).last_used_at).not.toBeNull();
});

test("a new token is answered with its own name, also when a newer one is made at the same moment", async () => {
  const context = await newUser();
  const newer = { id: 9_000_000_000, user_id: context.user.id, name: "Newer", prefix: "cw_", token_hash: "newer" };
  await db().insert(tokens).overridingSystemValue().values(newer);
  const { id, name, token } = await createApiToken(context, { name: "Stock script" });
  expect(name).toBe("Stock script");
  expect(await userOfToken(db(), token)).toMatchObject({ credential: { id } });
});

test("browsers are known by what they say", () => {
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
  expect([iphone, edge, "curl"].map(deviceOf)).toEqual([
    { browser: "Safari", system: "iPhone" },
    { browser: "Edge", system: "Windows" },
    { browser: "", system: "" },
  ]);
});

test("an export has all of its owner's, and nothing of anybody else's", async () => {
  const [context, other] = [await newUser(), await newUser()];
  const product = await newProduct({ stock: 9 });
  const [own] = [await buy(context, product.id), await buy(other, product.id)];
  await createAddress(context, HOME);
  await createAddress(other, HOME);
  const soldOut = await newProduct({ stock: 0 });
  for (const shopper of [context, other]) {
    await askStockAlert(shopper, { product_id: soldOut.id });
    await addToCart(shopper, { product_id: product.id });
    await saveCheckout(shopper, { email: shopper.user.email, shipping: HOME });
  }
  const all = await exportAccount(context, { id: context.user.id });
  expect(all.profile.username).toBe(context.user.username);
  expect(all.orders.map(({ id }) => id)).toEqual([own]);
  expect(all.addresses).toHaveLength(1);
  expect(all.stock_alerts).toMatchObject([{ product: { id: soldOut.id }, email: context.user.email }]);
  expect(all.cart?.items.map((item) => item.product.id)).toEqual([product.id]);
  expect(all.checkout).toMatchObject({ email: context.user.email, shipping: HOME });
  await expect(exportAccount(other, { id: context.user.id })).rejects.toMatchObject({ status: 404 });
});
