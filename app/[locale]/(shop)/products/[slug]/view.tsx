import type { ReactNode } from "react";

import { useT } from "#language";
import { ProductGrid } from "@/components/catalog/product-card";
import { Breadcrumbs, ProductHeading } from "@/components/catalog/product-heading";
import { ProductStage } from "@/components/catalog/product-stage";
import { rich } from "@/components/language/rich";
import { getT } from "@/components/language/server";
import { RecentlyViewed } from "@/components/recent/recently-viewed";
import { ProductReviews } from "@/components/reviews/product-reviews";
import { ProductData } from "@/components/seo/structured-data";
import { Link } from "@/components/ui/link";
import { Prose } from "@/components/ui/prose";
import { env } from "@/env";
import type { Product } from "@/model/catalog";
import { daysStyleOf } from "@/model/days";
import { priceText } from "@/model/delivery";
import { LANGUAGE_TAGS } from "@/model/locales";
import { STORE } from "@/model/store";

import { readRelated, readReviews, readShipping } from "../../reads";
import { buy, notify } from "./actions";
import { reportReview, voteForReview } from "./reviews/actions";

const FIRST_REVIEWS = 5;
const RELATED = 4;

/** A product's page; asked is the query of the address, where it asks for one variant. */
export async function ProductView({ product, asked = "" }: { product: Product; asked?: string }) {
  const t = await getT();
  const [reviews, related, shipping] = await Promise.all([
    readReviews({ id: product.id, page_size: String(FIRST_REVIEWS) }),
    readRelated({ id: product.id }),
    readShipping({}),
  ]);
  const delivery = shipping.results[0];
  const { category, name, tagline, description, details, rating, review_count, currency } = product;
  const [image] = product.images;
  return (
    <div className="column pt-6" data-product-id={product.id}>
      <ProductData product={product} origin={env().APP_URL} />
      <Breadcrumbs category={category} name={name} />
      <ProductStage
        product={choosable(product)}
        asked={asked}
        actions={{ buy, notify }}
        delivery={delivery ? { min_days: delivery.min_days, max_days: delivery.max_days } : null}
        daysStyle={daysStyleOf(LANGUAGE_TAGS[t.locale])}
        taxNote={t(STORE.prices_include_tax ? "product_page.tax_included" : "product_page.tax_added")}
        heading={<ProductHeading {...{ name, tagline, rating, review_count }} />}
      >
        <Prose text={description} className="border-line mt-6 border-t pt-6" />
        <dl className="border-line mt-6 border-t">
          {details.map(({ label, text }) => (
            <div key={label} className="border-line grid gap-x-4 border-b py-3 sm:grid-cols-[8rem_1fr]">
              <dt className="font-medium">{label}</dt>
              <dd className="text-soft">{text}</dd>
            </div>
          ))}
        </dl>
        <Terms price={delivery && priceText(t, delivery, currency)} />
      </ProductStage>
      <ProductReviews
        slug={product.slug}
        summary={reviews.summary}
        reviews={reviews.results}
        actions={{ vote: voteForReview, report: reportReview }}
      />
      {related.products.length > 0 && (
        <section aria-labelledby="related" className="mt-20">
          <h2 id="related" className="text-heading mb-8">
            {t("product_page.related")}
          </h2>
          <ProductGrid products={related.products.slice(0, RELATED)} />
        </section>
      )}
      <RecentlyViewed title={t("product_page.recent")} seen={{ slug: product.slug, name, image: image ?? null }} />
    </div>
  );
}

const LINK = "underline underline-offset-4";

/** What it costs to have it, and for how long it can go back. */
function Terms({ price }: { price: string | undefined }) {
  const t = useT();
  const links = {
    delivery: (text: ReactNode) => (
      <Link href="/delivery" prefetch={false} className={LINK}>
        {text}
      </Link>
    ),
    returns: (text: ReactNode) => (
      <Link href="/returns" prefetch={false} className={LINK}>
        {text}
      </Link>
    ),
  };
  return (
    <p className="text-soft mt-5 text-sm">
      {price === undefined
        ? rich(t, "product_page.terms", links)
        : rich(t, "product_page.terms_with_price", { ...links, price })}
    </p>
  );
}

/** Only what the browser needs travels into its bundle of data. */
const choosable = ({
  id,
  slug,
  name,
  price,
  compare_at_price,
  currency,
  images,
  sizes,
  colors,
  variants,
}: Product) => ({
  id,
  slug,
  name,
  price,
  compare_at_price,
  currency,
  images,
  sizes,
  colors,
  variants,
});
