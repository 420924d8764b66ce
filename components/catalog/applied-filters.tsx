import { Link } from "@/components/ui/link";
import type { Category, Facets } from "@/model/catalog";
import { type Filters, REMOVABLE, type Removable, addressOf, withFilters } from "@/model/listing";

import { Icon } from "../ui/icon";

const PILL = "inline-flex min-h-11 items-center gap-1.5 rounded-full border text-sm";

type Where = { path: string; filters: Filters };

/** What a filter is called where it can be taken away. */
export function filterText(name: Removable, value: string, categories: Category[]): string {
  const texts: Record<Removable, string> = {
    category: categories.find(({ slug }) => slug === value)?.name ?? value,
    color: value,
    size: `Size ${value}`,
    price__gte: `From $${value}`,
    price__lte: `Up to $${value}`,
    rating__gte: value === "1" ? "1 star and up" : `${value} stars and up`,
    in_stock: "In stock",
    on_sale: "On sale",
  };
  return texts[name];
}

/** The three filters that most people want, above the list; one that is applied stands with the others that are. */
export function Promoted({ path, filters, facets }: Where & { facets: Facets }) {
  const rated = facets.ratings.find(({ value }) => value === 4)?.count ?? 0;
  const choices = [
    ["in_stock", "true", "In stock", facets.in_stock],
    ["on_sale", "true", "On sale", facets.on_sale],
    ["rating__gte", "4", "4 stars and up", rated],
  ] as const;
  return choices
    .filter(([name, , , count]) => !filters[name] && count > 0)
    .map(([name, value, text, count]) => (
      <li key={name}>
        <Link
          href={addressOf(path, withFilters(filters, { [name]: value }))}
          prefetch={false}
          scroll={false}
          data-filter
          className={`${PILL} border-line hover:border-ink px-4`}
        >
          {text}
          <span className="text-soft tabular-nums">{count}</span>
        </Link>
      </li>
    ));
}

type AppliedProps = Where & { categories: Category[]; category: string | undefined };

/** What narrows the list, each to be taken away. */
export function Applied({ path, filters, categories, category }: AppliedProps) {
  const applied = REMOVABLE.flatMap((name) => {
    const value = filters[name];
    return value
      ? [
          {
            name,
            text: filterText(name, value, categories),
            href: addressOf(path, withFilters(filters, { [name]: "" })),
          },
        ]
      : [];
  });
  const chips =
    category === undefined
      ? applied
      : [
          {
            name: "category",
            text: filterText("category", category, categories),
            href: addressOf("/products", withFilters(filters, {})),
          },
          ...applied,
        ];
  return (
    <>
      {chips.map(({ name, text, href }) => (
        <li key={name}>
          <Link
            href={href}
            prefetch={false}
            scroll={false}
            data-filter
            className={`${PILL} border-ink bg-surface hover:bg-paper ps-4 pe-3`}
          >
            <span className="sr-only">Remove filter: </span>
            {text}
            <Icon name="close" className="size-4" />
          </Link>
        </li>
      ))}
      {applied.length > 1 && (
        <li>
          <Link
            href={addressOf(path, {
              q: filters.q ?? "",
              as_typed: filters.as_typed ?? "",
              ordering: filters.ordering ?? "",
            })}
            prefetch={false}
            scroll={false}
            data-filter
            className="inline-flex min-h-11 items-center px-2 text-sm underline underline-offset-4"
          >
            Clear all
          </Link>
        </li>
      )}
    </>
  );
}
