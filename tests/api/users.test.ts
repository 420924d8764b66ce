import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, users } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { eraseFinishedOrders } from "@/domain/users/accounts";
import { newProduct, newToken, newUser, one } from "@/tests/helpers";

import { send } from "./routes";

const PASSWORD = "a loom of one's own";
const named = () => `name-${crypto.randomUUID().slice(0, 8)}`;

async function signUp(fields: object = {}) {
  const response = await send("POST /users/register/", { body: { username: named(), password: PASSWORD, ...fields } });
  return {
    status: response.status,
    body: (await response.json()) as { token: string; user: { id: number; username: string; email: string } },
  };
}
const me = (token: string) => send("GET /users/me/", { token });

describe("registering", () => {
  test("answers a token and the account, and nothing of the password", async () => {
    const { status, body } = await signUp({ email: `${named()}@shop.test` });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(["token", "user"]);
    expect(Object.keys(body.user)).toEqual(["id", "username", "email"]);
    expect((await me(body.token)).status).toBe(200);
  });

  test.each([
    [{}, { username: ["This field is required."], password: ["This field is required."] }],
    [
      { username: "a b", password: PASSWORD, email: "x" },
      {
        username: ["Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."],
        email: ["Enter a valid email address."],
      },
    ],
    [
      { username: "x".repeat(151), password: PASSWORD },
      { username: ["Ensure this field has no more than 150 characters."] },
    ],
    [
      { username: "weak", password: "12345" },
      {
        password: [
          "This password is too short. It must contain at least 8 characters.",
          "This password is too common.",
          "This password is entirely numeric.",
        ],
      },
    ],
    [{ username: "nul\0", password: PASSWORD }, { username: ["Null characters are not allowed."] }],
  ])("%j is refused with %j", async (body, expected) => {
    for (const route of ["POST /users/register/", "POST /users/"]) {
      const response = await send(route, { body });
      expect([response.status, await response.json()]).toEqual([400, expected]);
    }
  });

  test("nobody takes the e-mail of another as their name", async () => {
    const email = `${named()}@shop.test`;
    await signUp({ email });
    expect((await signUp({ username: email })).status).toBe(400);
    const name = `${named()}@shop.test`;
    await signUp({ username: name });
    expect((await signUp({ email: name })).status).toBe(400);
  });
});

describe("signing in and out", () => {
  test("login, token and logout", async () => {
    const username = named();
    await signUp({ username });
    const login = await (await send("POST /users/login/", { body: { username, password: PASSWORD } })).json();
    expect(login).toEqual({
      token: expect.stringMatching(/^cw_/),
      user: { id: expect.any(Number), username, email: "" },
    });
    const { token } = (await (await send("POST /token/", { body: { username, password: PASSWORD } })).json()) as {
      token: string;
    };
    expect((await send("POST /users/logout/", { token })).status).toBe(204);
    expect(await (await me(token)).json()).toMatchObject({ detail: "Invalid token." });
    expect((await me(login.token)).status).toBe(200);
  });

  test("a form is taken for a token, by Django's clients and browsers alike", async () => {
    const username = named();
    await signUp({ username });
    const fields = { username, password: PASSWORD };
    const urlencoded = await send("POST /token/", {
      body: new URLSearchParams(fields).toString(),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect(urlencoded.status).toBe(200);
    const wrong = await send("POST /token/", { body: { ...fields, password: "no" } });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { non_field_errors: ["Unable to log in with provided credentials."] },
    ]);
  });

  test.each([
    ["Token", "Invalid token header. No credentials provided."],
    ["Token a b", "Invalid token header. Token string should not contain spaces."],
    ["token cw_unknown", "Invalid token."],
    ["Bearer cw_unknown", "Invalid token."],
  ])("Authorization: %s is 401, on public lists as well", async (Authorization, detail) => {
    for (const route of ["GET /products/", "POST /token/", "GET /users/me/"]) {
      const response = await send(route, { headers: { Authorization } });
      expect([response.status, response.headers.get("www-authenticate"), await response.json()]).toEqual([
        401,
        "Token",
        { detail, code: "authentication_failed" },
      ]);
    }
  });

  test("another scheme is no credential: fine on a public list, none on a private one", async () => {
    const headers = { Authorization: "Basic eDp5" };
    expect((await send("GET /products/", { headers })).status).toBe(200);
    expect(await (await send("GET /cart/", { headers })).json()).toMatchObject({ code: "not_authenticated" });
  });

  test("a disabled account is told so", async () => {
    const user = await newUser();
    const token = await newToken(user);
    await db().update(users).set({ is_active: false }).where(eq(users.id, user.user.id));
    expect(await (await me(token)).json()).toMatchObject({ detail: "User inactive or deleted." });
  });
});

describe("tokens", () => {
  test("have names, are listed without their secret, and end one by one", async () => {
    const owner = await newUser();
    const token = await newToken(owner);
    const made = await send("POST /tokens/", { token, body: { name: "Robot", expires_in_days: 30 } });
    const body = (await made.json()) as { id: number; token: string; expires_at: string };
    expect([made.status, body]).toMatchObject([
      201,
      { name: "Robot", token: expect.stringMatching(/^cw_/), is_current: false },
    ]);
    expect(Date.parse(body.expires_at) / 86_400_000 - Date.now() / 86_400_000).toBeCloseTo(30, 1);
    expect((await me(body.token)).status).toBe(200);
    const list = await (await send("GET /tokens/", { token })).text();
    expect(JSON.parse(list)).toMatchObject({ count: 2, results: [{ name: "Robot" }, { is_current: true }] });
    expect(list).not.toContain(body.token);
    const stranger = await newToken(await newUser());
    expect((await send("DELETE /tokens/{id}/", { token: stranger, id: body.id })).status).toBe(404);
    expect((await send("DELETE /tokens/{id}/", { token, id: body.id })).status).toBe(204);
    expect((await send("DELETE /tokens/{id}/", { token, id: body.id })).status).toBe(404);
    expect((await me(body.token)).status).toBe(401);
  });
});

