import type { Metadata } from "next";

import { Listing, PAGE_SIZE } from "@/components/catalog/listing";

import { readFacets, readProducts } from "../reads";

export const revalidate = 300;
export const metadata: Metadata = { title: "Everything", alternates: { canonical: "/products" } };

export default async function ProductsPage() {
  const [{ count, results }, facets] = await Promise.all([
    readProducts({ page_size: String(PAGE_SIZE) }),
    readFacets({}),
  ]);
  return (
    <Listing
      title="Everything"
      description="All that we make, in one place."
      path="/products"
      products={results}
      {...{ count, facets }}
      filters={{}}
    />
  );
}
