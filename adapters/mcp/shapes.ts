import { z } from "zod";

import { env } from "@/env";
import * as cart from "@/model/cart";
import * as catalog from "@/model/catalog";
import * as orders from "@/model/orders";
import { Page } from "@/model/pages";
import * as reviews from "@/model/reviews";

const Url = z.string().meta({ description: "Its page in the shop, for the shopper." });

/** A product in a list: what it takes to choose. */
const Brief = catalog.Product.pick({
  id: true,
  name: true,
  tagline: true,
  price: true,
  price_max: true,
  compare_at_price: true,
  currency: true,
  stock: true,
  sizes: true,
  category: true,
  rating: true,
  review_count: true,
}).extend({ colors: z.array(z.object({ name: z.string() })), url: Url });

export const Product = Brief.extend({
  ...catalog.Product.pick({ description: true, details: true }).shape,
  variants: z.array(
    catalog.Variant.pick({ id: true, sku: true, size: true, color: true, price: true, stock: true, restock_on: true }),
  ),
});
export const showProduct = (product: catalog.Product) => ({
  ...product,
  url: `${env().APP_URL}/products/${product.slug}`,
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.int().meta({ description: "Of all pages." }), results: z.array(item) });
export const Products = pageOf(Brief).extend({
  corrected: z.string().optional().meta({ description: "What was searched for instead of what was typed." }),
});
type Results<T> = { count: number; results: T[] };
export const showPage =
  <T, S>(show: (one: T) => S) =>
  <P extends Results<T>>({ results, ...page }: P) => ({ ...page, results: results.map(show) });

export const Comparison = catalog.Comparison.pick({ rows: true }).extend({ products: z.array(Brief) });
export const showComparison = ({ products, rows }: catalog.Comparison) => ({
  products: products.map(showProduct),
  rows,
});

export const Category = catalog.Category.pick({
  id: true,
  name: true,
  slug: true,
  description: true,
  product_count: true,
});

/** The same as the API's, told on its own: a schema that begins with a reference is none to older clients. */
export const TextPage = z.object(Page.shape);

export const Delivery = z.object(orders.ShippingMethod.shape);

export const Review = reviews.Review.pick({
  author: true,
  rating: true,
  title: true,
  body: true,
  is_verified: true,
}).extend({ created_at: z.string() });

export const CartItem = cart.CartItem.pick({
  id: true,
  variant_id: true,
  size: true,
  color: true,
  quantity: true,
  price: true,
  subtotal: true,
  unavailable: true,
  price_changed: true,
}).extend({ product: z.object({ id: z.int(), name: z.string(), url: Url }) });
export const showItem = (item: cart.CartItem) => ({ ...item, product: showProduct(item.product) });

export const Cart = cart.Cart.pick({
  subtotal: true,
  discount_code: true,
  discount_problem: true,
  discount_price: true,
  tax_price: true,
  total_price: true,
  currency: true,
}).extend({
  items: z.array(CartItem),
  url: z.string().meta({ description: "Where the shopper signs in, looks at it and goes on to the checkout." }),
});
export const showCart = ({ items, ...rest }: cart.Cart) => ({
  ...rest,
  items: items.map(showItem),
  url: `${env().APP_URL}/cart`,
});

/** Without whom and where it goes to: an agent has no need of it. */
export const Order = orders.Order.pick({
  id: true,
  number: true,
  status: true,
  subtotal: true,
  shipping_price: true,
  discount_price: true,
  total_price: true,
  refunded_amount: true,
  currency: true,
  shipping_method_name: true,
  delivery_from: true,
  delivery_until: true,
  tracking_number: true,
}).extend({
  created_at: z.string(),
  shipped_at: z.string().nullable(),
  items: z.array(
    orders.OrderItem.pick({ product: true, product_name: true, size: true, color: true, quantity: true, price: true }),
  ),
  url: Url,
});
export const showOrder = (order: orders.Order) => ({ ...order, url: `${env().APP_URL}/orders/${order.number}` });
