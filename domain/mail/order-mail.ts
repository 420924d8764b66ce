import { eq } from "drizzle-orm";
import type { z } from "zod";

import { orders } from "@/db/schema";
import { english } from "@/messages/all";
import { carrierName } from "@/model/carriers";
import { Invoice } from "@/model/invoices";
import { DEFAULT_LOCALE } from "@/model/locales";
import { formatMoney } from "@/model/money";
import type { Order } from "@/model/orders";
import { STORE } from "@/model/store";
import { includedTaxText, totalRows } from "@/model/totals";

import { invoicePdf } from "../invoices/invoice-pdf";
import { readInvoice } from "../invoices/invoices";
import type { Context } from "../operation";
import { orderKey } from "../orders/order-links";
import { readOrders } from "../orders/read-order";
import { type Letter, asPage, escape, pageUrl } from "./letter";
import type { OrderMail } from "./outbox";

/** " at UPS" */
const via = (carrier: string) => (carrierName(carrier) ? ` at ${carrierName(carrier)}` : "");

type Facts = Pick<OrderMail, "amount" | "reason">;
type Template = {
  subject: (number: string) => string;
  heading: string;
  lead: (order: OrderInput, facts: Facts) => string;
  /** Whether it still holds when it is to be sent; always, where it does not say. */
  holds?: (order: OrderInput) => boolean;
};

/** Mails about an order, and what each says first: the order's number follows. */
const ORDER_MAILS = {
  order_placed: {
    subject: (number) => `We have your order ${number}`,
    heading: "One step to go.",
    lead: ({ expires_at }) =>
      expires_at
        ? `Your goods are set aside until ${inWords(expires_at)}. Pay before then and we pack your order`
        : "Your goods are set aside. We pack them when you have paid your order",
    holds: ({ status }) => status === "pending",
  },
  order_paid: {
    subject: (number) => `Your order ${number} is confirmed`,
    heading: "Thank you.",
    lead: ({ total_price }) =>
      total_price === "0.00"
        ? "There is nothing to pay, and we are packing your order"
        : "We have your payment and are packing your order",
  },
  order_shipped: {
    subject: (number) => `Your order ${number} is on its way`,
    heading: "It is on its way.",
    lead: ({ tracking_number, carrier }) =>
      tracking_number
        ? `Track your parcel with the number ${tracking_number}${via(carrier)}. It holds your order`
        : "The parcel has left us. It holds your order",
  },
  order_cancelled: {
    subject: (number) => `Your order ${number} is cancelled`,
    heading: "It is cancelled.",
    lead: () => "Nothing was charged, and its goods are for sale again. This was your order",
  },
  order_refund_pending: {
    subject: (number) => `We cannot send your order ${number}`,
    heading: "We are sorry.",
    lead: () =>
      "Your payment came after the time for it had ended, and the goods are sold out. All of your money goes back to you. It was your order",
  },
  order_refunded: {
    subject: (number) => `A refund for your order ${number}`,
    heading: "Your money is on its way back.",
    lead: ({ currency }, { amount }) =>
      `${amount ? formatMoney(amount, currency) : "It"} goes back to the card you paid with. It belongs to your order`,
  },
  return_requested: {
    subject: (number) => `We have your return request for ${number}`,
    heading: "We have your request.",
    lead: () => "We look at it within a working day and answer by mail. It is about your order",
  },
  return_approved: {
    subject: (number) => `Send it back: your order ${number}`,
    heading: "You can send it back.",
    lead: (_order, { reason }) =>
      `${reason ? `${reason} ` : "Pack it in the paper it came in, put the label on it and bring it to the post. "}It is about your order`,
  },
  return_refused: {
    subject: (number) => `About your return of ${number}`,
    heading: "We are sorry.",
    lead: (_order, { reason }) => `${reason ? `${reason} ` : ""}We cannot take it back. It is about your order`,
  },
  return_received: {
    subject: (number) => `Your parcel is here: return of ${number}`,
    heading: "Your parcel is here.",
    lead: () => "Your money is on its way within two days. It is about your order",
  },
  order_alert: {
    subject: (number) => `Order ${number} needs you`,
    heading: "Please have a look.",
    lead: (_order, { reason }) =>
      `One order waits for a person, because ${reason ?? "something is wrong with it"}. It is`,
  },
} satisfies Record<string, Template>;
export type OrderTopic = keyof typeof ORDER_MAILS;
export const isOrderTopic = (topic: string): topic is OrderTopic => topic in ORDER_MAILS;

