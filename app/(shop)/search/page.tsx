import type { Metadata } from "next";

import { Listing } from "@/components/catalog/listing";

import { listNarrowed, readFilters } from "../narrowed";
import { readFacets } from "../reads";

export const metadata: Metadata = { title: "Search", robots: { index: false } };
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const MAX_TERM = 200;
const readable = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cs}/gu, " ")
    .trim()
    .slice(0, MAX_TERM);

export default async function SearchPage({ searchParams }: Props) {
  const given = await searchParams;
  const q = readable(typeof given["q"] === "string" ? given["q"] : "");
  const facets = await readFacets({});
  const filters = readFilters(given, facets);
  const { count, results, page } = await listNarrowed({ ...filters, search: q });
  return (
    <Listing
      title={q ? `Search: “${q}”` : "Search"}
      path="/search"
      products={results}
      filters={{ ...filters, page, q }}
      {...{ count, facets }}
    />
  );
}
