import { and, count, eq, gt, sql } from "drizzle-orm";

import { products, reviews } from "@/db/schema";
import { Key, pageOf } from "@/model/fields";
import { ProductReviewQuery, ProductReviews, Review, ReviewQuery, ReviewStanding } from "@/model/reviews";

import { getVisible } from "../catalog/get-product";
import { type Context, operation } from "../operation";
import { hasBought } from "./has-bought";
import { getReadable, isAdmin, narrowed, readSome, shapeFor } from "./read-reviews";

const STARS = [5, 4, 3, 2, 1];

/** How many published reviews give how many stars: the numbers beside a product, and their bars. */
async function summarize({ db }: Context, productId: number, rating: number | null) {
  const counted = await db
    .select({ rating: reviews.rating, count: count() })
    .from(reviews)
    .where(and(eq(reviews.product_id, productId), eq(reviews.status, "published")))
    .groupBy(reviews.rating);
  const countOf = new Map(counted.map((row) => [row.rating, row.count]));
  const histogram = STARS.map((stars) => ({ rating: stars, count: countOf.get(stars) ?? 0 }));
  return { rating, review_count: histogram.reduce((total, row) => total + row.count, 0), histogram };
}

export const listProductReviews = operation({
  name: "list_product_reviews",
  summary: "What buyers say of a product, newest first, and how many gave it how many stars.",
  access: "public",
  paginated: true,
  input: ProductReviewQuery,
  output: ProductReviews,
  find: (context, id) => getVisible(context, eq(products.id, id)),
  async run(context, query, product) {
    const published = and(eq(reviews.product_id, product.id), eq(reviews.status, "published"));
    return {
      ...(await readSome(context, query, and(published, narrowed(query)))),
      summary: await summarize(context, product.id, product.rating),
    };
  },
});

export const listReviews = operation({
  name: "list_reviews",
  summary: "The reviews that the caller wrote, or all of them for an admin, who looks here for what is to be judged.",
  access: "user",
  paginated: true,
  input: ReviewQuery,
  output: pageOf(Review),
  run: (context, query) =>
    readSome(
      context,
      query,
      and(
        isAdmin(context) ? undefined : eq(reviews.user_id, context.user.id),
        query.product === undefined ? undefined : eq(reviews.product_id, query.product),
        query.status === undefined ? undefined : eq(reviews.status, query.status),
        query.is_reported === undefined || !isAdmin(context)
          ? undefined
          : query.is_reported
            ? gt(reviews.report_count, 0)
            : sql`${reviews.report_count} = 0`,
        narrowed(query),
      ),
    ),
});

export const getReviewStanding = operation({
  name: "get_review_standing",
  summary: "What the caller said of a product, and whether they may say something.",
  access: "user",
  input: Key,
  output: ReviewStanding,
  find: (context, id) => getVisible(context, eq(products.id, id)),
  async run(context, { id }) {
    const own = and(eq(reviews.product_id, id), eq(reviews.user_id, context.user.id));
    const { results } = await readSome(context, { page: "1" }, own);
    return { review: results[0] ?? null, has_bought: await hasBought(context, id) };
  },
});

export const getReview = operation({
  name: "get_review",
  summary: "One review: a published one, or any for its author and for admins.",
  access: "public",
  input: Key,
  output: Review,
  find: getReadable,
  run: async (context, _input, row) => shapeFor(context)(row),
});
