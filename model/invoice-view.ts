import type { Invoice } from "./invoices";
import { formatMoney, subtract } from "./money";
import { addressText } from "./orders";
import { STORE } from "./store";
import { totalRows } from "./totals";

const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
/** Where paper is cut in inches. */
const LETTER = new Set(["US", "CA", "MX", "PH", "CL", "CO"]);
const linesOf = (text: string) => text.split("\n").filter(Boolean);
const day = (time: string) => date.format(new Date(time));

/** All words and numbers of an invoice, so that paper and screen cannot say different ones. */
export function invoiceView({ number, issued_at, order }: Invoice) {
  const show = (amount: string) => formatMoney(amount, order.currency);
  const { total_price, included_tax, refunded_amount, tax_name, tax_rate } = order;
  const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 }).format(
    tax_rate as Intl.StringNumericLiteral,
  );
  const net = subtract(total_price, included_tax);
  return {
    title: `Invoice ${number}`,
    paper: LETTER.has((order.billing ?? order.shipping)?.country ?? STORE.country)
      ? ("LETTER" as const)
      : ("A4" as const),
    seller: [...STORE.seller],
    recipient: order.billing ? linesOf(addressText(order.billing)) : linesOf(order.shipping_address),
    /** Where the parcel went, if that is another address. */
    delivered: order.billing ? linesOf(order.shipping_address) : [],
    facts: [
      ["Invoice number", number],
      ["Date", day(issued_at)],
      ["Order", order.number],
      ["Ordered", day(order.created_at)],
      ...(order.paid_at ? [["Paid", day(order.paid_at)] as const] : []),
    ] as (readonly [string, string])[],
    lines: order.items.map((item) => ({
      id: item.id,
      name: item.product_name,
      choice: [item.color, item.size].filter(Boolean).join(", "),
      quantity: String(item.quantity),
      price: show(item.price),
      amount: show(item.subtotal),
    })),
    sums: totalRows(order, order.currency),
    total: { label: "Total", amount: show(total_price) },
    below: [
      ...(included_tax === "0.00"
        ? []
        : [
            { label: `Without ${tax_name}`, amount: show(net) },
            { label: `${tax_name} ${percent} within the total`, amount: show(included_tax) },
          ]),
      ...(refunded_amount === "0.00" ? [] : [{ label: "Given back", amount: show(refunded_amount) }]),
    ],
  };
}
export type InvoiceView = ReturnType<typeof invoiceView>;
