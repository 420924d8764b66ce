import { publicContext } from "@/adapters/context";
import { type Filters, PAGE_SIZE } from "@/components/catalog/listing";
import { listProducts } from "@/domain/catalog/list-products";
import { DomainError } from "@/domain/errors";
import { PRODUCT_ORDERINGS } from "@/model/catalog";

type Given = Record<string, string | string[] | undefined>;

/** The filters of an address; what means nothing is left out, so that no address is an error. */
export function readFilters(given: Given, facets: { sizes: string[]; colors: string[] }): Filters {
  const text = (name: string) => {
    const value = given[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const amount = (name: string) => (/^\d{1,8}(\.\d{1,2})?$/.test(text(name)) ? text(name) : "");
  const flag = (name: string) => (text(name) === "true" ? "true" : "");
  const among = (name: string, values: readonly string[]) => (values.includes(text(name)) ? text(name) : "");
  return {
    ordering: among("ordering", PRODUCT_ORDERINGS),
    size: among("size", facets.sizes),
    color: among("color", facets.colors),
    price__gte: amount("price__gte"),
    price__lte: amount("price__lte"),
    in_stock: flag("in_stock"),
    on_sale: flag("on_sale"),
    page: /^([1-9]\d{0,5}|last)$/.test(text("page")) ? text("page") : "1",
  };
}

type Query = Filters & { category__slug?: string; search?: string; as_typed?: string };

/** The page that was asked for, or the nearest that there is. */
export async function listNarrowed({ page = "1", ...query }: Query) {
  const input = {
    ...Object.fromEntries(Object.entries(query).filter(([, value]) => value)),
    page_size: String(PAGE_SIZE),
  };
  try {
    return { ...(await listProducts(publicContext(), { ...input, page })), page };
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 404) throw error;
    const last = await listProducts(publicContext(), { ...input, page: "last" });
    return { ...last, page: String(Math.max(1, Math.ceil(last.count / PAGE_SIZE))) };
  }
}
