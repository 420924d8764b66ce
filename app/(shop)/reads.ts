import { cached } from "@/adapters/cache";
import { listCategories } from "@/domain/catalog/categories";
import { getFacets } from "@/domain/catalog/facets";
import { getProductBySlug } from "@/domain/catalog/get-product";
import { listProducts } from "@/domain/catalog/list-products";
import { listReviews } from "@/domain/catalog/reviews";
import { getStore } from "@/domain/catalog/store";
import { CATALOG, CATEGORIES, productTag } from "@/domain/catalog/touch";
import { listShippingMethods } from "@/domain/orders/shipping";

const catalog = () => [CATALOG];

export const readStore = cached(getStore, catalog);
export const readCategories = cached(listCategories, catalog);
export const readProducts = cached(listProducts, catalog);
export const readShipping = cached(listShippingMethods, catalog);
export const readFacets = cached(getFacets, catalog);
export const readProduct = cached(getProductBySlug, ({ slug }) => [productTag(slug), CATEGORIES]);
export const readReviews = cached(listReviews, catalog);
