import { z } from "zod";

import {
  Amount,
  BlankText,
  DayToCome,
  Flag,
  Id,
  Integer,
  Money,
  PageQuery,
  Price,
  Term,
  Text,
  Timestamp,
} from "./fields";

/** A picture with the widths that were made of it; a picture from elsewhere has no widths. */
export const Image = z
  .object({
    url: z.string(),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    widths: z.array(z.int()).meta({ description: "Widths in pixels that exist; none for a picture from elsewhere." }),
    color: z
      .string()
      .nullable()
      .meta({ description: 'Its average color, "#rrggbb", to show until the picture is there.' }),
  })
  .meta({ id: "Image" });
export type Image = z.output<typeof Image>;

export const Category = z
  .object({
    id: z.int(),
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    image: z.string(),
    picture: Image.nullable(),
    product_count: z.int(),
  })
  .meta({ id: "Category" });
export type Category = z.output<typeof Category>;

export const CategoryFields = z.object({
  name: Text(120).meta({ example: "Candles" }),
  slug: Text(140)
    .pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Enter a valid slug: lower-case letters, numbers and hyphens."))
    .optional(),
  description: BlankText(2000).optional().meta({ example: "Poured by hand." }),
  image: BlankText(500).optional(),
});

const UNITS = ["piece", "kg", "l", "m", "m2"] as const;
const Content = z.object({
  amount: Amount.meta({ example: "2" }),
  unit: z.enum(UNITS).meta({ description: "What the price is also told for one of.", example: "piece" }),
});
const Color = z.object({ name: z.string(), hex: z.string() }).meta({ id: "Color" });
export const Variant = z
  .object({
    id: z.int(),
    sku: z.string(),
    size: z.string(),
    color: z.string(),
    price: Money,
    stock: z.int().meta({ description: "Available now: on hand less reserved." }),
    restock_on: z.iso
      .date()
      .nullable()
      .meta({ description: "The day on which more is expected, where none is left and it is known." }),
    content: z.object({ amount: z.string(), unit: z.enum(UNITS) }).nullable(),
    unit_price: Money.nullable().meta({ description: "The price of one unit of its content." }),
    image: z.string().nullable(),
  })
  .meta({ id: "Variant" });
export type Variant = z.output<typeof Variant>;

export const Product = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string(),
    tagline: z.string(),
    description: z.string(),
    details: z.array(z.object({ label: z.string(), text: z.string() })),
    price: Money,
    compare_at_price: Money.nullable(),
    price_max: Money.meta({ description: "The dearest variant; equal to price when all cost the same." }),
    currency: z.string(),
    stock: z.int(),
    image: z.string(),
    images: z.array(Image),
    sizes: z.array(z.string()),
    colors: z.array(Color),
    category: z.object({ id: z.int(), name: z.string(), slug: z.string() }),
    variants: z.array(Variant),
    rating: z.number().nullable().meta({ description: "The average of its reviews, to one decimal.", example: 4.6 }),
    review_count: z.int(),
    is_active: z.boolean(),
    is_featured: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Product" });
export type Product = z.output<typeof Product>;

const PRODUCT_ORDERINGS = [
  "relevance",
  "featured",
  "price",
  "-price",
  "created_at",
  "-created_at",
  "name",
  "-name",
  "rating",
  "-rating",
] as const;
export type ProductOrdering = (typeof PRODUCT_ORDERINGS)[number];

export const ProductQuery = PageQuery.extend({
  category: Id.optional(),
  category__slug: Term(140).optional(),
  price__gte: Price.optional(),
  price__lte: Price.optional(),
  size: Term(60).optional(),
  color: Term(60).optional(),
  in_stock: Flag.optional(),
  on_sale: Flag.optional(),
  is_featured: Flag.optional(),
  rating__gte: Integer(1, 5).optional(),
  facets: Flag.optional().meta({
    description: "Adds how many products each value of each filter would leave; 0 as well.",
  }),
  ordering: z
    .enum(PRODUCT_ORDERINGS)
    .optional()
    .meta({ description: "By relevance in a search, else featured ones first." }),
  as_typed: Flag.optional().meta({
    description: "Searches for what was typed, without mending words that no product has.",
  }),
});

