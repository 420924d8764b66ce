import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { type Filters, MOST_PAGES, PAGE_SIZE, addressOf, pagesShown } from "@/model/listing";

import { ButtonLink } from "../ui/button";
import { LoadMore } from "./load-more";

type Props = { path: string; filters: Filters; count: number; shown: number };

/** The pages around the one that is shown, and the ends; null where some are left out. */
function numbersAround(page: number, last: number): (number | null)[] {
  const near = new Set([1, last, page - 1, page, page + 1].filter((number) => number >= 1 && number <= last));
  const numbers = [...near].toSorted((a, b) => a - b);
  return numbers.flatMap((number, index) =>
    index > 0 && number - (numbers[index - 1] ?? 0) > 1 ? [null, number] : [number],
  );
}

/** More of the list below what is shown, and each page by an address of its own. */
export function Pages({ path, filters, count, shown }: Props) {
  const t = useT();
  const end = Math.max(1, Math.ceil(count / PAGE_SIZE));
  if (end === 1) return null;
  const [first, last] = pagesShown(filters, count);
  const to = (page: number, from = page) =>
    addressOf(path, { ...filters, page: page === 1 ? "" : String(page), from: from < page ? String(from) : "" });
  const start = (first - 1) * PAGE_SIZE;
  return (
    <div className="mt-14 grid justify-items-center gap-7">
      {last < end && last - first + 1 < MOST_PAGES && (
        <div className="grid w-full max-w-xs justify-items-center gap-4 text-center">
          <p className="text-soft text-sm tabular-nums">
            {start === 0
              ? t("listing.pages.seen", { shown, count })
              : t("listing.pages.range", { first: start + 1, last: start + shown, count })}
          </p>
          <progress aria-hidden="true" className="progress" value={start + shown} max={count} />
          <LoadMore href={to(last + 1, first)} shown={shown} />
        </div>
      )}
      <nav aria-label={t("listing.pages")} className="flex flex-wrap items-center justify-center gap-2">
        {first > 1 && (
          <ButtonLink href={to(first - 1)} rel="prev" variant="quiet" prefetch={false} className="px-3">
            {t("listing.pages.previous")}
          </ButtonLink>
        )}
        <ul className="flex items-center gap-1">
          {numbersAround(last, end).map((number, index) => (
            <li key={number ?? `gap-${index}`}>
              {number === null ? (
                <span className="text-soft px-1">…</span>
              ) : (
                <Link
                  href={to(number)}
                  prefetch={false}
                  aria-label={t("listing.pages.page", { number })}
                  aria-current={number >= first && number <= last ? "page" : undefined}
                  className="hover:border-edge aria-[current=page]:border-ink inline-flex size-11 items-center justify-center rounded-full border border-transparent tabular-nums forced-colors:not-aria-[current=page]:border-[Canvas]"
                >
                  {number}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {last < end && (
          <ButtonLink href={to(last + 1)} rel="next" variant="quiet" prefetch={false} className="px-3">
            {t("listing.pages.next")}
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}
