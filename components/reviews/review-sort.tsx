import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { MessageKey } from "@/model/translate";

import { ButtonLink } from "../ui/button";
import { Icon } from "../ui/icon";

type Query = { rating?: number | undefined; ordering?: string | undefined };

const SORTS: readonly [ordering: string, name: MessageKey][] = [
  ["", "reviews_page.sort.newest"],
  ["-helpful_count", "reviews_page.sort.helpful"],
  ["-rating", "reviews_page.sort.best"],
  ["rating", "reviews_page.sort.worst"],
];

function addressOf(path: string, { rating, ordering }: Query, page = 1): string {
  const given = { rating: rating ?? "", ordering: ordering ?? "", page: page > 1 ? page : "" };
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]])),
  );
  return query.size > 0 ? `${path}?${query}` : path;
}

/** How many reviews there are under the chosen stars, and in which order. */
export function ReviewSort({ path, count, query }: { path: string; count: number; query: Query }) {
  const t = useT();
  const { rating: stars } = query;
  return (
    <div className="border-line mb-8 flex flex-wrap items-center gap-x-6 gap-y-1 border-b pb-3 text-sm">
      <p role="status" className="me-auto">
        {stars ? t("reviews_page.count_with", { count, stars }) : t("reviews_page.count", { count })}
      </p>
      {stars && (
        <Link
          href={addressOf(path, { ...query, rating: undefined })}
          prefetch={false}
          className="border-edge hover:bg-surface inline-flex min-h-11 items-center gap-1.5 rounded-full border ps-4 pe-3"
        >
          {rich(t, "reviews_page.remove_filter", {
            stars,
            hidden: (text) => <span className="sr-only">{text}</span>,
          })}
          <Icon name="close" className="size-4" />
        </Link>
      )}
      <nav aria-label={t("reviews_page.sort")} className="flex flex-wrap gap-x-5">
        {SORTS.map(([ordering, name]) => (
          <Link
            key={name}
            href={addressOf(path, { ...query, ordering })}
            prefetch={false}
            aria-current={(query.ordering ?? "") === ordering || undefined}
            className="hover:text-accent inline-flex min-h-11 items-center aria-[current]:underline aria-[current]:underline-offset-8"
          >
            {t(name)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

type PagesProps = { path: string; query: Query; page: number; last: number };

export function ReviewPages({ path, query, page, last }: PagesProps) {
  const t = useT();
  if (last <= 1) return null;
  return (
    <nav aria-label={t("reviews_page.pages")} className="mt-12 flex items-center justify-center gap-6">
      {page > 1 && (
        <ButtonLink href={addressOf(path, query, page - 1)} prefetch={false} variant="secondary" rel="prev">
          {t("reviews_page.pages.previous")}
        </ButtonLink>
      )}
      <span className="tabular-nums">{t("reviews_page.pages.page", { page, last })}</span>
      {page < last && (
        <ButtonLink href={addressOf(path, query, page + 1)} prefetch={false} variant="secondary" rel="next">
          {t("reviews_page.pages.next")}
        </ButtonLink>
      )}
    </nav>
  );
}
