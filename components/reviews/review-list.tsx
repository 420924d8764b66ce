import { Link } from "@/components/ui/link";
import type { FormAction } from "@/model/forms";
import type { Review } from "@/model/reviews";

import { Rating } from "../catalog/rating";
import { ReviewVotes } from "./review-votes";

const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export type ReviewActions = { vote: FormAction; report: FormAction };
type Props = {
  reviews: Review[];
  path: string;
  actions: ReviewActions;
  /** One below the heading that the list stands under. */
  heading?: "h2" | "h3";
};

/** What buyers wrote, word for word. */
export const ReviewList = ({ reviews, path, actions, heading: Heading = "h3" }: Props) => (
  <ul className="grid content-start gap-x-10 gap-y-8 md:grid-cols-2">
    {reviews.map((review) => (
      <li key={review.id} className="min-w-0">
        <Rating rating={review.rating} />
        <Heading className="mt-1 text-xl break-words">{review.title}</Heading>
        <p className="mt-1 break-words whitespace-pre-line">{review.body}</p>
        <p className="text-soft mt-2 text-sm">
          {review.author}, {date.format(new Date(review.created_at))}
          {review.is_verified && " · Verified purchase"}
        </p>
        {review.is_own ? <Own review={review} /> : <ReviewVotes {...review} {...actions} path={path} />}
      </li>
    ))}
  </ul>
);

const Own = ({ review: { product_slug, status } }: { review: Review }) => (
  <p className="mt-1 flex flex-wrap items-center gap-x-6 text-sm">
    <Link
      href={`/products/${product_slug}/review`}
      prefetch={false}
      className="inline-flex min-h-11 items-center underline underline-offset-4"
    >
      Change your review
    </Link>
    {status === "pending" && "Seen by you alone until we have read it."}
  </p>
);
