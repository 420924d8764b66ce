import { and, eq, sql } from "drizzle-orm";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, outbox } from "@/db/schema";
import { env } from "@/env";
import type { Locale } from "@/model/locales";
import { marketOfLocale } from "@/model/markets";
import { confirmIntent, newGuest, newProduct, newUser, one, until } from "@/tests/helpers";
import { addFault, clearFaults } from "@/tests/sandbox";

import { addToCart } from "../cart/add-to-cart";
import { getInvoice } from "../invoices/invoices";
import type { Context, UserContext } from "../operation";
import { cancelOrder, sweepOrders } from "../orders/cancel-order";
import { changeOrder } from "../orders/change-order";
import { orderKey, sendOrderLink } from "../orders/order-links";
import { placeOrder } from "../orders/place-order";
import { getPaymentState } from "../payments/payment-state";
import { refundOrder } from "../payments/refund";
import { startPayment } from "../payments/start-payment";
import { changeUser } from "../users/accounts";
import { requestPasswordReset } from "../users/reset-password";
import { deliverMail } from "./deliver";
import { renderOrderMail } from "./order-mail";
import { queueMail } from "./outbox";

type Mail = {
  subject: string;
  text: string;
  html: string;
  message_id: string;
  attachments: { name: string; base64: string }[];
};

async function mailsTo({ user }: UserContext): Promise<Mail[]> {
  const answer = await fetch(`${env().SANDBOX_ORIGIN}/mail.json?to=${encodeURIComponent(user.email)}`);
  return ((await answer.json()) as Mail[]).toReversed();
}
const subjectsTo = async (shopper: UserContext) => (await mailsTo(shopper)).map(({ subject }) => subject);

/** Someone on the pages of a language. */
const on = <C extends Context>(locale: Locale, context: C): C => ({
  ...context,
  locale,
  market: marketOfLocale(locale),
});

async function placed(locale: Locale = "en") {
  const [shopper, product] = [on(locale, await newUser()), await newProduct({ price: "20.00" })];
  await addToCart(shopper, { product_id: product.id });
  return { shopper, product, order: await placeOrder(shopper, { shipping_address: "214 Alder St" }) };
}

async function paid(locale?: Locale) {
  const made = await placed(locale);
  const { client_secret } = await startPayment(made.shopper, { order_id: made.order.id });
  await confirmIntent(client_secret);
  await getPaymentState(made.shopper, { id: made.order.id });
  return made;
}

/** Gives a part of the money back, and mails it. */
async function giveBack(admin: UserContext, id: number): Promise<void> {
  await refundOrder(admin, { id, amount: "5.00" });
  await until(
    () =>
      db()
        .select()
        .from(outbox)
        .where(sql`${outbox.dedupe_key} like ${`order_refunded:${id}:%`}`),
    (rows) => rows.length > 0,
  );
  await deliverAll();
}

/** As if every pause were over, and not only by a part of a millisecond, to which the column rounds. */
async function letPausesEnd(): Promise<void> {
  await db()
    .update(outbox)
    .set({ next_attempt_at: sql`now() - interval '1 second'` })
    .where(sql`${outbox.sent_at} is null`);
}
async function deliverAll(context: Context = publicContext()): Promise<void> {
  await letPausesEnd();
  while ((await deliverMail(context)) > 0);
}

describe("an order that is placed", () => {
  test("is mailed after a pause, once, with the way to pay, while it waits for that", async () => {
    const { shopper, order } = await placed();
    await deliverMail(shopper);
    expect(await mailsTo(shopper)).toEqual([]);
    await letPausesEnd();
    await Promise.all(Array.from({ length: 4 }, () => deliverMail(shopper)));
    await deliverAll();
    const mails = await mailsTo(shopper);
    expect(mails).toMatchObject([{ subject: `We have your order ${order.number}` }]);
    expect(mails[0]?.text).toMatch(/^One step to go\. Your goods are set aside until .* UTC\. Pay before then/);
  });

  test("and paid before the pause is over is only told that it is paid", async () => {
    const { shopper, order } = await paid();
    await deliverAll();
    expect(await subjectsTo(shopper)).toEqual([`Your order ${order.number} is confirmed`]);
  });

  test("and cancelled before the pause is over is only told that it is cancelled", async () => {
    const { shopper, order } = await placed();
    await cancelOrder(shopper, { id: order.id });
    await deliverAll();
    expect(await subjectsTo(shopper)).toEqual([`Your order ${order.number} is cancelled`]);
  });
});

