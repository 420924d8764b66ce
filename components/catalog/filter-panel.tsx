import type { ReactNode } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Facets } from "@/model/catalog";
import { type Filters, addressOf, withFilters } from "@/model/listing";

import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { ListingProps } from "./listing";
import { PriceRange } from "./price-range";
import { Stars } from "./rating";

/** How many values of a filter are seen before the rest is asked for. */
const MOST = 8;

type Props = Pick<ListingProps, "path" | "category" | "count" | "filters"> & { facets: Facets };

/** All that a list can be narrowed by: beside it on a wide screen, over it on a narrow one. */
export function FilterPanel({ path, category, count, filters, facets }: Props) {
  const t = useT();
  const { sizes, colors, ratings, price, in_stock, on_sale } = facets;
  return (
    <>
      <div className="mb-2 flex items-center justify-between lg:hidden">
        <h2 className="text-2xl">{t("catalog.filters")}</h2>
        <button
          type="button"
          popoverTarget="filters"
          popoverTargetAction="hide"
          aria-label={t("listing.filters.close")}
          className="-me-2.5 inline-flex size-11 items-center justify-center"
        >
          <Icon name="close" />
        </button>
      </div>
      {filters.q && <input type="hidden" name="q" value={filters.q} />}
      {filters.category && <input type="hidden" name="category" value={filters.category} />}
      {filters.as_typed && <input type="hidden" name="as_typed" value="true" />}
      {facets.categories.length > 0 && (
        <Group title={t("listing.filters.category")}>
          <Categories {...{ path, category, filters, facets }} />
        </Group>
      )}
      <Group title={t("listing.filters.offers")}>
        <Check
          name="in_stock"
          text={t("listing.filter.in_stock")}
          count={in_stock}
          isOn={filters.in_stock === "true"}
        />
        <Check name="on_sale" text={t("listing.filter.on_sale")} count={on_sale} isOn={filters.on_sale === "true"} />
      </Group>
      <Group title={t("listing.filters.price")}>
        <PriceRange
          min={price.min}
          max={price.max}
          from={filters.price__gte ?? ""}
          to={filters.price__lte ?? ""}
          currency={t.currency}
        />
      </Group>
      {colors.length > 0 && (
        <Group title={t("listing.filters.color")}>
          <Choices
            name="color"
            any={t("listing.filters.any_color")}
            chosen={filters.color}
            values={colors.map(({ hex, ...color }) => ({ ...color, hex: hex ?? "" }))}
          />
        </Group>
      )}
      {sizes.length > 0 && (
        <Group title={t("listing.filters.size")}>
          <Choices name="size" any={t("listing.filters.any_size")} chosen={filters.size} values={sizes} />
        </Group>
      )}
      <Group title={t("listing.filters.rating")}>
        <Ratings ratings={ratings} chosen={filters.rating__gte} />
      </Group>
      <div className="apply bg-paper sticky bottom-0 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button type="submit" className="w-full">
          {t("listing.filters.show", { count })}
        </Button>
      </div>
    </>
  );
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <details open className="border-line group/facet border-b pb-2 last-of-type:border-b-0">
    <summary className="flex min-h-12 list-none items-center justify-between font-medium">
      {title}
      <Icon name="down" className="size-4 group-open/facet:rotate-180" />
    </summary>
    <fieldset className="pb-3">
      <legend className="sr-only">{title}</legend>
      {children}
    </fieldset>
  </details>
);

const ROW = "hover:text-accent flex min-h-9 items-center gap-3 text-[0.95rem] pointer-coarse:min-h-11";
const Count = ({ count }: { count: number }) => <span className="text-soft ms-auto text-sm tabular-nums">{count}</span>;

