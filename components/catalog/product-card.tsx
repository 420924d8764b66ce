import Link from "next/link";

import type { Product } from "@/model/catalog";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { Heart } from "../wishlist/heart";

const FEW = 5;
const SIZES = "(min-width: 100rem) 22rem, (min-width: 64rem) 23vw, (min-width: 40rem) 31vw, 46vw";

const stockHint = (stock: number) => (stock === 0 ? "Sold out" : stock <= FEW ? `Only ${stock} left` : null);

/** A product in a list: one link, stretched over the whole card. */
function ProductCard({ product, first, heading: Heading }: { product: Product; first: boolean; heading: "h2" | "h3" }) {
  const [image] = product.images;
  const hint = stockHint(product.stock);
  return (
    <article className="group relative">
      <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
        {image && <Photo image={image} sizes={SIZES} alt="" first={first} className="zoom size-full" />}
      </div>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-3">
        <Heading className="font-display text-xl leading-snug sm:text-[1.4rem]">
          <Link href={`/products/${product.slug}`} prefetch={false} className="after:absolute after:inset-0">
            {product.name}
          </Link>
        </Heading>
        <p className="text-[0.95rem]">
          <Price
            amount={product.price}
            currency={product.currency}
            was={product.compare_at_price}
            from={product.price_max !== product.price}
          />
        </p>
      </div>
      <p className="text-soft mt-0.5 flex flex-wrap justify-between gap-x-3 text-sm">
        <span>{product.colors.length > 1 ? `${product.colors.length} colors` : product.category.name}</span>
        {hint && <span className="text-accent font-medium">{hint}</span>}
      </p>
      <Heart id={product.id} name={product.name} className="absolute end-1.5 top-1.5" />
    </article>
  );
}

type Props = {
  products: Product[];
  /** How many are above the fold. */
  eager?: number;
  /** One below the heading that the grid stands under. */
  heading?: "h2" | "h3";
};

/** Products side by side: two on a phone, four on a desk; the first row is fetched first. */
export function ProductGrid({ products, eager = 0, heading = "h3" }: Props) {
  return (
    <ul className="grid grid-cols-2 gap-x-3 gap-y-9 sm:grid-cols-3 sm:gap-x-5 lg:grid-cols-4 lg:gap-x-7 lg:gap-y-12">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} first={index < eager} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
