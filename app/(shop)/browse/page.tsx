import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Listing } from "@/components/catalog/listing";

import { listNarrowed, readFilters } from "../narrowed";
import { readCategories, readFacets } from "../reads";

export const metadata: Metadata = { robots: { index: false } };
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A list that someone narrowed, sorted or paged: next.config.ts sends such addresses of a list here. */
export default async function BrowsePage({ searchParams }: Props) {
  const given = await searchParams;
  const slug = typeof given["category__slug"] === "string" ? given["category__slug"] : undefined;
  const { results: categories } = await readCategories({});
  const category = slug === undefined ? undefined : (categories.find((known) => known.slug === slug) ?? notFound());
  const facets = await readFacets(slug === undefined ? {} : { category__slug: slug });
  const filters = readFilters(given, facets);
  const { count, results, page } = await listNarrowed({
    ...filters,
    ...(slug !== undefined && { category__slug: slug }),
  });
  return (
    <Listing
      title={category?.name ?? "Everything"}
      {...(category && { description: category.description })}
      path={category ? `/categories/${category.slug}` : "/products"}
      products={results}
      filters={{ ...filters, page }}
      {...{ count, facets }}
    />
  );
}
