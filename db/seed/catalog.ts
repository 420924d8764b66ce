import { readFileSync } from "node:fs";
import path from "node:path";

export const CATALOG_FOLDER = path.resolve(import.meta.dirname, "../../catalog");

type ProductEntry = {
  slug: string;
  name: string;
  category: string;
  tagline: string;
  description: string;
  priceCents: number;
  compareAtCents?: number;
  tags: string[];
  material: string;
  dimensions: string;
  care: string;
  origin: string;
  featured?: boolean;
  createdAt: string;
  options: { size?: string[]; color?: { name: string; hex: string }[] };
  variants: {
    sku: string;
    size?: string;
    color?: string;
    priceCents?: number;
    stock: number;
    image?: string;
  }[];
  images: { file: string; alt: string }[];
  reviews: { rating: number; title: string; body: string; author: string; createdAt: string }[];
};
type Catalog = {
  store: { heroImage: string };
  categories: { slug: string; name: string; description: string; image: string }[];
  products: ProductEntry[];
};
export type { ProductEntry };

export const readCatalog = (): Catalog =>
  JSON.parse(readFileSync(path.join(CATALOG_FOLDER, "catalog.json"), "utf8")) as Catalog;

export const fromCents = (cents: number) => (cents / 100).toFixed(2);

/** Every picture that the catalog names, once. */
export const picturesOf = (catalog: Catalog): string[] => [
  ...new Set([
    catalog.store.heroImage,
    ...catalog.categories.map(({ image }) => image),
    ...catalog.products.flatMap(({ images }) => images.map(({ file }) => file)),
  ]),
];
