import { cached } from "@/adapters/cache";
import { listBestSellers } from "@/domain/catalog/best-sellers";
import { readEveryCategory } from "@/domain/catalog/categories";
import { getProductBySlug } from "@/domain/catalog/get-product";
import { listProducts } from "@/domain/catalog/list-products";
import { listRelatedProducts } from "@/domain/catalog/related-products";
import { readSitemap as sitemap } from "@/domain/catalog/sitemap";
import { getStore } from "@/domain/catalog/store";
import { CATALOG, CATEGORIES, productTag, reviewsTag } from "@/domain/catalog/touch";
import { listShippingMethods } from "@/domain/orders/shipping";
import { getPage } from "@/domain/pages/pages";
import { listProductReviews } from "@/domain/reviews/reviews";

const catalog = () => [CATALOG];

export const readStore = cached(getStore, catalog);
export const readCategories = cached(readEveryCategory, catalog);
export const readProducts = cached(listProducts, catalog);
export const readSitemap = cached(sitemap, catalog);
export const readBestSellers = cached(listBestSellers, catalog);
export const readRelated = cached(listRelatedProducts, catalog);
export const readShipping = cached(listShippingMethods, catalog);
export const readPage = cached(getPage, catalog);
export const readProduct = cached(getProductBySlug, ({ slug }) => [productTag(slug), CATEGORIES]);
export const readReviews = cached(listProductReviews, ({ id }) => [reviewsTag(Number(id))]);
