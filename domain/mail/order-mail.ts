import { eq } from "drizzle-orm";
import type { z } from "zod";

import { orders } from "@/db/schema";
import { destinationLines } from "@/model/address-forms";
import { carrierName } from "@/model/carriers";
import { choiceText } from "@/model/choice";
import { Invoice } from "@/model/invoices";
import { DEFAULT_LOCALE } from "@/model/locales";
import type { Order } from "@/model/orders";
import { STORE } from "@/model/store";
import { includedTaxText, totalRows } from "@/model/totals";
import type { MessageKey, Translate } from "@/model/translate";

import { invoicePdf } from "../invoices/invoice-pdf";
import { readInvoice } from "../invoices/invoices";
import type { Context } from "../operation";
import { orderPath } from "../orders/order-links";
import { readOrders } from "../orders/read-order";
import { readTranslator } from "../translations/read-texts";
import { type Letter, asMarkup, asPage, escape, pageUrl } from "./letter";
import type { OrderMail } from "./outbox";

type OrderInput = z.input<typeof Order>;
type Facts = Pick<OrderMail, "amount" | "reason">;
type Lead = [key: MessageKey, values?: Record<string, string>];
type Template = {
  /** What it says first; the order's number is known to the message. */
  lead: (order: OrderInput, facts: Facts, t: Translate) => Lead;
  /** Whether it still holds when it is to be sent; always, where it does not say. */
  holds?: (order: OrderInput) => boolean;
};

/** A mail knows no one's time zone. */
const IN_WORDS = { dateStyle: "long", timeStyle: "short" } as const;

/** Mails about an order. */
const ORDER_MAILS = {
  order_placed: {
    lead: ({ expires_at }, _facts, t) =>
      expires_at ? ["mail.order_placed.until", { time: t.date(expires_at, IN_WORDS) }] : ["mail.order_placed.kept"],
    holds: ({ status }) => status === "pending",
  },
  order_paid: {
    lead: ({ total_price }) => (total_price === "0.00" ? ["mail.order_paid.free"] : ["mail.order_paid.paid"]),
  },
  order_shipped: {
    lead: ({ tracking_number, carrier: code }) => {
      const carrier = carrierName(code);
      if (!tracking_number) return ["mail.order_shipped.sent"];
      return carrier
        ? ["mail.order_shipped.tracked_at", { tracking_number, carrier }]
        : ["mail.order_shipped.tracked", { tracking_number }];
    },
  },
  order_cancelled: { lead: () => ["mail.order_cancelled.lead"] },
  order_refund_pending: { lead: () => ["mail.order_refund_pending.lead"] },
  order_refunded: {
    lead: ({ currency }, { amount }, t) =>
      amount ? ["mail.order_refunded.amount", { amount: t.money(amount, currency) }] : ["mail.order_refunded.all"],
  },
  return_requested: { lead: () => ["mail.return_requested.lead"] },
  return_approved: {
    lead: (_order, { reason }) =>
      reason ? ["mail.return_approved.answered", { reason }] : ["mail.return_approved.lead"],
  },
  return_refused: {
    lead: (_order, { reason }) =>
      reason ? ["mail.return_refused.answered", { reason }] : ["mail.return_refused.lead"],
  },
  return_received: { lead: () => ["mail.return_received.lead"] },
  order_alert: {
    lead: (_order, { reason = "something is wrong with it" }) => ["mail.order_alert.lead", { reason }],
  },
} satisfies Record<string, Template>;
export type OrderTopic = keyof typeof ORDER_MAILS;
export const isOrderTopic = (topic: string): topic is OrderTopic => topic in ORDER_MAILS;

