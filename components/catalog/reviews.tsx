import type { Review } from "@/model/catalog";

import { Rating } from "./rating";

const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

function Histogram({ reviews }: { reviews: Review[] }) {
  const counts = [5, 4, 3, 2, 1].map((stars) => ({ stars, count: reviews.filter(({ rating }) => rating === stars).length }));
  return (
    <ul className="mt-5 grid gap-1.5 text-sm">
      {counts.map(({ stars, count }) => (
        <li key={stars} className="grid grid-cols-[3.5rem_1fr_1.5rem] items-center gap-3">
          <span>{stars === 1 ? "1 star" : `${stars} stars`}</span>
          <span aria-hidden="true" className="bg-surface h-2">
            <span className="bg-accent block h-full" style={{ width: `${(count / reviews.length) * 100}%` }} />
          </span>
          <span className="text-end tabular-nums">{count}</span>
        </li>
      ))}
    </ul>
  );
}

export function Reviews({ rating, reviews }: { rating: number | null; reviews: Review[] }) {
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="border-line mt-20 grid gap-x-14 gap-y-10 border-t pt-12 lg:grid-cols-[20rem_1fr]">
      <div>
        <h2 id="reviews-title" className="text-heading">
          What people say
        </h2>
        {rating === null ? (
          <p className="text-soft mt-3">No reviews yet.</p>
        ) : (
          <>
            <p className="mt-3 flex items-center gap-3">
              <span className="font-display text-4xl">{rating.toFixed(1)}</span>
              <Rating rating={rating} count={reviews.length} />
            </p>
            <Histogram reviews={reviews} />
          </>
        )}
      </div>
      <ul className="grid content-start gap-x-10 gap-y-8 md:grid-cols-2">
        {reviews.map(({ id, rating: stars, title, body, author, is_verified, created_at }) => (
          <li key={id}>
            <Rating rating={stars} />
            <h3 className="mt-1 text-xl">{title}</h3>
            <p className="mt-1">{body}</p>
            <p className="text-soft mt-2 text-sm">
              {author}, {date.format(new Date(created_at))}
              {is_verified && " · Verified purchase"}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
