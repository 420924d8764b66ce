import Link from "next/link";
import type { ReactNode } from "react";

import type { Product } from "@/model/catalog";

import { Button, ButtonLink } from "../ui/button";
import { Icon } from "../ui/icon";
import { ProductGrid } from "./product-card";

export const PAGE_SIZE = 24;
const SORTS = [
  ["featured", "Featured"],
  ["-created_at", "Newest"],
  ["price", "Price, low to high"],
  ["-price", "Price, high to low"],
  ["-rating", "Best rated"],
] as const;

/** What narrows a list, as it stands in the address. */
export type Filters = Partial<Record<"ordering" | "size" | "color" | "price__gte" | "price__lte" | "in_stock" | "on_sale" | "page" | "q", string>>;
type Props = {
  title: string;
  description?: ReactNode;
  /** The address of the whole list, without a filter. */
  path: string;
  products: Product[];
  count: number;
  filters: Filters;
  facets: { sizes: string[]; colors: string[] };
};

function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return query.size > 0 ? `${path}?${query}` : path;
}

const without = ({ page: _, ...filters }: Filters, name: keyof Filters): Filters => ({ ...filters, [name]: "" });

const CHIPS: [keyof Filters, (value: string) => string][] = [
  ["color", (value) => value],
  ["size", (value) => `Size ${value}`],
  ["price__gte", (value) => `From $${value}`],
  ["price__lte", (value) => `Up to $${value}`],
  ["in_stock", () => "In stock"],
  ["on_sale", () => "On sale"],
];

export function Listing({ title, description, path, products, count, filters, facets }: Props) {
  const chips = CHIPS.filter(([name]) => filters[name]);
  return (
    <div className="column pt-10 pb-8 lg:pt-16">
      <h1 className="text-title max-w-4xl">{title}</h1>
      {description && <p className="text-soft mt-3 max-w-2xl text-lg">{description}</p>}
      <FilterForm {...{ path, filters, facets }} />
      <div className="mt-6 mb-8 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="text-soft me-auto">
          {count === 1 ? "1 product" : `${count} products`}
        </p>
        {chips.map(([name, word]) => (
          <Link
            key={name}
            href={addressOf(path, without(filters, name))}
            prefetch={false}
            className="border-edge hover:bg-surface inline-flex min-h-11 items-center gap-1.5 rounded-full border ps-4 pe-3 text-sm"
          >
            <span className="sr-only">Remove filter: </span>
            {word(filters[name] ?? "")}
            <Icon name="close" className="size-4" />
          </Link>
        ))}
        {chips.length > 1 && (
          <Link href={addressOf(path, { q: filters.q ?? "" })} prefetch={false} className="inline-flex min-h-11 items-center text-sm underline underline-offset-4">
            Clear all
          </Link>
        )}
      </div>
      {products.length > 0 ? <ProductGrid products={products} eager={4} heading="h2" /> : <Nothing path={path} isFiltered={chips.length > 0} q={filters.q} />}
      <Pages {...{ path, filters, count }} />
    </div>
  );
}

type Choice = { label: string; name: keyof Filters; options: readonly (readonly [string, string])[]; value: string };

const Select = ({ label, name, options, value }: Choice) => (
  <label className="block min-w-0">
    <span className="mb-1 block text-sm font-medium">{label}</span>
    <select name={name} defaultValue={value} className="control">
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

const Amount = ({ label, name, value }: Omit<Choice, "options">) => (
  <label className="block min-w-0">
    <span className="mb-1 block text-sm font-medium">{label}</span>
    <input name={name} defaultValue={value} inputMode="decimal" pattern="[0-9]+([.][0-9]{1,2})?" title="An amount such as 25 or 25.50" className="control" />
  </label>
);

const Check = ({ label, name, value }: Omit<Choice, "options">) => (
  <label className="flex min-h-11 items-center gap-3">
    <input type="checkbox" name={name} value="true" defaultChecked={value === "true"} className="accent-ink size-5" />
    {label}
  </label>
);

/** A plain form that asks for the same page with other parameters. */
function FilterForm({ path, filters, facets }: Pick<Props, "path" | "filters" | "facets">) {
  const any = (values: string[]) => [["", "Any"] as const, ...values.map((value) => [value, value] as const)];
  const given = (name: keyof Filters) => filters[name] ?? "";
  const isOpen = CHIPS.some(([name]) => filters[name]);
  return (
    <details open={isOpen} className="border-line group/filters mt-8 border-y">
      <summary className="flex min-h-14 list-none items-center justify-between font-medium">
        Filter and sort
        <span aria-hidden="true" className="font-display text-2xl group-open/filters:hidden">
          +
        </span>
        <span aria-hidden="true" className="font-display hidden text-2xl group-open/filters:inline">
          –
        </span>
      </summary>
      <form action={path} className="grid gap-4 pt-2 pb-6 sm:grid-cols-2 lg:grid-cols-5">
        {filters.q !== undefined && <input type="hidden" name="q" value={filters.q} />}
        <Select label="Sort by" name="ordering" options={SORTS} value={given("ordering") || "featured"} />
        {facets.colors.length > 0 && <Select label="Color" name="color" options={any(facets.colors)} value={given("color")} />}
        {facets.sizes.length > 0 && <Select label="Size" name="size" options={any(facets.sizes)} value={given("size")} />}
        <Amount label="Price from ($)" name="price__gte" value={given("price__gte")} />
        <Amount label="Price to ($)" name="price__lte" value={given("price__lte")} />
        <div className="flex flex-wrap items-center gap-x-8 gap-y-2 sm:col-span-2 lg:col-span-5">
          <Check label="In stock" name="in_stock" value={given("in_stock")} />
          <Check label="On sale" name="on_sale" value={given("on_sale")} />
          <Button type="submit" className="ms-auto max-sm:w-full">
            Show products
          </Button>
        </div>
      </form>
    </details>
  );
}

function Nothing({ path, isFiltered, q }: { path: string; isFiltered: boolean; q: string | undefined }) {
  return (
    <div className="bg-surface px-6 py-14 text-center">
      <p className="font-display text-heading">{q ? `Nothing found for “${q}”.` : "Nothing matches all of this."}</p>
      <p className="text-soft mx-auto mt-2 mb-6 max-w-md">
        {isFiltered ? "Take a filter away, or look at everything we make." : "Try another word, such as mug, linen or lamp, or look at everything we make."}
      </p>
      <ButtonLink href={isFiltered ? addressOf(path, q ? { q } : {}) : "/products"} variant="secondary">
        {isFiltered ? "Without the filters" : "See everything"}
      </ButtonLink>
    </div>
  );
}

function Pages({ path, filters, count }: Pick<Props, "path" | "filters" | "count">) {
  const last = Math.max(1, Math.ceil(count / PAGE_SIZE));
  if (last === 1) return null;
  const page = filters.page === "last" ? last : Number(filters.page || 1);
  const to = (number: number) => addressOf(path, { ...filters, page: number === 1 ? "" : String(number) });
  return (
    <nav aria-label="Pages" className="mt-14 flex items-center justify-center gap-6">
      {page > 1 && (
        <ButtonLink href={to(page - 1)} rel="prev" variant="secondary" prefetch={false}>
          Previous
        </ButtonLink>
      )}
      <p>
        Page {page} of {last}
      </p>
      {page < last && (
        <ButtonLink href={to(page + 1)} rel="next" variant="secondary" prefetch={false}>
          Next
        </ButtonLink>
      )}
    </nav>
  );
}
