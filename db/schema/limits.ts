import { bigint, index, integer, pgTable, varchar } from "drizzle-orm/pg-core";

/** Counters of how often someone asked, in the form that rate-limiter-flexible keeps them. */
export const rate_limits = pgTable(
  "rate_limits",
  {
    key: varchar({ length: 255 }).primaryKey(),
    points: integer().notNull().default(0),
    /** Milliseconds since 1970. */
    expire: bigint({ mode: "number" }),
  },
  (table) => [index().on(table.expire)],
);
