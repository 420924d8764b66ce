import { useT } from "#language";
import type { Product, Variant } from "@/model/catalog";
import { askedVariant, firstVariant } from "@/model/choice";
import type { FormAction } from "@/model/forms";
import { stockLevel } from "@/model/stock-level";
import type { Translate } from "@/model/translate";
import { unitPriceText } from "@/model/unit-price";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { Heart } from "../wishlist/heart";
import { ProductLink } from "./product-link";
import { QuickAdd } from "./quick-add";
import { ratingNumber } from "./rating";

const MOST_SWATCHES = 4;
const WIDTHS = {
  alone: "(min-width: 100rem) 22rem, (min-width: 64rem) 23vw, (min-width: 40rem) 31vw, 46vw",
  besideFilters: "(min-width: 100rem) 23rem, (min-width: 64rem) 24vw, (min-width: 40rem) 31vw, 46vw",
};

function stockHint(t: Translate, stock: number): string | null {
  const level = stockLevel(stock);
  if (level === "none") return t("catalog.stock.sold_out");
  return level === "few" ? t("catalog.stock.few", { count: stock }) : null;
}

/** What its page shows first, as far as it can be told from here. */
function coming({ images, ...product }: Product, choice: string, chosen: Variant | undefined) {
  const { slug, name, tagline, category, rating, review_count, currency, variants } = product;
  const price = (chosen ?? firstVariant(variants))?.price ?? product.price;
  const was = price === product.price ? product.compare_at_price : null;
  const path = `/products/${slug}${chosen ? choice : ""}`;
  return { path, name, tagline, category, rating, review_count, currency, price, was, pictures: images.length };
}

type CardProps = {
  t: Translate;
  product: Product;
  first: boolean;
  heading: "h2" | "h3";
  sizes: string;
  /** "?color=Moss": what is looked for in the products, by which each shows itself. */
  choice: string;
  addToCart: FormAction | undefined;
};

/** A product in a list: one link, stretched over the whole card; what else can be done lies above it. */
function ProductCard({ t, product, first, heading: Heading, sizes, choice, addToCart }: CardProps) {
  const chosen = askedVariant(product.variants, new URLSearchParams(choice));
  const image = product.images.find(({ url }) => url === chosen?.image) ?? product.images[0];
  const second = product.images.find((other) => other !== image);
  const hint = stockHint(t, product.stock);
  const [only, other] = product.variants;
  const cheapest = product.variants.find(({ price }) => price === product.price);
  const perUnit = cheapest && unitPriceText(t, cheapest, product.currency);
  const isSimple = other === undefined && product.stock > 0;
  return (
    <article className="group relative flex h-full flex-col">
      <div className="bg-surface relative aspect-4/5 overflow-hidden rounded-[2px]">
        {image && <Photo image={image} sizes={sizes} alt="" first={first} className="zoom size-full" />}
        {second && (
          <Photo
            image={second}
            sizes={sizes}
            alt=""
            className="absolute inset-0 hidden size-full pointer-fine:group-hover:block"
          />
        )}
        {(hint || product.compare_at_price) && (
          <p className="bg-paper text-accent absolute start-2 top-2 rounded-full px-3 py-0.5 text-sm font-medium">
            {hint ?? t("listing.card.on_sale")}
          </p>
        )}
      </div>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-3">
        <Heading className="font-display text-xl leading-snug sm:text-[1.4rem]">
          <ProductLink product={coming(product, choice, chosen)} />
        </Heading>
        <p className="flex flex-wrap items-baseline gap-x-2 text-[0.95rem]">
          <Price
            amount={product.price}
            currency={product.currency}
            was={product.compare_at_price}
            from={product.price_max !== product.price}
          />
          {perUnit && <span className="text-soft text-sm whitespace-nowrap">{perUnit}</span>}
        </p>
      </div>
      <div className="text-soft mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
        {product.colors.length > 1 ? <Swatches t={t} colors={product.colors} /> : <span>{product.category.name}</span>}
        {product.rating !== null && <Rated t={t} rating={product.rating} count={product.review_count} />}
      </div>
      <Heart id={product.id} name={product.name} className="absolute end-1.5 top-1.5" />
      {addToCart && isSimple && (
        <div className="relative z-10 mt-auto pt-3">
          <QuickAdd productId={product.id} variantId={only?.id} name={product.name} action={addToCart} />
        </div>
      )}
    </article>
  );
}

function Swatches({ t, colors }: { t: Translate; colors: Product["colors"] }) {
  const more = colors.length - MOST_SWATCHES;
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="sr-only">
        {t("listing.card.colors", { colors: colors.map(({ name }) => t.option(name)).join(", ") })}
      </span>
      {colors.slice(0, MOST_SWATCHES).map(({ name, hex }) => (
        <span
          key={name}
          aria-hidden="true"
          title={t.option(name)}
          className="border-edge size-4 rounded-full border forced-color-adjust-none"
          style={{ backgroundColor: hex }}
        />
      ))}
      {more > 0 && <span aria-hidden="true">+{more}</span>}
    </span>
  );
}

const Rated = ({ t, rating, count }: { t: Translate; rating: number; count: number }) => (
  <span className="tabular-nums">
    <span aria-hidden="true">
      <span className="star text-accent" /> {ratingNumber(t, rating)} ({t.number(count)})
    </span>
    <span className="sr-only">{t("catalog.rating.with_reviews", { rating: ratingNumber(t, rating), count })}</span>
  </span>
);

type Props = {
  products: Product[];
  /** How many are above the fold. */
  eager?: number;
  /** One below the heading that the grid stands under. */
  heading?: "h2" | "h3";
  /** What comes in one kind only can be put in the cart from here. */
  addToCart?: FormAction;
  isBesideFilters?: boolean;
  /** "?color=Moss", where the products are shown in what was chosen among all. */
  choice?: string;
};

/** Products side by side: two on a phone, four on a desk; the first row is fetched first. */
export function ProductGrid({ products, eager = 0, heading = "h3", addToCart, isBesideFilters, choice = "" }: Props) {
  const t = useT();
  const columns = isBesideFilters ? "lg:grid-cols-3 3xl:grid-cols-4" : "lg:grid-cols-4";
  return (
    <ul className={`grid grid-cols-2 gap-x-3 gap-y-9 sm:grid-cols-3 sm:gap-x-5 lg:gap-x-7 lg:gap-y-12 ${columns}`}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard
            t={t}
            product={product}
            first={index < eager}
            heading={heading}
            sizes={isBesideFilters ? WIDTHS.besideFilters : WIDTHS.alone}
            choice={choice}
            addToCart={addToCart}
          />
        </li>
      ))}
    </ul>
  );
}
