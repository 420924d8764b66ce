import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { outbox, password_resets, users } from "@/db/schema";
import { env } from "@/env";
import { newUser } from "@/tests/helpers";

import { deliverMail } from "../mail/deliver";
import { changeUser, closeAccount } from "./accounts";
import { createSession, createToken, userOfSession, userOfToken } from "./credentials";
import { hashPassword } from "./passwords";
import { requestPasswordReset, resetPassword } from "./reset-password";
import { checkCredentials } from "./sign-in";

const PASSWORD = "a new loom for robin";

type Mail = { subject: string; text: string; html: string };
async function mailsTo(email: string): Promise<Mail[]> {
  const answer = await fetch(`${env().SANDBOX_ORIGIN}/mail.json?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as Mail[];
}

/** Asks for a link and follows the mail; the newest mail is the first. */
async function linkFor(email: string): Promise<string> {
  await requestPasswordReset(publicContext(), { email });
  await deliverMail(publicContext());
  const [mail] = await mailsTo(email);
  return /reset-password\?token=([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
}
const refused = { status: 400, fields: { token: [expect.stringContaining("Ask for a new one.")] } };

describe("asking for a new password", () => {
  test("is answered alike, and kept alike, whoever the address belongs to", async () => {
    const known = await newUser();
    const unknown = { user: { email: `nobody-${crypto.randomUUID()}@shop.test` } };
    const disabled = await newUser();
    await db().update(users).set({ is_active: false }).where(eq(users.id, disabled.user.id));
    const answers = [];
    for (const { user } of [known, unknown, disabled])
      answers.push(await requestPasswordReset(publicContext(), { email: user.email }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const queued = await db().select().from(outbox).where(eq(outbox.topic, "password_reset"));
    expect(queued.map(({ payload }) => payload)).toEqual([
      { to: known.user.email },
      { to: unknown.user.email },
      { to: disabled.user.email },
    ]);
    await deliverMail(publicContext());
    expect(await mailsTo(known.user.email)).toHaveLength(1);
    for (const { user } of [unknown, disabled]) expect(await mailsTo(user.email)).toEqual([]);
  });

  test("goes to the address as the account has it, as text and as HTML", async () => {
    const { user } = await newUser();
    await requestPasswordReset(publicContext(), { email: user.email.toUpperCase() });
    await deliverMail(publicContext());
    const [mail] = await mailsTo(user.email);
    expect(mail?.subject).toBe("Choose a new password");
    expect(mail?.text).toContain(`Your user name is ${user.username}.`);
    const link = /http:\/\/shop\.test\/reset-password\?token=[\w-]{43}/;
    for (const form of [mail?.text, mail?.html]) expect(form).toMatch(link);
  });

  test("keeps nothing that opens the account", async () => {
    const { user } = await newUser();
    const token = await linkFor(user.email);
    expect(token).toHaveLength(43);
    const kept = JSON.stringify([
      await db().select().from(password_resets).where(eq(password_resets.user_id, user.id)),
      await db().select().from(outbox),
    ]);
    expect(kept).not.toContain(token);
  });
});

describe("a link to a new password", () => {
  test("changes it once, also when it is used many times at once, and ends every session and token", async () => {
    const { user } = await newUser();
    const [token, session] = [await createToken(db(), user.id, "Old"), await createSession(db(), user.id, "")];
    const link = await linkFor(user.email);
    const results = await Promise.allSettled(
      Array.from({ length: 3 }, () => resetPassword(publicContext(), { token: link, password: PASSWORD })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(resetPassword(publicContext(), { token: link, password: PASSWORD })).rejects.toMatchObject(refused);
    expect(await checkCredentials(publicContext(), { username: user.email, password: PASSWORD })).toMatchObject({
      id: user.id,
    });
    await expect(userOfToken(db(), token)).rejects.toMatchObject({ status: 401 });
    expect(await userOfSession(db(), session)).toBeNull();
  });

  test("is still good after a password that was too weak", async () => {
    const { user } = await newUser();
    const token = await linkFor(user.email);
    await expect(resetPassword(publicContext(), { token, password: "12345678" })).rejects.toMatchObject({
      fields: { password: ["This password is too common.", "This password is entirely numeric."] },
    });
    await resetPassword(publicContext(), { token, password: PASSWORD });
  });

  test("is of no use when it is too old, not the newest, or nobody's", async () => {
    const { user } = await newUser();
    const [first, second] = [await linkFor(user.email), await linkFor(user.email)];
    for (const token of [first, "x".repeat(43), ""])
      await expect(resetPassword(publicContext(), { token, password: PASSWORD })).rejects.toMatchObject({
        status: 400,
      });
    await db()
      .update(password_resets)
      .set({ expires_at: sql`now()` })
      .where(eq(password_resets.user_id, user.id));
    await expect(resetPassword(publicContext(), { token: second, password: PASSWORD })).rejects.toMatchObject(refused);
  });

  test("dies with the password, the address and the account that it was for", async () => {
    const change = {
      password: async (user: Awaited<ReturnType<typeof newUser>>) => {
        const current_password = "the old loom of robin";
        await db()
          .update(users)
          .set({ password_hash: await hashPassword(current_password) })
          .where(eq(users.id, user.user.id));
        await changeUser(user, { id: user.user.id, password: "yet another loom", current_password });
      },
      address: (user: Awaited<ReturnType<typeof newUser>>) =>
        changeUser(user, { id: user.user.id, email: `${crypto.randomUUID()}@shop.test` }),
      account: (user: Awaited<ReturnType<typeof newUser>>) => closeAccount(user, { id: user.user.id }),
    };
    for (const done of Object.values(change)) {
      const user = await newUser();
      const token = await linkFor(user.user.email);
      await done(user);
      await expect(resetPassword(publicContext(), { token, password: PASSWORD })).rejects.toMatchObject(refused);
    }
  });
});