export const CompareQuery = z.object({
  ids: z
    .string()
    .regex(/^(\d{1,15}(,\d{1,15}){0,3})?$/, "Name up to four products by their ids, with commas between them.")
    .optional()
    .meta({ description: "The ids of up to four products, with commas between them.", example: "1,2" }),
});

/** Products side by side. */
export const Comparison = z
  .object({
    products: z.array(Product),
    rows: z
      .array(z.object({ label: z.string(), values: z.array(z.string()) }))
      .meta({ description: "A value for each product; blank where one says nothing of it." }),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.output<typeof Comparison>;

export const BestSellers = z.object({ products: z.array(Product) }).meta({ id: "BestSellers" });

export const RelatedProducts = z
  .object({ id: z.int().meta({ description: "Of the product that they go with." }), products: z.array(Product) })
  .meta({ id: "RelatedProducts" });

const Counted = z.object({ value: z.string(), count: z.int() });
/**
 * How many products each value of a filter would leave, with the other filters as they are: also 0, for values that the
 * category or search has without them.
 */
export const Facets = z
  .object({
    categories: z.array(z.object({ id: z.int(), slug: z.string(), name: z.string(), count: z.int() })),
    sizes: z.array(Counted),
    colors: z.array(Counted.extend({ hex: z.string().nullable() })),
    price: z.object({ min: Money.nullable(), max: Money.nullable() }),
    ratings: z.array(z.object({ value: z.int(), count: z.int() })).meta({ description: "That many stars, or more." }),
    in_stock: z.int(),
    on_sale: z.int(),
  })
  .meta({ id: "Facets" });
export type Facets = z.output<typeof Facets>;

const Hex = z.string().regex(/^#[0-9a-f]{6}$/i, "Enter a color such as #c07a4b.");
const VariantFields = z.object({
  id: Id.optional().meta({ description: "A variant that exists; without it, size and color say which is meant." }),
  sku: Text(60).optional(),
  size: BlankText(60).optional(),
  color: BlankText(60).optional(),
  price: Price.nullable().optional(),
  stock: Integer(0).optional(),
  restock_on: DayToCome.nullable().optional().meta({ description: "When more is expected; new goods end it." }),
  content: Content.nullable().optional().meta({ description: "How much is in it: for goods that are compared by it." }),
});
export const ProductFields = z.object({
  name: Text(200).meta({ example: "Evening Bowl" }),
  price: Price.meta({ example: "34.00" }),
  category_id: Id.meta({ example: 1 }),
  tagline: BlankText(300).optional(),
  description: BlankText(10_000)
    .optional()
    .meta({ description: "Markdown without HTML.", example: "A wide bowl in stoneware." }),
  compare_at_price: Price.nullable().optional(),
  stock: Integer(0).optional().meta({ example: 12 }),
  image: BlankText(500).optional(),
  sizes: z.array(Text(60)).max(100).optional().meta({ description: "All on one stock, where there are no variants." }),
  colors: z
    .array(z.object({ name: Text(60), hex: Hex }))
    .max(100)
    .optional(),
  variants: z.array(VariantFields).max(100).optional(),
  is_active: z.boolean().optional(),
  is_featured: z.boolean().optional(),
});
export type ProductFields = z.output<typeof ProductFields>;
export const ProductChanges = ProductFields.partial();
export type ProductChange = z.output<typeof ProductChanges>;

/** Goods that come to a shelf or leave it other than by an order. */
export const AdjustStock = z.object({
  id: Id,
  variant_id: Id.optional().meta({ description: "Needed where variants have stocks of their own." }),
  delta: Integer(-1_000_000, 1_000_000)
    .refine((delta) => delta !== 0, "Ensure this value is not 0.")
    .meta({ description: "How many come (positive) or go (negative).", example: -2 }),
  reason: Text(500).meta({ example: "Broken in the kiln" }),
});
export const StockLevel = z
  .object({
    product: z.int(),
    variant_id: z.int().nullable(),
    on_hand: z.int(),
    reserved: z.int(),
    available: z.int(),
  })
  .meta({ id: "StockLevel" });
