import type { MessageKey } from "./translate";

/** How many products a page of a list has. */
export const PAGE_SIZE = 24;
/** So many pages stand below each other at most; then a new page begins. */
export const MOST_PAGES = 8;
const MAX_SEARCH = 200;
/** Longer than any value of a filter. */
const MAX_VALUE = 60;
const MAX_PRICE = 99_999_999.99;
const RATINGS = { least: 1, most: 4 };

/** What an address says of a list, in the order in which it says it, so that the same list has one address. */
const NAMES = [
  "q",
  "category",
  "color",
  "size",
  "price__gte",
  "price__lte",
  "rating__gte",
  "in_stock",
  "on_sale",
  "ordering",
  "as_typed",
  "from",
  "page",
] as const;
type Name = (typeof NAMES)[number];
/** What narrows a list, as it stands in the address. Products are shown from page `from` to page `page`. */
export type Filters = Partial<Record<Name, string>>;

/** What someone can take away again, one by one. */
export const REMOVABLE = [
  "category",
  "color",
  "size",
  "price__gte",
  "price__lte",
  "rating__gte",
  "in_stock",
  "on_sale",
] as const;
export type Removable = (typeof REMOVABLE)[number];

const SORTS: Record<string, MessageKey> = {
  featured: "catalog.sort.featured",
  "-created_at": "catalog.sort.newest",
  price: "catalog.sort.price_up",
  "-price": "catalog.sort.price_down",
  "-rating": "catalog.sort.rating",
};
/** The first is how a list is sorted that says nothing of it. */
export const sortsOf = (isSearch: boolean): [value: string, name: MessageKey][] => [
  ...(isSearch ? [["relevance", "catalog.sort.relevance"] satisfies [string, MessageKey]] : []),
  ...Object.entries(SORTS),
];

export function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = filters[name];
    if (value) query.append(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The filters with another value of some; a list that changes begins with its first page. */
export const withFilters = ({ page: _, from: __, ...filters }: Filters, changed: Filters): Filters => ({
  ...filters,
  ...changed,
});

type Given = Record<string, string | string[] | undefined>;

/** Reads the filters of an address: of a value that means nothing the nearest that does, so that no address is an error. */
export function readFilters(given: Given, isSearch = false): Filters {
  const text = (name: Name) => {
    const sent = Object.hasOwn(given, name) ? given[name] : "";
    return readable(Array.isArray(sent) ? (sent[0] ?? "") : (sent ?? ""));
  };
  const value = (name: Name) => (text(name).length > MAX_VALUE ? "" : text(name));
  const [least, most] = [amountOf(text("price__gte")), amountOf(text("price__lte"))];
  const isSwapped = least !== "" && most !== "" && Number(least) > Number(most);
  const sorts = sortsOf(isSearch).map(([value]) => value);
  const ordering = sorts.indexOf(text("ordering")) > 0 ? text("ordering") : "";
  const filters: Filters = {
    ...(isSearch && { q: text("q"), category: value("category"), as_typed: flagOf(text("as_typed")) }),
    color: value("color"),
    size: value("size"),
    price__gte: isSwapped ? most : least,
    price__lte: isSwapped ? least : most,
    rating__gte: ratingOf(text("rating__gte")),
    in_stock: flagOf(text("in_stock")),
    on_sale: flagOf(text("on_sale")),
    ordering,
    ...pagesOf(text("from"), text("page")),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

const readable = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cs}/gu, " ")
    .trim()
    .slice(0, MAX_SEARCH)
    .replace(/\p{Cs}$/u, "");

const flagOf = (text: string) => (/^(true|1|on|yes)$/i.test(text) ? "true" : "");

function amountOf(text: string): string {
  const value = Number(text.replace(/^\$/, "").replace(/^(\d+),(\d{1,2})$/, "$1.$2") || Number.NaN);
  if (!Number.isFinite(value)) return "";
  return String(Math.round(Math.min(Math.max(value, 0), MAX_PRICE) * 100) / 100);
}

function ratingOf(text: string): string {
  const value = Number(text || Number.NaN);
  if (!Number.isFinite(value)) return "";
  return String(Math.min(Math.max(Math.round(value), RATINGS.least), RATINGS.most));
}

function pagesOf(from: string, page: string): Filters {
  if (page === "last") return { page };
  const last = /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
  const first = /^[1-9]\d{0,5}$/.test(from) ? Math.max(Number(from), last - MOST_PAGES + 1) : last;
  return { page: last === 1 ? "" : String(last), from: first < last ? String(first) : "" };
}

type Values = { sizes: { value: string }[]; colors: { value: string }[]; categories: { slug: string }[] };

/** The same filters with a size, color and category that the list has: nothing where none is near. */
export function nearest(filters: Filters, { sizes, colors, categories }: Values): Filters {
  const near = (name: Name, values: string[]): Filters => {
    const asked = filters[name];
    if (!asked || values.includes(asked)) return {};
    return { [name]: values.find((value) => value.toLowerCase() === asked.toLowerCase()) ?? "" };
  };
  return {
    ...filters,
    ...near(
      "size",
      sizes.map(({ value }) => value),
    ),
    ...near(
      "color",
      colors.map(({ value }) => value),
    ),
    ...near(
      "category",
      categories.map(({ slug }) => slug),
    ),
  };
}

/** The first and the last page that are shown. */
export function pagesShown({ from, page }: Filters, count: number): [first: number, last: number] {
  const end = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const last = page === "last" ? end : Math.min(Number(page || 1), end);
  return [Math.min(Number(from || last), last), last];
}
