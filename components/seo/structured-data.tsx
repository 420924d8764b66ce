import { useT, useTo } from "#language";
import type { Product } from "@/model/catalog";
import { MARKETS } from "@/model/markets";
import { STORE } from "@/model/store";
import type { Translate } from "@/model/translate";

type Crumb = { name: string; path: string };

/** What search engines read, in schema.org's words; "<" is escaped so that no text can end the script. */
const JsonLd = ({ nodes }: { nodes: object[] }) => (
  <script
    type="application/ld+json"
    dangerouslySetInnerHTML={{
      __html: JSON.stringify({ "@context": "https://schema.org", "@graph": nodes }).replaceAll("<", String.raw`\u003c`),
    }}
  />
);

type Language = { t: Translate; to: (path: string) => string };

const breadcrumbList = ({ t, to }: Language, origin: string, crumbs: readonly Crumb[]) => ({
  "@type": "BreadcrumbList",
  itemListElement: [{ name: t("catalog.home"), path: "/" }, ...crumbs].map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: origin + to(path),
  })),
});

/** The shop itself, on its front page. */
export function StoreData({ origin }: { origin: string }) {
  const [t, to] = [useT(), useTo()];
  return (
    <JsonLd
      nodes={[
        {
          "@type": "OnlineStore",
          "@id": `${origin}/#store`,
          name: STORE.name,
          description: t("store.tagline"),
          url: `${origin}/`,
          logo: `${origin}/icon.svg`,
          currenciesAccepted: MARKETS.map(({ currency }) => currency).join(", "),
        },
        {
          "@type": "WebSite",
          name: STORE.name,
          inLanguage: t.locale,
          url: origin + to("/"),
          publisher: { "@id": `${origin}/#store` },
          potentialAction: {
            "@type": "SearchAction",
            target: { "@type": "EntryPoint", urlTemplate: `${origin}${to("/search")}?q={search_term_string}` },
            "query-input": "required name=search_term_string",
          },
        },
      ]}
    />
  );
}

/** Where a page is in the shop. */
export function BreadcrumbData({ origin, crumbs }: { origin: string; crumbs: readonly Crumb[] }) {
  const [t, to] = [useT(), useTo()];
  return <JsonLd nodes={[breadcrumbList({ t, to }, origin, crumbs)]} />;
}

const availability = (stock: number) => `https://schema.org/${stock > 0 ? "InStock" : "OutOfStock"}`;

/** The units of a content in the codes of UNECE's recommendation 20. */
const UNIT_CODES = { piece: "C62", kg: "KGM", l: "LTR", m: "MTR", m2: "MTK" } as const;

/** What a price is for and what it is told for one of, where all kinds of the product have the same content. */
function perUnit({ price, currency, variants }: Product) {
  const content = variants[0]?.content;
  if (!content || variants.some((other) => JSON.stringify(other.content) !== JSON.stringify(content))) return {};
  const quantity = (value: string) => ({ "@type": "QuantitativeValue", value, unitCode: UNIT_CODES[content.unit] });
  const referenceQuantity = { ...quantity(content.amount), valueReference: quantity("1") };
  return {
    priceSpecification: { "@type": "UnitPriceSpecification", price, priceCurrency: currency, referenceQuantity },
  };
}

type Where = { origin: string; url: string };

function offers(product: Product, { origin, url }: Where) {
  const { price, price_max, currency, stock, variants } = product;
  const shared = {
    url,
    priceCurrency: currency,
    availability: availability(stock),
    seller: { "@type": "OnlineStore", "@id": `${origin}/#store`, name: STORE.name },
  };
  return price === price_max
    ? { "@type": "Offer", price, itemCondition: "https://schema.org/NewCondition", ...perUnit(product), ...shared }
    : { "@type": "AggregateOffer", lowPrice: price, highPrice: price_max, offerCount: variants.length, ...shared };
}

/** A product as its page shows it: the same price, stock and rating. */
export function ProductData({ product, origin }: { product: Product; origin: string }) {
  const { name, slug, description, images, rating, review_count, variants, category } = product;
  const [t, to] = [useT(), useTo()];
  const url = origin + to(`/products/${slug}`);
  const [only] = variants;
  return (
    <JsonLd
      nodes={[
        {
          "@type": "Product",
          name,
          description,
          url,
          category: category.name,
          brand: { "@type": "Brand", name: STORE.name },
          image: images.map(({ url }) => new URL(url, origin).href),
          ...(variants.length === 1 && only && { sku: only.sku }),
          offers: offers(product, { origin, url }),
          ...(rating !== null &&
            review_count > 0 && {
              aggregateRating: { "@type": "AggregateRating", ratingValue: rating, reviewCount: review_count },
            }),
        },
        breadcrumbList({ t, to }, origin, [
          { name: category.name, path: `/categories/${category.slug}` },
          { name, path: `/products/${slug}` },
        ]),
      ]}
    />
  );
}
