import { bigint, numeric, timestamp } from "drizzle-orm/pg-core";

export const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
export const ref = () => bigint({ mode: "number" });
/** Decimal text in JavaScript; never a float. */
export const money = () => numeric({ precision: 12, scale: 2 });
/** A share of a price, as decimal text. */
export const rate = () => numeric({ precision: 5, scale: 4 });
export const at = () => timestamp({ withTimezone: true, precision: 3 });
export const created_at = () => at().notNull().defaultNow();
export const updated_at = () =>
  at()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
