import { type SQL, and, desc, eq, exists, getTableColumns, ilike, or, sql } from "drizzle-orm";
import type { z } from "zod";

import { products, review_votes, reviews } from "@/db/schema";
import type { Review, ReviewOrdering } from "@/model/reviews";

import { visible } from "../catalog/filters";
import { notFound } from "../errors";
import type { Context } from "../operation";
import { containing, readPage } from "../paging";

export const isAdmin = ({ user }: Context) => user?.role === "admin";
/** What the caller may know of: what is published of products that they see, what they wrote, and all of it for an admin. */
const readable = (context: Context) =>
  isAdmin(context)
    ? undefined
    : or(
        and(eq(reviews.status, "published"), visible(context)),
        context.user ? eq(reviews.user_id, context.user.id) : undefined,
      );

const columnsFor = ({ db, user }: Context) => {
  const own = db
    .select({ one: sql`1` })
    .from(review_votes)
    .where(and(eq(review_votes.review_id, reviews.id), eq(review_votes.user_id, user?.id ?? 0)));
  return {
    ...getTableColumns(reviews),
    product: reviews.product_id,
    product_name: products.name,
    product_slug: products.slug,
    is_helpful: sql<boolean>`${user ? exists(own) : sql`false`}`,
  };
};

const rowsOf = (context: Context) =>
  context.db
    .select(columnsFor(context))
    .from(reviews)
    .innerJoin(products, eq(products.id, reviews.product_id))
    .$dynamic();
export type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** A review as its reader may see it: who wrote it and how often it was reported is not for everyone. */
export const shapeFor =
  (context: Context) =>
  ({ user_id, report_count, ...row }: Row): z.input<typeof Review> => ({
    ...row,
    is_own: user_id !== null && user_id === context.user?.id,
    report_count: isAdmin(context) ? report_count : null,
  });

/** A review that the caller may see; throws 404 for any other. */
export async function getReadable(context: Context, id: number): Promise<Row> {
  const [row] = await rowsOf(context).where(and(eq(reviews.id, id), readable(context)));
  if (!row) throw notFound();
  return row;
}

const ORDERINGS: Record<ReviewOrdering, SQL[]> = {
  "-created_at": [desc(reviews.created_at), desc(reviews.id)],
  created_at: [sql`${reviews.created_at}`, sql`${reviews.id}`],
  "-rating": [desc(reviews.rating), desc(reviews.created_at), desc(reviews.id)],
  rating: [sql`${reviews.rating}`, desc(reviews.created_at), desc(reviews.id)],
  "-helpful_count": [desc(reviews.helpful_count), desc(reviews.created_at), desc(reviews.id)],
};

type Query = { page: string; page_size?: string | undefined; ordering?: ReviewOrdering | undefined };

/** One page of the reviews that meet a condition. */
export async function readSome(context: Context, query: Query, where: SQL | undefined) {
  const { count, results } = await readPage(context.db, { from: reviews, where, query }, (limit, offset) =>
    rowsOf(context)
      .where(where)
      .orderBy(...ORDERINGS[query.ordering ?? "-created_at"])
      .limit(limit)
      .offset(offset),
  );
  return { count, results: results.map(shapeFor(context)) };
}

/** All that meet a condition, newest first. */
export async function readOwnReviews(context: Context, where: SQL, limit: number) {
  const rows = await rowsOf(context).where(where).orderBy(desc(reviews.id)).limit(limit);
  return rows.map(shapeFor(context));
}

/** What a list of reviews is narrowed by, beside whose and which they are. */
export const narrowed = ({ rating, search }: { rating?: number | undefined; search?: string | undefined }) =>
  and(
    rating === undefined ? undefined : eq(reviews.rating, rating),
    search ? or(ilike(reviews.title, containing(search)), ilike(reviews.body, containing(search))) : undefined,
  );
