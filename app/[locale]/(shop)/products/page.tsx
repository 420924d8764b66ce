import type { Metadata } from "next";

import { Listing } from "@/components/catalog/listing";
import { getT } from "@/components/language/server";
import { PAGE_SIZE } from "@/model/listing";

import { addresses } from "../../root";
import { addToCart } from "../cart/actions";
import { readCategories, readProducts } from "../reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export async function generateMetadata(): Promise<Metadata> {
  const t = await getT();
  return { title: t("listing.everything"), alternates: await addresses("/products") };
}

export default async function ProductsPage() {
  const t = await getT();
  const [{ count, results, facets }, categories] = await Promise.all([
    readProducts({ page_size: String(PAGE_SIZE), facets: true }),
    readCategories({}),
  ]);
  return (
    <Listing
      title={t("listing.everything")}
      description={t("listing.everything.text")}
      path="/products"
      products={results}
      filters={{}}
      {...{ count, facets, categories, addToCart }}
    />
  );
}
