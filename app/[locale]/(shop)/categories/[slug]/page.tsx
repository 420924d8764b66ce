import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Listing } from "@/components/catalog/listing";
import { BreadcrumbData } from "@/components/seo/structured-data";
import { env } from "@/env";
import { PAGE_SIZE } from "@/model/listing";

import { alternates } from "../../../root";
import { addToCart } from "../../cart/actions";
import { readCategories, readProducts } from "../../reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
type Props = { params: Promise<{ slug: string }> };

async function getCategory({ params }: Props) {
  const { slug } = await params;
  return (await readCategories({})).find((category) => category.slug === slug) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, description, slug } = await getCategory(props);
  return { title: name, description, alternates: await alternates(`/categories/${slug}`) };
}

export default async function CategoryPage(props: Props) {
  const { slug, name, description } = await getCategory(props);
  const [{ count, results, facets }, categories] = await Promise.all([
    readProducts({ category__slug: slug, page_size: String(PAGE_SIZE), facets: true }),
    readCategories({}),
  ]);
  return (
    <>
      <BreadcrumbData origin={env().APP_URL} crumbs={[{ name, path: `/categories/${slug}` }]} />
      <Listing
        title={name}
        path={`/categories/${slug}`}
        category={slug}
        products={results}
        filters={{}}
        {...{ description, count, facets, categories, addToCart }}
      />
    </>
  );
}
