import type { ReactNode } from "react";

import { useT } from "#language";
import type { Category, Facets, Product } from "@/model/catalog";
import type { FormAction } from "@/model/forms";
import { type Filters, REMOVABLE, type Removable, addressOf } from "@/model/listing";
import type { Translate } from "@/model/translate";

import { Icon } from "../ui/icon";
import { Applied, Promoted } from "./applied-filters";
import { FilterForm, SortSelect } from "./filter-form";
import { FilterPanel } from "./filter-panel";
import { NoResults } from "./no-results";
import { Pages } from "./pages";
import { ProductGrid } from "./product-card";

export type ListingProps = {
  title: string;
  description?: ReactNode;
  /** The address of the whole list, without a filter. */
  path: string;
  /** The category whose page this is. */
  category?: string | undefined;
  categories: Category[];
  products: Product[];
  count: number;
  filters: Filters;
  facets: Facets | undefined;
  /** Where nothing is left: what to take away, and how much is there then. */
  looser?: { name: Removable; count: number }[];
  /** What else may have been meant by a search that finds nothing. */
  meant?: { text: string; count: number };
  addToCart: FormAction;
};

/** "?color=Moss": of which kind the products are that are shown. */
const choiceIn = ({ color = "", size = "" }: Filters) => addressOf("", { color, size });
const countText = (t: Translate, shown: number, count: number) =>
  shown < count ? t("listing.shown", { shown, count }) : t("listing.products", { count });

/** A list with its filters: a plain form and links, which scripts only make quicker. */
export function Listing(props: ListingProps) {
  const { title, description, path, products, count, filters, facets, addToCart } = props;
  const address = addressOf(path, filters);
  // Where a search finds nothing at all there is nothing to narrow.
  const canNarrow = count > 0 || REMOVABLE.some((name) => filters[name]);
  return (
    <div className="column pt-8 pb-8 lg:pt-14">
      <header>
        <h1 className="text-title max-w-4xl wrap-anywhere">{title}</h1>
        {description && <p className="text-soft mt-3 max-w-2xl text-lg">{description}</p>}
      </header>
      <div className={`mt-8 ${canNarrow ? "lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-x-12 lg:pt-4" : ""}`}>
        {facets && canNarrow && (
          <FilterForm action={path} address={address}>
            <FilterPanel {...props} facets={facets} />
          </FilterForm>
        )}
        <div className="min-w-0">
          <Toolbar {...props} canNarrow={canNarrow} />
          <div className="results">
            {products.length > 0 ? (
              <ProductGrid
                {...{ products, addToCart }}
                eager={4}
                heading="h2"
                isBesideFilters
                choice={choiceIn(filters)}
              />
            ) : (
              <NoResults {...props} />
            )}
            <Pages {...{ path, filters, count }} shown={products.length} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Toolbar({ canNarrow, ...props }: ListingProps & { canNarrow: boolean }) {
  const t = useT();
  const { path, products, count, filters, facets, categories } = props;
  return (
    <>
      <div className="border-line flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-y py-2 lg:border-t-0 lg:pt-0">
        <p
          id="results"
          role="status"
          tabIndex={-1}
          className="text-soft tabular-nums outline-none max-sm:order-3 max-sm:w-full"
        >
          {countText(t, products.length, count)}
        </p>
        {canNarrow && (
          <>
            {" "}
            <button
              type="button"
              popoverTarget="filters"
              className="border-edge hover:border-ink inline-flex min-h-11 items-center gap-2 rounded-full border px-5 font-medium lg:hidden"
            >
              <Icon name="filter" className="size-5" />
              {t("catalog.filters")}
            </button>
            <SortSelect isSearch={path === "/search"} value={filters.ordering ?? ""} />
          </>
        )}
      </div>
      <ul aria-label={t("catalog.filters")} className="mt-4 mb-7 flex flex-wrap items-center gap-2 empty:hidden">
        {facets && <Promoted {...{ path, filters, facets }} />}
        <Applied {...{ path, filters, categories }} category={props.category} />
      </ul>
    </>
  );
}
