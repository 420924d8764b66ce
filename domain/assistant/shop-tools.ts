import { z } from "zod";

import { getCart } from "../cart/cart-items";
import { listCategories } from "../catalog/categories";
import { compareProducts } from "../catalog/compare-products";
import { getProduct } from "../catalog/get-product";
import { listProducts } from "../catalog/list-products";
import { getOrder, listOrders } from "../orders/orders";
import { getPage } from "../pages/pages";
import { readReturnEligibility } from "../returns/returns";
import { type Tool, toolOf } from "./tools";

const MAX_RESULTS = 10;
const MAX_DESCRIPTION = 400;

const results = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.int(), results: z.array(item).transform((all) => all.slice(0, MAX_RESULTS)) });
const Named = z.object({ name: z.string() });

const Product = z.object({
  id: z.int(),
  name: z.string(),
  tagline: z.string(),
  description: z.string().transform((text) => text.slice(0, MAX_DESCRIPTION)),
  details: z.array(z.object({ label: z.string(), text: z.string() })),
  price: z.string(),
  compare_at_price: z.string().nullable(),
  currency: z.string(),
  stock: z.int(),
  sizes: z.array(z.string()),
  colors: z.array(Named),
  category: Named,
  rating: z.number().nullable(),
});

const Cart = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      product: z.object({ id: z.int(), name: z.string(), price: z.string() }),
      size: z.string(),
      color: z.string(),
      quantity: z.int(),
      subtotal: z.string(),
      unavailable: z.boolean(),
    }),
  ),
  total_price: z.string(),
  currency: z.string(),
});

/** Without whom and where it goes to: that is nobody's business outside the shop. */
const Order = z.object({
  id: z.int(),
  number: z.string(),
  status: z.string(),
  total_price: z.string(),
  refunded_amount: z.string(),
  currency: z.string(),
  tracking_number: z.string(),
  created_at: z.string(),
  shipped_at: z.string().nullable(),
  items: z.array(
    z.object({
      id: z.int(),
      product_name: z.string(),
      size: z.string(),
      color: z.string(),
      quantity: z.int(),
      price: z.string(),
    }),
  ),
});

const Returnable = z.object({
  order: z.int(),
  order_number: z.string(),
  is_eligible: z.boolean(),
  why_not: z.string().nullable(),
  until: z.string().nullable(),
  label_price: z.string(),
  lines: z.array(
    z.object({ id: z.int(), product_name: z.string(), size: z.string(), color: z.string(), available: z.int() }),
  ),
});

const Comparison = z.object({
  products: z.array(Product.pick({ id: true, name: true, tagline: true, price: true })),
  rows: z.array(z.object({ label: z.string(), values: z.array(z.string()) })),
});

/** All that the assistant can read. */
export const SHOP_TOOLS: readonly Tool[] = [
  toolOf(listProducts, results(Product)),
  toolOf(getProduct, Product),
  toolOf(compareProducts, Comparison),
  toolOf(listCategories, results(z.object({ id: z.int(), name: z.string(), slug: z.string() }))),
  toolOf(getPage, getPage.spec.output),
  toolOf(getCart, Cart),
  toolOf(listOrders, results(Order)),
  toolOf(getOrder, Order),
  toolOf(readReturnEligibility, Returnable),
];
