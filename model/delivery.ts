import { formatMoney } from "./money";
import type { ShippingMethod } from "./orders";

type Terms = Pick<ShippingMethod, "price" | "free_from" | "min_days" | "max_days">;

/** "3 to 5 days", or "1 day". */
export const daysText = ({ min_days, max_days }: Pick<Terms, "min_days" | "max_days">) =>
  min_days === max_days ? `${max_days} ${max_days === 1 ? "day" : "days"}` : `${min_days} to ${max_days} days`;

/** "$6.00, and nothing from $75.00" */
export const priceText = ({ price, free_from }: Pick<Terms, "price" | "free_from">, currency: string) =>
  formatMoney(price, currency) + (free_from === null ? "" : `, and nothing from ${formatMoney(free_from, currency)}`);
