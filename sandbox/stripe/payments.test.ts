import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { Store } from "../store.ts";
import { PATIENT, type World, newIntent, newPayment, openSandbox } from "../testing.ts";
import { parseForm } from "./form.ts";
import { cancelIntent, createIntent, getIntent, updateIntent } from "./intents.ts";
import type { Sandbox } from "./objects.ts";
import { confirmIntent } from "./payments.ts";

let world: World;
beforeAll(async () => void (world = await openSandbox()));
afterAll(() => world.close());

describe("3-D Secure", () => {
  const RETURN = "http://shop.test/done?order=7";
  const begin = () => newPayment(world, { payment_method: "pm_card_authenticationRequired", return_url: RETURN });
  type Begun = { id: string; client_secret: string | null };
  const page = ({ id, client_secret }: Begun) =>
    fetch(`${world.origin}/challenge/${id}?client_secret=${client_secret ?? ""}`);
  const press = ({ id, client_secret }: Begun, result: "fail" | "pass", mode = "redirect") =>
    fetch(`${world.origin}/challenge/${id}`, {
      method: "POST",
      body: new URLSearchParams({ client_secret: client_secret ?? "", mode, result }),
      redirect: "manual",
    });

  test("the bank's page asks about the amount", async () => {
    const answer = await page(await begin());
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain("25.00 USD");
    expect(html).toContain(`value="pass"`);
    expect(html).toContain(`value="fail"`);
  });

  test("a passed challenge pays and leads back to the shop", async () => {
    const begun = await begin();
    const answer = await press(begun, "pass");
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get("location") ?? "");
    expect(back.origin + back.pathname).toBe("http://shop.test/done");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: "7",
      payment_intent: begun.id,
      payment_intent_client_secret: begun.client_secret,
      redirect_status: "succeeded",
    });
    const paid = await world.stripe.paymentIntents.retrieve(begun.id);
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 2500, next_action: null });
    expect((await world.stripe.charges.list({ payment_intent: begun.id })).data).toHaveLength(1);
  });

  test("a failed challenge takes nothing and leads back to the shop", async () => {
    const begun = await begin();
    const back = new URL((await press(begun, "fail")).headers.get("location") ?? "");
    expect(back.searchParams.get("redirect_status")).toBe("failed");
    const failed = await world.stripe.paymentIntents.retrieve(begun.id);
    expect(failed).toMatchObject({
      amount_received: 0,
      last_payment_error: {
        code: "payment_intent_authentication_failure",
        payment_method: { object: "payment_method" },
      },
      latest_charge: null,
      next_action: null,
      payment_method: null,
      status: "requires_payment_method",
    });
    expect(JSON.stringify(failed)).not.toContain("secret_card");
    const paid = await world.stripe.paymentIntents.confirm(begun.id, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("succeeded");
  });

  test("a challenge that is passed twice pays once", async () => {
    const begun = await begin();
    await Promise.all([press(begun, "pass"), press(begun, "pass")]);
    await press(begun, "fail");
    expect((await world.stripe.paymentIntents.retrieve(begun.id)).status).toBe("succeeded");
    expect((await world.stripe.charges.list({ payment_intent: begun.id })).data).toHaveLength(1);
  });

  test("a cancelled payment is not paid by its challenge", async () => {
    const begun = await begin();
    await world.stripe.paymentIntents.cancel(begun.id);
    await press(begun, "pass");
    expect(await world.stripe.paymentIntents.retrieve(begun.id)).toMatchObject({
      status: "canceled",
      amount_received: 0,
    });
  });

  test("a challenge in a dialog leads nowhere", async () => {
    const begun = await begin();
    const answer = await press(begun, "pass", "dialog");
    expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
    expect((await world.stripe.paymentIntents.retrieve(begun.id)).status).toBe("succeeded");
  });

  test("Stripe.js is told to open the challenge itself when it asks to", async () => {
    const { id } = await newIntent(world);
    const intent = await world.stripe.paymentIntents.confirm(id, {
      payment_method: "pm_card_threeDSecure2Required",
      return_url: RETURN,
      use_stripe_sdk: true,
    });
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
  });

  test("without its client secret a payment has no challenge", async () => {
    const { id } = await begin();
    for (const wrong of [
      { id, client_secret: "pi_wrong" },
      { id: "pi_nobody", client_secret: "" },
    ]) {
      expect((await page(wrong)).status).toBe(404);
      expect((await press(wrong, "pass")).status).toBe(404);
    }
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe("requires_action");
  });
});

describe.concurrent("processing", () => {
  const begin = (own: World) => newPayment(own, { payment_method: "pm_card_bypassPending" });
  const succeeded = (own: World, id: string) =>
    vi.waitFor(async () => {
      expect((await own.stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
    }, PATIENT);

  test("a payment that is processing takes nothing yet, and then succeeds", async () => {
    const begun = await begin(world);
    expect(begun).toMatchObject({ status: "processing", amount_received: 0, latest_charge: null });
    await succeeded(world, begun.id);
    expect(await world.stripe.paymentIntents.retrieve(begun.id)).toMatchObject({ amount_received: 2500 });
  });

  test("a payment that is processing may fail late, and waits for another card", async () => {
    const { id } = await newPayment(world, { payment_method: "pm_card_chargeCustomerFail" });
    const retrieve = () => world.stripe.paymentIntents.retrieve(id);
    expect((await retrieve()).status).toBe("processing");
    await vi.waitFor(async () => expect((await retrieve()).status).toBe("requires_payment_method"), PATIENT);
    expect(await retrieve()).toMatchObject({ amount_received: 0, last_payment_error: { code: "card_declined" } });
    const { data } = await world.stripe.charges.list({ payment_intent: id });
    expect(data.map(({ status }) => status)).toEqual(["failed"]);
    const paid = await world.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("succeeded");
  });

  test("a payment that was processing when the sandbox stopped goes on at the next start and is paid once", async () => {
    const other = await openSandbox();
    const { id } = await begin(other);
    await other.restart();
    await succeeded(other, id);
    expect(new Store(other.folder).all("charges")).toHaveLength(1);
    await other.close();
  });

  test("while it is processing a payment is neither confirmed again nor cancelled nor changed", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-sandbox-"));
    const waiting: (() => void)[] = [];
    const sandbox: Sandbox = {
      store: new Store(folder),
      emit: () => undefined,
      later: (run) => void waiting.push(run),
    };
    const made = createIntent(sandbox, parseForm("amount=2500&currency=usd"));
    const begun = confirmIntent(sandbox, made, parseForm("payment_method=pm_card_bypassPending"));
    for (const attempt of [
      () => confirmIntent(sandbox, begun, parseForm("payment_method=pm_card_visa")),
      () => cancelIntent(sandbox, begun, parseForm("")),
      () => updateIntent(sandbox, begun, parseForm("amount=100")),
    ])
      expect(attempt).toThrow("because it has a status of processing");
    for (const run of [...waiting, ...waiting]) run();
    expect(getIntent(sandbox.store, made.id)).toMatchObject({ status: "succeeded", amount_received: 2500 });
    expect(sandbox.store.all("charges")).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});
