import { request } from "node:http";

import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { env } from "@/env";
import { askedInTransaction } from "@/tests/setup/foreign";

import { deliverMail } from "./mail/deliver";
import { isInTransaction, repeatableRead, transaction } from "./operation";
import { askStripe } from "./payments/stripe";
import { hashPassword } from "./users/passwords";

const FOREIGN: [string, () => Promise<unknown>][] = [
  ["Stripe", () => askStripe((api) => api.paymentIntents.list())],
  ["A hash", () => hashPassword("a loom of my own")],
  ["The mail server", () => deliverMail(publicContext())],
];
const health = () => `${env().SANDBOX_ORIGIN}/sandbox/health`;

describe("nothing that takes its time is waited for inside a transaction", () => {
  test.each(FOREIGN)("%s: refused there, and answered after it and beside it", async (name, ask) => {
    const refusal = `${name} must not be asked inside a transaction`;
    await expect(transaction(publicContext(), ask)).rejects.toThrow(refusal);
    await expect(repeatableRead(publicContext(), ask)).rejects.toThrow(refusal);
    await expect(transaction(publicContext(), (tx) => transaction(tx, ask))).rejects.toThrow(refusal);
    const done = Promise.withResolvers<void>();
    const open = transaction(publicContext(), () => done.promise);
    await expect(ask()).resolves.toBeDefined();
    done.resolve();
    await open;
    await expect(ask()).resolves.toBeDefined();
  });

  test("what outlives its transaction is outside of it", async () => {
    const ended = Promise.withResolvers<void>();
    const later = await transaction(publicContext(), async () => [ended.promise.then(isInTransaction)]);
    ended.resolve();
    expect(await Promise.all(later)).toEqual([false]);
  });

  test("whoever else is asked over HTTP is noticed by every test", async () => {
    const plain = () => new Promise((resolve) => request(health(), resolve).end());
    await transaction(publicContext(), () => fetch(health()));
    expect(new Set(askedInTransaction.splice(0))).toContain("undici:request:create");
    await transaction(publicContext(), plain);
    expect(new Set(askedInTransaction.splice(0))).toContain("http.client.request.start");
    await Promise.all([fetch(health()), plain()]);
    expect(askedInTransaction).toEqual([]);
  });
});
