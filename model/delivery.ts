import { compare, formatMoney, subtract } from "./money";
import type { Order, ShippingMethod } from "./orders";

type Terms = Pick<ShippingMethod, "price" | "free_from" | "min_days" | "max_days">;

/** "3 to 5 days", or "1 day". */
export const daysText = ({ min_days, max_days }: Pick<Terms, "min_days" | "max_days">) =>
  min_days === max_days ? `${max_days} ${max_days === 1 ? "day" : "days"}` : `${min_days} to ${max_days} days`;

/** "$6.00, and nothing from $75.00" */
export const priceText = ({ price, free_from }: Pick<Terms, "price" | "free_from">, currency: string) =>
  formatMoney(price, currency) + (free_from === null ? "" : `, and nothing from ${formatMoney(free_from, currency)}`);

/** Whether a method goes there. */
export const serves = ({ countries }: Pick<ShippingMethod, "countries">, country: string) =>
  countries.length === 0 || countries.includes(country);

/** How much more has to be bought until a method costs nothing; null where it never does, or does already. */
export const untilFree = ({ free_from }: Pick<Terms, "free_from">, subtotal: string) =>
  free_from === null || compare(subtotal, free_from) >= 0 ? null : subtract(free_from, subtotal);

const DAY_MS = 86_400_000;
const dayAfter = (start: Date, days: number) => new Date(start.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** Between which days an order of today arrives, as ISO 8601 dates. */
export const arrival = ({ min_days, max_days }: Pick<Terms, "min_days" | "max_days">, placed: Date) => ({
  delivery_from: dayAfter(placed, min_days),
  delivery_until: dayAfter(placed, max_days),
});

const day = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", timeZone: "UTC" });
/** "December 2 – 4" */
export const arrivalText = ({ delivery_from, delivery_until }: Pick<Order, "delivery_from" | "delivery_until">) =>
  delivery_from && delivery_until ? day.formatRange(new Date(delivery_from), new Date(delivery_until)) : "";
