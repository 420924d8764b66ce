import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { PUBLISHABLE, SECRET, type World, ask, newIntent, newPayment, openSandbox, refusal } from "../testing.ts";
import { metadataOf, parseForm } from "./form.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

describe("without a key that is good", () => {
  test("a request without a key is refused with 401", async () => {
    const { status, body } = await ask(world, "GET", "/v1/payment_intents", {}, {});
    expect(status).toBe(401);
    expect(body.error).toMatchObject({ type: "invalid_request_error", message: expect.stringContaining("API key") });
  });

  test("a request with a wrong key is refused with 401 and makes nothing", async () => {
    const before = (await world.stripe.paymentIntents.list()).data.length;
    const stranger = world.withKey("sk_test_stranger");
    const error = await refusal(stranger.paymentIntents.create({ amount: 500, currency: "usd" }));
    expect(error).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
    expect((await world.stripe.paymentIntents.list()).data).toHaveLength(before);
  });

  test("a key may be given as the name of basic authentication, as curl -u does", async () => {
    const basic = (key: string) => ({ Authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` });
    expect((await ask(world, "GET", "/v1/balance", {}, basic(SECRET))).status).toBe(200);
    expect((await ask(world, "GET", "/v1/balance", {}, basic("sk_test_stranger"))).status).toBe(401);
  });
});

describe("addresses that are not there", () => {
  test.each([
    ["GET", "/v1/customers"],
    ["POST", "/v1/checkout/sessions"],
    ["DELETE", "/v1/payment_intents/pi_1"],
  ] as const)("%s %s is answered 404 in Stripe's shape", async (method, url) => {
    const { status, headers, body } = await ask(world, method, url, {}, { Authorization: `Bearer ${SECRET}` });
    expect(status).toBe(404);
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("request-id")).toMatch(/^req_/);
    expect(body.error).toMatchObject({
      type: "invalid_request_error",
      message: expect.stringContaining(`Unrecognized request URL (${method}: ${url})`),
    });
  });

  test("the SDK takes an unknown address for an invalid request", async () => {
    const error = await refusal(world.stripe.customers.list());
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 404 });
  });

  test.each(["charges", "refunds", "events"] as const)("an id that none of the %s has is not found", async (name) => {
    const error = await refusal(world.stripe[name].retrieve("id_nobody"));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing", param: "id" });
    expect(error.message).toBe(`No such ${name.slice(0, -1)}: 'id_nobody'`);
  });

  test("an id with signs in it is not found", async () => {
    for (const id of ["%zz", "%2e%2e", "__proto__", "pi 1"])
      expect(
        (await ask(world, "GET", `/v1/payment_intents/${id}`, {}, { Authorization: `Bearer ${SECRET}` })).status,
      ).toBe(404);
  });
});

describe("a publishable key", () => {
  test("may not do what is the server's", async () => {
    const { id } = await newPayment(world);
    const browser = world.withKey(PUBLISHABLE);
    const calls = [
      browser.paymentIntents.create({ amount: 500, currency: "usd" }),
      browser.paymentIntents.update(id, { amount: 500 }),
      browser.paymentIntents.cancel(id),
      browser.paymentIntents.capture(id),
      browser.paymentIntents.list(),
      browser.refunds.create({ payment_intent: id }),
      browser.charges.list(),
      browser.events.list(),
      browser.balance.retrieve(),
    ];
    for (const call of calls)
      expect(await refusal(call)).toMatchObject({
        type: "StripePermissionError",
        statusCode: 403,
        code: "secret_key_required",
      });
    expect((await world.stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
  });

  test("reads an intent with its client secret, without what is the server's", async () => {
    const { id, client_secret } = await newPayment(world, { metadata: { order_id: "7" } });
    const { status, body } = await ask(world, "GET", `/v1/payment_intents/${id}`, {
      client_secret: client_secret ?? "",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, amount: 2500, status: "succeeded", client_secret });
    for (const name of ["metadata", "latest_charge", "amount_received", "customer"])
      expect(body).not.toHaveProperty(name);
  });

  test("confirms an intent with its client secret, and learns of a decline without what is the server's", async () => {
    const { id, client_secret } = await newIntent(world, { metadata: { order_id: "7" } });
    const confirm = (payment_method: string) =>
      ask(world, "POST", `/v1/payment_intents/${id}/confirm`, { client_secret: client_secret ?? "", payment_method });
    const declined = await confirm("pm_card_chargeDeclined");
    expect(declined.status).toBe(402);
    expect(declined.body.error).toMatchObject({ code: "card_declined", payment_intent: { id } });
    expect(declined.body.error?.payment_intent).not.toHaveProperty("metadata");
    expect((await confirm("pm_card_visa")).body.status).toBe("succeeded");
  });

  test("without a client secret reads and confirms nothing", async () => {
    const { id } = await newIntent(world);
    const read = await ask(world, "GET", `/v1/payment_intents/${id}`);
    expect(read.body.error).toMatchObject({ code: "parameter_missing", param: "client_secret" });
    const confirmed = await ask(world, "POST", `/v1/payment_intents/${id}/confirm`, { payment_method: "pm_card_visa" });
    expect(confirmed.status).toBe(400);
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("requires_payment_method");
  });

  test("opens no intent with the client secret of another", async () => {
    const [own, other] = [await newIntent(world), await newIntent(world)];
    const params = { client_secret: own.client_secret ?? "", payment_method: "pm_card_visa" };
    for (const { status, body } of [
      await ask(world, "GET", `/v1/payment_intents/${other.id}`, params),
      await ask(world, "POST", `/v1/payment_intents/${other.id}/confirm`, params),
    ]) {
      expect(status).toBe(400);
      expect(body.error).toMatchObject({ code: "payment_intent_invalid_parameter", param: "client_secret" });
      expect(JSON.stringify(body)).not.toContain(String(other.client_secret));
    }
    expect((await world.stripe.paymentIntents.retrieve(other.id)).status).toBe("requires_payment_method");
  });
});

describe("what a request says", () => {
  const plain = (body: string) => JSON.parse(JSON.stringify(parseForm(body))) as unknown;

  test("brackets nest as deep as they are written", () => {
    expect(plain("shipping[address][line1]=214+Alder+St&shipping[name]=Robin&amount=5")).toEqual({
      shipping: { address: { line1: "214 Alder St" }, name: "Robin" },
      amount: "5",
    });
  });

  test("encoded brackets, spaces and signs mean what plain ones do", () => {
    expect(plain("metadata%5Ba%20key%5D=50%25+%26+more")).toEqual({ metadata: { "a key": "50% & more" } });
  });

  test("a list keeps its order with indices and without", () => {
    expect(plain("expand[0]=charge&expand[1]=payment_intent")).toEqual({
      expand: { 0: "charge", 1: "payment_intent" },
    });
    expect(plain("expand[]=charge&expand[]=payment_intent")).toEqual({ expand: { 0: "charge", 1: "payment_intent" } });
  });

  test("the last of two values of one name holds", () => {
    expect(plain("amount=5&amount=6")).toEqual({ amount: "6" });
  });

  test("a name that is a text and then a dictionary becomes the dictionary", () => {
    expect(plain("a=text&a[b]=1")).toEqual({ a: { b: "1" } });
  });

  test("__proto__, constructor and prototype are names like any other and reach no prototype", () => {
    const params = parseForm("__proto__[polluted]=yes&constructor[prototype][polluted]=yes&a[__proto__][polluted]=yes");
    expect(Object.keys(params)).toEqual(["__proto__", "constructor", "a"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(params)).toBeNull();
  });

  test("a name that no request gave is not found on a prototype", () => {
    expect(parseForm("a=1")["toString"]).toBeUndefined();
    expect(parseForm("a[b]=1")["a"]).not.toHaveProperty("constructor");
  });

  test("an empty value takes a key out of the metadata, and empty metadata takes all", () => {
    const before = { order: "7", note: "gift" };
    expect(metadataOf(parseForm("metadata[note]="), before)).toEqual({ order: "7" });
    expect(metadataOf(parseForm("metadata="), before)).toEqual({});
    expect(metadataOf(parseForm("amount=5"), before)).toEqual(before);
  });

  test("a __proto__ key in metadata is stored as data and changes no object", async () => {
    const metadata = JSON.parse(`{"__proto__":"a","constructor":"b","order":"7"}`) as Record<string, string>;
    const { id } = await newIntent(world, { metadata });
    const read = await world.stripe.paymentIntents.retrieve(id);
    expect(JSON.parse(JSON.stringify(read.metadata))).toEqual(metadata);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    const changed = await world.stripe.paymentIntents.update(id, { metadata: { order: "8" } });
    expect(Object.entries(changed.metadata)).toContainEqual(["__proto__", "a"]);
  });

  test("whatever is sent as metadata comes back as it was", async () => {
    const key = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => !/[[\]]/.test(text));
    const value = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true }), async (metadata) => {
        const made = await newIntent(world, { metadata });
        expect(new Map(Object.entries(made.metadata))).toEqual(new Map(Object.entries(metadata)));
      }),
      { numRuns: 50 },
    );
  });
});