/** A mail about an order as it is now, in its language; nothing when what it was to say is no longer so. */
export async function renderOrderMail(
  context: Context,
  topic: OrderTopic,
  orderId: number,
  facts: Facts,
): Promise<Letter | null> {
  const [order] = await readOrders(context.db, { where: eq(orders.id, orderId), limit: 1 });
  const { lead, holds }: Template = ORDER_MAILS[topic];
  if (!order || (holds && !holds(order))) return null;
  // Admins are told in the language that the shop is kept in.
  const t = await readTranslator(context, topic === "order_alert" ? DEFAULT_LOCALE : order.locale);
  const { number } = order;
  const [key, values] = lead(order, facts, t);
  const said = { ...values, number };
  const heading = t(`mail.heading.${topic}`);
  const link = pageUrl(t, orderPath(number));
  return {
    subject: t(`mail.subject.${topic}`, { number }),
    text: asText(t, order, link, `${heading} ${t(key, said)}`),
    html: asHtml(t, order, link, { heading, lead: asMarkup(t.say(key, said)) }),
    ...(topic === "order_paid" && { attachments: await invoiceFiles(context, orderId) }),
  };
}

/** The invoice as a file, with the mail that says that it is paid. */
async function invoiceFiles(context: Context, orderId: number): Promise<Letter["attachments"] & object> {
  const invoice = await readInvoice(context, orderId);
  if (!invoice) return [];
  const { name, content } = await invoicePdf(context, Invoice.parse(invoice));
  return [{ filename: name, content, contentType: "application/pdf" }];
}

/** The sums below the lines, the total last. */
const sums = (t: Translate, order: OrderInput) => [
  ...totalRows(t, order, order.currency),
  { label: t("invoice.total"), amount: t.money(order.total_price, order.currency) },
];

function asText(t: Translate, order: OrderInput, link: string, lead: string): string {
  const tax = includedTaxText(t, order, order.currency);
  const labelled = (label: string, value: string) => t("mail.labelled", { label, value });
  return [
    lead,
    "",
    ...order.items.map((item) => {
      const name = [item.product_name, choiceText(t, item)].filter(Boolean).join(" — ");
      return `${t.number(item.quantity)} × ${name}  ${t.money(item.subtotal, order.currency)}`;
    }),
    "",
    ...sums(t, order).map(({ label, amount }) => labelled(label, amount)),
    ...(tax ? [tax] : []),
    "",
    t("mail.goes_to_below"),
    ...destinationLines(t, order),
    "",
    labelled(t("mail.see_order"), link),
    "",
    STORE.name,
  ].join("\n");
}

type Opening = { heading: string; /** HTML. */ lead: string };

function asHtml(t: Translate, order: OrderInput, link: string, { heading, lead }: Opening): string {
  const rows = order.items.map((item) => {
    const below = [choiceText(t, item), t("mail.quantity", { count: item.quantity })].filter(Boolean).join(" · ");
    return `<tr>
<td style="padding:12px 0;border-bottom:1px solid #e4dccf">${escape(item.product_name)}<br>
<span style="color:#6b6258">${escape(below)}</span></td>
<td style="padding:12px 0;border-bottom:1px solid #e4dccf;text-align:right;vertical-align:top">${t.money(item.subtotal, order.currency)}</td></tr>`;
  });
  const below = sums(t, order).map(
    ({ label, amount }) =>
      `<tr><td style="padding:4px 0">${escape(label)}</td><td style="padding:4px 0;text-align:right">${amount}</td></tr>`,
  );
  const tax = includedTaxText(t, order, order.currency);
  const body = `<p>${lead}</p>
<table role="presentation" style="width:100%;border-collapse:collapse;margin:24px 0">${rows.join("")}</table>
<table role="presentation" style="width:100%;border-collapse:collapse">${below.join("")}</table>
${tax ? `<p style="margin:0;color:#6b6258">${escape(tax)}</p>` : ""}
<p style="margin:32px 0 8px;color:#6b6258">${escape(t("mail.goes_to"))}</p>
<p style="margin:0;white-space:pre-line">${escape(destinationLines(t, order).join("\n"))}</p>`;
  const title = t("order_page.heading", { number: order.number });
  return asPage(t, { title, heading, body, link, linkText: t("mail.see_order") });
}
