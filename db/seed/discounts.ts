/** Codes of the demo, which its README names. */
export const DEMO_DISCOUNTS = [
  { code: "WELCOME10", kind: "percent", value: "10.00", per_person_limit: 1 },
  { code: "FREESHIP", kind: "free_shipping", minimum_subtotal: "50.00" },
] as const;
