import type { CSSProperties } from "react";

import { useT } from "#language";
import type { Translate } from "@/model/translate";

/** "4.0" */
export const ratingNumber = (t: Translate, rating: number) => t.number(rating, 1);

const FIVE = [1, 2, 3, 4, 5];

/** How full a star is, the default being all of it. */
const fullness = (share: number) => ({ "--full": `${Math.max(0, share) * 100}%` }) as CSSProperties;

/** Five stars, as full as they are many; what they say stands beside them in words. */
export const Stars = ({ rating }: { rating: number }) => (
  <span aria-hidden="true" className="text-accent inline-flex gap-[0.15em]">
    {FIVE.map((star) => (
      <span key={star} className="star" style={rating < star ? fullness(rating - star + 1) : undefined} />
    ))}
  </span>
);

/** Stars as a proportion, and the same in words. */
export function Rating({ rating, count }: { rating: number | null; count?: number }) {
  const t = useT();
  if (rating === null) return null;
  return (
    <span className="inline-flex items-center gap-2">
      <Stars rating={rating} />
      <span className="sr-only">{t("catalog.rating", { rating: ratingNumber(t, rating) })}</span>
      {count !== undefined && <span className="text-soft text-sm">{t("catalog.rating.reviews", { count })}</span>}
    </span>
  );
}
