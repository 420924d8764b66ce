// oxlint-disable oxc/no-barrel-file -- Drizzle wants one module that names every table
export * from "./addresses";
export * from "./carts";
export * from "./catalog";
export * from "./conversations";
export * from "./discounts";
export * from "./invoices";
export * from "./limits";
export * from "./orders";
export * from "./payments";
export * from "./returns";
export * from "./search";
export * from "./reviews";
export * from "./stock-alerts";
export * from "./tax";
export * from "./translations";
export * from "./users";
export * from "./wishlists";
