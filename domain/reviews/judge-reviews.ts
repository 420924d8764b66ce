import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";

import { review_reports, review_votes, reviews } from "@/db/schema";
import { Key } from "@/model/fields";
import { ReportReview, Review } from "@/model/reviews";

import { touchReviews } from "../catalog/touch";
import { conflict, notFound } from "../errors";
import { type UserContext, operation, transaction } from "../operation";
import { type Row, getReadable, shapeFor } from "./read-reviews";

function refuseOwn({ user }: UserContext, row: Row): void {
  if (row.user_id === user.id) throw conflict("own_review", "You wrote this yourself.");
}

/** Keeps the number on the review what its votes are: it changes in the transaction of the vote, by as many. */
async function countVotes(tx: UserContext, { id, product_id }: Row, votes: number): Promise<void> {
  await tx.db
    .update(reviews)
    .set({ helpful_count: sql`${reviews.helpful_count} + ${votes}`, updated_at: sql`${reviews.updated_at}` })
    .where(eq(reviews.id, id));
  touchReviews(tx, product_id);
}

export const voteForReview = operation({
  name: "vote_for_review",
  summary: "Say that a review was helpful; saying it again changes nothing.",
  access: "user",
  input: Key,
  output: Review,
  refusals: { 409: "own_review: nobody votes for their own." },
  find: getReadable,
  run: (context, { id }, row) =>
    transaction(context, async (tx) => {
      refuseOwn(tx, row);
      const made = await tx.db
        .insert(review_votes)
        .values({ review_id: id, user_id: tx.user.id })
        .onConflictDoNothing()
        .returning();
      await countVotes(tx, row, made.length);
      return shapeFor(tx)(await getReadable(tx, id));
    }),
});

export const withdrawVote = operation({
  name: "withdraw_vote",
  summary: "Take back that a review was helpful.",
  access: "user",
  input: Key,
  output: z.null(),
  find: getReadable,
  run: (context, { id }, row) =>
    transaction(context, async (tx) => {
      const gone = await tx.db
        .delete(review_votes)
        .where(and(eq(review_votes.review_id, id), eq(review_votes.user_id, tx.user.id)))
        .returning();
      if (gone.length === 0) throw notFound();
      await countVotes(tx, row, -gone.length);
      return null;
    }),
});

export const reportReview = operation({
  name: "report_review",
  summary: "Tell the shop that a review should not be there; once a person.",
  access: "user",
  limit: "review_reports",
  input: ReportReview.extend(Key.shape),
  output: z.null(),
  refusals: { 409: "own_review: nobody reports their own." },
  find: getReadable,
  run: (context, { id, reason = "" }, row) =>
    transaction(context, async (tx) => {
      refuseOwn(tx, row);
      const made = await tx.db
        .insert(review_reports)
        .values({ review_id: id, user_id: tx.user.id, reason })
        .onConflictDoNothing()
        .returning();
      if (made.length > 0)
        await tx.db
          .update(reviews)
          .set({ report_count: sql`${reviews.report_count} + 1`, updated_at: sql`${reviews.updated_at}` })
          .where(eq(reviews.id, id));
      return null;
    }),
});
