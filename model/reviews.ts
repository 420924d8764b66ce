import { z } from "zod";

import { BlankText, Flag, Id, Integer, Key, PageQuery, Text, Timestamp, pageOf } from "./fields";

export const REVIEW_STATUSES = ["pending", "published", "rejected"] as const;
export const REVIEW_ORDERINGS = ["-created_at", "created_at", "-rating", "rating", "-helpful_count"] as const;
export type ReviewOrdering = (typeof REVIEW_ORDERINGS)[number];

export const Review = z
  .object({
    id: z.int(),
    product: z.int(),
    product_name: z.string(),
    product_slug: z.string(),
    author: z.string(),
    rating: z.int(),
    title: z.string(),
    body: z.string().meta({ description: "Markdown; HTML in it is text, to be shown as it is." }),
    is_verified: z.boolean().meta({ description: "Its author bought the product here." }),
    status: z.enum(REVIEW_STATUSES),
    helpful_count: z.int(),
    is_helpful: z.boolean().meta({ description: "The caller found it helpful." }),
    is_own: z.boolean().meta({ description: "The caller wrote it." }),
    report_count: z.int().nullable().meta({ description: "Open reports, for admins alone." }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Review" });
export type Review = z.output<typeof Review>;

/** What all published reviews of a product come to, whatever part of them a list shows. */
export const ReviewSummary = z
  .object({
    rating: z.number().nullable(),
    review_count: z.int(),
    histogram: z.array(z.object({ rating: z.int(), count: z.int() })).meta({ description: "Five stars first." }),
  })
  .meta({ id: "ReviewSummary" });
export type ReviewSummary = z.output<typeof ReviewSummary>;

const Stars = Integer(1, 5);
const List = PageQuery.extend({
  rating: Stars.optional(),
  ordering: z.enum(REVIEW_ORDERINGS).optional(),
});
export const ProductReviewQuery = List.extend(Key.shape);
export const ProductReviews = pageOf(Review).extend({ summary: ReviewSummary });

/** The caller's reviews, or an admin's queue of all. */
export const ReviewQuery = List.extend({
  product: Id.optional(),
  status: z.enum(REVIEW_STATUSES).optional(),
  is_reported: Flag.optional().meta({ description: "Those with open reports; counts for admins alone." }),
});

export const ReviewFields = z.object({
  rating: Stars.meta({ description: "Stars, 1 to 5.", example: 5 }),
  title: Text(120).meta({ example: "My seven o'clock mug" }),
  body: Text(4000).meta({ example: "The handle fits my hand, and it survives the dishwasher." }),
});
export type ReviewFields = z.output<typeof ReviewFields>;
export const ReviewChanges = ReviewFields.partial().extend({
  status: z.enum(REVIEW_STATUSES).optional().meta({ description: "An admin's to change." }),
});
export type ReviewChange = z.output<typeof ReviewChanges>;

/** What a page that asks for a review needs to know of whoever opens it. */
export const ReviewStanding = z.object({ review: Review.nullable(), has_bought: z.boolean() });

export const ReportReview = z.object({
  reason: BlankText(500).optional().meta({ example: "It is about another product." }),
});
