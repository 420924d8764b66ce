import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { Listing } from "@/components/catalog/listing";
import { getT } from "@/components/language/server";
import { addressOf, readFilters, withFilters } from "@/model/listing";

import { addresses } from "../../../root";
import { addToCart } from "../../cart/actions";
import { readLooser, readNarrowed } from "../../narrowed";
import { readCategories } from "../../reads";

type Props = {
  params: Promise<{ category?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The category that next.config.ts names; none for the whole shop. */
async function categoryOf({ params }: Props) {
  const { category: [slug] = [] } = await params;
  if (slug === undefined) return undefined;
  return (await readCategories({})).find((known) => known.slug === slug) ?? notFound();
}

/** What the list shows, read once for the page and its head. */
const readList = cache((query: string, slug: string | undefined) =>
  readNarrowed(readFilters(Object.fromEntries(new URLSearchParams(query))), scopeOf(slug)),
);
const scopeOf = (slug: string | undefined) => (slug === undefined ? {} : { category__slug: slug });
const listOf = async ({ searchParams }: Props, slug: string | undefined) =>
  readList(addressOf("", readFilters(await searchParams)).slice(1), slug);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await getT();
  const category = await categoryOf(props);
  // A list that breaks has a title all the same.
  const shown = await listOf(props, category?.slug).catch(() => null);
  const { from: _, ordering: __, ...filters } = shown?.filters ?? readFilters(await props.searchParams);
  const isNarrowed = Object.keys(withFilters(filters, {})).length > 0;
  return {
    title: category?.name ?? t("listing.everything"),
    alternates: await addresses(addressOf(category ? `/categories/${category.slug}` : "/products", filters)),
    ...(isNarrowed && { robots: { index: false, follow: true } }),
  };
}

/** A list that someone narrowed, sorted or paged: next.config.ts sends such addresses of a list here. */
export default async function BrowsePage(props: Props) {
  const t = await getT();
  const category = await categoryOf(props);
  const [narrowed, categories] = await Promise.all([listOf(props, category?.slug), readCategories({})]);
  return (
    <Listing
      {...narrowed}
      title={category?.name ?? t("listing.everything")}
      description={category?.description ?? t("listing.everything.text")}
      path={category ? `/categories/${category.slug}` : "/products"}
      category={category?.slug}
      looser={narrowed.count === 0 ? await readLooser(narrowed.filters, scopeOf(category?.slug)) : []}
      {...{ categories, addToCart }}
    />
  );
}
