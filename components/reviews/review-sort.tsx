import { Link } from "@/components/ui/link";

import { ButtonLink } from "../ui/button";
import { Icon } from "../ui/icon";

type Query = { rating?: number | undefined; ordering?: string | undefined };

const SORTS = [
  ["", "Newest"],
  ["-helpful_count", "Most helpful"],
  ["-rating", "Best first"],
  ["rating", "Worst first"],
] as const;

function addressOf(path: string, { rating, ordering }: Query, page = 1): string {
  const given = { rating: rating ?? "", ordering: ordering ?? "", page: page > 1 ? page : "" };
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]])),
  );
  return query.size > 0 ? `${path}?${query}` : path;
}

/** How many reviews there are under the chosen stars, and in which order. */
export const ReviewSort = ({ path, count, query }: { path: string; count: number; query: Query }) => (
  <div className="border-line mb-8 flex flex-wrap items-center gap-x-6 gap-y-1 border-b pb-3 text-sm">
    <p role="status" className="me-auto">
      {count === 1 ? "1 review" : `${count} reviews`}
      {query.rating && ` with ${query.rating === 1 ? "1 star" : `${query.rating} stars`}`}
    </p>
    {query.rating && (
      <Link
        href={addressOf(path, { ...query, rating: undefined })}
        prefetch={false}
        className="border-edge hover:bg-surface inline-flex min-h-11 items-center gap-1.5 rounded-full border ps-4 pe-3"
      >
        <span className="sr-only">Remove filter: </span>
        {query.rating === 1 ? "1 star" : `${query.rating} stars`}
        <Icon name="close" className="size-4" />
      </Link>
    )}
    <nav aria-label="Sort reviews" className="flex flex-wrap gap-x-5">
      {SORTS.map(([ordering, name]) => (
        <Link
          key={name}
          href={addressOf(path, { ...query, ordering })}
          prefetch={false}
          aria-current={(query.ordering ?? "") === ordering || undefined}
          className="hover:text-accent inline-flex min-h-11 items-center aria-[current]:underline aria-[current]:underline-offset-8"
        >
          {name}
        </Link>
      ))}
    </nav>
  </div>
);

type PagesProps = { path: string; query: Query; page: number; last: number };

export const ReviewPages = ({ path, query, page, last }: PagesProps) =>
  last > 1 && (
    <nav aria-label="Pages" className="mt-12 flex items-center justify-center gap-6">
      {page > 1 && (
        <ButtonLink href={addressOf(path, query, page - 1)} prefetch={false} variant="secondary" rel="prev">
          Previous
        </ButtonLink>
      )}
      <span className="tabular-nums">
        Page {page} of {last}
      </span>
      {page < last && (
        <ButtonLink href={addressOf(path, query, page + 1)} prefetch={false} variant="secondary" rel="next">
          Next
        </ButtonLink>
      )}
    </nav>
  );
