import clsx from "clsx";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { ReviewSummary } from "@/model/reviews";

type Props = {
  histogram: ReviewSummary["histogram"];
  /** The address of the reviews with so many stars. */
  hrefOf: (rating: number) => string;
  chosen?: number | undefined;
};

const ROW = "grid grid-cols-[3.75rem_1fr_1.75rem] items-center gap-3 py-1.5";

/** How many gave how many stars; each row leads to those reviews. */
export function Histogram({ histogram, hrefOf, chosen }: Props) {
  const t = useT();
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className="mt-4 text-sm">
      {histogram.map(({ rating, count }) => {
        const row = (
          <>
            <span>{t("reviews_page.stars", { stars: rating })}</span>
            <span aria-hidden="true" className="bg-surface h-2">
              <span
                className="bg-accent block h-full forced-colors:bg-[CanvasText]"
                style={{ width: `${total > 0 ? (count / total) * 100 : 0}%` }}
              />
            </span>
            <span className="text-end tabular-nums">
              {rich(t, "reviews_page.stars.count", {
                count,
                hidden: (text) => <span className="sr-only">{text}</span>,
              })}
            </span>
          </>
        );
        return (
          <li key={rating}>
            {count === 0 ? (
              <span className={clsx(ROW, "text-soft")}>{row}</span>
            ) : (
              <Link
                href={hrefOf(rating)}
                prefetch={false}
                aria-current={rating === chosen || undefined}
                className={clsx(ROW, "hover:text-accent aria-[current]:font-semibold")}
              >
                {row}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
