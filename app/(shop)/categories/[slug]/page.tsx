import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Listing, PAGE_SIZE } from "@/components/catalog/listing";
import { BreadcrumbData } from "@/components/seo/structured-data";
import { env } from "@/env";

import { alternates } from "../../../root";
import { readCategories, readFacets, readProducts } from "../../reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
type Props = { params: Promise<{ slug: string }> };

async function getCategory({ params }: Props) {
  const { slug } = await params;
  const { results } = await readCategories({});
  return results.find((category) => category.slug === slug) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, description, slug } = await getCategory(props);
  return { title: name, description, alternates: alternates(`/categories/${slug}`) };
}

export default async function CategoryPage(props: Props) {
  const { slug, name, description } = await getCategory(props);
  const [{ count, results }, facets] = await Promise.all([
    readProducts({ category__slug: slug, page_size: String(PAGE_SIZE) }),
    readFacets({ category__slug: slug }),
  ]);
  return (
    <>
      <BreadcrumbData origin={env().APP_URL} crumbs={[{ name, path: `/categories/${slug}` }]} />
      <Listing
        title={name}
        path={`/categories/${slug}`}
        products={results}
        filters={{}}
        {...{ description, count, facets }}
      />
    </>
  );
}
