import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Listing } from "@/components/catalog/listing";
import { getT } from "@/components/language/server";
import { addressOf, readFilters, withFilters } from "@/model/listing";

import { addresses } from "../../root";
import { addToCart } from "../cart/actions";
import { readLooser, readNarrowed } from "../narrowed";
import { readCategories } from "../reads";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The category that next.config.ts names; none for the whole shop. */
async function categoryOf({ searchParams }: Props) {
  const { category__slug: slug } = await searchParams;
  if (typeof slug !== "string") return undefined;
  return (await readCategories({})).find((known) => known.slug === slug) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await getT();
  const category = await categoryOf(props);
  const { from: _, ordering: __, ...filters } = readFilters(await props.searchParams);
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
  const scope = category ? { category__slug: category.slug } : {};
  const [narrowed, categories] = await Promise.all([
    readNarrowed(readFilters(await props.searchParams), scope),
    readCategories({}),
  ]);
  return (
    <Listing
      {...narrowed}
      title={category?.name ?? t("listing.everything")}
      description={category?.description ?? t("listing.everything.text")}
      path={category ? `/categories/${category.slug}` : "/products"}
      category={category?.slug}
      looser={narrowed.count === 0 ? await readLooser(narrowed.filters, scope) : []}
      {...{ categories, addToCart }}
    />
  );
}
