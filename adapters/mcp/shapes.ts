import { z } from "zod";

import { env } from "@/env";
import type { Cart as FullCart, CartItem as FullItem } from "@/model/cart";
import type { Comparison as FullComparison, Product as FullProduct } from "@/model/catalog";
import { ORDER_STATUSES, type Order as FullOrder } from "@/model/orders";
import { Page } from "@/model/pages";

const Money = z.string().meta({ description: "Decimal text with two digits." });
const Url = z.string().meta({ description: "Its page in the shop, for the shopper." });

/** A product in a list: what it takes to choose. */
const Brief = z.object({
  id: z.int(),
  name: z.string(),
  tagline: z.string(),
  price: Money,
  price_max: Money,
  compare_at_price: Money.nullable(),
  currency: z.string(),
  stock: z.int(),
  sizes: z.array(z.string()),
  colors: z.array(z.object({ name: z.string() })),
  category: z.object({ id: z.int(), name: z.string(), slug: z.string() }),
  rating: z.number().nullable(),
  review_count: z.int(),
  url: Url,
});

export const Product = Brief.extend({
  description: z.string(),
  details: z.array(z.object({ label: z.string(), text: z.string() })),
  variants: z.array(
    z.object({ id: z.int(), sku: z.string(), size: z.string(), color: z.string(), price: Money, stock: z.int() }),
  ),
});
export const showProduct = (product: FullProduct) => ({ ...product, url: `${env().APP_URL}/products/${product.slug}` });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.int().meta({ description: "Of all pages." }), results: z.array(item) });
export const Products = pageOf(Brief).extend({
  corrected: z.string().optional().meta({ description: "What was searched for instead of what was typed." }),
});
type Results<T> = { count: number; results: T[] };
export const showPage =
  <T, S>(show: (one: T) => S) =>
  <P extends Results<T>>({ results, ...page }: P) => ({ ...page, results: results.map(show) });

export const Comparison = z.object({
  products: z.array(Brief),
  rows: z.array(z.object({ label: z.string(), values: z.array(z.string()) })),
});
export const showComparison = ({ products, rows }: FullComparison) => ({ products: products.map(showProduct), rows });

export const Category = z.object({
  id: z.int(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  product_count: z.int(),
});

/** The same as the API's, told on its own: a schema that begins with a reference is none to older clients. */
export const TextPage = z.object(Page.shape);

export const Delivery = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  price: Money,
  free_from: Money.nullable(),
  min_days: z.int(),
  max_days: z.int(),
  countries: z.array(z.string()).meta({ description: "Where it goes; none for everywhere." }),
});

export const Review = z.object({
  author: z.string(),
  rating: z.int(),
  title: z.string(),
  body: z.string(),
  is_verified: z.boolean(),
  created_at: z.string(),
});

export const CartItem = z.object({
  id: z.int(),
  product: z.object({ id: z.int(), name: z.string(), url: Url }),
  variant_id: z.int(),
  size: z.string(),
  color: z.string(),
  quantity: z.int(),
  price: Money,
  subtotal: Money,
  unavailable: z.boolean(),
  price_changed: z.boolean(),
});
export const showItem = (item: FullItem) => ({ ...item, product: showProduct(item.product) });

export const Cart = z.object({
  items: z.array(CartItem),
  subtotal: Money,
  discount_code: z.string(),
  discount_problem: z.string().nullable(),
  discount_price: Money,
  tax_price: Money,
  total_price: Money,
  currency: z.string(),
  url: z.string().meta({ description: "Where the shopper signs in, looks at it and goes on to the checkout." }),
});
export const showCart = ({ items, ...cart }: FullCart) => ({
  ...cart,
  items: items.map(showItem),
  url: `${env().APP_URL}/cart`,
});

/** Without whom and where it goes to: an agent has no need of it. */
export const Order = z.object({
  id: z.int(),
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  subtotal: Money,
  shipping_price: Money,
  discount_price: Money,
  total_price: Money,
  refunded_amount: Money,
  currency: z.string(),
  shipping_method_name: z.string(),
  delivery_from: z.string().nullable(),
  delivery_until: z.string().nullable(),
  tracking_number: z.string(),
  created_at: z.string(),
  shipped_at: z.string().nullable(),
  items: z.array(
    z.object({
      product: z.int().nullable(),
      product_name: z.string(),
      size: z.string(),
      color: z.string(),
      quantity: z.int(),
      price: Money,
    }),
  ),
  url: Url,
});
export const showOrder = (order: FullOrder) => ({ ...order, url: `${env().APP_URL}/orders/${order.number}` });