test("an order's way is mailed step by step, each step once, as text and as HTML", async () => {
  const { shopper, order } = await paid();
  const admin = await newUser("admin");
  await deliverAll();
  await changeOrder(admin, { id: order.id, status: "shipped", tracking_number: "TRACK-77" });
  await deliverAll();
  await giveBack(admin, order.id);
  const mails = await mailsTo(shopper);
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Your order ${order.number} is confirmed`,
    `Your order ${order.number} is on its way`,
    `A refund for your order ${order.number}`,
  ]);
  const [confirmed, shipped, refunded] = mails;
  const invoice = await getInvoice(shopper, { id: order.id });
  expect(confirmed?.attachments.map(({ name }) => name)).toEqual([`invoice-${invoice.number}.pdf`]);
  expect(
    Buffer.from(confirmed?.attachments[0]?.base64 ?? "", "base64")
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  expect([shipped?.attachments, refunded?.attachments]).toEqual([[], []]);
  expect(shipped?.text).toContain("TRACK-77");
  expect(shipped?.html).toContain("TRACK-77");
  expect(refunded?.text).toContain("$5.00 goes back");
  for (const { text, html } of mails) {
    expect(text).toContain(`http://shop.test/orders/${order.number}?key=`);
    expect(html).toContain("See your order");
    for (const form of [text, html]) expect(form).toContain("$20.00");
  }
  expect(confirmed?.message_id).toBe(`<order_paid:${order.id}@shop.test>`);
});

test("an English mail says word for word what it is to say", async () => {
  const { shopper, product, order } = await paid();
  await changeOrder(await newUser("admin"), {
    id: order.id,
    status: "shipped",
    tracking_number: "T-1",
    carrier: "ups",
  });
  await deliverAll();
  const [, shipped] = await mailsTo(shopper);
  expect(shipped?.text.trim().split("\n")).toEqual([
    `It is on its way. Track your parcel with the number T-1 at UPS. It holds your order ${order.number}.`,
    "",
    `1 × ${product.name}  $20.00`,
    "",
    "Subtotal: $20.00",
    "Delivery: Free",
    "Total: $20.00",
    "",
    "Goes to:",
    "214 Alder St",
    "",
    `See your order: http://shop.test/orders/${order.number}?key=${orderKey(order.number)}`,
    "",
    "Kiln & Loom",
  ]);
  expect(shipped?.html).toContain('<html lang="en">');
  expect(shipped?.html).toContain(`It holds your order <strong>${order.number}</strong>.</p>`);
});

describe("an order that was placed in German", () => {
  const isGerman = ({ text, html }: Mail, { number }: { number: string }) => {
    expect(text).toContain(`Bestellung ansehen: http://shop.test/de/orders/${number}?key=`);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain(`href="http://shop.test/de/orders/${number}?key=`);
    for (const form of [text, html]) expect(form).toContain("18,50\u00a0€");
    expect(text).toContain("Zwischensumme: 18,50\u00a0€\nLieferung: Kostenlos\nGesamt: 18,50\u00a0€\n");
  };

  test("is mailed in German, whoever does what is told", async () => {
    const { shopper, order } = await paid("de");
    expect(order).toMatchObject({ locale: "de", currency: "EUR" });
    const admin = await newUser("admin");
    await deliverAll();
    await changeOrder(admin, { id: order.id, status: "shipped", tracking_number: "TRACK-78" });
    await deliverAll();
    await giveBack(admin, order.id);
    const mails = await mailsTo(shopper);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Ihre Bestellung ${order.number} ist bestätigt`,
      `Ihre Bestellung ${order.number} ist unterwegs`,
      `Erstattung für Ihre Bestellung ${order.number}`,
    ]);
    for (const mail of mails) isGerman(mail, order);
    const [confirmed, shipped, refunded] = mails;
    expect(shipped?.text).toContain("mit der Sendungsnummer TRACK-78.");
    expect(refunded?.text).toContain("5,00\u00a0€ gehen auf die Karte zurück");
    const file = Buffer.from(one(confirmed?.attachments ?? []).base64, "base64");
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
    expect(text).toContain("Rechnung");
    expect(text).toMatch(/Gesamt\s*18,50\s€/);
  });

  test("is told in German how to pay it, and that it is cancelled", async () => {
    const { shopper, order } = await placed("de");
    await deliverAll();
    await cancelOrder(shopper, { id: order.id });
    await deliverAll();
    const mails = await mailsTo(shopper);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Ihre Bestellung ${order.number} ist bei uns`,
      `Ihre Bestellung ${order.number} ist storniert`,
    ]);
    for (const mail of mails) isGerman(mail, order);
    expect(mails[0]?.text).toMatch(/^Noch ein Schritt\. .* bis zum \d+\. \p{L}+ \d{4} um \d\d:\d\d Uhr \(UTC\)/u);
  });

  test("needs an admin in English", async () => {
    const { order } = await placed("de");
    const letter = await renderOrderMail(publicContext(), "order_alert", order.id, { reason: "it is odd" });
    expect(letter?.subject).toBe(`Order ${order.number} needs you`);
    expect(letter?.text).toContain("waits for a person, because it is odd. It is");
    expect(letter?.text).toContain(`http://shop.test/orders/${order.number}?key=`);
  });
});

