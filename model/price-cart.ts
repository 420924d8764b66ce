import type { DiscountTerms } from "./discounts";
import { compare, fraction, multiply, subtract, sum } from "./money";
import { STORE } from "./store";
import type { Translate } from "./translate";

type Line = { price: string; quantity: number; unavailable?: boolean };
/** What an order costs beside its goods, or less than them; what is not known yet is left out. */
type Terms = {
  discount?: DiscountTerms | null | undefined;
  shipping?: { price: string; free_from: string | null } | null | undefined;
  tax?: { rate: string } | null | undefined;
};

/**
 * The one place that prices a cart: cart, checkout and order call it. Lines that are no longer sold count nothing. What
 * is free from a sum, and what a code needs at least, looks at the goods before the discount: no code makes an order dearer.
 */
export function priceCart<L extends Line>(
  lines: readonly L[],
  { discount, shipping, tax }: Terms = {},
  includesTax = STORE.prices_include_tax,
) {
  const items = lines.map((line) => ({ ...line, subtotal: multiply(line.price, line.quantity) }));
  const subtotal = sum(items.filter((item) => !item.unavailable).map((item) => item.subtotal));
  const discount_price = discount ? takenOff(subtotal, discount) : "0.00";
  const isFree =
    discount?.kind === "free_shipping" || (shipping?.free_from && compare(subtotal, shipping.free_from) >= 0);
  const shipping_price = shipping && !isFree ? shipping.price : "0.00";
  const beforeTax = sum([subtract(subtotal, discount_price), shipping_price]);
  const included_tax = tax && includesTax ? taxWithin(beforeTax, tax.rate) : "0.00";
  const tax_price = tax && !includesTax ? taxOnTop(beforeTax, tax.rate) : "0.00";
  const total_price = sum([beforeTax, tax_price]);
  return { items, subtotal, discount_price, shipping_price, tax_price, included_tax, total_price };
}

/** What a code takes off the goods: all of them, or so much that a card can be charged for what is left. */
function takenOff(subtotal: string, { kind, value }: DiscountTerms): string {
  if (kind === "free_shipping") return "0.00";
  const asked = kind === "percent" ? fraction(subtotal, digits(value), 100_00) : value;
  if (compare(asked, subtotal) >= 0) return subtotal;
  if (compare(subtotal, STORE.least_charge) <= 0) return "0.00";
  const most = subtract(subtotal, STORE.least_charge);
  return compare(asked, most) < 0 ? asked : most;
}

/** Whether a total is something, and less than a card can be charged. */
export const isTooLittle = (total: string) => compare(total, "0.00") > 0 && compare(total, STORE.least_charge) < 0;

export const tooLittleText = (t: Translate, currency: string) =>
  t("problems.too_little", { amount: t.money(STORE.least_charge, currency) });

/** Decimal text without its point: a whole number of hundredths, or of ten-thousandths. */
const digits = (decimal: string) => Number(decimal.replace(".", ""));

const taxWithin = (gross: string, rate: string) => fraction(gross, digits(rate), 10_000 + digits(rate));
const taxOnTop = (net: string, rate: string) => fraction(net, digits(rate), 10_000);
