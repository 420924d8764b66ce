import type { Metadata } from "next";

import { Listing } from "@/components/catalog/listing";
import { PAGE_SIZE } from "@/model/listing";

import { addToCart } from "../cart/actions";
import { readCategories, readProducts } from "../reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Everything", alternates: { canonical: "/products" } };

export default async function ProductsPage() {
  const [{ count, results, facets }, { results: categories }] = await Promise.all([
    readProducts({ page_size: String(PAGE_SIZE), facets: true }),
    readCategories({}),
  ]);
  return (
    <Listing
      title="Everything"
      description="All that we make, in one place."
      path="/products"
      products={results}
      filters={{}}
      {...{ count, facets, categories, addToCart }}
    />
  );
}