test("what is asked for on a German page is answered in German, whatever its order's language is", async () => {
  const { shopper, order } = await placed();
  const { email, id } = shopper.user;
  const guest = on("de", { ...newGuest(), address: email });
  await requestPasswordReset(guest, { email });
  await sendOrderLink(guest, { email, number: order.number });
  await deliverAll();
  await changeUser(on("de", shopper), { id, email: `new-${email}` });
  await deliverAll();
  const mails = (await mailsTo(shopper)).filter(({ text }) => text.includes("/de/"));
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
    `Ihre Bestellung ${order.number}`,
    "Ihre E-Mail wurde geändert",
    "Neues Passwort wählen",
  ]);
  for (const { html } of mails) expect(html).toContain('<html lang="de">');
});

test("a tracking number that comes after the parcel has left is mailed, and once", async () => {
  const { shopper, order } = await paid();
  const admin = await newUser("admin");
  await changeOrder(admin, { id: order.id, status: "shipped" });
  await deliverAll();
  for (let time = 0; time < 2; time++) await changeOrder(admin, { id: order.id, tracking_number: "LATE-1" });
  await deliverAll();
  const told = (await mailsTo(shopper)).filter(({ subject }) => subject.endsWith("is on its way"));
  expect(told.map(({ text }) => text.includes("LATE-1"))).toEqual([false, true]);
});

test("a mail that the server refused is tried again, under the same name", async () => {
  const { shopper, order } = await paid();
  const row = eq(outbox.dedupe_key, `order_paid:${order.id}`);
  // Sent, and the note of it lost: as when the worker dies in between.
  await deliverAll();
  await db().update(outbox).set({ sent_at: null, next_attempt_at: new Date() }).where(row);
  await deliverAll();
  const ids = (await mailsTo(shopper)).map(({ message_id }) => message_id);
  expect(ids).toEqual([`<order_paid:${order.id}@shop.test>`, `<order_paid:${order.id}@shop.test>`]);
});

test("a mail is queued once however often it is reported", async () => {
  const { shopper, order } = await placed();
  const mail = { topic: "order_shipped", order_id: order.id, to: shopper.user.email } as const;
  await Promise.all(Array.from({ length: 5 }, () => queueMail(shopper, mail)));
  const rows = await db()
    .select()
    .from(outbox)
    .where(eq(outbox.dedupe_key, `order_shipped:${order.id}`));
  expect(rows).toHaveLength(1);
});

describe("an order that cannot be cancelled because Stripe does not answer", () => {
  afterEach(() => clearFaults());

  test("is an admin's business after half an hour, told once, and holds its goods", async () => {
    const [{ shopper, order }, admin] = [await placed(), await newUser("admin")];
    await startPayment(shopper, { order_id: order.id });
    await addFault({ kind: "error_before", match: { path: "/v1/payment_intents/**" } });
    await cancelOrder(shopper, { id: order.id });
    const alerts = () =>
      db()
        .select()
        .from(outbox)
        .where(and(eq(outbox.topic, "order_alert"), sql`${outbox.payload} ->> 'to' = ${admin.user.email}`));
    await sweepOrders(publicContext());
    expect(await alerts()).toEqual([]);
    await db()
      .update(orders)
      .set({ cancel_asked_at: new Date(Date.now() - 31 * 60_000) })
      .where(eq(orders.id, order.id));
    for (let time = 0; time < 2; time++) await sweepOrders(publicContext());
    expect(await alerts()).toMatchObject([
      { payload: { order_id: order.id, reason: "its payment could not be cancelled for half an hour" } },
    ]);
    await clearFaults();
    await sweepOrders(publicContext());
    const [ended] = await db().select().from(orders).where(eq(orders.id, order.id));
    expect(ended?.status).toBe("cancelled");
  });
});

test("a mail leads back in the language of the page that it comes from", async () => {
  const [shopper, product] = [{ ...(await newUser()), locale: "de" as const }, await newProduct({ price: "20.00" })];
  await addToCart(shopper, { product_id: product.id });
  const { id, number } = await placeOrder(shopper, { shipping_address: "Am Deich 3" });
  await cancelOrder(shopper, { id });
  await requestPasswordReset(publicContext("fr"), { email: shopper.user.email });
  await requestPasswordReset(publicContext(), { email: shopper.user.email });
  await deliverAll();
  const text = (await mailsTo(shopper)).map((mail) => mail.text).join("");
  const { APP_URL } = env();
  expect(text).toContain(`${APP_URL}/de/orders/${number}?key=`);
  expect(text).toContain(`${APP_URL}/fr/reset-password?token=`);
  expect(text).toContain(`${APP_URL}/reset-password?token=`);
});
