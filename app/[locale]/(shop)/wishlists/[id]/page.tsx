import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { ProductGrid } from "@/components/catalog/product-card";
import { getT } from "@/components/language/server";
import { ButtonLink } from "@/components/ui/button";
import { DomainError } from "@/domain/errors";
import { getSharedWishlist } from "@/domain/wishlist/share-wishlist";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT();
  return { title: t("wishlist_page.shared"), robots: { index: false } };
}
type Props = { params: Promise<{ id: string }> };

/** What someone wishes for, for whoever has the link. */
export default async function SharedWishlistPage({ params }: Props) {
  const t = await getT();
  const { products } = await listOf((await params).id);
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">{t("wishlist_page.shared")}</h1>
      <p className="text-soft mt-3 mb-8 max-w-2xl text-lg">{t("wishlist_page.shared_text")}</p>
      {products.length > 0 ? (
        <ProductGrid products={products} eager={4} heading="h2" />
      ) : (
        <div className="bg-surface px-6 py-16 text-center">
          <p className="font-display text-heading mb-5">{t("wishlist_page.shared_empty")}</p>
          <ButtonLink href="/products">{t("wishlist_page.look_around")}</ButtonLink>
        </div>
      )}
    </div>
  );
}

async function listOf(id: string) {
  try {
    return await getSharedWishlist(await storefrontContext(), { id });
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
