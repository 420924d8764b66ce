import { useT } from "#language";
import type { Review, ReviewSummary } from "@/model/reviews";

import { Rating, ratingNumber } from "../catalog/rating";
import { ButtonLink } from "../ui/button";
import { Histogram } from "./histogram";
import { type ReviewActions, ReviewList } from "./review-list";

type Props = { slug: string; summary: ReviewSummary; reviews: Review[]; actions: ReviewActions };

/** The newest reviews on a product's page; the page of all of them narrows and sorts. */
export function ProductReviews({ slug, summary, reviews, actions }: Props) {
  const t = useT();
  const all = `/products/${slug}/reviews`;
  const { review_count: count } = summary;
  return (
    <section
      id="reviews"
      aria-labelledby="reviews-title"
      className="border-line mt-20 grid gap-x-14 gap-y-10 border-t pt-12 lg:grid-cols-[20rem_1fr]"
    >
      <div>
        <h2 id="reviews-title" className="text-heading">
          {t("reviews_page.say")}
        </h2>
        <ReviewNumbers summary={summary} hrefOf={(rating) => `${all}?rating=${rating}`} />
        <WriteLink slug={slug} />
      </div>
      <div>
        <ReviewList reviews={reviews} path={all} actions={actions} />
        {count > reviews.length && (
          <ButtonLink href={all} prefetch={false} variant="secondary" className="mt-10">
            {t("reviews_page.all", { count })}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}

type NumbersProps = { summary: ReviewSummary; hrefOf: (rating: number) => string; chosen?: number | undefined };

export function ReviewNumbers({ summary: { rating, review_count, histogram }, hrefOf, chosen }: NumbersProps) {
  const t = useT();
  if (rating === null) return <p className="text-soft mt-3">{t("reviews_page.none")}</p>;
  return (
    <>
      <p className="mt-3 flex items-center gap-3">
        <span aria-hidden="true" className="font-display text-4xl">
          {ratingNumber(t, rating)}
        </span>
        <Rating rating={rating} count={review_count} />
      </p>
      <Histogram {...{ histogram, hrefOf, chosen }} />
    </>
  );
}

export function WriteLink({ slug }: { slug: string }) {
  const t = useT();
  return (
    <ButtonLink href={`/products/${slug}/review`} prefetch={false} variant="secondary" className="mt-6">
      {t("reviews_page.write")}
    </ButtonLink>
  );
}
