import { formatMoney } from "./money";

/** What an order costs and how that comes about, as it is shown below its lines. */
export type Totals = {
  subtotal: string;
  discount_code: string;
  discount_price: string;
  /** Null where it is not known how it would go. */
  shipping_price: string | null;
  tax_price: string;
  included_tax: string;
  tax_name: string;
  tax_rate: string;
  total_price: string;
};
type Row = { label: string; amount: string };

/** "20%" */
const percentText = (rate: string) =>
  new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 }).format(
    rate as Intl.StringNumericLiteral,
  );

/** The sums that make up the total, those of nothing left out. */
export function totalRows(totals: Totals, currency: string): Row[] {
  const show = (amount: string) => formatMoney(amount, currency);
  const { subtotal, discount_code, discount_price, shipping_price, tax_price, tax_name, tax_rate } = totals;
  return [
    { label: "Subtotal", amount: show(subtotal) },
    ...(discount_price === "0.00" ? [] : [{ label: `Code ${discount_code}`, amount: `−${show(discount_price)}` }]),
    ...(shipping_price === null
      ? []
      : [{ label: "Delivery", amount: shipping_price === "0.00" ? "Free" : show(shipping_price) }]),
    ...(tax_price === "0.00" ? [] : [{ label: `${tax_name} (${percentText(tax_rate)})`, amount: show(tax_price) }]),
  ];
}

/** "Includes $10.15 VAT (19%)."; nothing where no tax is within the prices. */
export const includedTaxText = ({ included_tax, tax_name, tax_rate }: Totals, currency: string): string | null =>
  included_tax === "0.00"
    ? null
    : `Includes ${formatMoney(included_tax, currency)} ${tax_name} (${percentText(tax_rate)}).`;