function Categories({ path, category, filters, facets }: Omit<Props, "count">) {
  const isSearch = path === "/search";
  const chosen = isSearch ? filters.category : category;
  const hrefOf = (slug: string) =>
    isSearch
      ? addressOf(path, withFilters(filters, { category: slug }))
      : addressOf(slug ? `/categories/${slug}` : "/products", withFilters(filters, {}));
  return (
    <ul>
      {facets.categories.map(({ id, slug, name, count }) => (
        <li key={id}>
          {count === 0 && slug !== chosen ? (
            <span role="link" aria-disabled="true" className={`${ROW} text-soft hover:text-soft opacity-60`}>
              {name}
              <Count count={0} />
            </span>
          ) : (
            <Link
              href={hrefOf(slug === chosen ? "" : slug)}
              prefetch={false}
              scroll={false}
              data-filter
              aria-current={slug === chosen ? "true" : undefined}
              className={`${ROW} ${slug === chosen ? "font-semibold" : ""}`}
            >
              {name}
              <Count count={count} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

type Value = { value: string; count: number; text?: ReactNode; hex?: string };
type ChoicesProps = { name: keyof Filters; any: string; chosen: string | undefined; values: Value[] };

/** One of some values, or any; a value that leaves nothing cannot be chosen. */
function Choices({ name, any, chosen = "", values }: ChoicesProps) {
  const t = useT();
  const row = ({ value, count, text = t.option(value), hex }: Value) => (
    <Choice key={value} {...{ name, value, count, hex }} isOn={value === chosen}>
      {text}
    </Choice>
  );
  const isSeen = (value: Value, index: number) => values.length <= MOST + 2 || index < MOST || value.value === chosen;
  const rest = values.filter((value, index) => !isSeen(value, index));
  return (
    <>
      <Choice name={name} value="" isOn={chosen === ""}>
        {any}
      </Choice>
      {values.filter(isSeen).map(row)}
      {rest.length > 0 && (
        <details>
          <summary className="inline-flex min-h-9 items-center text-sm underline underline-offset-4 pointer-coarse:min-h-11">
            {t("listing.filters.more", { count: rest.length })}
          </summary>
          {rest.map(row)}
        </details>
      )}
    </>
  );
}

/** Stars of which there are so many or more. */
function Ratings({ ratings, chosen }: { ratings: Facets["ratings"]; chosen: string | undefined }) {
  const t = useT();
  const values = ratings.map(({ value, count }) => ({
    value: String(value),
    count,
    text: rich(t, "listing.filters.stars", {
      count: value,
      stars: (text) => (
        <>
          <Stars rating={value} /> <span className="sr-only">{text}</span>
        </>
      ),
    }),
  }));
  return <Choices name="rating__gte" any={t("listing.filters.any_rating")} chosen={chosen} values={values} />;
}

type ChoiceProps = {
  name: string;
  value: string;
  count?: number;
  hex?: string | undefined;
  isOn: boolean;
  children: ReactNode;
};

const Choice = ({ name, value, count, hex, isOn, children }: ChoiceProps) => (
  <label className={`${ROW} has-disabled:text-soft has-disabled:cursor-not-allowed has-disabled:opacity-60`}>
    <input
      type="radio"
      name={name}
      value={value}
      defaultChecked={isOn}
      disabled={count === 0 && !isOn}
      className={hex ? "swatch" : "accent-ink size-4.5 shrink-0"}
      {...(hex && { style: { backgroundColor: hex } })}
    />
    <span>{children}</span>
    {count !== undefined && <Count count={count} />}
  </label>
);

type CheckProps = { name: string; text: string; count: number; isOn: boolean };

const Check = ({ name, text, count, isOn }: CheckProps) => (
  <label className={`${ROW} has-disabled:text-soft has-disabled:cursor-not-allowed has-disabled:opacity-60`}>
    <input
      type="checkbox"
      name={name}
      value="true"
      defaultChecked={isOn}
      disabled={count === 0 && !isOn}
      className="accent-ink size-4.5 shrink-0"
    />
    {text}
    <Count count={count} />
  </label>
);
