import { useT } from "#language";
import type { Translate } from "@/model/translate";

/** "4.0" */
export const ratingNumber = (t: Translate, rating: number) => t.number(rating, 1);

/** Five stars, as full as they are many; what they say stands beside them in words. */
export const Stars = ({ rating }: { rating: number }) => (
  <span aria-hidden="true" className="hollow text-line relative inline-block tracking-[0.15em]">
    ★★★★★
    <span
      className="text-accent absolute inset-y-0 start-0 overflow-hidden whitespace-nowrap"
      style={{ width: `${(rating / 5) * 100}%` }}
    >
      ★★★★★
    </span>
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