/** A mail about an order as it is now; nothing when what it was to say is no longer so. */
export async function renderOrderMail(
  context: Context,
  topic: OrderTopic,
  orderId: number,
  facts: Facts,
): Promise<Letter | null> {
  const [order] = await readOrders(context.db, { where: eq(orders.id, orderId), limit: 1 });
  const { subject, heading, lead, holds }: Template = ORDER_MAILS[topic];
  if (!order || (holds && !holds(order))) return null;
  const [placed] = await context.db.select({ locale: orders.locale }).from(orders).where(eq(orders.id, orderId));
  const locale = topic === "order_alert" ? DEFAULT_LOCALE : (placed?.locale ?? DEFAULT_LOCALE);
  const link = pageUrl(locale, `/orders/${order.number}?key=${orderKey(order.number)}`);
  const words = { heading, lead: lead(order, facts) };
  return {
    subject: subject(order.number),
    text: asText(order, link, words),
    html: asHtml(order, link, words),
    ...(topic === "order_paid" && { attachments: await invoiceFiles(context, orderId) }),
  };
}

/** The invoice as a file, with the mail that says that it is paid. */
async function invoiceFiles(context: Context, orderId: number): Promise<Letter["attachments"] & object> {
  const invoice = await readInvoice(context, orderId);
  if (!invoice) return [];
  const { name, content } = await invoicePdf(Invoice.parse(invoice));
  return [{ filename: name, content, contentType: "application/pdf" }];
}

type Words = { heading: string; lead: string };
type OrderInput = z.input<typeof Order>;

/** A time as a mail can say it, which knows no one's time zone. */
const inWords = (time: Date) =>
  `${new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(time)} UTC`;

const choice = ({ size, color }: { size: string; color: string }) => [color, size].filter(Boolean).join(", ");

/** The sums below the lines, the total last. */
const sums = (order: OrderInput) => [
  ...totalRows(english, order, order.currency),
  { label: "Total", amount: formatMoney(order.total_price, order.currency) },
];

function asText(order: OrderInput, link: string, { heading, lead }: Words): string {
  const tax = includedTaxText(english, order, order.currency);
  return [
    `${heading} ${lead} ${order.number}.`,
    "",
    ...order.items.map(
      (item) =>
        `${item.quantity} × ${[item.product_name, choice(item)].filter(Boolean).join(" — ")}  ${formatMoney(item.subtotal, order.currency)}`,
    ),
    "",
    ...sums(order).map(({ label, amount }) => `${label}: ${amount}`),
    ...(tax ? [tax] : []),
    "",
    "Goes to:",
    order.shipping_address,
    "",
    `See your order: ${link}`,
    "",
    STORE.name,
  ].join("\n");
}

function asHtml(order: OrderInput, link: string, { heading, lead }: Words): string {
  const rows = order.items.map(
    (item) => `<tr>
<td style="padding:12px 0;border-bottom:1px solid #e4dccf">${escape(item.product_name)}<br>
<span style="color:#6b6258">${escape([choice(item), `Quantity ${item.quantity}`].filter(Boolean).join(" · "))}</span></td>
<td style="padding:12px 0;border-bottom:1px solid #e4dccf;text-align:right;vertical-align:top">${formatMoney(item.subtotal, order.currency)}</td></tr>`,
  );
  const below = sums(order).map(
    ({ label, amount }) =>
      `<tr><td style="padding:4px 0">${escape(label)}</td><td style="padding:4px 0;text-align:right">${amount}</td></tr>`,
  );
  const tax = includedTaxText(english, order, order.currency);
  const body = `<p>${escape(lead)} <strong>${order.number}</strong>.</p>
<table role="presentation" style="width:100%;border-collapse:collapse;margin:24px 0">${rows.join("")}</table>
<table role="presentation" style="width:100%;border-collapse:collapse">${below.join("")}</table>
${tax ? `<p style="margin:0;color:#6b6258">${escape(tax)}</p>` : ""}
<p style="margin:32px 0 8px;color:#6b6258">Goes to</p>
<p style="margin:0;white-space:pre-line">${escape(order.shipping_address)}</p>`;
  return asPage({ title: `Order ${order.number}`, heading, body, link, linkText: "See your order" });
}
