/** The shop that this is; prices are kept in one currency (ISO 4217). */
export const STORE = {
  name: "Kiln & Loom",
  tagline: "Things for the table, the room and the wardrobe.",
  currency: "USD",
  order_prefix: "KL",
} as const;
