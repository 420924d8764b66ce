import { useT } from "#language";
import { Link } from "@/components/ui/link";
import type { FormAction } from "@/model/forms";
import type { Review } from "@/model/reviews";
import type { Translate } from "@/model/translate";

import { Rating } from "../catalog/rating";
import { Prose } from "../ui/prose";
import { ReviewVotes } from "./review-votes";

export type ReviewActions = { vote: FormAction; report: FormAction };
type Props = {
  reviews: Review[];
  path: string;
  actions: ReviewActions;
  /** One below the heading that the list stands under. */
  heading?: "h2" | "h3";
};

/** What buyers wrote, word for word. */
export function ReviewList({ reviews, path, actions, heading: Heading = "h3" }: Props) {
  const t = useT();
  return (
    <ul className="grid content-start gap-x-10 gap-y-8 md:grid-cols-2">
      {reviews.map((review) => (
        <li key={review.id} className="min-w-0">
          <Rating rating={review.rating} />
          <Heading className="mt-1 text-xl break-words">{review.title}</Heading>
          <Prose text={review.body} className="mt-1" />
          <p className="text-soft mt-2 text-sm">
            {t(review.is_verified ? "reviews_page.by_buyer" : "reviews_page.by", {
              author: review.author,
              date: t.date(review.created_at),
            })}
          </p>
          {review.is_own ? <Own t={t} review={review} /> : <ReviewVotes {...review} {...actions} path={path} />}
        </li>
      ))}
    </ul>
  );
}

const Own = ({ t, review: { product_slug, status } }: { t: Translate; review: Review }) => (
  <p className="mt-1 flex flex-wrap items-center gap-x-6 text-sm">
    <Link
      href={`/products/${product_slug}/review`}
      prefetch={false}
      className="inline-flex min-h-11 items-center underline underline-offset-4"
    >
      {t("reviews_page.own.change")}
    </Link>
    {status === "pending" && t("reviews_page.own.pending")}
  </p>
);
