import type { Metadata } from "next";

import { CategoryTiles } from "@/components/catalog/category-tiles";
import { ProductGrid } from "@/components/catalog/product-card";
import { getT } from "@/components/language/server";
import { RecentlyViewed } from "@/components/recent/recently-viewed";
import { StoreData } from "@/components/seo/structured-data";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Photo } from "@/components/ui/photo";
import { env } from "@/env";
import type { Category } from "@/model/catalog";
import { daysText, priceText } from "@/model/delivery";
import type { ShippingMethod } from "@/model/orders";
import type { Translate } from "@/model/translate";

import { addresses } from "../root";
import { addToCart } from "./cart/actions";
import { readBestSellers, readCategories, readProducts, readShipping, readStore } from "./reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const generateMetadata = async (): Promise<Metadata> => ({ alternates: await addresses("/") });

export default async function HomePage() {
  const t = await getT();
  const [store, categories, shipping, featured, recent, reduced, best] = await Promise.all([
    readStore({}),
    readCategories({}),
    readShipping({}),
    readProducts({ is_featured: true, page_size: "8" }),
    readProducts({ ordering: "-created_at", page_size: "4" }),
    readProducts({ on_sale: true, page_size: "4" }),
    readBestSellers({}),
  ]);
  return (
    <>
      <StoreData origin={env().APP_URL} />
      <section className="column grid items-end gap-x-12 gap-y-6 pt-6 lg:grid-cols-[1fr_minmax(0,1.9fr)] lg:pt-10">
        <div className="order-2 pb-2 lg:order-1 lg:pb-10">
          <h1 className="text-display">{t("home.title")}</h1>
          <p className="text-soft mt-5 max-w-sm text-lg">{t("home.text", { tagline: t("store.tagline") })}</p>
          <ButtonLink href="/products" prefetch={false} size="large" className="mt-7">
            {t("home.everything")}
          </ButtonLink>
        </div>
        {store.hero && (
          <Photo
            image={store.hero}
            sizes="(min-width: 64rem) 62vw, 94vw"
            first
            className="order-1 aspect-5/4 w-full rounded-[2px] sm:aspect-5/3 lg:order-2"
          />
        )}
      </section>
      <Arches t={t} categories={categories} />
      <Row
        title={t("home.new")}
        products={recent.results}
        more={["/products?ordering=-created_at", t("home.all_new")]}
      />
      <Row title={t("home.best_sellers")} products={best.products.slice(0, 4)} />
      <Row title={t("home.best")} products={featured.results} more={["/products", t("layout.everything")]} />
      <RecentlyViewed title={t("home.continue")} className="column" />
      <Promises t={t} delivery={shipping.results[0]} />
      <Row title={t("home.less")} products={reduced.results} more={["/products?on_sale=true", t("home.all_less")]} />
    </>
  );
}

const Arches = ({ t, categories }: { t: Translate; categories: Category[] }) => (
  <section aria-labelledby="categories" className="column mt-20 lg:mt-28">
    <h2 id="categories" className="text-heading mb-8">
      {t("home.categories")}
    </h2>
    <CategoryTiles
      categories={categories}
      className="lg:grid-cols-8 lg:gap-x-4"
      sizes="(min-width: 64rem) 11vw, (min-width: 40rem) 22vw, 45vw"
    />
  </section>
);

type RowProps = {
  title: string;
  products: Parameters<typeof ProductGrid>[0]["products"];
  more?: [href: string, name: string];
};

const Row = ({ title, products, more }: RowProps) =>
  products.length > 0 && (
    <section className="column mt-20 lg:mt-28">
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 className="text-heading">{title}</h2>
        {more && (
          <Link
            href={more[0]}
            prefetch={false}
            className="decoration-line hover:text-accent inline-block py-2 underline underline-offset-4"
          >
            {more[1]}
          </Link>
        )}
      </div>
      <ProductGrid products={products} addToCart={addToCart} />
    </section>
  );

const promises = (t: Translate, delivery: ShippingMethod | undefined) =>
  [
    ...(delivery
      ? [
          [
            t("home.delivery", { days: daysText(t, delivery) }),
            t("home.delivery_text", { method: delivery.name, price: priceText(t, delivery, t.currency) }),
            "/delivery",
          ] as const,
        ]
      : []),
    [t("home.returns"), t("home.returns_text"), "/returns"],
    [t("home.payment"), t("home.payment_text"), "/privacy"],
  ] as const;

const Promises = ({ t, delivery }: { t: Translate; delivery: ShippingMethod | undefined }) => (
  <section aria-label={t("home.promises")} className="mt-20 lg:mt-28">
    <div className="threads" />
    <ul className="column grid gap-8 py-12 md:grid-cols-3">
      {promises(t, delivery).map(([title, text, href]) => (
        <li key={href}>
          <p className="font-display text-2xl">
            <Link
              href={href}
              prefetch={false}
              className="decoration-line hover:text-accent underline decoration-1 underline-offset-4"
            >
              {title}
            </Link>
          </p>
          <p className="text-soft mt-1">{text}</p>
        </li>
      ))}
    </ul>
    <div className="threads" />
  </section>
);
