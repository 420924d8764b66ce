import { addressLines, destinationLines } from "./address-forms";
import { choiceText } from "./choice";
import type { Invoice } from "./invoices";
import { subtract } from "./money";
import { STORE } from "./store";
import { totalRows } from "./totals";
import type { Translate } from "./translate";

/** Where paper is cut in inches. */
const LETTER = new Set(["US", "CA", "MX", "PH", "CL", "CO"]);

/** All words and numbers of an invoice, so that paper and screen cannot say different ones. */
export function invoiceView(t: Translate, { number, issued_at, order }: Invoice) {
  const show = (amount: string) => t.money(amount, order.currency);
  const { total_price, included_tax, refunded_amount, tax_name, tax_rate } = order;
  const net = subtract(total_price, included_tax);
  return {
    title: t("invoice.title", { number }),
    paper: LETTER.has((order.billing ?? order.shipping)?.country ?? STORE.country)
      ? ("LETTER" as const)
      : ("A4" as const),
    words: {
      to: t("invoice.to"),
      from: t("invoice.from"),
      delivered_to: t("invoice.delivered_to"),
      what: t("invoice.what"),
      quantity: t("invoice.quantity"),
      quantity_short: t("invoice.quantity_short"),
      price: t("invoice.price"),
      amount: t("invoice.amount"),
    },
    seller: [...STORE.seller],
    recipient: order.billing ? addressLines(t, order.billing) : destinationLines(t, order),
    /** Where the parcel went, if that is another address. */
    delivered: order.billing ? destinationLines(t, order) : [],
    facts: [
      [t("invoice.fact.number"), number],
      [t("invoice.fact.date"), t.date(issued_at)],
      [t("invoice.fact.order"), order.number],
      [t("invoice.fact.ordered"), t.date(order.created_at)],
      ...(order.paid_at ? [[t("invoice.fact.paid"), t.date(order.paid_at)] as const] : []),
    ] as (readonly [string, string])[],
    lines: order.items.map((item) => ({
      id: item.id,
      name: item.product_name,
      choice: choiceText(t, item),
      quantity: t.number(item.quantity),
      price: show(item.price),
      amount: show(item.subtotal),
    })),
    sums: totalRows(t, order, order.currency),
    total: { label: t("invoice.total"), amount: show(total_price) },
    below: [
      ...(included_tax === "0.00"
        ? []
        : [
            { label: t("invoice.without_tax", { tax: tax_name }), amount: show(net) },
            {
              label: t("invoice.tax_within", { tax: tax_name, percent: t.percent(tax_rate) }),
              amount: show(included_tax),
            },
          ]),
      ...(refunded_amount === "0.00" ? [] : [{ label: t("invoice.given_back"), amount: show(refunded_amount) }]),
    ],
  };
}
export type InvoiceView = ReturnType<typeof invoiceView>;
