import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";

import { audit_log, products, review_reports, reviews, users } from "@/db/schema";
import { Key } from "@/model/fields";
import { Review, type ReviewChange, ReviewChanges, ReviewFields } from "@/model/reviews";
import { STORE } from "@/model/store";

import { audit } from "../audit";
import { getVisible } from "../catalog/get-product";
import { touchProducts, touchReviews } from "../catalog/touch";
import { conflict, forbidden, notFound } from "../errors";
import { type Context, type UserContext, operation, transaction } from "../operation";
import { hasBought } from "./has-bought";
import { type Row, getReadable, isAdmin, shapeFor } from "./read-reviews";

/** The product's row is held while its reviews change, so that two who write at once are both counted. */
const lockProduct = ({ db }: Context, id: number) =>
  db.select({ id: products.id }).from(products).where(eq(products.id, id)).for("no key update");

/** Brings the rating of a product to that of its published reviews; the caller holds the product's row. */
async function recount(tx: Context, id: number): Promise<void> {
  const published = tx.db
    .select({ average: sql`avg(${reviews.rating})`.as("average"), total: sql`count(*)`.as("total") })
    .from(reviews)
    .where(and(eq(reviews.product_id, id), eq(reviews.status, "published")))
    .as("published");
  const [product] = await tx.db
    .update(products)
    .set({
      rating: sql`${published.average}`,
      review_count: sql`${published.total}`,
      // What the product itself says is as old as it was.
      updated_at: sql`${products.updated_at}`,
    })
    .from(published)
    .where(eq(products.id, id))
    .returning({ slug: products.slug });
  touchReviews(tx, id);
  if (product) touchProducts(tx, [product.slug]);
}

/** The name that stands below a review: a first name and an initial, else the user name without a mail's domain. */
async function authorName({ db, user }: UserContext): Promise<string> {
  const [found] = await db.select().from(users).where(eq(users.id, user.id));
  const initial = found?.last_name[0];
  if (found?.first_name) return initial ? `${found.first_name} ${initial}.` : found.first_name;
  return user.username.split("@")[0] || "A customer";
}

const atFirst = () => (STORE.reviews_appear === "at_once" ? ("published" as const) : ("pending" as const));

/** Whether what the caller wrote of it before was deleted by another, or by themselves while it was in doubt. */
async function wasInDoubt({ db, user }: UserContext, productId: number): Promise<boolean> {
  const [last] = await db
    .select({ actor_id: audit_log.actor_id, before: audit_log.before })
    .from(audit_log)
    .where(
      and(
        eq(audit_log.object_type, "review"),
        eq(audit_log.action, "delete_review"),
        sql`${audit_log.before} @> ${JSON.stringify({ product: productId, user: user.id })}`,
      ),
    )
    .orderBy(desc(audit_log.id))
    .limit(1);
  const before = z.object({ status: z.string(), report_count: z.int() }).safeParse(last?.before).data;
  return Boolean(before && (last?.actor_id !== user.id || before.status !== "published" || before.report_count > 0));
}

async function refuseSecond({ db, user }: UserContext, productId: number): Promise<void> {
  const [known] = await db
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.product_id, productId), eq(reviews.user_id, user.id)));
  if (known) throw conflict("already_reviewed", "You have reviewed this already.", { review: known.id });
}

export const createReview = operation({
  name: "create_review",
  summary: "Review a product that the caller bought; once, and to be changed later.",
  access: "user",
  limit: "reviews",
  input: ReviewFields.extend(Key.shape),
  output: Review,
  refusals: { 409: "not_purchased or already_reviewed" },
  find: (context, id) => getVisible(context, eq(products.id, id)),
  run: (context, { id: product_id, ...fields }) =>
    transaction(context, async (tx) => {
      await lockProduct(tx, product_id);
      await refuseSecond(tx, product_id);
      if (!(await hasBought(tx, product_id)))
        throw conflict("not_purchased", "Only those who bought it here can review it.");
      const author = { user_id: tx.user.id, author: await authorName(tx), is_verified: true };
      const status = (await wasInDoubt(tx, product_id)) ? ("pending" as const) : atFirst();
      const [made] = await tx.db
        .insert(reviews)
        .values({ product_id, ...author, ...fields, status })
        .returning({ id: reviews.id });
      if (!made) throw new Error("insert into reviews returned no row");
      await recount(tx, product_id);
      return shapeFor(tx)(await getReadable(tx, made.id));
    }),
});

/** A review that is the caller's to change: their own, or any for an admin; what is published of others is refused. */
async function getOwn(context: UserContext, id: number): Promise<Row> {
  const row = await getReadable(context, id);
  if (row.user_id !== context.user.id && !isAdmin(context)) throw notFound();
  return row;
}

/** Throws 403 for what is not the caller's to say: the words are the author's, the status an admin's. */
function judgeChange(context: UserContext, row: Row, { status, ...words }: ReviewChange) {
  if (status && status !== row.status && !isAdmin(context))
    throw forbidden("Only an admin may change the status of a review.");
  const changed = (["rating", "title", "body"] as const).some(
    (name) => words[name] !== undefined && words[name] !== row[name],
  );
  if (changed && row.user_id !== context.user.id) throw forbidden("Only its author may change what a review says.");
  return changed;
}

export const changeReview = operation({
  name: "change_review",
  summary: "Change a review: its author what it says, an admin whether it is published.",
  access: "user",
  input: ReviewChanges.extend(Key.shape),
  output: Review,
  find: getOwn,
  run: (context, { id, ...change }, { product_id }) =>
    transaction(context, async (tx) => {
      await lockProduct(tx, product_id);
      const row = await getOwn(tx, id);
      const isNewText = judgeChange(tx, row, change);
      // What was rejected, or waits, is not published by writing it anew.
      const asAuthor = isNewText && (row.status !== "published" ? "pending" : atFirst());
      const judged = isAdmin(tx) && change.status;
      const status = judged || asAuthor || row.status;
      const { status: _, ...words } = change;
      await tx.db
        .update(reviews)
        .set({
          ...(isNewText && { ...words, updated_at: new Date() }),
          status,
          ...(judged && { report_count: 0 }),
        })
        .where(eq(reviews.id, id));
      if (judged) await closeReports(tx, row, judged);
      await recount(tx, product_id);
      return shapeFor(tx)(await getReadable(tx, id));
    }),
});

/** An admin has judged it: what was reported of it is done with. */
async function closeReports(tx: UserContext, row: Row, status: Row["status"]): Promise<void> {
  await tx.db.delete(review_reports).where(eq(review_reports.review_id, row.id));
  await audit(tx, {
    action: "moderate_review",
    object_type: "review",
    object_id: row.id,
    before: { status: row.status, report_count: row.report_count },
    after: { status },
  });
}

export const deleteReview = operation({
  name: "delete_review",
  summary: "Take a review back: its author, or an admin.",
  access: "user",
  input: Key,
  output: z.null(),
  find: getOwn,
  run: (context, { id }, { product_id }) =>
    transaction(context, async (tx) => {
      await lockProduct(tx, product_id);
      const [gone] = await tx.db.delete(reviews).where(eq(reviews.id, id)).returning();
      if (!gone) throw notFound();
      const { product_id: product, user_id: user, title, rating, status, report_count } = gone;
      const before = { product, user, title, rating, status, report_count };
      await audit(tx, { action: "delete_review", object_type: "review", object_id: id, before });
      await recount(tx, product_id);
      return null;
    }),
});
