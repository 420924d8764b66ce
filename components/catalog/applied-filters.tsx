import type { ReactNode } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Category, Facets } from "@/model/catalog";
import { type Filters, REMOVABLE, type Removable, addressOf, withFilters } from "@/model/listing";
import type { Translate } from "@/model/translate";

import { Icon } from "../ui/icon";

const PILL = "inline-flex min-h-11 items-center gap-1.5 rounded-full border text-sm";

type Where = { path: string; filters: Filters };

/** What a filter is called where it can be taken away. */
export function filterText(t: Translate, name: Removable, value: string, categories: Category[]): string {
  const texts: Record<Removable, string> = {
    category: categories.find(({ slug }) => slug === value)?.name ?? value,
    color: t.option(value),
    size: t("listing.filter.size", { size: t.option(value) }),
    price__gte: t("listing.filter.from", { amount: t.roundMoney(value, t.currency) }),
    price__lte: t("listing.filter.up_to", { amount: t.roundMoney(value, t.currency) }),
    rating__gte: t("listing.filter.rating", { stars: Number(value) }),
    in_stock: t("listing.filter.in_stock"),
    on_sale: t("listing.filter.on_sale"),
  };
  return texts[name];
}

/** The three filters that most people want, above the list; one that is applied stands with the others that are. */
export function Promoted({ path, filters, facets }: Where & { facets: Facets }) {
  const t = useT();
  const rated = facets.ratings.find(({ value }) => value === 4)?.count ?? 0;
  const choices = [
    ["in_stock", "true", t("listing.filter.in_stock"), facets.in_stock],
    ["on_sale", "true", t("listing.filter.on_sale"), facets.on_sale],
    ["rating__gte", "4", t("listing.filter.rating", { stars: 4 }), rated],
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

const hiddenText = (text: ReactNode) => <span className="sr-only">{text}</span>;
type AppliedProps = Where & { categories: Category[]; category: string | undefined };

/** What narrows the list, each to be taken away. */
export function Applied({ path, filters, categories, category }: AppliedProps) {
  const t = useT();
  const applied = REMOVABLE.flatMap((name) => {
    const value = filters[name];
    return value
      ? [
          {
            name,
            text: filterText(t, name, value, categories),
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
            text: filterText(t, "category", category, categories),
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
            {rich(t, "listing.filter.remove", { filter: text, hidden: hiddenText })}
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
            {t("listing.filter.clear")}
          </Link>
        </li>
      )}
    </>
  );
}
