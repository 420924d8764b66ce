import { z } from "zod";

import { BlankText, Id, Money, PageQuery, Price, Quantity, Text, Timestamp } from "./fields";

export const ORDER_STATUSES = [
  "pending",
  "processing",
  "cancelling",
  "paid",
  "review",
  "shipped",
  "delivered",
  "cancelled",
  "refund_pending",
  "refunded",
  "charged_back",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const Address = z
  .object({
    name: Text(120),
    line1: Text(200),
    line2: BlankText(200).optional(),
    city: Text(120),
    region: BlankText(120).optional(),
    postal_code: BlankText(20).optional(),
    country: z
      .preprocess(
        (value: string) => (typeof value === "string" ? value.trim().toUpperCase() : value),
        z.string().regex(/^[A-Z]{2}$/, "Enter a two-letter country code, such as US."),
      )
      .meta({ description: "ISO 3166-1 alpha-2.", example: "US" }),
    phone: BlankText(40).optional(),
  })
  .meta({ id: "Address" });
export type Address = z.output<typeof Address>;

/** An address as one block of text, the form that simple clients send and labels print. */
export const addressText = (address: Address) =>
  [
    address.name,
    address.line1,
    address.line2,
    [address.city, address.region, address.postal_code].filter(Boolean).join(", "),
    address.country,
  ]
    .filter(Boolean)
    .join("\n");

export const PlaceOrder = z.object({
  shipping_address: BlankText(1000).optional(),
  shipping: Address.optional(),
  email: z
    .preprocess((value: string) => (typeof value === "string" ? value.trim() : value), z.email().max(254))
    .optional(),
  shipping_method: BlankText(60).optional(),
  note: BlankText(2000).optional(),
  expected_total: Price.optional().meta({
    description: "Refuses with price_changed when the total is another.",
  }),
});

/** What of an order can be written; everything else that was read may be sent back and is ignored. */
export const OrderChanges = z.object({
  status: z.enum(ORDER_STATUSES).optional(),
  tracking_number: BlankText(120).optional(),
  shipping_address: BlankText(1000).optional(),
  shipping: Address.nullable().optional(),
  note: BlankText(2000).optional(),
});

export const OrderItem = z
  .object({
    id: z.int(),
    order: z.int(),
    product: z.int().nullable().meta({ description: "Null once the product is deleted." }),
    product_name: z.string(),
    size: z.string(),
    color: z.string(),
    image: z.string(),
    quantity: z.int(),
    price: Money,
    subtotal: Money,
  })
  .meta({ id: "OrderItem" });
export type OrderItem = z.output<typeof OrderItem>;

export const OrderItemQuery = PageQuery.extend({ order: Id.optional() });
const ItemChoice = z.object({
  size: BlankText(60).optional(),
  color: BlankText(60).optional(),
  variant_id: Id.optional(),
});
export const AddOrderItem = ItemChoice.extend({
  order: Id,
  product_id: Id.optional(),
  product: Id.optional().meta({ description: "The same as product_id, as a line is read." }),
  quantity: Quantity.optional().meta({ description: "1 when left out." }),
});
export const ReplaceOrderItem = ItemChoice.extend({ quantity: Quantity });
export const ChangeOrderItem = ItemChoice.extend({ quantity: Quantity.optional() });

const ShippingAddress = z
  .object({
    name: z.string(),
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    region: z.string(),
    postal_code: z.string(),
    country: z.string(),
    phone: z.string(),
  })
  .meta({ id: "ShippingAddress" });

export const Order = z
  .object({
    id: z.int(),
    number: z.string().meta({ example: "KL-7Q2M-91XD" }),
    user: z.int().nullable(),
    email: z.string(),
    status: z.enum(ORDER_STATUSES),
    currency: z.string(),
    subtotal: Money,
    shipping_price: Money,
    tax_price: Money,
    discount_price: Money,
    total_price: Money,
    refunded_amount: Money,
    shipping_address: z.string(),
    shipping: ShippingAddress.nullable(),
    shipping_method: z.string(),
    tracking_number: z.string(),
    note: z.string(),
    items: z.array(OrderItem),
    expires_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    paid_at: Timestamp.nullable(),
    shipped_at: Timestamp.nullable(),
  })
  .meta({ id: "Order" });
export type Order = z.output<typeof Order>;

export const OrderQuery = PageQuery.extend({
  status: z.enum(ORDER_STATUSES).optional(),
  user: Id.optional(),
  created_at__gte: z.iso.datetime({ offset: true }).optional(),
  created_at__lte: z.iso.datetime({ offset: true }).optional(),
});

export const ShippingMethod = z
  .object({
    code: z.string(),
    name: z.string(),
    description: z.string(),
    price: Money,
    free_from: Money.nullable(),
    min_days: z.int(),
    max_days: z.int(),
    countries: z.array(z.string()),
  })
  .meta({ id: "ShippingMethod" });
export type ShippingMethod = z.output<typeof ShippingMethod>;
