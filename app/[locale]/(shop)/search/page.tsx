import type { Metadata } from "next";

import { useT } from "#language";
import { Listing } from "@/components/catalog/listing";
import { rich } from "@/components/language/rich";
import { getT } from "@/components/language/server";
import { Link } from "@/components/ui/link";
import { addressOf, readFilters } from "@/model/listing";

import { addToCart } from "../cart/actions";
import { readLooser, readNarrowed } from "../narrowed";
import { readCategories } from "../reads";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getT();
  const { q } = readFilters(await searchParams, true);
  return {
    title: q ? t("search_page.title_of", { q }) : t("search_page.title"),
    robots: { index: false, follow: true },
  };
}

export default async function SearchPage({ searchParams }: Props) {
  const t = await getT();
  const filters = readFilters(await searchParams, true);
  const { q = "", as_typed } = filters;
  const [narrowed, categories] = await Promise.all([readNarrowed(filters), readCategories({})]);
  const { corrected, count } = narrowed;
  const isEmpty = count === 0;
  // Of a word that nobody mended the nearest is offered.
  const meant = isEmpty && as_typed ? await readNarrowed({ q }) : undefined;
  return (
    <Listing
      {...narrowed}
      title={q ? t("search_page.results", { q: corrected ?? q }) : t("search_page.title")}
      {...(corrected !== undefined && { description: <Corrected {...{ q, corrected }} /> })}
      path="/search"
      looser={isEmpty ? await readLooser(narrowed.filters) : []}
      {...(meant?.corrected !== undefined && { meant: { text: meant.corrected, count: meant.count } })}
      {...{ categories, addToCart }}
    />
  );
}

function Corrected({ q, corrected }: { q: string; corrected: string }) {
  return rich(useT(), "search_page.corrected", {
    q,
    corrected,
    strong: (text) => <strong className="text-ink font-medium">{text}</strong>,
    link: (text) => (
      <Link
        href={addressOf("/search", { q, as_typed: "true" })}
        prefetch={false}
        className="inline-block py-1 underline underline-offset-4"
      >
        {text}
      </Link>
    ),
  });
}
