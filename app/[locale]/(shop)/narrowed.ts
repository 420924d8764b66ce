import { publicContext } from "@/adapters/context";
import { pageLocale } from "@/adapters/page-locale";
import { listProducts } from "@/domain/catalog/list-products";
import { DomainError } from "@/domain/errors";
import type { Facets, Product } from "@/model/catalog";
import { type Filters, PAGE_SIZE, REMOVABLE, type Removable, nearest, pagesShown, withFilters } from "@/model/listing";

export type Narrowed = {
  filters: Filters;
  count: number;
  products: Product[];
  facets: Facets;
  corrected: string | undefined;
};
type Scope = { category__slug?: string };
const NO_FACETS: Facets = {
  categories: [],
  sizes: [],
  colors: [],
  price: { min: null, max: null },
  ratings: [],
  in_stock: 0,
  on_sale: 0,
};

const queryOf = ({ q, category, page: _, from: __, ...filters }: Filters, scope: Scope) => ({
  ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value)),
  ...(q && { search: q }),
  ...(category && { category__slug: category }),
  ...scope,
  page_size: String(PAGE_SIZE),
});

/** A page of a list, or the last where it ends before. */
async function readPage(query: ReturnType<typeof queryOf> & { facets?: boolean }, page: number | "last") {
  try {
    return await listProducts(publicContext(await pageLocale()), { ...query, page: String(page) });
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 404) throw error;
    return listProducts(publicContext(await pageLocale()), { ...query, page: "last" });
  }
}

/** What an address asks for, or the nearest that there is. */
export async function readNarrowed(asked: Filters, scope: Scope = {}): Promise<Narrowed> {
  const page = asked.page === "last" ? "last" : Number(asked.page ?? 1);
  const found = await readPage({ ...queryOf(asked, scope), facets: true }, page);
  const facets = found.facets ?? NO_FACETS;
  const filters = nearest(asked, facets);
  if (REMOVABLE.some((name) => filters[name] !== asked[name])) return readNarrowed(withoutBlank(filters), scope);
  const [first, last] = pagesShown(filters, found.count);
  const before = Array.from({ length: last - first }, (_, index) => readPage(queryOf(filters, scope), first + index));
  const products = (await Promise.all(before)).flatMap(({ results }) => results).concat(found.results);
  return {
    filters: { ...filters, page: last > 1 ? String(last) : "", from: first < last ? String(first) : "" },
    count: found.count,
    // What moved to the next page meanwhile is shown once.
    products: [...new Map(products.map((product) => [product.id, product])).values()],
    facets,
    corrected: found.corrected,
  };
}

const withoutBlank = (filters: Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value));

/** Where nothing is left: each filter that leaves something when it is taken away, with how much. */
export async function readLooser(filters: Filters, scope: Scope = {}): Promise<{ name: Removable; count: number }[]> {
  const applied = REMOVABLE.filter((name) => filters[name]);
  const context = publicContext(await pageLocale());
  const counts = await Promise.all(
    applied.map(async (name) => {
      const query = queryOf(withFilters(filters, { [name]: "" }), scope);
      return { name, count: (await listProducts(context, { ...query, page_size: "1" })).count };
    }),
  );
  return counts.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}