describe("accounts", () => {
  test("tell their owner a little, and are found by admins by their name", async () => {
    const [owner, admin] = [await newUser(), await newUser("admin")];
    const { id } = owner.user;
    const own = await send("GET /users/{id}/", { token: await newToken(owner), id });
    expect(Object.keys((await own.json()) as object)).toEqual([
      "id",
      "username",
      "email",
      "first_name",
      "last_name",
      "phone",
      "created_at",
    ]);
    const list = await send("GET /users/", { token: await newToken(admin), query: `?search=${owner.user.username}` });
    expect(await list.json()).toMatchObject({ count: 1, results: [{ id }] });
  });

  test("names and mail are changed; role and the like are not", async () => {
    const owner = await newUser();
    const token = await newToken(owner);
    const body = { first_name: "Robin", phone: "555", role: "admin", id: 1, is_active: false };
    expect(await (await send("PATCH /users/me/", { token, body })).json()).toMatchObject({
      id: owner.user.id,
      first_name: "Robin",
      phone: "555",
    });
    expect(one(await db().select().from(users).where(eq(users.id, owner.user.id)))).toMatchObject({
      role: "customer",
      is_active: true,
    });
    const other = await newUser();
    const taken = await send("PATCH /users/me/", { token, body: { username: other.user.username.toUpperCase() } });
    expect(await taken.json()).toEqual({ username: ["A user with that username already exists."] });
    expect(await (await send("PUT /users/me/", { token, body: {} })).json()).toEqual({
      username: ["This field is required."],
    });
  });

  test("a new password needs the current one, and ends every other sign-in", async () => {
    const { body } = await signUp();
    const { token } = (await (
      await send("POST /token/", { body: { username: body.user.username, password: PASSWORD } })
    ).json()) as { token: string };
    const set = (fields: object) =>
      send("PATCH /users/me/", { token, body: { password: "another long secret", ...fields } });
    expect(await (await set({})).json()).toEqual({ current_password: ["This field is required."] });
    expect(await (await set({ current_password: "wrong" })).json()).toEqual({
      current_password: ["Your current password is not correct."],
    });
    expect((await set({ current_password: PASSWORD })).status).toBe(200);
    expect([(await me(token)).status, (await me(body.token)).status]).toEqual([200, 401]);
    expect((await send("POST /token/", { body: { username: body.user.username, password: PASSWORD } })).status).toBe(
      400,
    );
  });

  test("a closed account is erased, its token dead, its orders without a name", async () => {
    const owner = await newUser();
    const token = await newToken(owner);
    await addToCart(owner, { product_id: (await newProduct()).id });
    const shipping = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", country: "US" };
    const order = await placeOrder(owner, { shipping, billing: { ...shipping, line1: "9 Mill Lane" } });
    await db().update(orders).set({ status: "delivered" }).where(eq(orders.id, order.id));
    expect((await send("DELETE /users/me/", { token })).status).toBe(204);
    expect(await (await me(token)).json()).toMatchObject({ detail: "Invalid token." });
    const kept = one(await db().select().from(orders).where(eq(orders.id, order.id)));
    expect(kept).toMatchObject({
      user_id: null,
      email: "",
      shipping: null,
      billing: null,
      shipping_address: "US",
      total_price: "12.50",
    });
    expect(JSON.stringify(one(await db().select().from(users).where(eq(users.id, owner.user.id))))).not.toContain(
      owner.user.username,
    );
  });

  test("an order that is under way keeps its address until it is done", async () => {
    const owner = await newUser();
    await addToCart(owner, { product_id: (await newProduct()).id });
    const order = await placeOrder(owner, { shipping_address: "214 Alder St" });
    await db().update(orders).set({ status: "paid" }).where(eq(orders.id, order.id));
    await send("DELETE /users/me/", { token: await newToken(owner) });
    const kept = async () => one(await db().select().from(orders).where(eq(orders.id, order.id)));
    await eraseFinishedOrders(publicContext());
    expect(await kept()).toMatchObject({ user_id: null, email: owner.user.email, shipping_address: "214 Alder St" });
    await db().update(orders).set({ status: "delivered" }).where(eq(orders.id, order.id));
    await eraseFinishedOrders(publicContext());
    expect(await kept()).toMatchObject({ email: "", shipping_address: "", erase_when_done: false });
  });

  test("the last admin stays, also when all leave at once", async () => {
    const admins = [await newUser("admin"), await newUser("admin"), await newUser("admin")];
    const others = (await db().select().from(users).where(eq(users.role, "admin"))).filter(
      ({ id }) => !admins.some(({ user }) => user.id === id),
    );
    for (const { id } of others) await db().update(users).set({ role: "customer" }).where(eq(users.id, id));
    const tokens = await Promise.all(admins.map(newToken));
    const answers = await Promise.all(tokens.map((token) => send("DELETE /users/me/", { token })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 204, 409]);
  });
});
