import { z } from "zod";

import { CARRIERS } from "./carriers";
import {
  BlankText,
  Country,
  EmailText,
  Id,
  Moment,
  Money,
  PageQuery,
  Price,
  Quantity,
  Text,
  Timestamp,
} from "./fields";
import { ROUTED_LOCALES } from "./locales";
import { Rate } from "./tax";

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
/** Whether an order still waits for its money. */
export const isWaiting = ({ status }: { status: OrderStatus }) => status === "pending" || status === "cancelling";
/** An order in one of these was paid, and its money was not given back. */
export const BOUGHT: readonly OrderStatus[] = ["paid", "shipped", "delivered"];
/** Whether no money has come for it, and none was given back. */
export const isUnpaid = (order: { status: OrderStatus }) => isWaiting(order) || order.status === "cancelled";

export const Address = z
  .object({
    name: Text(120),
    line1: Text(200),
    line2: BlankText(200).optional(),
    city: Text(120),
    region: BlankText(120).optional(),
    postal_code: BlankText(20).optional(),
    country: Country,
    phone: BlankText(40).optional(),
  })
  .meta({ id: "Address" });
export type Address = z.output<typeof Address>;

const Email = z.preprocess((value: string) => (typeof value === "string" ? value.trim() : value), EmailText);

export const PlaceOrder = z.object({
  shipping_address: BlankText(1000).optional().meta({ example: "214 Alder St, Portland OR 97205" }),
  shipping: Address.optional(),
  billing: Address.nullable()
    .optional()
    .meta({ description: "Whom the invoice is made out to: whom the parcel goes to, when null or left out." }),
  email: Email.optional(),
  shipping_method: BlankText(60).optional().meta({ example: "standard" }),
  note: BlankText(2000).optional(),
  expected_total: Price.optional().meta({
    description: "Refuses with price_changed when the total is another.",
  }),
});

/** What of an order can be written; everything else that was read may be sent back and is ignored. */
export const OrderChanges = z.object({
  status: z.enum(ORDER_STATUSES).optional(),
  tracking_number: BlankText(120).optional(),
  carrier: z
    .enum(["", ...CARRIERS])
    .optional()
    .meta({ description: "Who brings it: makes the number a link." }),
  shipping_address: BlankText(1000).optional().meta({ example: "214 Alder St, Portland OR 97205" }),
  shipping: Address.nullable().optional(),
  billing: Address.nullable().optional(),
  note: BlankText(2000).optional().meta({ example: "Leave it with the neighbor." }),
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
  color: BlankText(60).optional().meta({ example: "Oat" }),
  variant_id: Id.optional(),
});
export const AddOrderItem = ItemChoice.extend({
  order: Id.meta({ example: 1 }),
  product_id: Id.optional().meta({ example: 1 }),
  product: Id.optional().meta({ description: "The same as product_id, as a line is read." }),
  quantity: Quantity.optional().meta({ description: "1 when left out.", example: 1 }),
});
export const ReplaceOrderItem = ItemChoice.extend({ quantity: Quantity.meta({ example: 2 }) });
export const ChangeOrderItem = ItemChoice.extend({ quantity: Quantity.optional().meta({ example: 2 }) });

export const ShippingAddress = z
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
    cancellation_pending: z.boolean().meta({
      description: "Its shopper has cancelled it, and it stays paid until the money has gone back: it is not sent.",
    }),
    currency: z.string(),
    locale: z.enum(ROUTED_LOCALES).meta({
      description: "In which it was placed, and its mails and its invoice as PDF are written.",
      example: "en",
    }),
    subtotal: Money,
    shipping_price: Money,
    tax_price: Money.meta({ description: "Tax on top of the rest; 0.00 where prices include it." }),
    discount_price: Money,
    total_price: Money,
    included_tax: Money.meta({ description: "Tax that the total includes already." }),
    tax_name: z.string().meta({ example: "VAT" }),
    tax_rate: Rate,
    discount_code: z.string(),
    refunded_amount: Money,
    shipping_address: z.string(),
    shipping: ShippingAddress.nullable(),
    billing: ShippingAddress.nullable().meta({ description: "Whom the invoice is made out to; null: as shipping." }),
    shipping_method: z.string(),
    shipping_method_name: z.string(),
    delivery_from: z.iso.date().nullable().meta({ description: "The first day on which it is expected." }),
    delivery_until: z.iso.date().nullable().meta({ description: "The last day on which it is expected." }),
    carrier: z.string(),
    tracking_number: z.string(),
    tracking_url: z.string().meta({ description: "Where the carrier says where it is; blank when that is not known." }),
    note: z.string(),
    items: z.array(OrderItem),
    expires_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    paid_at: Timestamp.nullable(),
    packed_at: Timestamp.nullable(),
    shipped_at: Timestamp.nullable(),
    delivered_at: Timestamp.nullable(),
    cancelled_at: Timestamp.nullable(),
  })
  .meta({ id: "Order" });
export type Order = z.output<typeof Order>;

const ORDER_EVENTS = [
  "placed",
  "paid",
  "packed",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
  "return_requested",
  "return_approved",
  "return_refused",
  "return_withdrawn",
  "return_received",
] as const;
export const OrderEvent = z
  .object({
    type: z.enum(ORDER_EVENTS),
    at: Timestamp,
    amount: Money.nullable().meta({ description: "What was paid or given back." }),
  })
  .meta({ id: "OrderEvent" });
export type OrderEvent = z.output<typeof OrderEvent>;
export const OrderTimeline = z
  .object({ order: z.int(), events: z.array(OrderEvent).meta({ description: "The oldest first." }) })
  .meta({ id: "OrderTimeline" });

export const FindOrder = z.object({
  email: Email.meta({ example: "robin@mail.example" }),
  number: Text(40).meta({ example: "KL-7Q2M-91XD" }),
});

/** What of an order was put into the cart again, and what could not be. */
export const Reordered = z
  .object({
    added: z.array(z.object({ product_name: z.string(), size: z.string(), color: z.string(), quantity: z.int() })),
    missing: z.array(
      z.object({
        product_name: z.string(),
        size: z.string(),
        color: z.string(),
        wanted: z.int(),
        left: z.int().meta({ description: "How many there are; these were added." }),
      }),
    ),
  })
  .meta({ id: "Reordered" });
export type Reordered = z.output<typeof Reordered>;

export const OrderQuery = PageQuery.extend({
  status: z.enum(ORDER_STATUSES).optional(),
  user: Id.optional(),
  created_at__gte: Moment.optional(),
  created_at__lte: Moment.optional(),
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
    countries: z.array(z.string()).meta({ description: "Where it goes; none for everywhere." }),
  })
  .meta({ id: "ShippingMethod" });
export type ShippingMethod = z.output<typeof ShippingMethod>;

export const ShippingMethodQuery = PageQuery.extend({ country: Country.optional() });
