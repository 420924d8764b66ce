/** The shop that this is; prices are kept in one currency (ISO 4217), and sold in those of model/markets.ts. */
export const STORE = {
  name: "Kiln & Loom",
  currency: "USD",
  /** Where most orders go, until a shopper says otherwise. */
  country: "US",
  /** Whether tax is part of every price, or is added to it. */
  prices_include_tax: true as boolean,
  /** What a card is charged at least, in every currency: Stripe's greatest minimum for those of the markets. */
  least_charge: "0.50",
  order_prefix: "KL",
  /** Who sells, as it stands on an invoice. */
  seller: ["Kiln & Loom", "Rua da Olaria 12", "2500-118 Caldas da Rainha", "Portugal", "VAT no. PT 500 000 000"],
  /** When a review is seen: as soon as it is written, since only buyers write, or once an admin has published it. */
  reviews_appear: "at_once" as "at_once" | "when_approved",
} as const;
