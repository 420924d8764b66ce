import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { sessions, tokens, users } from "@/db/schema";
import { newUser } from "@/tests/helpers";

import { createSession, userOfSession, userOfToken } from "./credentials";
import { logOut } from "./log-out";
import { hashPassword, verifyPassword, weaknesses } from "./passwords";
import { register } from "./register";
import { checkCredentials, logIn } from "./sign-in";

const PASSWORD = "a long enough secret";
const named = () => `name-${crypto.randomUUID().slice(0, 8)}`;

describe("registering", () => {
  test("makes one account when it is asked for ten times at once, in any case of letters", async () => {
    const name = named();
    const spellings = Array.from({ length: 10 }, (_, index) => (index % 2 ? name : name.toUpperCase()));
    const results = await Promise.allSettled(
      spellings.map((username) => register(publicContext(), { username, password: PASSWORD })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      // On a busy machine the last in the queue of hashes are sent away.
      if (result.status === "rejected" && (result.reason as { status?: number }).status !== 503)
        expect(result.reason).toMatchObject({
          status: 400,
          fields: { username: ["A user with that username already exists."] },
        });
  });

  test("spellings that look alike are one name", async () => {
    const name = named();
    await register(publicContext(), { username: `${name}fi`, password: PASSWORD });
    await expect(register(publicContext(), { username: `${name}ﬁ`, password: PASSWORD })).rejects.toMatchObject({
      status: 400,
    });
  });

  test("an e-mail belongs to one account; none belongs to many", async () => {
    const email = `${named()}@Shop.test`;
    await register(publicContext(), { username: named(), password: PASSWORD, email });
    await expect(
      register(publicContext(), { username: named(), password: PASSWORD, email: email.toLowerCase() }),
    ).rejects.toMatchObject({
      fields: { email: ["A user with that email already exists."] },
    });
    await register(publicContext(), { username: named(), password: PASSWORD });
    await register(publicContext(), { username: named(), password: PASSWORD, email: "" });
  });

  test("weak passwords are refused with every reason, in Django's words", () => {
    expect(weaknesses("12345")).toEqual([
      "This password is too short. It must contain at least 8 characters.",
      "This password is too common.",
      "This password is entirely numeric.",
    ]);
    expect(weaknesses("Password1")).toEqual(["This password is too common."]);
    expect(weaknesses(PASSWORD)).toEqual([]);
  });

  test("neither password nor token is kept", async () => {
    const { token, user } = await register(publicContext(), { username: named(), password: PASSWORD });
    const [row] = await db().select().from(users).where(eq(users.id, user.id));
    const [kept] = await db().select().from(tokens).where(eq(tokens.user_id, user.id));
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(kept)).not.toContain(token);
  });
});

describe("signing in", () => {
  test("takes the user name or the e-mail, in any case, and the exact password", async () => {
    const username = named();
    const email = `${username}@shop.test`;
    await register(publicContext(), { username, password: ` ${PASSWORD} `, email });
    for (const name of [username, username.toUpperCase(), email])
      expect(await checkCredentials(publicContext(), { username: name, password: ` ${PASSWORD} ` })).toMatchObject({
        username,
      });
    await expect(checkCredentials(publicContext(), { username, password: PASSWORD })).rejects.toMatchObject({
      status: 400,
    });
  });

  test("unknown, wrong and disabled are answered alike", async () => {
    const username = named();
    const { user } = await register(publicContext(), { username, password: PASSWORD });
    const outcome = (name: string, password: string) =>
      checkCredentials(publicContext(), { username: name, password }).catch((error: unknown) => JSON.stringify(error));
    const wrong = await outcome(username, "another long secret");
    const unknown = await outcome(named(), PASSWORD);
    await db().update(users).set({ is_active: false }).where(eq(users.id, user.id));
    const disabled = await outcome(username, PASSWORD);
    expect(new Set([wrong, unknown, disabled]).size).toBe(1);
    expect(wrong).toContain("Unable to log in with provided credentials.");
  });

  test("a hash made with lesser costs is made anew", async () => {
    const username = named();
    const { user } = await register(publicContext(), { username, password: PASSWORD });
    const strong = await hashPassword(PASSWORD);
    const { argon2Sync } = await import("node:crypto");
    const salt = Buffer.alloc(16, 7);
    const tag = argon2Sync("argon2id", {
      message: Buffer.from(PASSWORD),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 8192,
      passes: 1,
    });
    const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
    const weak = `$argon2id$v=19$m=8192,t=1,p=1$${text(salt)}$${text(tag)}`;
    expect(await verifyPassword(PASSWORD, weak)).toBe(true);
    await db().update(users).set({ password_hash: weak }).where(eq(users.id, user.id));
    await logIn(publicContext(), { username, password: PASSWORD });
    const [row] = await db().select().from(users).where(eq(users.id, user.id));
    expect(row?.password_hash?.slice(0, 30)).toBe(strong.slice(0, 30));
  });

  test("more hashes than the machine can make are refused, not queued for ever", async () => {
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword(PASSWORD)));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.status] : []));
    expect(refused.length).toBeGreaterThanOrEqual(26);
    expect(new Set(refused)).toEqual(new Set([503]));
  });
});

describe("ending access", () => {
  test("a token that logged out is dead, another of the same user lives", async () => {
    const username = named();
    const first = await register(publicContext(), { username, password: PASSWORD });
    const second = await logIn(publicContext(), { username, password: PASSWORD });
    await logOut({ ...publicContext(), ...(await userOfToken(db(), first.token)) }, {});
    await expect(userOfToken(db(), first.token)).rejects.toMatchObject({ status: 401, message: "Invalid token." });
    expect((await userOfToken(db(), second.token)).user).toMatchObject({ username });
  });

  test("a session is dead when it is ended, when it is old, and when its user is disabled", async () => {
    const { user } = await newUser();
    const open = () => createSession(db(), user.id, "a browser");
    const [ended, old, disabled] = [await open(), await open(), await open()];
    await logOut({ ...publicContext(), user, credential: { kind: "session", id: ended } }, {});
    expect(await userOfSession(db(), ended)).toBeNull();
    await db()
      .update(sessions)
      .set({ expires_at: new Date(0) })
      .where(eq(sessions.id, old));
    expect(await userOfSession(db(), old)).toBeNull();
    expect(await userOfSession(db(), disabled)).not.toBeNull();
    await db().update(users).set({ is_active: false }).where(eq(users.id, user.id));
    expect(await userOfSession(db(), disabled)).toBeNull();
  });
});
