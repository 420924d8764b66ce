import { dayOf } from "./days";
import { compare, subtract } from "./money";
import type { Order, ShippingMethod } from "./orders";
import type { Translate } from "./translate";

type Terms = Pick<ShippingMethod, "price" | "free_from" | "min_days" | "max_days">;

/** "3 to 5 days", or "1 day". */
export const daysText = (t: Translate, { min_days, max_days }: Pick<Terms, "min_days" | "max_days">) =>
  min_days === max_days
    ? t("catalog.delivery.days", { count: max_days })
    : t("catalog.delivery.from_to_days", { min: min_days, max: max_days });

/** "$6.00, and nothing from $75.00" */
export function priceText(t: Translate, { price, free_from }: Pick<Terms, "price" | "free_from">, currency: string) {
  const amount = t.money(price, currency);
  return free_from === null
    ? amount
    : t("catalog.delivery.price_and_free_from", { price: amount, free_from: t.money(free_from, currency) });
}

/** Whether a method goes there. */
export const serves = ({ countries }: Pick<ShippingMethod, "countries">, country: string) =>
  countries.length === 0 || countries.includes(country);

/** How much more has to be bought until a method costs nothing; null where it never does, or does already. */
export const untilFree = ({ free_from }: Pick<Terms, "free_from">, subtotal: string) =>
  free_from === null || compare(subtotal, free_from) >= 0 ? null : subtract(free_from, subtotal);

const DAY_MS = 86_400_000;
const dayAfter = (start: Date, days: number) => dayOf(start.getTime() + days * DAY_MS);

/** Between which days an order of today arrives, as ISO 8601 dates. */
export const arrival = ({ min_days, max_days }: Pick<Terms, "min_days" | "max_days">, placed: Date) => ({
  delivery_from: dayAfter(placed, min_days),
  delivery_until: dayAfter(placed, max_days),
});

/** "December 2 – 4" */
export const arrivalText = (
  t: Translate,
  { delivery_from, delivery_until }: Pick<Order, "delivery_from" | "delivery_until">,
) => (delivery_from && delivery_until ? t.dates(delivery_from, delivery_until, { month: "long", day: "numeric" }) : "");
