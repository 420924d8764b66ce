import type { Metadata } from "next";
import Link from "next/link";

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
  const asTyped = given["as_typed"] === "true";
  const { count, results, page, corrected } = await listNarrowed({
    ...filters,
    search: q,
    ...(asTyped && { as_typed: "true" }),
  });
  return (
    <Listing
      {...(corrected !== undefined && { description: <Corrected {...{ q, corrected }} /> })}
      title={q ? `Search: “${q}”` : "Search"}
      path="/search"
      products={results}
      filters={{ ...filters, page, q }}
      {...{ count, facets }}
    />
  );
}

const Corrected = ({ q, corrected }: { q: string; corrected: string }) => (
  <>
    Showing results for <strong className="text-ink font-medium">{corrected}</strong>. Search instead for{" "}
    <Link
      href={`/search?${new URLSearchParams({ q, as_typed: "true" })}`}
      prefetch={false}
      className="underline underline-offset-4"
    >
      {q}
    </Link>
    .
  </>
);
