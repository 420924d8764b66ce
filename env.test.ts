import { expect, test } from "vitest";

import { readEnvironment } from "./env";

const GOOD = {
  DATABASE_URL: "postgres://shop:secret@localhost:5432/shop",
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1, whsec_2",
  OPENAI_API_KEY: "sk-1",
  SMTP_URL: "smtp://localhost:1025",
  AUTH_SECRET: "x".repeat(32),
};

test("reads what is set and fills in the rest", () => {
  expect(readEnvironment({ ...GOOD, PORT: "", ORDER_HOLD_SECONDS: "60" })).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    ORDER_HOLD_SECONDS: 60,
    STRIPE_WEBHOOK_SECRET: ["whsec_1", "whsec_2"],
    IMAGE_HOSTS: [],
  });
});

test.each([
  ["PORT", "80a", 'PORT is "80a": expected a port number from 0 to 65535'],
  ["PORT", "70000", 'PORT is "70000": expected a port number'],
  ["ORDER_HOLD_SECONDS", "-1", 'ORDER_HOLD_SECONDS is "-1": expected how long'],
  ["LOG_LEVEL", "loud", 'LOG_LEVEL is "loud": expected one of fatal, error'],
  ["STRIPE_SECRET_KEY", "pk_live_1", "STRIPE_SECRET_KEY is not valid: expected a secret key"],
  ["STRIPE_WEBHOOK_SECRET", "", "STRIPE_WEBHOOK_SECRET is missing: expected the signing secret"],
  ["OPENAI_API_KEY", "", "OPENAI_API_KEY is missing: expected a key of OpenAI's"],
  ["OPENAI_BASE_URL", "api.openai.com", "OPENAI_BASE_URL is not valid: expected the address of a server"],
  ["CHAT_DAILY_TOKENS", "many", 'CHAT_DAILY_TOKENS is "many": expected how many tokens'],
  ["AUTH_SECRET", "short", "AUTH_SECRET is not valid: expected at least 32"],
  ["DATABASE_URL", "mysql://localhost/shop", "DATABASE_URL is not valid: expected a PostgreSQL address"],
])("%s=%s stops the start with its name, the reason and the fix", (name, value, sentence) => {
  expect(() => readEnvironment({ ...GOOD, [name]: value })).toThrow(sentence);
});

test("a secret that is wrong is not repeated", () => {
  expect(() => readEnvironment({ ...GOOD, AUTH_SECRET: "hush" })).not.toThrow(/hush/);
});
