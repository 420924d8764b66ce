import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { alternates, openGraph } from "../../root";
import { ProductView } from "../products/[slug]/view";
import { productOf } from "../products/product-of";

type Given = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Given> };

const textOf = (given: Given, name: string) => (typeof given[name] === "string" ? given[name] : undefined);
const productAsked = (given: Given) => productOf(textOf(given, "slug") ?? notFound());

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { name, tagline, slug, image } = await productAsked(await searchParams);
  return {
    title: name,
    description: tagline,
    alternates: await alternates(`/products/${slug}`),
    ...(image && { openGraph: { ...(await openGraph()), images: [image] } }),
  };
}

/** A product as an address asks for one of its variants: next.config.ts sends such an address here, also without scripts. */
export default async function ChosenVariantPage({ searchParams }: Props) {
  const given = await searchParams;
  const asked = ["variant", "color", "size"].flatMap((name) => {
    const value = textOf(given, name);
    return value === undefined ? [] : [[name, value]];
  });
  return <ProductView product={await productAsked(given)} asked={`?${new URLSearchParams(asked)}`} />;
}
