import type { Translate } from "./translate";

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

/** The sums that make up the total, those of nothing left out. */
export function totalRows(t: Translate, totals: Totals, currency: string): Row[] {
  const show = (amount: string) => t.money(amount, currency);
  const { subtotal, discount_code, discount_price, shipping_price, tax_price, tax_name, tax_rate } = totals;
  return [
    { label: t("checkout.totals.subtotal"), amount: show(subtotal) },
    ...(discount_price === "0.00"
      ? []
      : [{ label: t("checkout.totals.code", { code: discount_code }), amount: `−${show(discount_price)}` }]),
    ...(shipping_price === null
      ? []
      : [
          {
            label: t("checkout.totals.delivery"),
            amount: shipping_price === "0.00" ? t("checkout.totals.free") : show(shipping_price),
          },
        ]),
    ...(tax_price === "0.00"
      ? []
      : [
          {
            label: t("checkout.totals.tax", { tax: tax_name, percent: t.percent(tax_rate) }),
            amount: show(tax_price),
          },
        ]),
  ];
}

/** "Includes $10.15 VAT (19%)."; nothing where no tax is within the prices. */
export function includedTaxText(t: Translate, totals: Totals, currency: string): string | null {
  const { included_tax, tax_name, tax_rate } = totals;
  if (included_tax === "0.00") return null;
  const amount = t.money(included_tax, currency);
  return t("checkout.totals.included", { amount, tax: tax_name, percent: t.percent(tax_rate) });
}
