import { storefrontContext } from "@/adapters/storefront";
import { getT } from "@/components/language/server";
import { ButtonLink } from "@/components/ui/button";
import { ShareWishlist } from "@/components/wishlist/share-wishlist";
import { WishLines } from "@/components/wishlist/wish-lines";
import { getWishlistShare } from "@/domain/wishlist/share-wishlist";
import { listWishes } from "@/domain/wishlist/wishlist";
import { choiceText } from "@/model/choice";
import type { Translate } from "@/model/translate";
import type { Wish } from "@/model/wishlist";

import { unlisted } from "../../root";
import { changeWish, shareWishlist } from "./actions";

export const generateMetadata = unlisted("wishlist_page.title");
const PAGE = 100;
type Props = { searchParams: Promise<{ added?: string | string[] }> };

export default async function WishlistPage({ searchParams }: Props) {
  const t = await getT();
  const context = await storefrontContext();
  const isKnown = context.user !== null || context.guest !== null;
  const isLost = !isKnown && (await searchParams).added !== undefined;
  const wishes: Wish[] = [];
  for (let page = 1, more = isKnown; more; page++) {
    const { count, results } = await listWishes(context, { page: String(page), page_size: String(PAGE) });
    wishes.push(...results);
    more = wishes.length < count && results.length > 0;
  }
  const { url } = isKnown ? await getWishlistShare(context, {}) : { url: null };
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">{t("wishlist_page.heading")}</h1>
      <p className="text-soft mt-3 max-w-2xl text-lg">
        {t(context.user ? "wishlist_page.of_account" : "wishlist_page.of_browser")}
      </p>
      <WishLines
        wishes={wishes.map((wish) => shown(t, wish))}
        action={changeWish}
        empty={<Empty {...{ t, isLost }} />}
      />
      {wishes.length > 0 && <ShareWishlist url={url} action={shareWishlist} />}
    </div>
  );
}

/** Only what the browser needs travels into its bundle of data. */
const shown = (t: Translate, { id, product }: Wish) => {
  const { slug, name, tagline, price, price_max, compare_at_price, currency, stock, images, variants } = product;
  return {
    id,
    slug,
    name,
    tagline,
    price,
    currency,
    stock,
    was: price === price_max ? compare_at_price : null,
    is_from: price !== price_max,
    image: images[0] ?? null,
    variants: variants.map((one) => ({
      id: one.id,
      stock: one.stock,
      label: choiceText(t, one),
    })),
  };
};

const Empty = ({ t, isLost }: { t: Translate; isLost: boolean }) => (
  <div className="bg-surface mt-8 px-6 py-16 text-center">
    <p className="font-display text-heading">{t("wishlist_page.empty")}</p>
    <p className="text-soft mx-auto mt-2 mb-6 max-w-md">
      {t(isLost ? "wishlist.no_cookie" : "wishlist_page.empty_text")}
    </p>
    <ButtonLink href="/products">{t("wishlist_page.look_around")}</ButtonLink>
  </div>
);
