import type { Metadata } from "next";

import { Listing } from "@/components/catalog/listing";
import { Link } from "@/components/ui/link";
import { addressOf, readFilters } from "@/model/listing";

import { addToCart } from "../cart/actions";
import { readLooser, readNarrowed } from "../narrowed";
import { readCategories } from "../reads";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = readFilters(await searchParams, true);
  return { title: q ? `Search: ${q}` : "Search", robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: Props) {
  const filters = readFilters(await searchParams, true);
  const { q = "", as_typed } = filters;
  const [narrowed, { results: categories }] = await Promise.all([readNarrowed(filters), readCategories({})]);
  const { corrected, count } = narrowed;
  const isEmpty = count === 0;
  // Of a word that nobody mended the nearest is offered.
  const meant = isEmpty && as_typed ? await readNarrowed({ q }) : undefined;
  return (
    <Listing
      {...narrowed}
      title={q ? `Results for “${corrected ?? q}”` : "Search"}
      {...(corrected !== undefined && { description: <Corrected {...{ q, corrected }} /> })}
      path="/search"
      looser={isEmpty ? await readLooser(narrowed.filters) : []}
      {...(meant?.corrected !== undefined && { meant: { text: meant.corrected, count: meant.count } })}
      {...{ categories, addToCart }}
    />
  );
}

const Corrected = ({ q, corrected }: { q: string; corrected: string }) => (
  <>
    Showing results for <strong className="text-ink font-medium">{corrected}</strong>. Search instead for{" "}
    <Link
      href={addressOf("/search", { q, as_typed: "true" })}
      prefetch={false}
      className="inline-block py-1 underline underline-offset-4"
    >
      {q}
    </Link>
    .
  </>
);
