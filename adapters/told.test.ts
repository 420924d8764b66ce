import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { conflict, invalid, throttled } from "@/domain/errors";
import { english, translatorOf } from "@/messages/all";
import { PSEUDO_LOCALE } from "@/model/locales";
import type { Translate } from "@/model/translate";

import { textIn, toldIn } from "./told";

const strange = translatorOf(PSEUDO_LOCALE);
/** Says which message it was asked for, and writes nothing as English does. */
const bare: Translate = Object.assign((key: string, values = {}) => `${key} ${JSON.stringify(values)}`, {
  ...strange,
  country: (code: string) => `country ${code}`,
  date: (value: Date | string) => `day ${new Date(value).toISOString()}`,
  money: (amount: string, currency: string) => `${currency} ${amount}`,
});

test.each([
  [`"WELCOME10" is not a code of ours.`, "refusals.code.unknown", { code: "WELCOME10" }],
  [`"A "quoted" code" has expired.`, "refusals.code.expired", { code: `A "quoted" code` }],
  ["Only 3 left in stock.", "refusals.stock.left", { count: "3" }],
  [
    `"SOON" holds from December 3, 2026 on.`,
    "refusals.code.not_yet",
    { code: "SOON", day: "day 2026-12-03T00:00:00.000Z" },
  ],
  [`"MUCH" needs goods for $1,250.00 or more.`, "refusals.code.too_little", { code: "MUCH", amount: "USD 1250.00" }],
  ["This field is required.", "refusals.field.required", {}],
  [
    "This order is paid meanwhile and cannot be cancelled.",
    "refusals.order.meanwhile",
    { status: "ui.order_status.paid {}" },
  ],
])("%s is known again, whatever is in it", (text, key, values) => {
  expect(textIn(bare, text)).toBe(`${key} ${JSON.stringify(values)}`);
});

test("in English everything stays letter for letter, and so does what no message is known for", () => {
  expect(textIn(english, "Only 3 left in stock.")).toBe("Only 3 left in stock.");
  expect(textIn(strange, "Nobody says this.")).toBe("Nobody says this.");
  expect(textIn(strange, "Only 3 left in stock. And more")).toBe("Only 3 left in stock. And more");
  expect(textIn(strange, "Only 3 left in stock.")).toBe(strange("refusals.stock.left", { count: "3" }));
});

test("a refusal is told with its fields however deep, and stays what it was to programs", () => {
  const told = toldIn(
    strange,
    invalid({ email: ["Enter a valid email address."], shipping: { name: ["This field is required."] } }),
  );
  expect([told.status, told.code]).toEqual([400, "invalid"]);
  expect(told.fields).toEqual({
    email: [strange("refusals.field.email")],
    shipping: { name: [strange("refusals.field.required")] },
  });
  const sold = toldIn(strange, conflict("out_of_stock", `Not enough stock for "Mug".`, { items: [] }));
  expect([sold.message, sold.details]).toEqual([strange("refusals.stock.not_enough", { name: "Mug" }), { items: [] }]);
  expect(toldIn(strange, throttled(9)).retryAfterS).toBe(9);
});

/** These refuse admins and programs alone, which read English, or are read by a model. */
const NOT_TO_SHOPPERS = [
  "domain/assistant/instructions.ts",
  "domain/assistant/tools.ts",
  "domain/catalog/",
  "domain/discounts/write-discounts.ts",
  "domain/orders/cancel-purchase.ts",
  "domain/orders/change-order.ts",
  "domain/orders/pack-order.ts",
  "domain/payments/refund.ts",
  "domain/payments/webhook",
  "domain/returns/judge-returns.ts",
  "domain/search/synonyms.ts",
  "domain/translations/",
];
/** What is no refusal: the pages have words of their own for it, or a model reads it. */
const NO_REFUSALS = new Set([
  "If there is an account with this e-mail, a link to a new password is on its way to it.",
  "If there is such an order with this e-mail, a link to it is on its way.",
  "Only an admin may change the status of a review.",
  "Request was throttled. Expected available in 7 7.",
  "The payment failed.",
  "The shopper sees it as a card to confirm. It is not done yet: ask them to confirm it.",
  "Your password is changed. Sign in with it.",
]);
const COMMENTS = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;
const TEXTS =
  /(?<before>(?:summary|description|\d{3}):\s*)?(?:"(?<text>(?:[^"\\\n]|\\.)+)"|`(?<template>(?:[^`\\]|\\.)+)`)/g;
const SENTENCE = /^["A-Z].* .*[.?]$/;

/** The sentences of a source file, with a number where they name something; what describes an operation is none. */
const sentencesOf = (source: string) =>
  [...source.replaceAll(COMMENTS, "").matchAll(TEXTS)].flatMap(({ groups: { before, text, template } = {} }) => {
    const sentence = (text ?? template ?? "").replaceAll(/\$\{[^}]*\}/g, "7").replaceAll('\\"', '"');
    return before === undefined && SENTENCE.test(sentence) ? [sentence] : [];
  });

test("whatever refuses a shopper is known in every language", () => {
  const files = execFileSync("git", ["ls-files", "domain"], { encoding: "utf8" }).trim().split("\n");
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const said = sources
    .filter((file) => !NOT_TO_SHOPPERS.some((start) => file.startsWith(start)))
    .flatMap((file) => sentencesOf(readFileSync(file, "utf8")));
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((sentence) => !NO_REFUSALS.has(sentence) && textIn(bare, sentence) === sentence)).toEqual([]);
});
